//! One open task: tick it to finish it, put it off, go to whom or what it is about.

use domain::task::Task;
use domain::{Day, Patch, Right};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{edit_task, finish_task};
use super::words::{kind_icon, kind_name, next_monday};
use crate::i18n::{Texts, fill, lang, texts_here};
use crate::me::{can, me, today};
use crate::record::Reload;
use crate::route;
use crate::ui::{Avatar, AvatarSize, Icon, Menu, MenuItem, Toasts};

/// Whether the reader may write this task: anybody's, or only one's own.
fn writable(task: &Task) -> bool {
    let own = me().is_some_and(|me| Some(me.id) == task.details.assignee);
    can(if own { Right::WriteNotes } else { Right::WriteRecords })
}

/// Finishes the task; the tick is there at once and goes again if it was refused.
fn finish(t: &'static Texts, task: Task, done: RwSignal<bool>, toasts: Toasts, reload: Reload) {
    done.set(true);
    spawn_local(async move {
        let id = task.id.clone();
        match finish_task(task.id, true).await {
            Ok(_) => {
                let undo = move || {
                    let id = id.clone();
                    spawn_local(async move {
                        match finish_task(id, false).await {
                            Ok(_) => drop(done.try_set(false)),
                            Err(error) => toasts.show(error.say(t)),
                        }
                        reload.soon();
                    });
                };
                toasts.show_with_undo(t.task().said_done, undo);
                reload.soon();
            }
            Err(error) => {
                done.try_set(false);
                toasts.show(error.say(t));
            }
        }
    });
}

/// Gives the task another day.
fn postpone(t: &'static Texts, task: Task, day: Day, said: String, toasts: Toasts, reload: Reload) {
    let mut wanted = task.details.clone();
    wanted.due_on = Some(day);
    let patch = Patch::between(task.version, &task.details, &wanted);
    let id = task.id;
    spawn_local(async move {
        match edit_task(id.clone(), patch.clone()).await {
            Ok(now) => {
                let back = Patch { version: now.version, changes: patch.changes.reversed() };
                toasts.show_with_undo(said, move || {
                    let (id, back) = (id.clone(), back.clone());
                    spawn_local(async move {
                        if let Err(error) = edit_task(id, back).await {
                            toasts.show(error.say(t));
                        }
                        reload.soon();
                    });
                });
                reload.soon();
            }
            Err(error) => toasts.show(error.say(t)),
        }
    });
}

#[component]
fn Postpone(task: Task, reload: Reload) -> impl IntoView {
    let (t, lang, today, toasts) = (texts_here(), lang(), today(), Toasts::here());
    let k = t.task();
    let id = format!("postpone-{}", task.id);
    let items = move || {
        let now = today.get();
        let days = [(k.tomorrow, now.plus(1)), (k.monday, next_monday(now)), (k.in_a_week, now.plus(7))];
        let item = |(label, day): (&'static str, Day)| {
            let (task, said) = (task.clone(), fill(k.postponed, &[("day", &day.show(now, lang.french()))]));
            MenuItem::new(label, move || postpone(t, task.clone(), day, said.clone(), toasts, reload))
        };
        days.map(item).to_vec()
    };
    view! {
        <Menu
            id=id
            label=k.postpone
            icon="clock"
            class="button button-ghost button-icon button-small"
            end=true
            titled=true
            items=Signal::derive(items)
        />
    }
}

/// A line of a list of tasks.
#[component]
pub(super) fn TaskItem(
    /// The task.
    task: Task,
    /// The assignee's name, where several people's tasks stand together.
    assignee: Option<String>,
    /// Whether it says whom it is about: not on that person's own page.
    linked: bool,
    /// Reads the list again.
    reload: Reload,
) -> impl IntoView {
    let (t, lang, today, toasts) = (texts_here(), lang(), today(), Toasts::here());
    let done = RwSignal::new(false);
    let title = task.details.title.clone();
    let writes = writable(&task);
    let day = task.details.due_on;
    let time = task.details.due_at.clone();
    let when = move || {
        let day = day?;
        let late = day < today.get();
        let text = day.show(today.get(), lang.french());
        let text = time.as_ref().map_or(text.clone(), |time| format!("{text}, {time}"));
        Some(
            view! { <time datetime=day.to_string() class=if late { "item-late num" } else { "muted num" }>{text}</time> },
        )
    };
    let contact = task.details.contact.clone().zip(task.contact_name.clone());
    let deal = task.details.deal.clone().zip(task.deal_title.clone());
    let about = linked.then(|| {
        let deal = deal.map(|(id, name)| view! { <a href=route::deal(&id)>{name}</a> });
        let contact = contact.map(|(id, name)| view! { <a href=route::contact(&id)>{name}</a> });
        view! { <span class="item-about">{contact}{deal}</span> }
    });
    let ticked = task.clone();
    let kind = task.details.kind;
    view! {
        <li class=move || if done.get() { "item item-task item-done" } else { "item item-task" }>
            <input
                type="checkbox"
                class="check-box"
                aria-label=fill(t.task().done, &[("title", &title)])
                prop:checked=move || done.get()
                disabled=move || !writes || done.get()
                on:change=move |_| finish(t, ticked.clone(), done, toasts, reload)
            />
            <span class="item-kind" title=kind_name(t, kind)><Icon name=kind_icon(kind) /></span>
            <span class="item-text">{title}{about}</span>
            {when}
            {assignee.map(|name| view! { <Avatar name size=AvatarSize::Small /> })}
            {writes.then(|| view! { <Postpone task reload /> })}
        </li>
    }
}
