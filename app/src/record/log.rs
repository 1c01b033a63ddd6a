//! The change log: what happened to every record, for administrators.

use domain::event::{Log, Topic};
use domain::undo::Which;
use domain::{Cursor, EventId, Right};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_query_map};

use super::api::{Past, list_colleagues, read_log};
use super::back::Back;
use super::history::{HistoryFilter, read};
use super::list::{SearchBox, address_with, after};
use super::timeline::{Acts, days};
use crate::frame::{NotAllowed, unlisted};
use crate::i18n::texts_here;
use crate::me::can;
use crate::ui::{Empty, Icon, Skeleton};

/// The change log.
#[component]
pub fn LogPage() -> impl IntoView {
    if can(Right::ReadLog) { view! { <Shown /> }.into_any() } else { view! { <NotAllowed /> }.into_any() }
}

#[component]
fn Shown() -> impl IntoView {
    let t = texts_here();
    let l = t.log();
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| Log {
            text: query.get("q").unwrap_or_default(),
            filter: read(query, &Topic::ALL),
            bulk: query.get("lot").and_then(|bulk| bulk.parse().ok()),
        })
    });
    let asked = move || (wanted.get(), query.with(after));
    let found = Resource::new_blocking(asked, |(wanted, after)| read_log(wanted, after));
    let colleagues = Resource::new_blocking(|| (), |()| list_colleagues());
    let known = Signal::derive(move || colleagues.get().and_then(Result::ok).unwrap_or_default());
    let back = Back::here();
    let undo = Callback::new(move |event: EventId| back.take(Which::Event(event), None, move |_| found.refetch()));
    let body = move || {
        found.get().map(|found| match found {
            Ok(past) if past.events.rows.is_empty() => {
                view! { <Empty icon="history" title=l.none text=l.none_text.to_owned() /> }.into_any()
            }
            Ok(past) => view! { <Days past undo /> }.into_any(),
            Err(error) => unlisted(&error),
        })
    };
    view! {
        <Title text=l.log />
        <main class="page" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{l.log}</h1>
                <p class="page-figures"><span>{l.log_note}</span></p>
            </header>
            <form class="bar" method="get" action=crate::route::LOG>
                <SearchBox placeholder=l.search_hint />
                <Transition><HistoryFilter colleagues=known topics=&Topic::ALL /></Transition>
                <noscript><button class="button" type="submit">{t.board().apply}</button></noscript>
            </form>
            <Show when=move || wanted.with(|wanted| wanted.bulk.is_some())>
                <p class="log-bulk"><a class="link" href=crate::route::LOG>{l.whole_log}</a></p>
            </Show>
            <Transition fallback=|| view! { <Skeleton lines=6 /> }>{body}</Transition>
        </main>
    }
}

/// A page of it, day by day, and the way to what is older.
#[component]
fn Days(past: Past, undo: Callback<EventId>) -> impl IntoView {
    let l = texts_here().log();
    let query = use_query_map().get_untracked();
    let path = use_location().pathname.get_untracked();
    let further = query.get_str("apres").is_some_and(|text| !text.is_empty());
    let next = past.events.next.clone();
    view! {
        <div class="page-body"><section class="section" aria-label=l.log>{days(&past, Acts::undoing(undo))}</section></div>
        {(further || next.is_some()).then(|| view! {
            <footer class="table-foot">
                {further.then(|| view! { <a class="button" href=address_with(&path, &query, "apres", "")>{l.newest}</a> })}
                {next.map(|Cursor(next)| view! {
                    <a class="button push" href=address_with(&path, &query, "apres", &next)>{l.older}<Icon name="chevron-right" /></a>
                })}
            </footer>
        })}
    }
}
