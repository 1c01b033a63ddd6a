//! The board: columns of cards that mouse, finger, keyboard and menu can move.

mod api;
pub(crate) mod bar;
mod card;
mod column;
mod drag;
mod edge;
mod extra;
mod gesture;
mod keys;
mod menu;
mod moves;
mod open;
mod quick;
mod state;
mod strip;
mod sync;

use domain::board::{Board, BoardQuery, forecast};
use domain::pipeline::{Pipeline, Stage};
use domain::{Money, PipelineId, Right};
use leptos::html::Div;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use crate::error::Error;
use crate::frame::{NotAllowed, failed};
use crate::i18n::{lang, plural, texts_here};
use crate::live::Live;
use crate::me::can;
use crate::route;
use crate::ui::{Button, Empty, Icon, Variant};
pub(crate) use bar::{Bar, read as deal_filter};
use column::ColumnView;
use drag::{Dropzones, Lifted};
use extra::Extra;
use menu::MoveMenu;
use state::State;
use strip::Strip;

/// The query of the address: which pipeline, which deals.
fn read(query: &ParamsMap) -> BoardQuery {
    let pipeline = query.get("pipeline").and_then(|id| id.parse::<PipelineId>().ok());
    BoardQuery { pipeline, filter: bar::read(query) }
}

/// The page of the board.
#[component]
pub fn BoardPage() -> impl IntoView {
    let t = texts_here();
    let query = use_query_map();
    let wanted = Memo::new(move |_| read(&query.get()));
    let board = Resource::new_blocking(move || wanted.get(), |query| async move { api::show_board(query).await });
    let reload = Callback::new(move |()| board.refetch());
    let show = move |found: Result<Board, Error>| match found {
        Ok(found) => view! { <BoardView found board wanted reload /> }.into_any(),
        Err(error) => failed(&error),
    };
    if !can(Right::ReadDeals) {
        return view! { <NotAllowed /> }.into_any();
    }
    view! {
        <Title text=t.board().title />
        <Transition>
            {
                // The same columns stay on screen when the filters change: search field, focus and scroll with them.
                let frame = Memo::new(move |_| board.get().map(|found| found.map(|board| frame_of(&board))));
                move || if cfg!(feature = "ssr") {
                    board.get().map(show)
                } else {
                    frame.get().and_then(|_| board.get_untracked()).map(show)
                }
            }
        </Transition>
    }
    .into_any()
}

/// What of a board is drawn once: the pipelines, the one it shows, its columns.
type Frame = (Vec<Pipeline>, Pipeline, Vec<Stage>);

fn frame_of(board: &Board) -> Frame {
    let stages = board.columns.iter().map(|column| column.head.stage.clone()).collect();
    (board.pipelines.clone(), board.pipeline.clone(), stages)
}

