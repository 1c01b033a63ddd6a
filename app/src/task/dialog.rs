//! The dialogs of actions: a new one, one as it stands, and another day for one.

use domain::Day;
use domain::task::Task;
use leptos::prelude::*;

use super::acts::Acts;
use super::draft::{About, Draft};
use super::form::{Purpose, TaskForm};
use crate::error::Error;
use crate::i18n::texts_here;
use crate::record::api::Colleague;
use crate::record::on_wish;
use crate::ui::{Button, Dialog, Kind, TextField, Variant};

/// « Nouvelle action ».
#[component]
pub(super) fn NewTask(
    open: RwSignal<bool>,
    draft: Draft,
    about: About,
    colleagues: Signal<Vec<Colleague>>,
    acts: Acts,
) -> impl IntoView {
    draft.kept(&about);
    on_wish(move |begun| {
        if !begun.is_empty() {
            draft.title.set(begun);
        }
        open.set(true);
    });
    view! {
        <Dialog open title=texts_here().task().new light=false>
            <TaskForm open draft purpose=Purpose::New(about.clone()) colleagues reload=acts.reload />
        </Dialog>
    }
}

/// A dialog is open while there is a task for it, and closing it lets go of the task.
fn open_while(task: RwSignal<Option<Task>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(task.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && task.with_untracked(Option::is_some) {
            task.set(None);
        }
    });
    open
}

/// « Modifier l’action » and « Reporter », for the task that the acts name.
#[component]
pub(super) fn TaskDialogs(acts: Acts, colleagues: Signal<Vec<Colleague>>) -> impl IntoView {
    let k = texts_here().task();
    let (editing, dating) = (open_while(acts.editing), open_while(acts.dating));
    let form = move || {
        acts.editing.get_untracked().map(|task| {
            let draft = Draft::of(&task);
            view! { <TaskForm open=editing draft purpose=Purpose::Edit(Box::new(task)) colleagues reload=acts.reload /> }
        })
    };
    view! {
        <Dialog open=editing title=k.edit light=false>{form()}</Dialog>
        <Dialog open=dating title=k.postpone>{acts.dating.get_untracked().map(|task| view! { <Another acts task open=dating /> })}</Dialog>
    }
}

#[component]
fn Another(acts: Acts, task: Task, open: RwSignal<bool>) -> impl IntoView {
    let t = texts_here();
    let start = task.details.due_on.filter(|day| *day >= acts.today.get_untracked());
    let day = RwSignal::new(start.unwrap_or_else(|| acts.today.get_untracked().plus(1)).to_string());
    let error = RwSignal::new(None::<String>);
    let title = task.details.title.clone();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match Day::parse(&day.get_untracked()) {
            Ok(day) => {
                open.set(false);
                acts.postpone(&task, day);
            }
            Err(cause) => {
                error.set(Some(Error(cause).say(t)));
                crate::record::focus_problem();
            }
        }
    };
    view! {
        <form class="form" on:submit=send novalidate=true>
            <p class="muted">{title}</p>
            <TextField label=t.task().new_day name="new_day" kind="date" value=day error=error />
            <div class="form-actions">
                <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit>{t.task().postpone}</Button>
            </div>
        </form>
    }
}
