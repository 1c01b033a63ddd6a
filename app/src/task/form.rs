//! The form of an action, new or as it stands.

use domain::task::{Details, Every, Rule, Task};
use domain::{Patch, Right};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::create;
use super::api::edit_task;
use super::draft::{About, Draft};
use super::quick::{Reader, Understood};
use super::words::{kind_name, rule_name};
use crate::contact::choice::{ContactField, Named, named};
use crate::error::Error;
use crate::i18n::{fill, texts_here};
use crate::me::can;
use crate::outbox::{Key, Outbox};
use crate::record::api::Colleague;
use crate::record::{Back, Reload, choices, refusal, values};
use crate::ui::{Button, Kind, SelectField, TextField, Variant};

/// What the form is for.
#[derive(Clone)]
pub(super) enum Purpose {
    /// A new task.
    New(About),
    /// A task as it stands.
    Edit(Box<Task>),
}

impl Purpose {
    /// Whether a contact may be looked for: where the page does not say whom it is about.
    fn asks_whom(&self) -> bool {
        matches!(self, Self::New(About { contact: None, deal: None, .. })) && can(Right::WriteRecords)
    }
}

/// Writes what was typed.
async fn write(
    purpose: Purpose,
    draft: Draft,
    reader: Reader,
    name: Option<String>,
    (outbox, key): (Outbox, Key),
) -> Result<Option<Task>, Named> {
    let texts = reader.texts();
    let failed = |cause| Named::Failed(Error(cause));
    match purpose {
        Purpose::New(mut about) => {
            let details = draft.details(about.clone(), reader).map_err(failed)?;
            if let Some(name) = name {
                let contact = match draft.contact.1.get_untracked() {
                    Some(contact) => contact,
                    None => named(name, texts).await?,
                };
                // A second try must not make the person twice.
                draft.contact.1.try_set(Some(contact.clone()));
                about.contact = Some(contact);
            }
            let made = create(Details { contact: about.contact, ..details }, "", (outbox, key)).await?;
            draft.clear();
            Ok(made)
        }
        Purpose::Edit(task) => {
            let wanted = draft.changed(&task.details).map_err(failed)?;
            if wanted == task.details {
                return Ok(None);
            }
            Ok(Some(edit_task(task.id, Patch::between(task.version, &task.details, &wanted)).await?))
        }
    }
}

