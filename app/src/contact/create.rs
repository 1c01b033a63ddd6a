//! « Nouveau contact »: four fields that matter, the rest behind « Plus de champs ».

use domain::contact::{Civility, Contact};
use domain::vocabulary::List;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::channels::ChannelFields;
use super::doubles::Doubles;
use super::draft::{Draft, say};
use super::words::{civility_name, status_choices};
use crate::company::CompanyField;
use crate::i18n::texts_here;
use crate::record::api::Colleague;
use crate::record::{AddressFields, Back, Faults, General, Offered, asked_open, choices};
use crate::route;
use crate::ui::{Button, Dialog, Kind, SelectField, TextField, Toasts, Variant};

/// The dialog.
#[component]
pub(super) fn NewContact(open: RwSignal<bool>, colleagues: Signal<Vec<Colleague>>) -> impl IntoView {
    let (t, toasts) = (texts_here(), Toasts::here());
    // Made here, so that closing the dialog by accident loses nothing.
    let draft = Draft::new();
    let kept = draft.kept();
    asked_open(open, move |begun| {
        kept.clear();
        draft.begin(&begun);
    });
    let navigate = use_navigate();
    let back = Back::here();
    let created = Callback::new(move |contact: Contact| {
        kept.clear();
        back.made(contact.id.subject(), t.log().contact_made, route::CONTACTS, navigate.clone());
        // In the place of the open dialog, so that the way back does not open it again.
        navigate(&route::contact(&contact.id), NavigateOptions { replace: true, ..NavigateOptions::default() });
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
        <Dialog open title=t.contact().new light=false>
            <Form draft colleagues created cancel />
        </Dialog>
    }
}

/// The fields behind « Plus de champs ».
const HIDDEN: &[&str] = &[
    "company",
    "name",
    "job_title",
    "status",
    "source",
    "owner",
    "tags",
    "do_not_contact",
    "street",
    "complement",
    "postal_code",
    "city",
    "country",
];

/// All fields that say themselves what is wrong with them.
const FIELDS: &[&str] = &[
    "given_name",
    "family_name",
    "email",
    "emails",
    "phone",
    "phones",
    "company",
    "name",
    "job_title",
    "status",
    "source",
    "owner",
    "tags",
    "do_not_contact",
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
    created: Callback<Contact>,
    cancel: Callback<()>,
) -> impl IntoView {
    let t = texts_here();
    let c = t.contact();
    let (pending, faults) = (RwSignal::new(false), Faults::new(say));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        spawn_local(async move {
            match draft.send().await {
                Ok(contact) => drop(created.try_run(contact)),
                Err(wrong) => {
                    pending.try_set(false);
                    faults.show(wrong);
                }
            }
        });
    };
    view! {
        <form class="form" on:submit=send on:input=move |event| faults.ease(&event, "name") novalidate=true>
            <General faults fields=FIELDS />
            <div class="form-pair">
                <TextField label=c.given_name name="given_name" value=draft.given_name error=faults.on(&["given_name"]) />
                <TextField
                    label=t.common().name
                    name="family_name"
                    value=draft.family_name
                    error=faults.on(&["family_name"])
                />
            </div>
            <TextField
                label=t.common().email
                name="email"
                inputmode="email"
                value=draft.emails
                error=faults.on(&["email", "emails"])
            />
            <TextField label=c.phone name="phone" kind="tel" value=draft.phones error=faults.on(&["phone", "phones"]) />
            <Doubles sketch=Memo::new(move |_| draft.sketch()).into() />
            <details class="more" open=move || faults.any(HIDDEN)>
                <summary>{c.more_fields}</summary>
                <div class="form"><Rest draft colleagues faults /></div>
            </details>
            <div class="form-actions">
                <Button on:click=move |_| cancel.run(())>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending>{t.common().save}</Button>
            </div>
        </form>
    }
}

#[component]
fn Rest(draft: Draft, colleagues: Signal<Vec<Colleague>>, faults: Faults) -> impl IntoView {
    let t = texts_here();
    let (c, f) = (t.contact(), t.form());
    let civilities = Civility::ALL.map(|one| (one.as_str().to_owned(), civility_name(t, one).to_owned()));
    let civilities: Vec<_> = std::iter::once((String::new(), c.not_set.to_owned())).chain(civilities).collect();
    view! {
        <div class="form-pair">
            <SelectField label=f.civility name="civility" value=draft.civility options=civilities />
            <TextField label=c.job_title name="job_title" value=draft.job_title error=faults.on(&["job_title"]) />
        </div>
        <CompanyField value=draft.company error=faults.on(&["company", "name"]) />
        <div class="form-pair">
            <SelectField label=c.status name="status" value=draft.status options=status_choices(t) />
            <SelectField
                label=t.common().owner
                name="owner"
                value=draft.owner
                options=Signal::derive(move || choices(c.nobody, &colleagues.get(), None))
                error=faults.on(&["owner"])
            />
        </div>
        <TextField
            label=c.source
            name="source"
            value=draft.source
            error=faults.on(&["source"])
            help=c.source_help
            autocomplete="off"
            list="offered-sources"
        />
        <Offered list=List::Sources id="offered-sources" />
        <TextField label=t.common().tags name="tags" value=draft.tags error=faults.on(&["tags"]) help=c.tags_help />
        <AddressFields draft=draft.address faults />
        <ChannelFields channels=draft.stop error=faults.on(&["do_not_contact"]) scope="new-stop" />
    }
}
