//! « Nouvelle entreprise ».

use domain::company::{Company, Details};
use domain::{Error as Cause, Siret};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::api::create_company;
use crate::error::Error;
use crate::i18n::{Texts, texts_here};
use crate::record::{filled, on_wish};
use crate::route;
use crate::ui::{Button, Dialog, Icon, Kind, TextField, Variant};

/// The words for a field's problem.
pub(super) fn say(error: &Error, field: &str, t: &'static Texts) -> Option<String> {
    let text = error.on(field, t)?;
    let siret = field == "siret" && matches!(error.0, Cause::Invalid { .. });
    Some(if siret { t.contact().siret_bad.to_owned() } else { text })
}

/// What has been typed so far.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    siret: RwSignal<String>,
    town: RwSignal<String>,
}

impl Draft {
    fn details(self) -> domain::Result<Details> {
        let siret = filled(&self.siret.get_untracked()).map(|text| Siret::parse(&text)).transpose();
        let details =
            Details { name: self.name.get_untracked(), siret: None, town: self.town.get_untracked() }.tidied();
        details.check()?;
        Ok(Details { siret: siret?, ..details })
    }

    async fn send(self) -> Result<Company, Error> {
        create_company(self.details()?).await
    }
}

/// The dialog.
#[component]
pub(super) fn NewCompany(open: RwSignal<bool>) -> impl IntoView {
    let text = || RwSignal::new(String::new());
    let draft = Draft { name: text(), siret: text(), town: text() };
    on_wish(move |begun| {
        if !begun.is_empty() {
            draft.name.set(begun);
        }
        open.set(true);
    });
    let navigate = use_navigate();
    let created = Callback::new(move |company: Company| {
        open.set(false);
        navigate(&route::company(&company.id), leptos_router::NavigateOptions::default());
    });
    view! {
        <Dialog open title=texts_here().contact().new_company light=false>
            <Form open draft created />
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>, draft: Draft, created: Callback<Company>) -> impl IntoView {
    let t = texts_here();
    let c = t.contact();
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let on = move |field: &'static str| Signal::derive(move || error.with(|error| say(error.as_ref()?, field, t)));
    let general = move || {
        let other = |e: &&Error| ["name", "siret", "town"].iter().all(|field| e.on(field, t).is_none());
        error.with(|error| error.as_ref().filter(other).map(|e| e.say(t)))
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        spawn_local(async move {
            match draft.send().await {
                Ok(company) => drop(created.try_run(company)),
                Err(problem) => {
                    error.try_set(Some(problem));
                    pending.try_set(false);
                    crate::record::focus_problem();
                }
            }
        });
    };
    view! {
        <form class="form" on:submit=send novalidate=true>
            {move || {
                general().map(|text| view! { <p class="notice notice-danger" role="alert"><Icon name="alert" /><span>{text}</span></p> })
            }}
            <TextField label=t.common().name name="name" value=draft.name error=on("name") />
            <TextField label=c.siret name="siret" inputmode="numeric" value=draft.siret error=on("siret") help=c.siret_help optional_mark=true />
            <TextField label=c.town name="town" value=draft.town error=on("town") optional_mark=true />
            <div class="form-actions">
                <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending>{t.common().save}</Button>
            </div>
        </form>
    }
}
