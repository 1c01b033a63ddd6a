//! The search: for each searched table an index in this process's memory, read at the first search and kept true by
//! the write helper. A record takes about 250 bytes: 25 MB for a hundred thousand.

mod best;
mod load;
mod near;
mod page;
pub(crate) mod words;

pub(crate) use best::Wanted;
pub(crate) use near::Near;
pub(crate) use page::{LOOKED, searched};
pub(crate) use words::{Found, begins, needles};

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};

use serde::Deserialize;
use words::Words;

/// A table whose records are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    Contact,
    Company,
    Deal,
}

impl Table {
    /// The searched table of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "contact" => Some(Self::Contact),
            "company" => Some(Self::Company),
            "deal" => Some(Self::Deal),
            _ => None,
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Company => "company",
            Self::Deal => "deal",
        }
    }
}

/// What a search needs to know of a record.
#[derive(Debug, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    /// The key of the list's order, which ends in the id; the newest-first list of deals is ordered by the id alone.
    #[serde(alias = "born")]
    pub(crate) sort: String,
    /// Its folded words.
    #[serde(default)]
    pub(crate) search: String,
    /// Whether lists leave it out.
    #[serde(default, rename = "archived")]
    pub(crate) hidden: bool,
}

impl Entry {
    /// What a row says of itself on its way into the database.
    pub(crate) fn of(id: &str, row: &serde_json::Value) -> Self {
        let text = |field: &str| row.get(field).and_then(|text| text.as_str()).unwrap_or_default().to_owned();
        let sort = if row.get("born").is_some() { text("born") } else { text("sort") };
        let hidden = row.get("archived").and_then(serde_json::Value::as_bool).unwrap_or_default();
        Self { id: id.to_owned(), sort, search: text("search"), hidden }
    }
}

/// The indexes of all searched tables.
#[derive(Default)]
pub(crate) struct Searches {
    tables: [Slot; 3],
    /// Shared from a commit until the index knows of it, exclusive for the moment in which a reading begins: so every
    /// commit is either read, or waits for what was read.
    pub(crate) turn: tokio::sync::RwLock<()>,
    tickets: AtomicU64,
}

impl Searches {
    /// The number of a transaction, to be taken when it has begun: of two that wrote the same record the later one began
    /// after the commit of the earlier one, and so has the higher number, whichever is heard of first.
    pub(crate) fn ticket(&self) -> u64 {
        self.tickets.fetch_add(1, Ordering::SeqCst)
    }

    /// Learns what a transaction has written.
    pub(crate) fn learn(&self, ticket: u64, written: Vec<(Table, Entry)>) {
        for (table, entry) in written {
            self.slot(table).learn(ticket, entry);
        }
    }

    /// Forgets everything: it is read again at the next search.
    pub(crate) fn forget(&self) {
        for slot in &self.tables {
            slot.set(State::Absent);
        }
    }

    fn slot(&self, table: Table) -> &Slot {
        let [contact, company, deal] = &self.tables;
        match table {
            Table::Contact => contact,
            Table::Company => company,
            Table::Deal => deal,
        }
    }
}

/// The index of one table.
#[derive(Default)]
struct Slot {
    /// Held by the one who reads the table.
    reading: tokio::sync::Mutex<()>,
    state: RwLock<State>,
}

#[derive(Default)]
enum State {
    #[default]
    Absent,
    /// Being read; with what was written meanwhile.
    Reading(HashMap<String, (u64, Entry)>),
    Ready(Words),
}

impl Slot {
    fn set(&self, state: State) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
    }

    fn learn(&self, ticket: u64, entry: Entry) {
        match &mut *self.state.write().unwrap_or_else(PoisonError::into_inner) {
            State::Absent => {}
            State::Ready(words) => words.put(ticket, &entry),
            State::Reading(waiting) => {
                if waiting.get(&entry.id).is_none_or(|(earlier, _)| *earlier < ticket) {
                    waiting.insert(entry.id.clone(), (ticket, entry));
                }
            }
        }
    }

    /// Ends a reading: what was written meanwhile is newer than what was read.
    fn ready(&self, mut words: Words) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if let State::Reading(waiting) = &mut *state {
            for (ticket, entry) in std::mem::take(waiting).into_values() {
                words.put(ticket, &entry);
            }
            *state = State::Ready(words);
        }
    }

    /// Searches, if the index is there.
    fn find<T>(&self, search: impl Fn(&Words) -> T) -> Option<T> {
        if let State::Ready(words) = &*self.state.read().unwrap_or_else(PoisonError::into_inner)
            && words.sorted()
        {
            return Some(search(words));
        }
        match &mut *self.state.write().unwrap_or_else(PoisonError::into_inner) {
            State::Ready(words) => {
                words.sort();
                Some(search(words))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, search: &str) -> Entry {
        Entry { id: id.to_owned(), sort: format!("{search} {id}"), search: search.to_owned(), hidden: false }
    }

    fn count(slot: &Slot, word: &str) -> Option<usize> {
        slot.find(|words| words.find(&needles(word), None, true, 10).count)
    }

    #[test]
    fn what_is_written_while_the_table_is_read_is_kept() {
        let slot = Slot::default();
        slot.learn(1, entry("a", "before"));
        assert_eq!(count(&slot, "before"), None);
        slot.set(State::Reading(HashMap::new()));
        slot.learn(3, entry("a", "later"));
        slot.learn(2, entry("a", "earlier"));
        slot.learn(4, entry("b", "new"));
        let mut read = Words::default();
        read.put(0, &entry("a", "stale"));
        slot.ready(read);
        let counts = ["later", "new", "earlier", "stale"].map(|word| count(&slot, word));
        assert_eq!(counts, [Some(1), Some(1), Some(0), Some(0)]);
        slot.learn(2, entry("b", "late news"));
        assert_eq!(count(&slot, "late news"), Some(0));
    }

    #[test]
    fn a_reading_that_was_forgotten_is_not_used() {
        let searches = Searches::default();
        searches.slot(Table::Deal).set(State::Reading(HashMap::new()));
        searches.forget();
        searches.slot(Table::Deal).ready(Words::default());
        assert_eq!(count(searches.slot(Table::Deal), "a"), None);
    }
}
