//! One action in a list: tick it, call, put it off, open it, go to whom or what it is about.

use domain::Right;
use domain::task::{Due, Task};
use leptos::html::Input;
use leptos::prelude::*;

use super::acts::Acts;
use super::focus::row_of;
use super::later::offered;
use super::plain::FORM;
use super::words::{kind_icon, kind_name, rule_name};
use crate::i18n::{fill, lang, texts_here};
use crate::me::{can, me, now, zone};
use crate::outbox::WaitingMark;
use crate::route;
use crate::ui::{Avatar, AvatarSize, Icon, Menu, MenuItem};

/// Whether the reader may write this task: anybody's, or only one's own.
fn writable(task: &Task) -> bool {
    let own = me().is_some_and(|me| Some(me.id) == task.details.assignee);
    can(if own { Right::WriteNotes } else { Right::WriteRecords })
}

#[component]
fn Postpone(task: Task, acts: Acts) -> impl IntoView {
    let (t, french) = (texts_here(), lang().french());
    let k = t.task();
    let id = format!("postpone-{}", task.id);
    let items = move || {
        let mut items: Vec<MenuItem> = offered(t, acts.today.get(), acts.week.get(), &task, french)
            .into_iter()
            .map(|(label, day)| {
                let task = task.clone();
                MenuItem::new(label, move || acts.postpone(&task, day))
            })
            .collect();
        let task = task.clone();
        items.push(MenuItem::new(k.pick_day, move || acts.dating.set(Some(task.clone()))));
        items
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

/// What a line of a list leaves out, because it stands above it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// Whom it is about.
    pub(super) contact: bool,
    /// Which deal it is for.
    pub(super) deal: bool,
    /// The day.
    pub(super) day: bool,
}

/// Whom and what a task is about, as links.
fn about(task: &Task, known: Known) -> Option<impl IntoView + use<>> {
    let contact = task.details.contact.clone().zip(task.contact_name.clone()).filter(|_| !known.contact);
    let deal = task.details.deal.clone().zip(task.deal_title.clone()).filter(|_| !known.deal);
    (contact.is_some() || deal.is_some()).then(|| {
        let contact = contact.map(|(id, name)| view! { <a href=route::contact(&id)>{name}</a> });
        let deal = deal.map(|(id, name)| view! { <a href=route::deal(&id)>{name}</a> });
        view! { <span class="item-about">{contact}{deal}</span> }
    })
}

/// A line of a list of tasks.
#[component]
pub(super) fn TaskItem(
    /// The task.
    task: Task,
    /// The assignee's name, where several people's tasks stand together.
    #[prop(into)]
    assignee: Signal<Option<String>>,
    /// What the place says already.
    #[prop(optional)]
    known: Known,
    /// What the page does with tasks.
    acts: Acts,
) -> impl IntoView {
    let (t, lang, today) = (texts_here(), lang(), acts.today);
    let k = t.task();
    let done = RwSignal::new(false);
    let (finishing, waiting) = (acts.finishing(&task.id), acts.waiting(&task.id));
    let ticked_off = move || done.get() || finishing.get();
    // Sent, or given up: the list says which.
    Effect::new(move |before: Option<bool>| {
        let waits = waiting.get().is_some();
        if before == Some(true) && !waits {
            acts.reload.soon();
        }
        waits
    });
    let title = task.details.title.clone();
    let writes = writable(&task);
    let (day, time) = (task.details.due_on, task.details.due_at.clone());
    let (now, zone) = (now(), zone());
    let when = move || {
        let day = day?;
        let late = Due::late(today.get()).holds(Some(day));
        // It stays among the things of the day, and says that its hour is over.
        let at = time.as_ref().filter(|_| !late).and_then(|time| day.at(time, &zone).ok());
        let passed = at.is_some_and(|at| at < now.get());
        let shown = (!known.day).then(|| day.show(today.get(), lang.french()));
        let text = shown.into_iter().chain(time.clone()).collect::<Vec<_>>().join(", ");
        let class = if late || passed { "item-late num" } else { "muted num" };
        let said = passed.then(|| view! { <span class="spoken">{format!(", {}", k.hour_passed)}</span> });
        let title = passed.then_some(k.hour_passed);
        (!text.is_empty()).then(|| view! { <time datetime=day.to_string() class=class title=title>{text}{said}</time> })
    };
    let call = task.contact_phone.as_ref().map(|phone| {
        let whom = task.contact_name.clone().unwrap_or_else(|| phone.show());
        let label = fill(k.call_somebody, &[("name", &whom)]);
        view! {
            <a
                class="button button-ghost button-icon button-small item-call"
                href=format!("tel:{}", phone.as_str())
                aria-label=label.clone()
                title=label
            >
                <Icon name="phone" />
            </a>
        }
        .into_any()
    });
    // Without a number its room stays, so that dates stand below each other.
    let call = call.unwrap_or_else(|| view! { <span class="item-call-none"></span> }.into_any());
    let (ticked, opened) = (task.clone(), task.clone());
    let tick = move |event: leptos::ev::Event| {
        if event_target_checked(&event) {
            acts.finish(ticked.clone(), done, row_of(&event));
        } else {
            acts.reopen(ticked.id.clone(), Some(done));
        }
    };
    let kind = task.details.kind;
    let again = task.details.repeat.map(|repeat| {
        let (text, said) = (rule_name(t, repeat.rule()), rule_name(t, repeat.rule()));
        view! { <span class="item-repeat" title=text><Icon name="repeat" /><span class="spoken">{said}</span></span> }
    });
    let held = task.clone();
    let lift = move |event: leptos::ev::DragEvent| {
        // Some browsers drag only what carries something.
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", &held.details.title);
        }
        acts.held.set(Some(held.clone()));
    };
    // On the week it goes to the day before or after it, and takes the focus along.
    let (moved, tick_box) = (task.clone(), NodeRef::<Input>::new());
    let press = move |event: leptos::ev::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            _ => return,
        };
        let other = event.ctrl_key() || event.meta_key() || event.shift_key() || !event.alt_key();
        if other || !writes || acts.week.get_untracked().is_none() {
            return;
        }
        event.prevent_default();
        if let Some(day) = moved.details.due_on.filter(|_| !event.repeat()) {
            acts.carry(&moved, day.plus(step));
        }
    };
    let id = task.id.clone();
    Effect::new(move |_| {
        if let Some(tick_box) = tick_box.get()
            && acts.carried.with_untracked(|carried| carried.as_ref() == Some(&id))
        {
            acts.carried.set(None);
            let _ = tick_box.focus();
        }
    });
    let keys = move || (writes && acts.week.get().is_some()).then_some("Alt+ArrowLeft Alt+ArrowRight");
    let name = if writes {
        let open = move |_| acts.editing.set(Some(opened.clone()));
        let shown = title.clone();
        view! { <button type="button" class="item-title" title=k.edit on:click=open>{shown}</button> }.into_any()
    } else {
        view! { <span class="item-title">{title.clone()}</span> }.into_any()
    };
    view! {
        <li
            class=move || if ticked_off() { "item item-task item-done" } else { "item item-task" }
            draggable=move || (writes && acts.week.get().is_some()).then_some("true")
            on:dragstart=lift
            on:dragend=move |_| acts.held.set(None)
            on:keydown=press
        >
            <input
                node_ref=tick_box
                type="checkbox"
                class="check-box"
                aria-keyshortcuts=keys
                aria-label=fill(k.done, &[("title", &title)])
                prop:checked=ticked_off
                disabled=!writes
                on:change=tick
            />
            {writes.then(|| view! {
                <noscript>
                    <button class="check-box" type="submit" form=FORM name="id" value=task.id.to_string() aria-label=fill(k.done, &[("title", &title)])></button>
                </noscript>
            })}
            <span class="item-kind" title=kind_name(t, kind)><Icon name=kind_icon(kind) /></span>
            <span class="item-text">{name}{again}{about(&task, known)}<WaitingMark state=waiting /></span>
            {when}
            {move || assignee.get().map(|name| view! { <Avatar name size=AvatarSize::Small /> })}
            {call}
            {writes.then(|| view! { <Postpone task acts /> })}
        </li>
    }
}

