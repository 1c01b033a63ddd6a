//! « Opportunités » as a list: the same deals as the board's, closed ones where they are asked for, newest first.

use domain::Day;
use domain::Right;
use domain::board::Card;
use domain::deal::{Filter, Narrow, State};
use domain::pipeline::Pipeline;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use super::api::{deal_pipelines, list_deals, sum_deals};
use super::show::RowPeek;
use super::words::{stage_of, state_view};
use crate::board::{Bar, Views, deal_filter};
use crate::frame::{NotAllowed, unlisted};
use crate::i18n::{fill, lang, plural, texts_here};
use crate::me::{can, today, zone};
use crate::record::{Pager, PeekButton, Reload, Within, address_with, after, concerns, from_list};
use crate::route;
use crate::ui::{Avatar, AvatarSize, Empty, Icon, Skeleton};

/// What the address asks for: open deals, where it names no other state.
fn read(query: &ParamsMap) -> Filter {
    let state = match query.get("etat").as_deref() {
        Some("gagnees") => Some(State::Won),
        Some("perdues") => Some(State::Lost),
        Some("toutes") => None,
        _ => Some(State::Open),
    };
    Filter { state, narrow: narrow(query), ..deal_filter(query) }
}

/// The list that an address asks for, for the way through it.
pub(super) fn within(query: &ParamsMap) -> Within {
    let filter = read(query);
    Within::Deals(filter.clone(), filter.narrow)
}

/// What only this list narrows by: who comes from a figure of the home page asks for it.
fn narrow(query: &ParamsMap) -> Narrow {
    let from = |name: &str| query.get(name).and_then(|day| Day::parse(&day).ok()).map(|day| day.start(&zone()));
    Narrow {
        waiting: query.get("attente").as_deref() == Some("oui"),
        ended_from: from("fin-du"),
        created_from: from("creees-du"),
    }
}

/// What is on of these, each with the way to be without it.
#[component]
fn Narrowed() -> impl IntoView {
    let (t, query, today, french) = (texts_here(), use_query_map(), today(), lang().french());
    let (c, l) = (t.contact(), t.list());
    let chips = move || {
        let (query, today) = (query.get(), today.get());
        let since = |text, name: &str| {
            let day = query.get(name).and_then(|day| Day::parse(&day).ok())?;
            Some(fill(text, &[("day", &day.show(today, french))]))
        };
        let waiting = narrow(&query).waiting.then(|| c.only_waiting.to_owned());
        let on = [
            ("attente", waiting),
            ("fin-du", since(c.ended_since, "fin-du")),
            ("creees-du", since(c.created_since, "creees-du")),
        ];
        let chip = |(key, text): (&'static str, Option<String>)| {
            let text = text?;
            let href = address_with(route::DEALS, &query, key, "");
            let label = format!("{}{}{text}", l.without, l.colon);
            Some(
                view! { <a class="chip chip-on" href=href aria-label=label><span class="cut">{text}</span><Icon name="x" /></a> },
            )
        };
        let on: Vec<_> = on.into_iter().filter_map(chip).collect();
        (!on.is_empty()).then(|| view! { <div class="bar bar-on">{on}</div> })
    };
    view! { {chips} }
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
    let filter = Memo::new(move |_| query.with(read));
    let asked = move || (filter.get(), query.with(after));
    let found =
        Resource::new_blocking(asked, |(filter, after): (Filter, _)| list_deals(filter.clone(), filter.narrow, after));
    let sum = Resource::new_blocking(move || filter.get(), |filter| sum_deals(filter.clone(), filter.narrow));
    let pipelines = Resource::new_blocking(|| (), |()| deal_pipelines());
    Reload::on(concerns(&["deal", "pipeline"]), move || {
        found.refetch();
        sum.refetch();
    });
    let everything = move || filter.with(|filter| *filter == read(&ParamsMap::new()));
    let figures = move || {
        let count = found.get()?.ok()?.count;
        let noun = plural(lang, count.rows, c.deals_one, c.deals_many);
        let sum = sum.get().and_then(Result::ok).map(|sum| sum.whole().show(lang.french()));
        Some(view! {
            <span><b class="num">{count.show(lang.french())}</b>" "{noun}</span>
            {sum.map(|sum| view! { <span><b class="num">{sum}</b></span> })}
        })
    };
    let rows = move || {
        let pipelines = pipelines.get()?.unwrap_or_default();
        found.get().map(|found| match found {
            Ok(page) if page.rows.is_empty() && everything() => {
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
            Err(error) => unlisted(&error),
        })
    };
    view! {
        <Title text=c.deals />
        <main class="page page-full" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{c.deals}</h1>
                <p class="page-figures"><Transition>{figures}</Transition></p>
                <div class="page-actions">
                    <Views list=true />
                    {can(Right::WriteRecords).then(|| view! {
                        <a class="button button-primary page-main-act" href=route::create(route::PIPELINE, "")>
                            <Icon name="plus" />
                            <span>{c.new_deal}</span>
                        </a>
                    })}
                </div>
            </header>
            <Bar filter base=route::DEALS clear=Signal::derive(move || (!everything()).then(|| route::DEALS.to_owned()))>
                <StateChoice filter />
                <Kept />
            </Bar>
            <Narrowed />
            <Transition fallback=|| view! { <Skeleton lines=6 /> }>{rows}</Transition>
            <RowPeek />
        </main>
    }
}

/// What the list is narrowed by besides, so that another filter does not lose it.
#[component]
fn Kept() -> impl IntoView {
    let query = use_query_map();
    ["attente", "fin-du", "creees-du"].map(|name| {
        move || query.with(|query| query.get(name)).map(|value| view! { <input type="hidden" name=name value=value /> })
    })
}

/// Open, won, lost, or all of them.
#[component]
fn StateChoice(filter: Memo<Filter>) -> impl IntoView {
    let c = texts_here().contact();
    let choices = [
        ("", Some(State::Open), c.open),
        ("gagnees", Some(State::Won), c.won_many),
        ("perdues", Some(State::Lost), c.lost_many),
        ("toutes", None, c.any_state),
    ];
    view! {
        <label class="bar-field bar-choice" class:bar-choice-on=move || filter.with(|filter| filter.state != Some(State::Open))>
            <span class="spoken">{c.outcome}</span>
            <select class="chip" name="etat">
                {choices.map(|(key, state, name)| {
                    view! { <option value=key selected=move || filter.with(|filter| filter.state == state)>{name}</option> }
                }).collect_view()}
            </select>
            <Icon name="chevron-down" />
        </label>
    }
}

#[component]
fn Table(cards: Vec<Card>, pipelines: Vec<Pipeline>) -> impl IntoView {
    let (t, french, today) = (texts_here(), lang().french(), today());
    let c = t.contact();
    let row = |card: Card| {
        let deal = card.deal;
        let title = deal.details.title.clone();
        let state = state_view(&deal.outcome, stage_of(&pipelines, &deal.stage), today.get_untracked());
        let amount = deal.details.amount.map(|amount| amount.show(french)).unwrap_or_default();
        let company = card.company_name.unwrap_or_default();
        let closing = deal.details.closing_on.map(|day| day.show(today.get_untracked(), french));
        view! {
            <tr data-id=deal.id.to_string()>
                <td class="table-first">
                    <a class="table-name" href=from_list(&route::deal(&deal.id))>
                        <span class="cut">{deal.details.title}<span class="table-sub">{card.contact_name.clone()}</span></span>
                    </a>
                    <PeekButton name=title />
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
            <table class="table table-deals">
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
