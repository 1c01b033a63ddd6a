//! A table read into its index, at the first search.

use std::collections::HashMap;

use super::words::Words;
use super::{Entry, Found, State, Table};
use crate::ask::ask;
use crate::{Failure, Store};

/// How many records are read at once.
const CHUNK: usize = 5_000;

impl Store {
    /// The records of a table in which every word begins a word: how many, and the first ones after a key.
    pub(crate) async fn find(
        &self,
        table: Table,
        needles: &[String],
        after: Option<&str>,
        ascending: bool,
        most: usize,
    ) -> Result<Found, Failure> {
        self.searched(table, |words| words.find(needles, after, ascending, most)).await
    }

    /// Asks the index of a table, which is read first if it is not there.
    pub(super) async fn searched<T>(&self, table: Table, search: impl Fn(&Words) -> T) -> Result<T, Failure> {
        let slot = self.searches.slot(table);
        // A reading is begun anew when a commit meanwhile failed in a way that leaves its outcome open.
        for _ in 0..3 {
            if let Some(found) = slot.find(&search) {
                return Ok(found);
            }
            let _reading = slot.reading.lock().await;
            if let Some(found) = slot.find(&search) {
                return Ok(found);
            }
            {
                let _turn = self.searches.turn.write().await;
                slot.set(State::Reading(HashMap::new()));
            }
            slot.ready(self.words_of(table).await?);
        }
        Err(Failure::Database("the search could not be read".to_owned()))
    }

    async fn words_of(&self, table: Table) -> Result<Words, Failure> {
        let order = if table == Table::Deal { "born" } else { "sort" };
        let hidden = if table == Table::Contact { ", archived" } else { "" };
        let mut words = Words::default();
        let mut start: Option<String> = None;
        loop {
            let ask = ask(format!("SELECT id, {order}, search{hidden} FROM $range LIMIT {CHUNK}"));
            let ask = ask.range("range", table.name(), start.as_deref());
            let rows: Vec<Entry> = self.read(ask).await?.all(0)?;
            for row in &rows {
                words.put(0, row);
            }
            match rows.last() {
                Some(last) if rows.len() == CHUNK => start = Some(last.id.clone()),
                _ => break,
            }
        }
        words.sort();
        Ok(words)
    }
}
