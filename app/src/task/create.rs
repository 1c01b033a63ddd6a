//! « Nouvelle action »: what, when, who.

use domain::task::Details;
use domain::{ContactId, DealId, Right};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::create_task;
use super::words::{kind_name, kind_of};
use crate::error::Error;
use crate::i18n::texts_here;
use crate::me::{can, me};
use crate::record::api::Colleague;
use crate::record::{Reload, choices, day, filled, id, on_wish};
use crate::ui::{Button, Dialog, Icon, Kind, SelectField, TextField, Variant};

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
    on_wish(move |begun| {
        if !begun.is_empty() {
            draft.title.set(begun);
        }
        open.set(true);
    });
    let about = StoredValue::new(about);
    view! {
        <Dialog open title=texts_here().task().new light=false>
            <Form open draft about colleagues reload />
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

    fn details(self, about: About) -> domain::Result<Details> {
        let details = Details {
            title: self.title.get_untracked(),
            kind: kind_of(&self.kind.get_untracked()).unwrap_or_default(),
            due_on: day(&self.due_on.get_untracked())?,
            due_at: filled(&self.due_at.get_untracked()),
            assignee: id(&self.assignee.get_untracked())?,
            contact: about.contact,
            deal: about.deal,
        };
        let details = details.tidied();
        details.check().map(|()| details)
    }

    fn clear(self) {
        for text in [self.title, self.due_on, self.due_at] {
            text.try_set(String::new());
        }
    }
}

#[component]
fn Form(
    open: RwSignal<bool>,
    draft: Draft,
    about: StoredValue<About>,
    colleagues: Signal<Vec<Colleague>>,
    reload: Reload,
) -> impl IntoView {
    let t = texts_here();
    let k = t.task();
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let on = move |field: &'static str| Signal::derive(move || error.with(|error| error.as_ref()?.on(field, t)));
    let on_time = move || on("due_at").get().map(|_| k.time_needs_day.to_owned());
    let general = move || {
        let other = |e: &&Error| ["title", "due_at", "day"].iter().all(|field| e.on(field, t).is_none());
        error.with(|error| error.as_ref().filter(other).map(|e| e.say(t)))
    };
    let kinds = domain::task::Kind::ALL.map(|kind| (kind.as_str().to_owned(), kind_name(t, kind).to_owned())).to_vec();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let about = about.get_value();
        spawn_local(async move {
            let created = async { create_task(draft.details(about)?).await };
            match created.await {
                Ok(_) => {
                    open.try_set(false);
                    draft.clear();
                    reload.soon();
                }
                Err(problem) => {
                    error.try_set(Some(problem));
                    crate::record::focus_problem();
                }
            }
            pending.try_set(false);
        });
    };
    view! {
        <form class="form" on:submit=send novalidate=true>
            {move || {
                general().map(|text| view! { <p class="notice notice-danger" role="alert"><Icon name="alert" /><span>{text}</span></p> })
            }}
            <TextField label=k.what name="task_title" value=draft.title error=on("title") placeholder=k.what_hint />
            <SelectField label=k.kind name="task_kind" value=draft.kind options=kinds />
            <div class="form-pair">
                <TextField label=k.due_on name="due_on" kind="date" value=draft.due_on error=on("day") />
                <TextField label=k.due_at name="due_at" kind="time" value=draft.due_at error=Signal::derive(on_time) />
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
