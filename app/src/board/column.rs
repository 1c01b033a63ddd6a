//! A column: its head, and as many of its cards as can be seen.

use domain::board::Card;
use leptos::prelude::*;

use super::card::CardView;
use super::drag::Target;
use super::state::{Column, State};
use crate::i18n::{fill, lang, plural, texts_here};
use crate::route;
use crate::ui::{Icon, hue_class};

/// Height of a card with the space below it; `--card-h` in the style sheet.
pub const CARD: f64 = 100.0;
/// Cards drawn beyond what can be seen, above and below.
const SPARE: usize = 4;
/// More are asked for when fewer than so many are below what is drawn: not at once on a screen of usual height.
const AHEAD: usize = 15;

/// What stands in the list.
#[derive(Clone)]
enum Item {
    Card(Box<Card>),
    Gap,
}

impl Item {
    /// One element a deal, whatever of it changes.
    fn key(&self) -> String {
        match self {
            Self::Gap => "gap".to_owned(),
            Self::Card(card) => card.deal.id.to_string(),
        }
    }
}

/// The first and the last card to draw, from where the column is scrolled to.
fn drawn(top: f64, height: f64, count: usize) -> (usize, usize) {
    let first = ((top / CARD).floor().max(0.0) as usize).saturating_sub(SPARE);
    let last = ((top + height) / CARD).ceil().max(0.0) as usize + SPARE;
    (first.min(count), last.min(count).max(first.min(count)))
}

/// Measures the column and draws what can be seen; asks for more cards near the end of those that are loaded.
pub fn measure(state: State, column: Column) {
    let Some(body) = column.body.get_untracked() else { return };
    let count = column.cards.with_untracked(Vec::len);
    let (top, height) = (f64::from(body.scroll_top()), f64::from(body.client_height()));
    let window = drawn(top, height, count);
    if column.window.get_untracked() != window {
        column.window.set(window);
    }
    if window.1 + AHEAD > count {
        state.load_more(column);
    }
}

/// One column of the board.
#[component]
pub fn ColumnView(state: State, column: Column, at: usize, adding: RwSignal<Option<usize>>) -> impl IntoView {
    let t = texts_here();
    let language = lang();
    let french = language.french();
    let stage = column.stage.get_value();
    let name = stage.name.clone();
    let figure = move |count: u32| domain::money::group(i64::from(count), if french { '\u{202f}' } else { ',' });
    let label = {
        let name = name.clone();
        move || {
            let count = column.count.get();
            let noun = plural(language, count, t.board().deals_one, t.board().deals_many);
            fill(t.board().column, &[("stage", &name), ("count", &figure(count)), ("deals", noun)])
        }
    };
    // While a card is over it, the head already says what it will be.
    let coming = Memo::new(move |_| {
        state.drag.with(|drag| {
            let drag = drag.as_ref()?;
            let over =
                matches!(&drag.target, Some(Target::Place { column, .. } | Target::Stage(column)) if *column == at);
            Some((over, drag.from == at))
        })
    });
    let count = move || {
        let now = column.count.get();
        figure(match coming.get() {
            Some((true, false)) => now + 1,
            Some((false, true)) if state.drag.with(|drag| drag.as_ref().is_some_and(|drag| drag.target.is_some())) => {
                now.saturating_sub(1)
            }
            _ => now,
        })
    };
    let add_label = fill(t.board().add_in, &[("stage", &name)]);
    view! {
        <section class="column" class:column-target=move || coming.get().is_some_and(|(over, _)| over) data-drop=format!("column:{at}")>
            <header class="column-head">
                <span class=format!("dot {}", hue_class(stage.hue)) aria-hidden="true"></span>
                <h2 class="column-name">{name.clone()}</h2>
                {stage.hidden.then(|| view! { <span class="badge" title=t.board().hidden_stage_hint>{t.board().hidden_stage}</span> })}
                <span class="column-count num">{count}</span>
                <span class="column-sum num">{move || (column.sum.get().cents() > 0).then(|| column.sum.get().whole().show(french))}</span>
                {(state.may_write && !stage.hidden).then(|| view! {
                    <button
                        class="button button-ghost button-icon button-small"
                        type="button"
                        aria-label=add_label
                        on:click=move |_| adding.set(Some(at))
                    >
                        <Icon name="plus" />
                    </button>
                })}
            </header>
            <Cards state column at label=Signal::derive(label) />
        </section>
    }
}

/// The list of a column.
#[component]
fn Cards(state: State, column: Column, at: usize, label: Signal<String>) -> impl IntoView {
    let t = texts_here();
    let list = NodeRef::<leptos::html::Ul>::new();
    let gap = Memo::new(move |_| state.drag.with(|drag| drag.as_ref().and_then(|drag| drag.gap(at))));
    let items = move || {
        if cfg!(feature = "hydrate") {
            super::keys::keep_focus();
        }
        let (first, last) = column.window.get();
        let gap = gap.get();
        let mut items: Vec<Item> = column.cards.with(|cards| {
            let last = last.min(cards.len());
            cards[first.min(last)..last].iter().cloned().map(|card| Item::Card(Box::new(card))).collect()
        });
        if let Some(gap) = gap.and_then(|gap| gap.checked_sub(first)).filter(|gap| *gap <= items.len()) {
            items.insert(gap, Item::Gap);
        }
        items
    };
    // How much stands above and below what is drawn. Set through the object model: the policy forbids style attributes.
    Effect::new(move |_| {
        let (first, last) = column.window.get();
        let whole = if column.next.get().is_some() { column.count.get() as usize } else { column.cards.with(Vec::len) };
        if let Some(list) = list.get() {
            let style = web_sys::HtmlElement::style(&list);
            let _ = style.set_property("--before", &first.to_string());
            let _ = style.set_property("--after", &whole.saturating_sub(last).to_string());
        }
    });
    Effect::new(move |_| {
        column.cards.track();
        request_animation_frame(move || measure(state, column));
    });
    let scheduled = StoredValue::new(false);
    let scrolled = move |_| {
        if !scheduled.get_value() {
            scheduled.set_value(true);
            request_animation_frame(move || {
                scheduled.set_value(false);
                measure(state, column);
            });
        }
    };
    view! {
        <div class="column-body" node_ref=column.body on:scroll=scrolled>
            <ul class="cards" role="list" node_ref=list aria-label=move || label.get()>
                <For
                    each=items
                    key=Item::key
                    children=move |item| match item {
                        Item::Gap => view! { <li class="card-gap" aria-hidden="true"></li> }.into_any(),
                        Item::Card(card) => view! { <CardView state column card=*card /> }.into_any(),
                    }
                />
            </ul>
            {move || (column.count.get() == 0 && gap.get().is_none()).then(|| view! { <p class="column-empty">{t.board().empty_column}</p> })}
            <noscript><a class="column-more" href=route::DEALS>{t.board().whole_list}</a></noscript>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_seen_is_drawn() {
        assert_eq!(drawn(0.0, 700.0, 1_000), (0, 11));
        assert_eq!(drawn(50_000.0, 700.0, 1_000), (496, 511));
        assert_eq!(drawn(5_000.0, 700.0, 10), (10, 10));
        assert_eq!(drawn(0.0, 0.0, 0), (0, 0));
    }
}
