//! « Nouvelle action »: what, when, who.

use domain::task::Details;
use domain::{ContactId, DealId, Right};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::create_task;
use super::words::{kind_name, kind_of};
use crate::error::Error;
use crate::i18n::{Texts, texts_here};
use crate::me::{can, me};
use crate::record::api::Colleague;
use crate::record::{Faults, General, Kept, Reload, Slot, choices, day, filled, id, on_wish};
use crate::ui::{Button, Dialog, Kind, SelectField, TextField, Variant};

/// What a new task is about.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    /// Whom.
    pub(crate) contact: Option<ContactId>,
    /// Which deal.
    pub(crate) deal: Option<DealId>,
}

/// The dialog.
#[component]
pub(super) fn NewTask(
    open: RwSignal<bool>,
    about: About,
    colleagues: Signal<Vec<Colleague>>,
    reload: Reload,
) -> impl IntoView {
    let draft = Draft::new();
    let texts = [
        ("title", draft.title),
        ("kind", draft.kind),
        ("due_on", draft.due_on),
        ("due_at", draft.due_at),
        ("assignee", draft.assignee),
    ];
    let on = about.deal.as_ref().map(DealId::subject).or_else(|| about.contact.as_ref().map(ContactId::subject));
    let subject = format!("form:task:{}", on.unwrap_or_default());
    let kept = Kept::new(&subject, texts.map(|(name, text)| (name, Slot::Text(text))));
    on_wish(move |begun| {
        if !begun.is_empty() {
            draft.title.set(begun);
        }
        open.set(true);
    });
    let about = StoredValue::new(about);
    view! {
        <Dialog open title=texts_here().task().new light=false>
            <Form open draft kept about colleagues reload />
        </Dialog>
    }
}

/// What has been typed so far.
#[derive(Clone, Copy)]
struct Draft {
    title: RwSignal<String>,
    kind: RwSignal<String>,
    due_on: RwSignal<String>,
    due_at: RwSignal<String>,
    assignee: RwSignal<String>,
}

impl Draft {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let assignee = RwSignal::new(me().map(|me| me.id.to_string()).unwrap_or_default());
        Self { title: text(), kind: RwSignal::new("call".to_owned()), due_on: text(), due_at: text(), assignee }
    }

    /// The fields, or everything that is wrong with them.
    fn read(self, about: About) -> Result<Details, Vec<Error>> {
        let mut wrong = Vec::new();
        let due_on = day(&self.due_on.get_untracked()).unwrap_or_else(|error| {
            wrong.push(error);
            None
        });
        let assignee = id(&self.assignee.get_untracked()).unwrap_or_else(|error| {
            wrong.push(error);
            None
        });
        let details = Details {
            title: self.title.get_untracked(),
            kind: kind_of(&self.kind.get_untracked()).unwrap_or_default(),
            due_on,
            due_at: filled(&self.due_at.get_untracked()),
            assignee,
            contact: about.contact,
            deal: about.deal,
        };
        let details = details.tidied();
        wrong.extend(details.faults());
        if wrong.is_empty() { Ok(details) } else { Err(wrong.into_iter().map(Error).collect()) }
    }

    async fn send(self, about: About) -> Result<(), Vec<Error>> {
        create_task(self.read(about)?).await.map(drop).map_err(|error| vec![error])
    }
}

/// The words for what is wrong with a field.
fn say(error: &Error, t: &'static Texts) -> String {
    if error.0.field() == Some("due_at") { t.task().time_needs_day.to_owned() } else { error.say(t) }
}

/// The fields that say themselves what is wrong with them.
const FIELDS: &[&str] = &["title", "due_at", "day"];

#[component]
fn Form(
    open: RwSignal<bool>,
    draft: Draft,
    kept: Kept,
    about: StoredValue<About>,
    colleagues: Signal<Vec<Colleague>>,
    reload: Reload,
) -> impl IntoView {
    let t = texts_here();
    let k = t.task();
    let (pending, faults) = (RwSignal::new(false), Faults::new(say));
    let kinds = domain::task::Kind::ALL.map(|kind| (kind.as_str().to_owned(), kind_name(t, kind).to_owned())).to_vec();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let about = about.get_value();
        spawn_local(async move {
            match draft.send(about).await {
                Ok(()) => {
                    kept.clear();
                    open.try_set(false);
                    reload.soon();
                }
                Err(wrong) => faults.show(wrong),
            }
            pending.try_set(false);
        });
    };
    view! {
        <form class="form" on:submit=send novalidate=true>
            <General faults fields=FIELDS />
            <TextField label=k.what name="task_title" value=draft.title error=faults.on(&["title"]) placeholder=k.what_hint />
            <SelectField label=k.kind name="task_kind" value=draft.kind options=kinds />
            <div class="form-pair">
                <TextField label=k.due_on name="due_on" kind="date" value=draft.due_on error=faults.on(&["day"]) />
                <TextField label=k.due_at name="due_at" kind="time" value=draft.due_at error=faults.on(&["due_at"]) />
            </div>
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
