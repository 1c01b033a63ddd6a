//! A few actions on the home page, to be finished where they stand.

use domain::Right;
use domain::task::Task;
use leptos::prelude::*;

use super::acts::Acts;
use super::dialog::TaskDialogs;
use super::follow::FollowUp;
use super::item::TaskItem;
use super::plain::PlainFinish;
use crate::i18n::texts_here;
use crate::me::can;
use crate::record::api::Colleague;
use crate::record::{Colleagues, Reload};
use crate::ui::Empty;

/// The actions, in their order.
#[component]
pub(crate) fn TaskBrief(
    /// The actions.
    tasks: Signal<Vec<Task>>,
    /// For names.
    colleagues: Signal<Vec<Colleague>>,
    /// Whether each says whose it is.
    named: Signal<bool>,
    /// Reads them again.
    reload: Reload,
) -> impl IntoView {
    let (t, acts) = (texts_here(), Acts::new(reload));
    let item = move |task: Task| {
        let assignee = task.details.assignee.clone();
        let name = move || colleagues.with(|all| Colleagues(all.clone()).name(assignee.as_ref()));
        let name = Signal::derive(move || named.get().then(&name).flatten());
        view! { <TaskItem task assignee=name acts /> }
    };
    view! {
        <Show
            when=move || tasks.with(|tasks| !tasks.is_empty())
            fallback=move || view! { <Empty small=true icon="check" title=t.task().none /> }
        >
            <ul class="items">
                <For each=move || tasks.get() key=|task| (task.id.clone(), task.version) children=item />
            </ul>
        </Show>
        {can(Right::WriteNotes).then(|| {
            view! {
                <PlainFinish />
                <TaskDialogs acts colleagues />
                <FollowUp acts over=true />
            }
        })}
    }
}
