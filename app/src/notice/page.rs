//! The page of notices: what is late first, then what others did, day by day.

use domain::notice::{Notice, Which};
use domain::{Cursor, Day};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};

use super::Unread;
use super::api::{Inbox, list_notices, read_notices, unmark_notices};
use super::row::{LateRow, NoticeRow};
use crate::frame::failed;
use crate::i18n::{lang, plural, texts_here};
use crate::me::{today, zone};
use crate::record::{Reload, address_with, after};
use crate::ui::{Button, Empty, Icon, Skeleton, Toasts};

/// « Notifications ».
#[component]
pub fn NoticePage() -> impl IntoView {
    let (t, lang, today) = (texts_here(), lang(), today());
    let query = use_query_map();
    let day = Memo::new(move |_| today.get());
    let found =
        Resource::new_blocking(move || (day.get(), query.with(after)), |(today, after)| list_notices(today, after));
    let reload =
        Reload::on(|subjects| subjects.iter().any(|subject| subject.starts_with("notice:")), move || found.refetch());
    let unread = move || found.get().and_then(Result::ok).map_or(0, |inbox| inbox.unread);
    let figures = move || {
        let unread = unread();
        let shown = if unread > 9 { "9+".to_owned() } else { unread.to_string() };
        (unread > 0).then(|| view! { <span><b class="num">{shown}</b>" "{plural(lang, unread, t.common().unread_one, t.common().unread)}</span> })
    };
    let act = move || (unread() > 0).then(|| view! { <MarkAll reload /> });
    let body = move || {
        found.get().map(|found| match found {
            Ok(inbox) => view! { <Shown inbox reload /> }.into_any(),
            Err(error) => failed(&error),
        })
    };
    view! {
        <Title text=t.common().notices />
        <main class="page" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{t.common().notices}</h1>
                <p class="page-figures"><Transition>{figures}</Transition></p>
                <div class="page-actions"><Transition>{act}</Transition></div>
            </header>
            <Transition fallback=|| view! { <Skeleton lines=6 /> }>{body}</Transition>
        </main>
    }
}

/// « Tout marquer comme lu », which can be taken back.
#[component]
fn MarkAll(reload: Reload) -> impl IntoView {
    let (t, today, toasts) = (texts_here(), today(), Toasts::here());
    let (pending, count) = (RwSignal::new(false), use_context::<Unread>());
    let press = move |_| {
        pending.set(true);
        let today = today.get_untracked();
        spawn_local(async move {
            match read_notices(Which::Everything(today)).await {
                Ok(marked) => {
                    count.map(|count| count.0.try_set(0));
                    let back = move || {
                        let marked = marked.clone();
                        spawn_local(async move {
                            if let Err(error) = unmark_notices(marked).await {
                                toasts.show(error.say(t));
                            }
                            reload.soon();
                        });
                    };
                    toasts.show_with_undo(t.notice().all_read, back);
                }
                Err(error) => toasts.show(error.say(t)),
            }
            pending.try_set(false);
            reload.soon();
        });
    };
    view! { <Button icon="check" class="notice-all" pending on:click=press>{t.notice().mark_all}</Button> }
}

/// The notices of each day.
fn by_day(notices: Vec<Notice>) -> Vec<(Day, Vec<Notice>)> {
    let zone = zone();
    let mut days: Vec<(Day, Vec<Notice>)> = Vec::new();
    for notice in notices {
        let day = notice.at.day(&zone);
        match days.last_mut() {
            Some((last, rows)) if *last == day => rows.push(notice),
            _ => days.push((day, vec![notice])),
        }
    }
    days
}

#[component]
fn Shown(inbox: Inbox, reload: Reload) -> impl IntoView {
    let (t, french, today) = (texts_here(), lang().french(), today().get_untracked());
    let n = t.notice();
    let (query, path) = (use_query_map().get_untracked(), use_location().pathname.get_untracked());
    let further = query.get_str("apres").is_some_and(|text| !text.is_empty());
    let (late, next) = (inbox.late, inbox.notices.next);
    let late = (!further && late.count.rows > 0).then_some(late);
    if late.is_none() && inbox.notices.rows.is_empty() {
        return view! { <Empty icon="bell" title=n.none text=n.none_text.to_owned() /> }.into_any();
    }
    let day = |(day, rows): (Day, Vec<Notice>)| {
        let name = day.show(today, french);
        let rows = rows.into_iter().map(|notice| view! { <NoticeRow notice reload /> }).collect_view();
        view! {
            <section class="section" aria-label=name>
                <h2 class="timeline-day notice-day">{name.clone()}</h2>
                <ol class="timeline notices">{rows}</ol>
            </section>
        }
    };
    view! {
        <div class="page-body notice-body">
            {late.map(|late| view! { <ol class="timeline notices"><LateRow late reload /></ol> })}
            {by_day(inbox.notices.rows).into_iter().map(day).collect_view()}
        </div>
        {(further || next.is_some()).then(|| view! {
            <footer class="table-foot">
                {further.then(|| view! { <a class="button" href=address_with(&path, &query, "apres", "")>{t.log().newest}</a> })}
                {next.map(|Cursor(next)| view! {
                    <a class="button push" href=address_with(&path, &query, "apres", &next)>{n.older}<Icon name="chevron-right" /></a>
                })}
            </footer>
        })}
    }
    .into_any()
}
