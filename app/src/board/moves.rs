//! What moves a card: at once on screen, then on the server; back where it was when that is refused.

use std::collections::BTreeMap;

use domain::board::Card;
use domain::deal::{Closing, Relocation};
use domain::error::Refusal;
use domain::undo::Which;
use domain::{DealId, Error as Cause, Instant};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

use super::keys::focus_soon;
use super::state::{Column, State};
use crate::deal::api::{close_deal, move_deal};
use crate::error::Error;
use crate::i18n::fill;
use crate::record::undo_change;

/// One's own latest change of a deal that left this value.
fn own(deal: &DealId, field: &str, value: &impl Serialize) -> Which {
    let value = serde_json::to_value(value).unwrap_or_default();
    Which::Own { subject: deal.subject(), after: BTreeMap::from([(field.to_owned(), value)]) }
}

impl State {
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
        let Some(mut card) = source.take(was) else { return };
        let held = card.clone();
        if from != to {
            card.deal.stage = target.id();
            card.deal.stage_since = Instant(js_sys::Date::now() as i64);
        }
        let title = card.deal.details.title.clone();
        target.put(at, card);
        let deal = deal.clone();
        let request =
            Relocation { deal: deal.clone(), stage: target.id(), after, from: None, origin: self.live.page() };
        self.moving.update_value(|moving| *moving += 1);
        spawn_local(async move {
            let answer = move_deal(request).await;
            if self.alive() {
                self.moving.update_value(|moving| *moving -= 1);
            }
            match answer {
                Ok(card) => {
                    let back = own(&deal, "position", &card.deal.position);
                    self.replace(card);
                    if undoable {
                        let text = if from == to { self.t.board().reordered } else { self.t.board().moved };
                        let text = fill(text, &[("title", &title), ("stage", &target.name())]);
                        self.toasts.show_with_undo(text, move || self.take_back(deal.clone(), back.clone()));
                    }
                }
                Err(error) => self.refuse(held, from, was, &error),
            }
            self.settle();
        });
    }

    /// Takes a change of a card back, unless somebody changed the same since; the stream then shows it.
    fn take_back(self, deal: DealId, back: Which) {
        spawn_local(async move {
            match undo_change(back).await {
                Ok(undone) => {
                    let t = self.t.common();
                    let what = |name: String| fill(t.undone_what, &[("what", &name)]);
                    self.toasts.show(undone.name.map_or_else(|| t.undone.to_owned(), what));
                    self.refresh(vec![deal]);
                }
                Err(Error(Cause::Since { .. })) => {
                    self.toasts.show(Error(Cause::refused(Refusal::DealMoved)).say(self.t));
                }
                Err(error) => self.toasts.show(error.say(self.t)),
            }
        });
    }

    /// Undo of a new card.
    pub(super) fn unmake(self, deal: DealId) {
        let made = Which::Own { subject: deal.subject(), after: BTreeMap::new() };
        self.take_back(deal, made);
    }

    /// The card goes back where it was.
    fn refuse(self, card: Card, column: usize, at: usize, error: &Error) {
        self.toasts.show(fill(self.t.board().refused, &[("reason", &error.say(self.t))]));
        if !self.alive() {
            return;
        }
        let deal = card.deal.id.clone();
        if let (Some((now, place)), Some(home)) = (self.find(&deal), self.column(column))
            && let Some(present) = self.column(now)
            && present.take(place).is_some()
        {
            home.put(at, card);
            // A phone shows one column: the one it is in again, unless somebody types meanwhile.
            let types =
                document().active_element().is_some_and(|held| held.matches("input, textarea").unwrap_or(false));
            if now != column && !types {
                focus_soon(deal.clone());
            }
        }
        self.refresh(vec![deal]);
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

    /// Ends a deal: the card leaves the board. Of one that is lost the reason is asked for first.
    pub fn end(self, deal: &DealId, closing: Closing) {
        match closing {
            Closing::Won => self.close(deal, closing, String::new()),
            Closing::Lost => self.losing.set(Some(deal.clone())),
        }
    }

    /// The same without a question.
    pub fn close(self, deal: &DealId, closing: Closing, reason: String) {
        let Some((from, was)) = self.find(deal) else { return };
        let Some(source) = self.column(from) else { return };
        let Some(card) = source.take(was) else { return };
        let (deal, title) = (deal.clone(), card.deal.details.title.clone());
        spawn_local(async move {
            match close_deal(deal.clone(), closing, reason).await {
                Ok(ended) => {
                    let back = own(&deal, "outcome", &ended.deal.outcome);
                    let text =
                        if closing == Closing::Won { self.t.board().closed_won } else { self.t.board().closed_lost };
                    let undo = move || self.take_back(deal.clone(), back.clone());
                    let said = crate::deal::ended(self.t, &ended, &fill(text, &[("title", &title)]));
                    self.toasts.show_with_undo(said, undo);
                }
                Err(error) => {
                    if self.alive() {
                        source.put(was, card);
                    }
                    self.toasts.show(fill(self.t.board().refused, &[("reason", &error.say(self.t))]));
                }
            }
        });
    }

    /// Writes what the server answered over a card, where it stands.
    pub fn replace(self, card: Card) {
        if !self.alive() {
            return;
        }
        let deal = card.deal.id.clone();
        let Some((column, at)) = self.find(&deal) else { return };
        let Some(column) = self.column(column) else { return };
        // Somebody else may have moved it, or its neighbours, at the same time: then its place is asked for.
        let elsewhere = card.deal.stage != column.id();
        column.cards.update(|cards| cards[at] = card);
        if elsewhere || !column.in_order(at) {
            self.waiting.update_value(|waiting| waiting.push(deal));
        }
    }
}