/// A task that was finished; taking the tick away opens it again.
#[component]
pub(super) fn DoneItem(
    /// The task.
    task: Task,
    /// The assignee's name, where several people's tasks stand together.
    #[prop(into)]
    assignee: Signal<Option<String>>,
    /// What the page does with tasks.
    acts: Acts,
) -> impl IntoView {
    let t = texts_here();
    let open = RwSignal::new(false);
    let (id, title, kind) = (task.id.clone(), task.details.title.clone(), task.details.kind);
    let time = task.done_at.map(|at| {
        let (_, time) = at.local(&zone());
        format!("{:02}:{:02}", time.hour(), time.minute())
    });
    view! {
        <li class=move || if open.get() { "item item-task" } else { "item item-task item-done" }>
            <input
                type="checkbox"
                class="check-box"
                aria-label=fill(t.task().reopen, &[("title", &title)])
                prop:checked=move || !open.get()
                checked=true
                disabled=!writable(&task)
                on:change=move |_| {
                    open.set(true);
                    acts.reopen(id.clone(), None);
                }
            />
            <span class="item-kind" title=kind_name(t, kind)><Icon name=kind_icon(kind) /></span>
            <span class="item-text"><span class="item-title">{title}</span>{about(&task, Known::default())}</span>
            {time.map(|time| view! { <span class="muted num item-time">{time}</span> })}
            {move || assignee.get().map(|name| view! { <Avatar name size=AvatarSize::Small /> })}
        </li>
    }
}
