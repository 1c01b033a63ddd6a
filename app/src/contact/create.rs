//! « Nouveau contact »: four fields that matter, the rest behind « Plus de champs ».

use domain::contact::{Contact, Details};
use domain::{Error as Cause, Problem};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::api::create_contact;
use super::edit::{company_named, emails, phones, tags};
use super::words::{status_choices, status_of};
use crate::company::CompanyField;
use crate::error::Error;
use crate::i18n::{Texts, texts_here};
use crate::me::me;
use crate::record::api::Colleague;
use crate::record::{choices, filled, id, on_wish};
use crate::route;
use crate::ui::{Button, Dialog, Icon, Kind, SelectField, TextField, Variant};

/// The dialog.
#[component]
pub(super) fn NewContact(open: RwSignal<bool>, colleagues: Signal<Vec<Colleague>>) -> impl IntoView {
    // Made here, so that closing the dialog by accident loses nothing.
    let draft = Draft::new();
    on_wish(move |begun| {
        draft.begin(&begun);
        open.set(true);
    });
    let navigate = use_navigate();
    let created = Callback::new(move |contact: Contact| {
        open.set(false);
        navigate(&route::contact(&contact.id), leptos_router::NavigateOptions::default());
    });
    view! {
        <Dialog open title=texts_here().contact().new light=false>
            <Form open draft colleagues created />
        </Dialog>
    }
}

/// What has been typed so far.
#[derive(Clone, Copy)]
struct Draft {
    given_name: RwSignal<String>,
    family_name: RwSignal<String>,
    emails: RwSignal<String>,
    phones: RwSignal<String>,
    company: RwSignal<String>,
    job_title: RwSignal<String>,
    status: RwSignal<String>,
    source: RwSignal<String>,
    owner: RwSignal<String>,
    tags: RwSignal<String>,
}

impl Draft {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let owner = RwSignal::new(me().map(|me| me.id.to_string()).unwrap_or_default());
        Self {
            given_name: text(),
            family_name: text(),
            emails: text(),
            phones: text(),
            company: text(),
            job_title: text(),
            status: RwSignal::new("prospect".to_owned()),
            source: text(),
            owner,
            tags: text(),
        }
    }

    /// An address, a number or a name, as somebody looked for it in vain.
    fn begin(self, text: &str) {
        if text.is_empty() {
            return;
        }
        let (given, family) = text.split_once(' ').unwrap_or(("", text));
        let number = text.chars().all(|c| !c.is_alphabetic());
        self.emails.set(if text.contains('@') { text.to_owned() } else { String::new() });
        self.phones.set(if number { text.to_owned() } else { String::new() });
        let named = !text.contains('@') && !number;
        self.given_name.set(if named { given.to_owned() } else { String::new() });
        self.family_name.set(if named { family.to_owned() } else { String::new() });
    }

    fn details(self) -> domain::Result<Details> {
        let text = |signal: RwSignal<String>| signal.get_untracked();
        let details = Details {
            given_name: text(self.given_name),
            family_name: text(self.family_name),
            emails: emails(&text(self.emails))?,
            phones: phones(&text(self.phones))?,
            company: None,
            job_title: text(self.job_title),
            status: status_of(&text(self.status)).unwrap_or_default(),
            source: filled(&text(self.source)),
            owner: id(&text(self.owner))?,
            tags: tags(&text(self.tags)),
            do_not_contact: None,
        };
        let details = details.tidied();
        details.check().map(|()| details)
    }

    /// The company first: it is only made once everything else is right.
    async fn send(self) -> Result<Contact, Error> {
        let mut details = self.details()?;
        details.company = company_named(self.company.get_untracked()).await?;
        create_contact(details).await
    }
}

/// The words for one field's problem.
fn say(error: &Error, field: &str, t: &'static Texts) -> Option<String> {
    let text = error.on(field, t)?;
    Some(match (&error.0, field) {
        (Cause::Invalid { problem: Problem::Missing, .. }, "family_name") => t.contact().need_name.to_owned(),
        (Cause::Invalid { problem: Problem::Malformed, .. }, "email") => t.contact().bad_email.to_owned(),
        (Cause::Invalid { problem: Problem::Malformed, .. }, "phone") => t.contact().bad_phone.to_owned(),
        _ => text,
    })
}

const FIELDS: [&str; 10] =
    ["given_name", "family_name", "email", "phone", "name", "job_title", "status", "source", "owner", "tags"];

#[component]
fn Form(
    open: RwSignal<bool>,
    draft: Draft,
    colleagues: Signal<Vec<Colleague>>,
    created: Callback<Contact>,
) -> impl IntoView {
    let t = texts_here();
    let c = t.contact();
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let on = move |field: &'static str| Signal::derive(move || error.with(|error| say(error.as_ref()?, field, t)));
    let general = move || {
        error.with(|error| {
            error.as_ref().filter(|e| FIELDS.iter().all(|field| e.on(field, t).is_none())).map(|e| e.say(t))
        })
    };
    let hidden_problem = move || {
        error.with(|error| error.as_ref().is_some_and(|e| FIELDS[4..].iter().any(|field| e.on(field, t).is_some())))
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        spawn_local(async move {
            match draft.send().await {
                Ok(contact) => drop(created.try_run(contact)),
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
            <div class="form-pair">
                <TextField label=c.given_name name="given_name" value=draft.given_name error=on("given_name") />
                <TextField label=t.common().name name="family_name" value=draft.family_name error=on("family_name") />
            </div>
            <TextField label=t.common().email name="email" inputmode="email" value=draft.emails error=on("email") />
            <TextField label=c.phone name="phone" kind="tel" value=draft.phones error=on("phone") />
            <details class="more" open=hidden_problem>
                <summary>{c.more_fields}</summary>
                <div class="form">
                    <CompanyField value=draft.company error=on("name") />
                    <TextField label=c.job_title name="job_title" value=draft.job_title error=on("job_title") />
                    <div class="form-pair">
                        <SelectField label=c.status name="status" value=draft.status options=status_choices(t) />
                        <SelectField
                            label=t.common().owner
                            name="owner"
                            value=draft.owner
                            options=Signal::derive(move || choices(c.nobody, &colleagues.get(), None))
                        />
                    </div>
                    <TextField label=c.source name="source" value=draft.source error=on("source") help=c.source_help />
                    <TextField label=t.common().tags name="tags" value=draft.tags error=on("tags") help=c.tags_help />
                </div>
            </details>
            <div class="form-actions">
                <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending>{t.common().save}</Button>
            </div>
        </form>
    }
}
