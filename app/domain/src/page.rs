//! Pages of long lists: keyset cursors and honest counts.

use serde::{Deserialize, Serialize};

/// Where a page ends: the sort key of its last row. Opaque to the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// The part of a list that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows, in order.
    pub rows: Vec<T>,
    /// Where the next page starts; none at the end of the list.
    pub next: Option<Cursor>,
    /// How many rows the whole list has.
    pub count: Count,
}

/// How many rows a list has: exact up to [`Count::EXACT`], "at least" beyond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Rows counted.
    pub rows: u32,
    /// Whether there are more than were counted.
    pub more: bool,
}

impl Count {
    /// The number of rows that are counted one by one.
    pub const EXACT: u32 = 10_000;

    /// An exact count.
    #[must_use]
    pub const fn exact(rows: u32) -> Self {
        Self { rows, more: false }
    }

    /// `1 234` or `10 000+`.
    #[must_use]
    pub fn show(self, french: bool) -> String {
        let digits = crate::money::group(i64::from(self.rows), if french { '\u{202f}' } else { ',' });
        if self.more { format!("{digits}+") } else { digits }
    }
}

impl<T> Page<T> {
    /// The same page with each row turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(turn).collect(), next: self.next, count: self.count }
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), next: None, count: Count::default() }
    }
}
