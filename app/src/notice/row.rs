//! One notice as a sentence, with the way to what it is about.

use domain::notice::{Kind, Late, Notice, Which};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::read_notices;
use crate::i18n::{Texts, fill, lang, plural, texts_here};
use crate::me::{me, today, zone};
use crate::record::Reload;
use crate::route;
use crate::ui::Icon;

/// Drawing and sentence; `{about}` stands for the record.
fn said(t: &'static Texts, notice: &Notice) -> (&'static str, String) {
    let n = t.notice();
    let table = notice.subject.split(':').next().unwrap_or_default();
    let text = match (notice.kind, table) {
        (Kind::Mentioned, _) => ("note", n.mentioned),
        (Kind::Assigned, _) if notice.count > 1 => ("user", n.assigned_many),
        (Kind::Assigned, "deal") => ("user", n.assigned_deal),
        (Kind::Assigned, "task") => ("task", n.assigned_task),
        (Kind::Assigned, _) => ("user", n.assigned_contact),
        (Kind::Moved, _) => ("arrow-right", n.moved),
        (Kind::Won, _) => ("trophy", n.won),
        (Kind::Lost, _) => ("flag", n.lost),
        (Kind::Reopened, _) => ("undo", n.reopened),
        (Kind::BackupFailed, _) => ("alert", n.backup_failed),
        (Kind::TailLost, _) => ("alert", n.tail_lost),
        (Kind::SecondReset, _) => ("lock", n.second_reset),
    };
    let stage = notice.detail.as_deref().filter(|_| notice.stage.is_some()).unwrap_or("…");
    (text.0, fill(text.1, &[("stage", stage)]))
}

/// What it is about where that is no record, and where that is.
fn apart(t: &'static Texts, kind: Kind) -> Option<(&'static str, &'static str)> {
    match kind {
        Kind::BackupFailed | Kind::TailLost => Some((t.notice().backups, route::BACKUPS)),
        Kind::SecondReset => Some((t.notice().second, route::SECOND)),
        _ => None,
    }
}

/// Where the record is, as far as it is anywhere.
fn address(t: &'static Texts, notice: &Notice) -> Option<String> {
    if notice.count > 1 {
        let own = me().map(|me| me.id.to_string()).unwrap_or_default();
        return Some(format!("{}?responsable={own}&tri=modifie", route::CONTACTS));
    }
    if let Some((_, address)) = apart(t, notice.kind) {
        return Some(address.to_owned());
    }
    notice.name.as_ref()?;
    let (table, id) = notice.subject.split_once(':')?;
    Some(match table {
        "contact" => format!("{}/{id}", route::CONTACTS),
        "company" => format!("{}/{id}", route::COMPANIES),
        "deal" => format!("{}/{id}", route::DEALS),
        _ => route::TASKS.to_owned(),
    })
}

/// Marks as read, and asks for the page again.
fn mark(which: Which, reload: Reload) {
    spawn_local(async move {
        drop(read_notices(which).await);
        reload.soon();
    });
}

/// The mark of what is unread: a dot, and the word for who does not see it.
fn unread_mark(t: &'static Texts, unread: bool) -> Option<impl IntoView> {
    unread.then(|| view! { <span class="notice-dot"><span class="spoken">{t.common().unread_one}</span></span> })
}

/// What marks one as read without opening it.
#[component]
fn ReadButton(which: Which, about: String, reload: Reload) -> impl IntoView {
    let t = texts_here();
    let label = fill(t.notice().mark_one, &[("about", &about)]);
    view! {
        <button
            type="button"
            class="button button-ghost button-icon button-small notice-act"
            aria-label=label
            title=t.notice().mark
            on:click=move |_| mark(which.clone(), reload)
        >
            <Icon name="check" />
        </button>
    }
}

/// A notice in its list.
#[component]
pub(super) fn NoticeRow(notice: Notice, reload: Reload) -> impl IntoView {
    let (t, french) = (texts_here(), lang().french());
    let n = t.notice();
    let (icon, text) = said(t, &notice);
    let unread = notice.read_at.is_none();
    let (before, behind) = text
        .split_once("{about}")
        .map_or((text.clone(), String::new()), |(before, behind)| (before.to_owned(), behind.to_owned()));
    let name = match (notice.count, &notice.name) {
        _ if let Some((name, _)) = apart(t, notice.kind) => name.to_owned(),
        (1, Some(name)) => name.clone(),
        (1, None) => n.gone.to_owned(),
        (count, _) => {
            let count = domain::page::Count::exact(count).show(french);
            fill(n.records, &[("n", &count)])
        }
    };
    let which = Which::These(vec![notice.id.clone()]);
    let opening = which.clone();
    let about = match address(t, &notice) {
        Some(address) => view! {
            <a class="notice-link" href=address on:click=move |_| if unread { mark(opening.clone(), reload) }>{name.clone()}</a>
        }
        .into_any(),
        None => view! { <span class="muted">{name.clone()}</span> }.into_any(),
    };
    let by = if notice.by.user.is_some() { notice.by.name.clone() } else { t.common().operator.to_owned() };
    let (_, time) = notice.at.local(&zone());
    let time = format!("{:02}:{:02}", time.hour(), time.minute());
    let words = notice.detail.clone().filter(|_| notice.note.is_some());
    view! {
        <li class=if unread { "event notice-row notice-unread" } else { "event notice-row" }>
            <span class="event-mark"><Icon name=icon /></span>
            <span class="event-text">
                {unread_mark(t, unread)}
                <span class="event-by">{by}</span>" "{before}{about}{behind}
            </span>
            <span class="notice-end">
                <time class="event-when num">{time}</time>
                {if unread { view! { <ReadButton which about=name reload /> }.into_any() } else { view! { <span class="notice-act-none"></span> }.into_any() }}
            </span>
            {words.map(|words| view! { <p class="event-body">{words}</p> })}
        </li>
    }
}

/// The line for what is late: it leads to the actions.
#[component]
pub(super) fn LateRow(late: Late, reload: Reload) -> impl IntoView {
    let (t, lang, today) = (texts_here(), lang(), today());
    let n = t.notice();
    let (unread, rows) = (late.unread > 0, late.count.rows);
    let text = plural(lang, rows, n.late_one, n.late_many);
    let name = fill(text, &[("n", &late.count.show(lang.french()))]);
    let address = format!("{}?partie=retard", route::TASKS);
    let open = move |_| {
        if unread {
            mark(Which::Late(today.get_untracked()), reload);
        }
    };
    let which = Which::Late(today.get_untracked());
    view! {
        <li class=if unread { "event notice-row notice-unread" } else { "event notice-row" }>
            <span class="event-mark notice-late"><Icon name="clock" /></span>
            <span class="event-text">
                {unread_mark(t, unread)}
                <a class="notice-link" href=address on:click=open>{name.clone()}</a>
                {late.first.map(|first| view! { <span class="notice-first">{first}</span> })}
            </span>
            <span class="notice-end">
                {if unread { view! { <ReadButton which about=name reload /> }.into_any() } else { view! { <span class="notice-act-none"></span> }.into_any() }}
            </span>
        </li>
    }
}