/// The form; `open` closes when it is saved.
#[component]
pub(super) fn TaskForm(
    /// Whether the dialog around it is open.
    open: RwSignal<bool>,
    /// What has been typed.
    draft: Draft,
    /// What it is for.
    purpose: Purpose,
    /// Who may do it.
    colleagues: Signal<Vec<Colleague>>,
    /// Reads the page's tasks again.
    reload: Reload,
) -> impl IntoView {
    let (t, reader) = (texts_here(), Reader::here());
    let (k, back) = (t.task(), Back::here());
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let several = RwSignal::new(None::<&'static str>);
    let on = move |field: &'static str| Signal::derive(move || error.with(|error| error.as_ref()?.on(field, t)));
    let on_repeat = move || on("repeat").get().map(|_| t.week().repeat_needs_day.to_owned());
    let on_time = move || on("due_at").get().map(|_| k.time_needs_day.to_owned());
    let on_whom = Signal::derive(move || several.get().map(str::to_owned).or_else(|| on("contact").get()));
    let general = move || {
        let other =
            |e: &&Error| ["title", "due_at", "day", "repeat", "contact"].iter().all(|field| e.on(field, t).is_none());
        error.with(|error| error.as_ref().filter(other).cloned())
    };
    let kinds = domain::task::Kind::ALL.map(|kind| (kind.as_str().to_owned(), kind_name(t, kind).to_owned())).to_vec();
    let never = [(String::new(), t.week().never.to_owned())];
    let rules = Every::ALL.map(Rule::from);
    // A rule that counts is offered where somebody wrote it.
    let choices_of = move || {
        let said = draft.repeat.with(|key| Rule::named(key)).filter(|said| !rules.contains(said));
        let named = |rule: Rule| (rule.key(), rule_name(t, rule));
        never.clone().into_iter().chain(rules.into_iter().chain(said).map(named)).collect::<Vec<_>>()
    };
    let repeats = matches!(&purpose, Purpose::Edit(task) if task.details.repeat.is_some());
    let deals = match &purpose {
        Purpose::New(About { deals: Some(deals), .. }) => deals.get_untracked(),
        _ => Vec::new(),
    };
    // Before the field is shown: what it shows first is taken for what somebody chose.
    draft.offer(&deals);
    let deals = (!deals.is_empty()).then(|| {
        let none = (String::new(), t.note().no_deal.to_owned());
        std::iter::once(none).chain(deals).collect::<Vec<_>>()
    });
    let (fresh, asks_whom) = (matches!(purpose, Purpose::New(_)), purpose.asks_whom());
    if fresh {
        draft.follow_title(reader);
    }
    let queue = (Outbox::here(), Key::new());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        error.set(None);
        several.set(None);
        let name = draft.contact.0.get_untracked().trim().to_owned();
        let name = Some(name).filter(|name| asks_whom && !name.is_empty());
        let (purpose, back) = (purpose.clone(), back.clone());
        spawn_local(async move {
            match write(purpose, draft, reader, name, queue).await {
                Ok(written) => {
                    open.try_set(false);
                    if let Some(task) = written {
                        let title = &task.details.title;
                        let text = fill(if fresh { k.added } else { k.changed }, &[("title", title)]);
                        let after = values(&task.details, &[]);
                        back.offer(task.id.subject(), text, after, move |_| reload.soon());
                        reload.soon();
                    }
                }
                Err(problem) => {
                    match problem {
                        Named::Failed(problem) => drop(error.try_set(Some(problem))),
                        Named::Several(text) => drop(several.try_set(Some(text))),
                    }
                    crate::record::focus_problem();
                }
            }
            pending.try_set(false);
        });
    };
    // The words that were taken out of the title can be put back into it.
    let taken = move || {
        let taken = draft.read.get() && draft.title.with(|title| reader.read(title).due_on.is_some());
        taken.then(|| {
            view! {
                <button type="button" class="link-button" on:click=move |_| draft.read.set(false)>{k.keep_text}</button>
            }
        })
    };
    view! {
        <form class="form" on:submit=send novalidate=true>
            {move || {
                general().map(|error| refusal(&error, t))
            }}
            <div class="form-quick">
                <TextField label=k.what name="task_title" value=draft.title error=on("title") placeholder=k.quick_hint />
                {fresh.then(|| view! {
                    <div class="adder-foot"><Understood text=draft.title reader read=draft.read />{taken}</div>
                })}
            </div>
            <SelectField label=k.kind name="task_kind" value=draft.kind options=kinds />
            <div class="form-pair">
                <TextField label=k.due_on name="due_on" kind="date" value=draft.due_on error=on("day") />
                <TextField label=k.due_at name="due_at" kind="time" value=draft.due_at error=Signal::derive(on_time) />
            </div>
            <SelectField
                label=t.week().repeat
                name="task_repeat"
                value=draft.repeat
                options=Signal::derive(choices_of)
                error=Signal::derive(on_repeat)
            />
            {repeats.then(|| view! { <p class="field-help">{t.week().repeat_help}</p> })}
            {asks_whom.then(|| view! {
                <ContactField label=k.contact text=draft.contact.0 chosen=draft.contact.1 error=on_whom />
            })}
            {deals.map(|options| view! { <SelectField label=t.note().deal name="task_deal" value=draft.deal options /> })}
            {can(Right::WriteRecords).then(|| {
                let options = move || choices(t.contact().nobody, &colleagues.get(), None);
                view! { <SelectField label=k.assignee name="assignee" value=draft.assignee options=Signal::derive(options) /> }
            })}
            <div class="form-actions">
                <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending>{t.common().save}</Button>
            </div>
        </form>
    }
}
