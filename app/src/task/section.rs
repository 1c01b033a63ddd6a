//! « Prochaines actions » on the page of a contact or a deal.

use domain::Right;
use domain::task::Task;
use leptos::prelude::*;

use super::create::{About, NewTask};
use super::item::TaskItem;
use crate::i18n::texts_here;
use crate::me::can;
use crate::record::api::Colleague;
use crate::record::{Colleagues, Reload};
use crate::ui::{Button, Empty, Variant};

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
    let creating = RwSignal::new(false);
    let deal_page = about.deal.is_some();
    let item = move |task: Task| {
        let assignee = Colleagues(colleagues.get_untracked()).name(task.details.assignee.as_ref());
        // On a contact's page the deal still says something.
        let linked = !deal_page && task.details.deal.is_some();
        let task = Task { contact_name: None, ..task };
        view! { <TaskItem task assignee linked reload /> }
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
                            class="push"
                            on:click=move |_| creating.set(true)
                        >
                            {t.task().new}
                        </Button>
                    }
                })}
            </div>
            <Show
                when=move || tasks.with(|tasks| !tasks.is_empty())
                fallback=move || view! { <Empty small=true icon="task" title=t.task().none /> }
            >
                <ul class="items">
                    <For each=move || tasks.get() key=|task| (task.id.clone(), task.version) children=item />
                </ul>
            </Show>
            {can(Right::WriteNotes).then(|| view! { <NewTask open=creating about colleagues reload /> })}
        </section>
    }
}
