//! « Nouvelle entreprise »: name, number and town; the rest behind « Plus de champs ».

use domain::company::Company;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::draft::{Draft, say};
use crate::i18n::texts_here;
use crate::record::api::Colleague;
use crate::record::{AddressFields, Faults, General, asked_open, choices};
use crate::route;
use crate::ui::{Button, Dialog, Kind, SelectField, TextField, Toasts, Variant};

/// The dialog.
#[component]
pub(super) fn NewCompany(open: RwSignal<bool>, colleagues: Signal<Vec<Colleague>>) -> impl IntoView {
    let (t, toasts) = (texts_here(), Toasts::here());
    let draft = Draft::new();
    let kept = draft.kept();
    asked_open(open, move |begun| {
        kept.clear();
        draft.line("name").set(begun);
    });
    let navigate = use_navigate();
    let created = Callback::new(move |company: Company| {
        kept.clear();
        navigate(&route::company(&company.id), NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
    let cancel = Callback::new(move |()| {
        let typed = kept.clear();
        open.set(false);
        if !typed.is_empty() {
            toasts.show_with_undo(t.form().dropped, move || {
                kept.put(&typed);
                open.try_set(true);
            });
        }
    });
    view! {
        <Dialog open title=t.contact().new_company light=false>
            <Form draft colleagues created cancel />
        </Dialog>
    }
}

/// The fields behind « Plus de champs ».
const HIDDEN: &[&str] = &[
    "siren",
    "naf",
    "head_count",
    "website",
    "owner",
    "tags",
    "street",
    "complement",
    "postal_code",
    "city",
    "country",
];

/// All fields that say themselves what is wrong with them.
const FIELDS: &[&str] = &[
    "name",
    "siret",
    "siren",
    "naf",
    "head_count",
    "website",
    "owner",
    "tags",
    "street",
    "complement",
    "postal_code",
    "city",
    "country",
];

#[component]
fn Form(
    draft: Draft,
    colleagues: Signal<Vec<Colleague>>,
    created: Callback<Company>,
    cancel: Callback<()>,
) -> impl IntoView {
    let t = texts_here();
    let (c, f) = (t.contact(), t.form());
    let (pending, faults) = (RwSignal::new(false), Faults::new(say));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        spawn_local(async move {
            match draft.send().await {
                Ok(company) => drop(created.try_run(company)),
                Err(wrong) => {
                    pending.try_set(false);
                    faults.show(wrong);
                }
            }
        });
    };
    view! {
        <form class="form" on:submit=send novalidate=true>
            <General faults fields=FIELDS />
            <TextField label=t.common().name name="name" value=draft.line("name") error=faults.on(&["name"]) />
            <TextField
                label=c.siret
                name="siret"
                inputmode="numeric"
                value=draft.line("siret")
                error=faults.on(&["siret"])
                help=c.siret_help
                optional_mark=true
            />
            <details class="more" open=move || faults.any(HIDDEN)>
                <summary>{c.more_fields}</summary>
                <div class="form">
                    <div class="form-pair">
                        <SelectField
                            label=t.common().owner
                            name="owner"
                            value=draft.line("owner")
                            options=Signal::derive(move || choices(c.nobody, &colleagues.get(), None))
                            error=faults.on(&["owner"])
                        />
                        <TextField
                            label=t.common().tags
                            name="tags"
                            value=draft.line("tags")
                            error=faults.on(&["tags"])
                            help=c.tags_help
                        />
                    </div>
                    <AddressFields draft=draft.address faults />
                    <TextField
                        label=f.siren
                        name="siren"
                        inputmode="numeric"
                        value=draft.line("siren")
                        error=faults.on(&["siren"])
                        help=f.siren_help
                    />
                    <div class="form-pair">
                        <TextField label=f.naf name="naf" value=draft.line("naf") error=faults.on(&["naf"]) placeholder="85.59A" />
                        <TextField
                            label=f.head_count
                            name="head_count"
                            inputmode="numeric"
                            value=draft.line("head_count")
                            error=faults.on(&["head_count"])
                        />
                    </div>
                    <TextField
                        label=f.website
                        name="website"
                        inputmode="url"
                        value=draft.line("website")
                        error=faults.on(&["website"])
                    />
                </div>
            </details>
            <div class="form-actions">
                <Button on:click=move |_| cancel.run(())>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending>{t.common().save}</Button>
            </div>
        </form>
    }
}
