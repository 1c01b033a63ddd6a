//! The records of a table by their words: gone through from one end to the other, which takes milliseconds.

use std::collections::HashMap;

use super::Entry;

/// So many words of a search are looked for, because each row is gone through for each.
const MOST_WORDS: usize = 32;

/// The words of a search as they are looked for: each behind a space, where a word begins.
pub(crate) fn needles(words: &str) -> Vec<String> {
    words.split(' ').take(MOST_WORDS).map(|word| format!(" {word}")).collect()
}

/// Whether each word begins a word of the text, which itself begins with a space.
fn all_begin(needles: &[String], text: &str) -> bool {
    needles.iter().all(|needle| text.contains(needle.as_str()))
}

/// Whether each word begins a word of a row's search text.
pub(crate) fn begins(words: &str, search: &str) -> bool {
    all_begin(&needles(words), &format!(" {search}"))
}

/// A record: its sort key, then a space and its words.
struct Row {
    text: Box<str>,
    /// Where the words begin.
    cut: u32,
    hidden: bool,
    /// The transaction that wrote it.
    ticket: u64,
}

impl Row {
    fn new(ticket: u64, entry: &Entry) -> Self {
        let cut = u32::try_from(entry.sort.len()).unwrap_or_default();
        let text = format!("{} {}", entry.sort, entry.search).into_boxed_str();
        Self { text, cut, hidden: entry.hidden, ticket }
    }

    fn halves(&self) -> (&str, &str) {
        self.text.split_at(self.cut as usize)
    }
}

/// What a search found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// How many records match in all.
    pub(crate) count: usize,
    /// The sort keys of those after the cursor, in order.
    pub(crate) keys: Vec<String>,
}

impl Found {
    /// The id of a record by its sort key, which ends in it.
    pub(crate) fn id(key: &str) -> &str {
        key.rsplit(' ').next().unwrap_or_default()
    }
}

/// The index of a table.
#[derive(Default)]
pub(super) struct Words {
    rows: Vec<Row>,
    by_id: HashMap<Box<str>, u32>,
    /// The rows in the order of their sort keys, once they are sorted.
    order: Vec<u32>,
    unsorted: bool,
}

impl Words {
    /// Puts a record in, or in the place of what an earlier transaction wrote.
    pub(super) fn put(&mut self, ticket: u64, entry: &Entry) {
        let row = Row::new(ticket, entry);
        if let Some(at) = self.by_id.get(entry.id.as_str()) {
            let Some(known) = self.rows.get_mut(*at as usize) else { return };
            if known.ticket <= ticket {
                self.unsorted |= known.halves().0 != entry.sort;
                *known = row;
            }
            return;
        }
        let at = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.by_id.insert(entry.id.clone().into_boxed_str(), at);
        self.rows.push(row);
        self.order.push(at);
        self.unsorted = true;
    }

    pub(super) fn sorted(&self) -> bool {
        !self.unsorted
    }

    /// Puts the rows in order. A stable sort is quick where most of them are already.
    pub(super) fn sort(&mut self) {
        let Self { rows, order, .. } = self;
        let key = |at: &u32| rows.get(*at as usize).map(|row| row.halves().0);
        order.sort_by(|a, b| key(a).cmp(&key(b)));
        self.unsorted = false;
    }

    /// The sort key and the words of each record that lists show, in order.
    pub(super) fn shown(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> + Clone {
        let rows = self.order.iter().filter_map(|at| self.rows.get(*at as usize));
        rows.filter(|row| !row.hidden).map(Row::halves)
    }

    /// The records in which every needle is found: how many, and the first ones after a key.
    pub(super) fn find(&self, needles: &[String], after: Option<&str>, ascending: bool, most: usize) -> Found {
        let mut found = Found::default();
        let mut look = |at: &u32| {
            let Some(row) = self.rows.get(*at as usize).filter(|row| !row.hidden) else { return };
            let (key, words) = row.halves();
            if !all_begin(needles, words) {
                return;
            }
            found.count += 1;
            if found.keys.len() < most && after.is_none_or(|after| if ascending { key > after } else { key < after }) {
                found.keys.push(key.to_owned());
            }
        };
        if ascending {
            self.order.iter().for_each(&mut look);
        } else {
            self.order.iter().rev().for_each(&mut look);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let mut words = Words::default();
        for (id, name, search, hidden) in [
            ("3", "roy ana", "ana roy acme 0612345678", false),
            ("1", "blanc luc", "luc blanc roydor", false),
            ("2", "petit zoe", "zoe petit", false),
            ("4", "roy old", "old roy", true),
        ] {
            let (sort, search) = (format!("{name} {id}"), search.to_owned());
            words.put(0, &Entry { id: id.to_owned(), sort, search, hidden });
        }
        words.sort();
        words
    }

    fn ids(found: &Found) -> Vec<&str> {
        found.keys.iter().map(|key| Found::id(key)).collect()
    }

    #[test]
    fn every_word_must_begin_a_word_of_the_record() {
        let words = words();
        let all = |text: &str| words.find(&needles(text), None, true, 10);
        assert_eq!(ids(&all("roy")), ["1", "3"]);
        assert_eq!(ids(&all("roy an")), ["3"]);
        assert_eq!(ids(&all("0612")), ["3"]);
        assert!(ids(&all("oy")).is_empty() && ids(&all("ana luc")).is_empty());
        assert!(begins("an ac", "ana roy acme") && !begins("cme", "ana roy acme"));
    }

    #[test]
    fn a_page_goes_on_after_a_key_in_either_direction() {
        let words = words();
        let some = |after, ascending| words.find(&[" ".to_owned()], after, ascending, 2);
        let first = some(None, true);
        assert_eq!((first.count, ids(&first)), (3, vec!["1", "2"]));
        assert_eq!(ids(&some(Some(&first.keys[1]), true)), ["3"]);
        assert_eq!(ids(&some(None, false)), ["3", "2"]);
        assert_eq!(ids(&some(Some("petit zoe 2"), false)), ["1"]);
    }

    #[test]
    fn a_renamed_record_moves_and_an_older_transaction_changes_nothing() {
        let mut words = words();
        let renamed = |search: &str| Entry {
            id: "3".to_owned(),
            sort: "aaron ana 3".to_owned(),
            search: search.to_owned(),
            hidden: false,
        };
        words.put(7, &renamed("ana aaron"));
        words.put(6, &renamed("ana older"));
        assert!(!words.sorted());
        words.sort();
        assert_eq!(ids(&words.find(&[" ".to_owned()], None, true, 10)), ["3", "1", "2"]);
        assert_eq!(words.find(&needles("older"), None, true, 10).count, 0);
    }
}
