//! What others change: looked at again, deal by deal or as a whole, never while a card is in the hand.

use std::time::Duration;

use domain::DealId;
use domain::board::{Board, BoardQuery, Card, ColumnQuery, Head, RefreshQuery};
use domain::live::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{refresh_board, show_board, show_column};
use super::state::{Again, Column, State};

/// Changes that come within this time are looked at together.
const TOGETHER: Duration = Duration::from_millis(10);

impl State {
    /// What the stream says: look at those deals again, or at everything.
    pub fn hear(self, message: Message) {
        match message {
            Message::Resync => self.read_again(Again::Cards),
            Message::Hello { .. } => {}
            Message::Change(change) => {
                let first = change.subjects.first().map_or("", String::as_str);
                if first.starts_with("pipeline:") {
                    self.read_again(Again::All);
                } else if first.starts_with("import:") {
                    self.read_again(Again::Cards);
                } else {
                    let deals =
                        change.subjects.iter().filter_map(|subject| subject.strip_prefix("deal:")?.parse().ok());
                    self.refresh(deals.collect());
                }
            }
        }
    }

    /// Asks what some deals look like now.
    pub fn refresh(self, deals: Vec<DealId>) {
        if !deals.is_empty() && self.alive() {
            self.waiting.update_value(|waiting| waiting.extend(deals));
            self.settle();
        }
    }

    fn read_again(self, how: Again) {
        self.again.update_value(|again| *again = (*again).max(Some(how)));
        self.settle();
    }

    /// Asks for what waits, once the hand is empty and every move is answered; what comes together is asked together.
    pub fn settle(self) {
        if !self.alive() || self.busy() || self.asked.get_value() {
            return;
        }
        if self.again.get_value().is_none() && self.waiting.with_value(Vec::is_empty) {
            return;
        }
        self.asked.set_value(true);
        set_timeout(move || self.ask(), TOGETHER);
    }

    fn ask(self) {
        if !self.alive() {
            return;
        }
        self.asked.set_value(false);
        if self.busy() {
            return;
        }
        let again = self.again.try_update_value(Option::take).flatten();
        let mut deals = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        deals.sort();
        deals.dedup();
        match again {
            Some(Again::All) => self.reload.run(()),
            Some(Again::Cards) => self.reread(),
            None if deals.len() > RefreshQuery::MOST => self.reread(),
            None => self.look_at(deals),
        }
    }

    fn look_at(self, deals: Vec<DealId>) {
        let query = RefreshQuery {
            pipeline: self.pipeline.with_value(|pipeline| pipeline.id.clone()),
            filter: self.filter.get_value(),
            deals: deals.clone(),
        };
        spawn_local(async move {
            let Ok(found) = refresh_board(query).await else { return };
            if !self.alive() {
                return;
            }
            if self.busy() {
                self.refresh(deals);
                return;
            }
            for deal in deals {
                if let Some((column, at)) = self.find(&deal)
                    && let Some(column) = self.column(column)
                {
                    column.take(at);
                }
            }
            for card in found.cards {
                let columns = self.columns.get_value();
                let home = columns.into_iter().find(|column| column.id() == card.deal.stage);
                if let Some((column, at)) = home.and_then(|column| Some((column, column.place(&card)?))) {
                    column.put(at, card);
                }
            }
            self.set_heads(&found.heads);
        });
    }

    fn set_heads(self, heads: &[Head]) {
        let columns = self.columns.get_value();
        if heads.iter().any(|head| !columns.iter().any(|column| column.id() == head.stage.id)) {
            self.reload.run(());
            return;
        }
        for column in columns {
            let head = heads.iter().find(|head| head.stage.id == column.id());
            column.count.set(head.map_or(0, |head| head.count.rows));
            column.sum.set(head.map_or_else(domain::Money::default, |head| head.sum));
        }
    }

    /// Reads the whole board again without moving what is on screen: same columns, same scroll.
    fn reread(self) {
        let query = BoardQuery {
            pipeline: Some(self.pipeline.with_value(|pipeline| pipeline.id.clone())),
            filter: self.filter.get_value(),
        };
        spawn_local(async move {
            if let Ok(board) = show_board(query).await
                && self.alive()
            {
                self.renew(board);
            }
        });
    }

    /// Takes over a board as it was read: later when a card is in the hand, anew when the columns are others.
    pub fn renew(self, board: Board) {
        if self.busy() {
            self.read_again(Again::Cards);
            return;
        }
        let columns = self.columns.get_value();
        let same = board.columns.len() == columns.len()
            && board.columns.iter().zip(&columns).all(|(new, old)| new.head.stage.id == old.id());
        if !same {
            self.reload.run(());
            return;
        }
        for (new, column) in board.columns.into_iter().zip(columns) {
            column.count.set(new.head.count.rows);
            column.sum.set(new.head.sum);
            column.next.set(new.next);
            column.cards.set(new.cards);
        }
    }

    /// The next cards of a column.
    pub fn load_more(self, column: Column) {
        let Some(after) = column.next.get_untracked().filter(|_| !column.loading.get_untracked()) else { return };
        column.loading.set(true);
        let query = ColumnQuery {
            pipeline: self.pipeline.with_value(|pipeline| pipeline.id.clone()),
            stage: column.id(),
            filter: self.filter.get_value(),
            after: Some(after),
        };
        spawn_local(async move {
            let found = show_column(query).await;
            if !self.alive() {
                return;
            }
            if let Ok(page) = found {
                column.next.set(page.next);
                column.cards.update(|cards| {
                    let fresh = page.rows.into_iter().filter(|new| !cards.iter().any(|old| old.deal.id == new.deal.id));
                    let fresh: Vec<Card> = fresh.collect();
                    cards.extend(fresh);
                });
            }
            column.loading.set(false);
        });
    }
}
