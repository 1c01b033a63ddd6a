//! The board as it stands in the browser: columns of signals, optimistic moves, changes by others.

use domain::board::{Board, Card, Head};
use domain::deal::Filter;
use domain::page::Count;
use domain::pipeline::{Pipeline, Stage};
use domain::{Cursor, DealId, Money, StageId};
use leptos::html::Div;
use leptos::prelude::*;

use super::drag::Drag;
use crate::i18n::Texts;
use crate::live::Live;
use crate::ui::{Announcer, Toasts};

/// One column. The cards are a prefix of the stage: more are asked for as one scrolls.
#[derive(Clone, Copy)]
pub struct Column {
    pub stage: StoredValue<Stage>,
    pub count: RwSignal<u32>,
    pub sum: RwSignal<Money>,
    pub cards: RwSignal<Vec<Card>>,
    pub next: RwSignal<Option<Cursor>>,
    /// First and last card that are drawn.
    pub window: RwSignal<(usize, usize)>,
    pub body: NodeRef<Div>,
    pub loading: RwSignal<bool>,
}

impl Column {
    pub fn id(self) -> StageId {
        self.stage.with_value(|stage| stage.id.clone())
    }

    pub fn name(self) -> String {
        self.stage.with_value(|stage| stage.name.clone())
    }

    pub fn head(self) -> Head {
        Head { stage: self.stage.get_value(), count: Count::exact(self.count.get()), sum: self.sum.get() }
    }

    pub(super) fn find(self, deal: &DealId) -> Option<usize> {
        self.cards.with_untracked(|cards| cards.iter().position(|card| card.deal.id == *deal))
    }

    /// Takes a card out, and its figures off the head.
    pub(super) fn take(self, at: usize) -> Option<Card> {
        let take = |cards: &mut Vec<Card>| (at < cards.len()).then(|| cards.remove(at));
        let card = self.cards.try_update(take).flatten()?;
        self.count.update(|count| *count = count.saturating_sub(1));
        self.sum.update(|sum| *sum = Money::from_cents(sum.cents() - amount(&card).cents()));
        Some(card)
    }

    /// Whether a card stands between its neighbours as their positions say.
    pub(super) fn in_order(self, at: usize) -> bool {
        let key = |card: &Card| (card.deal.position.clone(), card.deal.id.clone());
        self.cards.with_untracked(|cards| {
            let (first, last) = (at.saturating_sub(1), (at + 2).min(cards.len()));
            cards[first.min(last)..last].is_sorted_by_key(key)
        })
    }

    pub(super) fn put(self, at: usize, card: Card) {
        self.count.update(|count| *count += 1);
        self.sum.update(|sum| *sum = *sum + amount(&card));
        self.cards.update(|cards| cards.insert(at.min(cards.len()), card));
    }

    /// Where a card belongs by its position; none when that is beyond the cards that are loaded.
    pub(super) fn place(self, card: &Card) -> Option<usize> {
        let key = |card: &Card| (card.deal.position.clone(), card.deal.id.clone());
        let wanted = key(card);
        self.cards.with_untracked(|cards| {
            let at = cards.partition_point(|other| key(other) < wanted);
            (at < cards.len() || self.next.get_untracked().is_none()).then_some(at)
        })
    }
}

fn amount(card: &Card) -> Money {
    card.deal.details.amount.unwrap_or_default()
}

/// How the whole board is asked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Again {
    /// The same columns, other cards.
    Cards,
    /// Everything.
    All,
}

