//! « Opportunités » as a list: the same deals as the board's, closed ones too, newest first.

use domain::Right;
use domain::board::Card;
use domain::deal::Filter;
use domain::pipeline::Pipeline;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use super::api::{deal_pipelines, list_deals};
use super::words::{stage_of, state_view};
use crate::frame::NotAllowed;
use crate::i18n::{lang, plural, texts_here};
use crate::me::{can, today};
use crate::record::{Pager, Reload, SearchBox, after, concerns};
use crate::route;
use crate::ui::{Avatar, AvatarSize, Empty, Icon};

fn filter(query: &ParamsMap) -> Filter {
    let text = |name: &str| query.get(name).unwrap_or_default().trim().to_owned();
    Filter {
        text: text("q"),
        owner: text("responsable").parse().ok(),
        tag: Some(text("etiquette")).filter(|tag| !tag.is_empty()),
        ..Filter::default()
    }
}

/// The list of deals.
#[component]
pub fn DealList() -> impl IntoView {
    if can(Right::ReadDeals) { view! { <List /> }.into_any() } else { view! { <NotAllowed /> }.into_any() }
}

#[component]
fn List() -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let c = t.contact();
    let query = use_query_map();
    let asked = move || query.with(|query| (filter(query), after(query)));
    let found = Resource::new_blocking(asked, |(filter, after)| list_deals(filter, after));
    let pipelines = Resource::new_blocking(|| (), |()| deal_pipelines());
    Reload::on(concerns(&["deal", "pipeline"]), move || {
        found.refetch();
    });
    let figures = move || {
        let count = found.get()?.ok()?.count;
        let noun = plural(lang, count.rows, c.deals_one, c.deals_many);
        Some(view! { <span><b class="num">{count.show(lang.french())}</b>" "{noun}</span> })
    };
    let rows = move || {
        let pipelines = pipelines.get()?.unwrap_or_default();
        found.get().map(|found| match found {
            Ok(page) if page.rows.is_empty() && query.with(|query| filter(query).is_empty()) => {
                view! { <Empty icon="flag" title=c.no_deals text=c.no_deals_text.to_owned() /> }.into_any()
            }
            Ok(page) if page.rows.is_empty() => view! {
                <Empty icon="search" title=c.none_found text=c.none_found_text.to_owned()>
                    <a class="button" href=route::DEALS>{c.clear}</a>
                </Empty>
            }
            .into_any(),
            Ok(page) => {
                let (shown, count, next) = (page.rows.len(), page.count, page.next);
                view! {
                    <Table cards=page.rows pipelines />
                    <Pager shown count next />
                }
                .into_any()
            }
            Err(error) => view! { <Empty icon="alert" title=error.say(t) /> }.into_any(),
        })
    };
    view! {
        <Title text=c.deals />
        <main class="page page-full" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{c.deals}</h1>
                <p class="page-figures"><Transition>{figures}</Transition></p>
                <div class="page-actions">
                    <nav class="segment" aria-label=c.view>
                        <a href=route::PIPELINE><Icon name="board" /><span class="segment-text">{c.table_view}</span></a>
                        <a href=route::DEALS aria-current="page"><Icon name="list" /><span class="segment-text">{c.list_view}</span></a>
                    </nav>
                </div>
            </header>
            <form class="bar" method="get"><SearchBox placeholder=c.deals_search_hint /></form>
            <Transition>{rows}</Transition>
        </main>
    }
}

#[component]
fn Table(cards: Vec<Card>, pipelines: Vec<Pipeline>) -> impl IntoView {
    let (t, french, today) = (texts_here(), lang().french(), today());
    let c = t.contact();
    let row = |card: Card| {
        let deal = card.deal;
        let state = state_view(&deal.outcome, stage_of(&pipelines, &deal.stage), today.get_untracked());
        let amount = deal.details.amount.map(|amount| amount.show(french)).unwrap_or_default();
        let company = card.company_name.unwrap_or_default();
        let closing = deal.details.closing_on.map(|day| day.show(today.get_untracked(), french));
        view! {
            <tr>
                <td>
                    <a class="table-name" href=route::deal(&deal.id)>
                        <span class="cut">{deal.details.title}<span class="table-sub">{card.contact_name.clone()}</span></span>
                    </a>
                </td>
                <td class="col-mid">{card.contact_name}</td>
                <td class="col-wide">{company}</td>
                <td class="col-mid">{state}</td>
                <td class="col-wide">{closing}</td>
                <td class="col-mid">{card.owner_name.map(|name| view! { <Avatar name size=AvatarSize::Small /> })}</td>
                <td class="num">{amount}</td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=c.deals>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{c.deal_title}</th>
                        <th scope="col" class="col-mid">{c.contact}</th>
                        <th scope="col" class="col-wide">{c.company}</th>
                        <th scope="col" class="col-mid">{c.stage}</th>
                        <th scope="col" class="col-wide">{c.closing_on}</th>
                        <th scope="col" class="col-mid">{t.common().owner}</th>
                        <th scope="col" class="num">{c.amount}</th>
                    </tr>
                </thead>
                <tbody>{cards.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
