//! A page of what was searched: the index says which records and in which order, the database gives them.

use domain::page::Count;
use domain::{Cursor, Page, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Found, Table, needles};
use crate::list::Clauses;
use crate::{Failure, Store};

/// How many records that match the words are looked at for one page, when other conditions narrow them.
pub(crate) const LOOKED: usize = 10_000;
/// How many are read at once.
const BLOCK: usize = 200;
/// How many of them are counted by the other conditions.
const COUNTED: usize = 2_000;

#[derive(Deserialize)]
struct Counted {
    count: u32,
}

/// A page of the records of a table with these words that meet the other conditions, too.
#[allow(clippy::too_many_arguments, reason = "each says one thing about the list, as for every other list")]
pub(crate) async fn searched<T: DeserializeOwned>(
    store: &Store,
    table: Table,
    words: &str,
    clauses: &Clauses,
    ascending: bool,
    after: Option<Cursor>,
    size: usize,
    key: impl Fn(&T) -> String,
) -> Result<Page<T>> {
    let needles = needles(words);
    let after = after.as_ref().map(|Cursor(after)| after.as_str());
    let found = store.find(table, &needles, after, ascending, LOOKED + 1).await?;
    let block = if clauses.only_words() { size + 1 } else { BLOCK };
    let (mut rows, mut looked): (Vec<T>, usize) = (Vec::new(), 0);
    for keys in found.keys.get(..LOOKED).unwrap_or(&found.keys).chunks(block) {
        let sql = format!("SELECT * FROM $ids WHERE {}", clauses.all());
        let ask = clauses.ask(sql).records("ids", table.name(), keys.iter().map(|key| Found::id(key)));
        rows.extend(store.read(ask).await?.all::<T>(0)?);
        looked += keys.len();
        if rows.len() > size {
            break;
        }
    }
    // The database gives them in whatever order; their keys are unique.
    rows.sort_by_cached_key(&key);
    if !ascending {
        rows.reverse();
    }
    let last = if rows.len() > size {
        rows.truncate(size);
        rows.last().map(&key)
    } else {
        // Enough for one request: the page ends where the looking ended.
        looked.checked_sub(1).filter(|_| looked < found.keys.len()).and_then(|at| found.keys.get(at).cloned())
    };
    let mut count = match clauses.only_words() {
        true => total(found.count),
        false if !clauses.counted() => Count::default(),
        false => narrowed(store, table, &needles, clauses, ascending).await?,
    };
    count.rows = count.rows.max(u32::try_from(rows.len()).unwrap_or_default());
    Ok(Page { rows, next: last.map(Cursor), count })
}

fn total(matches: usize) -> Count {
    let rows = u32::try_from(matches).unwrap_or(u32::MAX);
    Count { rows: rows.min(Count::EXACT), more: rows > Count::EXACT }
}

/// How many of the first matches meet the other conditions; there may be more where there are more matches.
async fn narrowed(
    store: &Store,
    table: Table,
    needles: &[String],
    clauses: &Clauses,
    ascending: bool,
) -> Result<Count, Failure> {
    let found = store.find(table, needles, None, ascending, COUNTED).await?;
    if found.keys.is_empty() {
        return Ok(Count::default());
    }
    let sql = format!("SELECT count() FROM $ids WHERE {} GROUP ALL", clauses.all());
    let ask = clauses.ask(sql).records("ids", table.name(), found.keys.iter().map(|key| Found::id(key)));
    let counted: Option<Counted> = store.read(ask).await?.one(0)?;
    Ok(Count { rows: counted.map_or(0, |counted| counted.count), more: found.count > found.keys.len() })
}