/// Everything the parts of the board share.
#[derive(Clone, Copy)]
pub struct State {
    pub pipeline: StoredValue<Pipeline>,
    pub filter: StoredValue<Filter>,
    pub columns: StoredValue<Vec<Column>>,
    pub drag: RwSignal<Option<Drag>>,
    /// The card whose menu is open.
    pub menu: RwSignal<Option<DealId>>,
    /// The card that is about to be lost: why, is asked first.
    pub losing: RwSignal<Option<DealId>>,
    /// The column that a phone shows.
    pub shown: RwSignal<usize>,
    /// Leads to another page.
    pub open: Callback<DealId>,
    /// Opens the deal of this id over the board.
    pub peek: Callback<String>,
    pub(super) voice: Announcer,
    pub may_write: bool,
    pub t: &'static Texts,
    pub(super) toasts: Toasts,
    pub(super) live: Live,
    /// Deals that changed while a card was in the hand.
    pub(super) waiting: StoredValue<Vec<DealId>>,
    /// Whether the whole board is to be asked for again, and anew at that.
    pub(super) again: StoredValue<Option<Again>>,
    /// Whether what waits is about to be asked for.
    pub(super) asked: StoredValue<bool>,
    /// Moves the server has not answered yet.
    pub(super) moving: StoredValue<u32>,
    /// Asks for the whole board again.
    pub reload: Callback<()>,
}

impl State {
    pub fn new(board: Board, filter: Filter, may_write: bool, reload: Callback<()>) -> Self {
        let columns = board.columns.into_iter().map(|column| {
            let drawn = column.cards.len();
            Column {
                stage: StoredValue::new(column.head.stage),
                count: RwSignal::new(column.head.count.rows),
                sum: RwSignal::new(column.head.sum),
                cards: RwSignal::new(column.cards),
                next: RwSignal::new(column.next),
                window: RwSignal::new((0, drawn)),
                body: NodeRef::new(),
                loading: RwSignal::new(false),
            }
        });
        Self {
            pipeline: StoredValue::new(board.pipeline),
            filter: StoredValue::new(filter),
            columns: StoredValue::new(columns.collect()),
            drag: RwSignal::new(None),
            menu: RwSignal::new(None),
            losing: RwSignal::new(None),
            shown: RwSignal::new(0),
            open: super::open::deal_opener(),
            peek: crate::record::peeker(),
            voice: Announcer::here(),
            may_write,
            t: crate::i18n::texts_here(),
            toasts: Toasts::here(),
            live: Live::here(),
            waiting: StoredValue::new(Vec::new()),
            again: StoredValue::new(None),
            asked: StoredValue::new(false),
            moving: StoredValue::new(0),
            reload,
        }
    }

    /// Whether the board is still on screen: an answer may come after it was left.
    pub fn alive(self) -> bool {
        self.columns.try_with_value(|_| ()).is_some()
    }

    /// Whether what stands on screen must not be touched: a card is in the hand, or its move not answered yet.
    pub fn busy(self) -> bool {
        self.drag.with_untracked(Option::is_some) || self.moving.get_value() > 0
    }

    /// A column by its place; none beyond the last.
    pub fn column(self, at: usize) -> Option<Column> {
        self.columns.with_value(|columns| columns.get(at).copied())
    }

    /// Where a card stands: column and place.
    pub fn find(self, deal: &DealId) -> Option<(usize, usize)> {
        self.columns
            .with_value(|columns| columns.iter().enumerate().find_map(|(c, column)| Some((c, column.find(deal)?))))
    }

    pub fn card(self, deal: &DealId) -> Option<Card> {
        let (column, at) = self.find(deal)?;
        self.column(column)?.cards.with_untracked(|cards| cards.get(at).cloned())
    }

    /// The card that stands where this one stood once it is gone.
    pub fn neighbour(self, deal: &DealId) -> Option<DealId> {
        let (column, at) = self.find(deal)?;
        self.column(column)?.cards.with_untracked(|cards| {
            let next = cards.get(at + 1).or_else(|| cards.get(at.checked_sub(1)?))?;
            Some(next.deal.id.clone())
        })
    }

    /// Says something aloud.
    pub fn say(self, text: String) -> Option<()> {
        self.voice.announce(text);
        Some(())
    }
}