/// A board as it was read, and as it is read again with other filters.
#[component]
fn BoardView(
    found: Board,
    board: Resource<Result<Board, Error>>,
    wanted: Memo<BoardQuery>,
    reload: Callback<()>,
) -> impl IntoView {
    let t = texts_here();
    let frame = frame_of(&found);
    let pipelines = found.pipelines.clone();
    let state = State::new(found, wanted.get_untracked().filter, can(Right::WriteRecords), reload);
    Effect::new(move |again: Option<()>| {
        let found = board.get();
        if again.is_some()
            && let Some(Ok(found)) = found
            && frame_of(&found) == frame
        {
            state.filter.set_value(wanted.get_untracked().filter);
            state.renew(found);
        }
    });
    Live::here().on_message(Box::new(move |message| state.hear(message)));
    let adding = RwSignal::new(None::<usize>);
    let node = NodeRef::<Div>::new();
    gesture::install(state, node);
    let columns = state.columns.get_value();
    let count = columns.len();
    let empty = Memo::new(move |_| {
        let columns = state.columns.get_value();
        wanted.with(|wanted| wanted.filter.is_empty()) && columns.iter().all(|column| column.count.get() == 0)
    });
    let clear = move || {
        wanted.with(|wanted| {
            let kept = wanted.pipeline.as_ref().map(|id| format!("?pipeline={id}")).unwrap_or_default();
            (!wanted.filter.is_empty()).then(|| format!("{}{kept}", route::PIPELINE))
        })
    };
    let current = state.pipeline.with_value(|pipeline| pipeline.id.clone());
    // One alone needs no name beside what the navigation calls it.
    let title = match pipelines.len() {
        0 | 1 => t.common().pipeline.to_owned(),
        _ => state.pipeline.with_value(|pipeline| pipeline.details.name.clone()),
    };
    let choice = (pipelines.len() > 1).then(|| view! { <PipelineChoice pipelines current /> });
    let dragging = move || state.drag.with(|drag| drag.as_ref().is_some_and(|drag| !drag.keyboard));
    view! {
        <main class="page page-full" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{title}</h1>
                <Figures state />
                <div class="page-actions">
                    <Views />
                    {state.may_write.then(|| view! {
                        <button class="button button-primary page-main-act" type="button" on:click=move |_| adding.set(Some(0))>
                            <Icon name="plus" />
                            <span>{t.board().new_deal}</span>
                        </button>
                    })}
                </div>
            </header>
            <Bar filter=Signal::derive(move || wanted.get().filter) base=route::PIPELINE clear=Signal::derive(clear)>
                {choice}
            </Bar>
            <Show when=move || empty.get()>
                <Empty icon="board" title=t.board().empty_title text=t.board().empty_text>
                    {state.may_write.then(|| view! {
                        <Button variant=Variant::Primary icon="plus" on:click=move |_| adding.set(Some(0))>{t.board().new_deal}</Button>
                    })}
                    {can(Right::Import).then(|| view! { <a class="button" href=route::IMPORT>{t.board().import}</a> })}
                </Empty>
            </Show>
            <Strip state node />
            <div
                node_ref=node
                class="board"
                data-columns=count
                class:board-dragging=dragging
                on:keydown=move |event| {
                    if !keys::peeks(state, &event) {
                        keys::press(state, &event);
                    }
                }
                on:click=move |event| open::click(state, &event)
                on:scroll=move |_| strip::scrolled(state, node)
            >
                {columns.into_iter().enumerate().map(|(at, column)| view! { <ColumnView state column at adding /> }).collect_view()}
            </div>
            <Dropzones state />
            <Lifted state />
            <MoveMenu state />
            <Extra state adding />
        </main>
    }
}

/// Which pipeline, where there are several.
#[component]
fn PipelineChoice(pipelines: Vec<Pipeline>, current: PipelineId) -> impl IntoView {
    view! {
        <label class="bar-field bar-choice">
            <span class="spoken">{texts_here().board().pipelines}</span>
            <select class="chip" name="pipeline">
                {pipelines.into_iter().map(|pipeline| {
                    let selected = pipeline.id == current;
                    view! { <option value=pipeline.id.to_string() selected=selected>{pipeline.details.name}</option> }
                }).collect_view()}
            </select>
            <Icon name="chevron-down" />
        </label>
    }
}

/// How many deals, for how much, and the weighted forecast.
#[component]
fn Figures(state: State) -> impl IntoView {
    let t = texts_here();
    let language = lang();
    let heads = move || state.columns.get_value().into_iter().map(state::Column::head).collect::<Vec<_>>();
    let figures = Memo::new(move |_| {
        let heads = heads();
        let count: u32 = heads.iter().map(|head| head.count.rows).sum();
        let sum: Money = heads.iter().map(|head| head.sum).sum();
        (count, sum, forecast(&heads))
    });
    let count =
        move || domain::money::group(i64::from(figures.get().0), if language.french() { '\u{202f}' } else { ',' });
    let noun = move || plural(language, figures.get().0, t.board().deals_one, t.board().deals_many);
    view! {
        <p class="page-figures">
            <span><b class="num">{count}</b>" "{noun}</span>
            <span><b class="num">{move || figures.get().1.whole().show(language.french())}</b></span>
            <span>{t.board().forecast}" "<b class="num">{move || figures.get().2.whole().show(language.french())}</b></span>
        </p>
    }
}

/// Board or list of the same deals: the filters go along.
#[component]
pub(crate) fn Views(
    /// The list is what is shown.
    #[prop(optional)]
    list: bool,
) -> impl IntoView {
    let t = texts_here();
    let query = use_query_map();
    let other = move |base: &str| {
        let mut query = query.get();
        for only in ["pipeline", "etat", "apres", "nouveau"] {
            query.remove(only);
        }
        format!("{base}{}", query.to_query_string()).trim_end_matches('?').to_owned()
    };
    let current = |here: bool| here.then_some("true");
    view! {
        <span class="segment" role="group" aria-label=t.board().view>
            <a href=move || other(route::PIPELINE) aria-current=current(!list)><Icon name="board" /><span class="segment-text">{t.board().board}</span></a>
            <a href=move || other(route::DEALS) aria-current=current(list)><Icon name="list" /><span class="segment-text">{t.board().list}</span></a>
        </span>
    }
}
