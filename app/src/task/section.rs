//! « Prochaines actions » on the page of a contact or a deal.

use domain::task::Task;
use domain::{ContactId, DealId, Right};
use leptos::prelude::*;

use super::acts::Acts;
use super::dialog::{NewTask, TaskDialogs};
use super::draft::{About, Draft};
use super::follow::FollowUp;
use super::item::{Known, TaskItem};
use super::plain::PlainFinish;
use crate::i18n::texts_here;
use crate::me::can;
use crate::outbox::{Kind, WaitingRows};
use crate::record::api::Colleague;
use crate::record::{Colleagues, Reload};
use crate::ui::{Brief, Button, Empty, Variant};

/// The open tasks of a record, and the way to add one.
#[component]
pub(crate) fn TaskSection(
    /// The tasks.
    tasks: RwSignal<Vec<Task>>,
    /// What a new one is about.
    about: About,
    /// Who may do it.
    colleagues: Signal<Vec<Colleague>>,
    /// Reads them again.
    reload: Reload,
    /// What the section is called.
    title: &'static str,
) -> impl IntoView {
    let t = texts_here();
    let (creating, draft, acts) = (RwSignal::new(false), Draft::new(), Acts::new(reload));
    // On a contact's page the deal still says something.
    let on = about.deal.as_ref().map(DealId::subject).or_else(|| about.contact.as_ref().map(ContactId::subject));
    let known = Known { contact: true, deal: about.deal.is_some(), day: false };
    let item = move |task: Task| {
        let assignee = task.details.assignee.clone();
        let name = Signal::derive(move || colleagues.with(|all| Colleagues(all.clone()).name(assignee.as_ref())));
        view! { <TaskItem task assignee=name known acts /> }
    };
    view! {
        <section class="section" aria-labelledby="tasks-title">
            <div class="section-head">
                <h2 class="section-title" id="tasks-title">{title}</h2>
                {can(Right::WriteNotes).then(|| {
                    view! {
                        <Button
                            variant=Variant::Ghost
                            small=true
                            icon="plus"
                            class="push thumb-task"
                            on:click=move |_| creating.set(true)
                        >
                            <Brief full=t.task().new short=t.task().new_short />
                        </Button>
                    }
                })}
            </div>
            <FollowUp acts />
            <WaitingRows kind=Kind::Task subject=on reload />
            <Show
                when=move || tasks.with(|tasks| !tasks.is_empty())
                fallback=move || view! { <Empty small=true icon="task" title=t.task().none /> }
            >
                <ul class="items">
                    <For each=move || tasks.get() key=|task| (task.id.clone(), task.version) children=item />
                </ul>
            </Show>
            {can(Right::WriteNotes).then(|| {
                view! {
                    <PlainFinish />
                    <NewTask open=creating draft about colleagues acts />
                    <TaskDialogs acts colleagues />
                }
            })}
        </section>
    }
}
