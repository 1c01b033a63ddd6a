//! The board as it stands in the browser: columns of signals, optimistic moves, changes by others.

use domain::board::{Board, Card, Head};
use domain::deal::{Closing, Filter, Relocation};
use domain::page::Count;
use domain::pipeline::{Pipeline, Stage};
use domain::{Cursor, DealId, Instant, Money, StageId};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drag::Drag;
use crate::deal::api::{close_deal, move_deal, reopen_deal};
use crate::error::Error;
use crate::i18n::{Texts, fill};
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

    fn find(self, deal: &DealId) -> Option<usize> {
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

/// Everything the parts of the board share.
#[derive(Clone, Copy)]
pub struct State {
    pub pipeline: StoredValue<Pipeline>,
    pub filter: StoredValue<Filter>,
    pub columns: StoredValue<Vec<Column>>,
    pub drag: RwSignal<Option<Drag>>,
    /// The card whose menu is open.
    pub menu: RwSignal<Option<DealId>>,
    /// The column that a phone shows.
    pub shown: RwSignal<usize>,
    /// Leads to another page.
    pub open: Callback<String>,
    voice: Announcer,
    pub may_write: bool,
    pub t: &'static Texts,
    toasts: Toasts,
    live: Live,
    /// Deals that changed while a card was in the hand.
    pub(super) waiting: StoredValue<Vec<DealId>>,
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
            shown: RwSignal::new(0),
            open: super::open::opener(),
            voice: Announcer::here(),
            may_write,
            t: crate::i18n::texts_here(),
            toasts: Toasts::here(),
            live: Live::here(),
            waiting: StoredValue::new(Vec::new()),
            reload,
        }
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

    /// The card above a place of a column, the moving one left out.
    fn above(self, column: Column, at: usize, moving: &DealId) -> Option<DealId> {
        column.cards.with_untracked(|cards| {
            cards.iter().filter(|card| card.deal.id != *moving).nth(at.checked_sub(1)?).map(|card| card.deal.id.clone())
        })
    }

    /// Moves a card at once and tells the server; on refusal it goes back and a message says why. `at` counts without
    /// the card itself. Mouse, finger, keyboard and menu all end here.
    pub fn relocate(self, deal: &DealId, to: usize, at: usize, undoable: bool) {
        let (Some((from, was)), Some(target)) = (self.find(deal), self.column(to)) else { return };
        let Some(source) = self.column(from) else { return };
        if from == to && was == at {
            return;
        }
        let after = self.above(target, at, deal);
        let before = self.above(source, was, deal);
        let Some(mut card) = source.take(was) else { return };
        if from != to {
            card.deal.stage = target.id();
            card.deal.stage_since = Instant(js_sys::Date::now() as i64);
        }
        let title = card.deal.details.title.clone();
        target.put(at, card);
        let deal = deal.clone();
        let request = Relocation { deal: deal.clone(), stage: target.id(), after, origin: self.live.page() };
        let back = Relocation { deal: deal.clone(), stage: source.id(), after: before, origin: String::new() };
        spawn_local(async move {
            match move_deal(request).await {
                Ok(card) => {
                    self.replace(card);
                    if undoable {
                        let text = if from == to { self.t.board.reordered } else { self.t.board.moved };
                        let text = fill(text, &[("title", &title), ("stage", &target.name())]);
                        self.toasts.show_with_undo(text, move || self.take_back(back.clone()));
                    }
                }
                Err(error) => self.refuse(&deal, from, was, &error),
            }
        });
    }

    /// Undo of a move: an ordinary move the other way, which the stream then shows.
    fn take_back(self, back: Relocation) {
        spawn_local(async move {
            match move_deal(back).await {
                Ok(card) => self.refresh(vec![card.deal.id]),
                Err(error) => self.toasts.show(error.say(self.t)),
            }
        });
    }

    /// The card goes back where it was.
    fn refuse(self, deal: &DealId, column: usize, at: usize, error: &Error) {
        if let (Some((now, place)), Some(home)) = (self.find(deal), self.column(column))
            && let Some(present) = self.column(now)
            && let Some(mut card) = present.take(place)
        {
            card.deal.stage = home.id();
            home.put(at, card);
        }
        self.toasts.show(fill(self.t.board.refused, &[("reason", &error.say(self.t))]));
        self.refresh(vec![deal.clone()]);
    }

    /// Says something aloud.
    pub fn say(self, text: String) -> Option<()> {
        self.voice.announce(text);
        Some(())
    }

    /// Puts a new card where it belongs.
    pub fn add(self, card: Card) {
        let columns = self.columns.get_value();
        let home = columns.into_iter().find(|column| column.id() == card.deal.stage);
        if self.find(&card.deal.id).is_none()
            && let Some((column, at)) = home.and_then(|column| Some((column, column.place(&card)?)))
        {
            column.put(at, card);
        }
    }

    /// Ends a deal: the card leaves the board.
    pub fn close(self, deal: &DealId, closing: Closing) {
        let Some((from, was)) = self.find(deal) else { return };
        let Some(source) = self.column(from) else { return };
        let Some(card) = source.take(was) else { return };
        let (deal, title) = (deal.clone(), card.deal.details.title.clone());
        spawn_local(async move {
            match close_deal(deal.clone(), closing, String::new()).await {
                Ok(_) => {
                    let text = if closing == Closing::Won { self.t.board.closed_won } else { self.t.board.closed_lost };
                    let undo = move || {
                        let deal = deal.clone();
                        spawn_local(async move {
                            match reopen_deal(deal).await {
                                Ok(card) => self.refresh(vec![card.deal.id]),
                                Err(error) => self.toasts.show(error.say(self.t)),
                            }
                        });
                    };
                    self.toasts.show_with_undo(fill(text, &[("title", &title)]), undo);
                }
                Err(error) => {
                    source.put(was, card);
                    self.toasts.show(fill(self.t.board.refused, &[("reason", &error.say(self.t))]));
                }
            }
        });
    }

    /// Writes what the server answered over a card, where it stands.
    pub fn replace(self, card: Card) {
        if let Some((column, at)) = self.find(&card.deal.id)
            && let Some(column) = self.column(column)
        {
            column.cards.update(|cards| cards[at] = card);
        }
    }
}
