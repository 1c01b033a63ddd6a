//! Pages of lists: ordered by an index, keyset paged, filtered by constant clauses with bound values.

use domain::page::Count;
use domain::{Cursor, Page, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use surrealdb_types::Object;

use crate::ask::{Ask, ask, stored};
use crate::search;
use crate::{Failure, Store};

/// Rows a page of a list has.
pub(crate) const PAGE: usize = 50;

/// The conditions of a list, each a constant text with at most one bound value.
#[derive(Clone)]
pub(crate) struct Clauses {
    texts: Vec<&'static str>,
    vars: Object,
    /// The condition on what is shown at all, and its opposite.
    shown: Option<(&'static str, &'static str)>,
    /// Words that are searched.
    words: Option<String>,
    /// Whether no index answers the conditions: at most so many rows are looked at for a page.
    residual: bool,
    /// Whether the whole list is counted.
    counted: bool,
    /// The index to be read, where the order alone does not say it.
    index: &'static str,
}

impl Clauses {
    pub(crate) fn new() -> Self {
        Self {
            texts: Vec::new(),
            vars: Object::new(),
            shown: None,
            words: None,
            residual: false,
            counted: true,
            index: "",
        }
    }

    /// A condition that always holds.
    pub(crate) fn always(mut self, text: &'static str) -> Self {
        self.texts.push(text);
        self
    }

    /// A condition that is asked for or not.
    pub(crate) fn given(self, asked: bool, text: &'static str) -> Self {
        if asked { self.always(text) } else { self }
    }

    /// A condition that holds when there is a value for it.
    pub(crate) fn when(mut self, text: &'static str, name: &str, value: Option<impl Serialize>) -> Self {
        if let Some(value) = value {
            self.texts.push(text);
            self.vars.insert(name.to_owned(), stored(serde_json::to_value(value).unwrap_or_default()));
        }
        self
    }

    /// Words that must all begin a word of the search text.
    pub(crate) fn text(mut self, words: Option<String>) -> Self {
        self.words = words;
        self
    }

    /// Bounds how many rows are looked at, where rows that match may lie far apart in the index.
    pub(crate) fn bounded(mut self, residual: bool) -> Self {
        self.residual = residual;
        self
    }

    /// Names the index to read, as `WITH INDEX …`.
    pub(crate) fn by(mut self, index: &'static str) -> Self {
        self.index = index;
        self
    }

    /// Leaves the count out, for who reads the list to its end.
    pub(crate) fn counting(mut self, counted: bool) -> Self {
        self.counted = counted;
        self
    }

    /// Whether the whole list is counted.
    pub(crate) fn counted(&self) -> bool {
        self.counted
    }

    /// Whether nothing is asked but words.
    pub(crate) fn only_words(&self) -> bool {
        self.texts.is_empty()
    }

    /// A condition that nearly every row meets, and its opposite: the whole is counted without the rows of the latter.
    pub(crate) fn showing(mut self, shown: &'static str, hidden: &'static str) -> Self {
        self.shown = Some((shown, hidden));
        self
    }

    pub(crate) fn ask(&self, sql: String) -> Ask {
        Ask { vars: self.vars.clone(), ..ask(sql) }
    }

    pub(crate) fn all(&self) -> String {
        let texts: Vec<&str> =
            self.shown.map(|(shown, _)| shown).into_iter().chain(self.texts.iter().copied()).collect();
        if texts.is_empty() { "true".to_owned() } else { texts.join(" AND ") }
    }

    /// How many rows a table has, and how many of them are hidden: both answered by an index alone.
    fn total(&self, table: &'static str) -> String {
        let hidden = self.shown.map(|(_, hidden)| format!("; SELECT count() FROM {table} WHERE {hidden} GROUP ALL"));
        format!("SELECT count() FROM {table} GROUP ALL{}", hidden.unwrap_or_default())
    }
}

#[derive(Deserialize)]
struct Counted {
    count: u32,
}

/// A page of a table in the order of an indexed field whose values are unique, with the count of the whole list.
#[allow(clippy::too_many_arguments, reason = "each says one thing about the list, and all callers are lists")]
pub(crate) async fn page<T: DeserializeOwned>(
    store: &Store,
    table: &'static str,
    clauses: &Clauses,
    order: &'static str,
    ascending: bool,
    after: Option<Cursor>,
    size: usize,
    key: impl Fn(&T) -> String,
) -> Result<Page<T>> {
    let (direction, compare) = if ascending { ("ASC", ">") } else { ("DESC", "<") };
    if let (Some(words), Some(searched)) = (&clauses.words, search::Table::named(table)) {
        return search::searched(store, searched, words, clauses, ascending, after, size, key).await;
    }
    let keyset = if after.is_some() { format!("{order} {compare} $after AND ") } else { String::new() };
    let limit = window(store, table, clauses, order, ascending, None).await?;
    let count = count(store, table, clauses, (order, ascending), limit.as_ref()).await?;
    let limit = match (&limit, &after) {
        (Some(_), Some(_)) => window(store, table, clauses, order, ascending, after.as_ref()).await?,
        _ => limit,
    };
    let within = if ascending { "<=" } else { ">=" };
    let until = if limit.is_some() { format!("{order} {within} $until AND ") } else { String::new() };
    let (all, index) = (clauses.all(), clauses.index);
    let sql = format!(
        "SELECT * FROM {table} {index} WHERE {keyset}{until}{all} ORDER BY {order} {direction} LIMIT {}",
        size + 1
    );
    let mut query = clauses.ask(sql);
    if let Some(Cursor(after)) = &after {
        query = query.bind("after", after);
    }
    if let Some(Cursor(until)) = &limit {
        query = query.bind("until", until);
    }
    let mut rows: Vec<T> = store.read(query).await?.all(0)?;
    let more = rows.len() > size;
    rows.truncate(size);
    // Enough for one request: the page ends where the looking ended.
    let next = if more { rows.last().map(|row| Cursor(key(row))) } else { limit };
    Ok(Page { rows, next, count })
}

/// Where the looking for one page ends: after ten thousand rows, where conditions are answered row by row and the table
/// has more.
async fn window(
    store: &Store,
    table: &'static str,
    clauses: &Clauses,
    order: &'static str,
    ascending: bool,
    after: Option<&Cursor>,
) -> Result<Option<Cursor>> {
    if !clauses.residual {
        return Ok(None);
    }
    let all: Option<Counted> = store.read(ask(format!("SELECT count() FROM {table} GROUP ALL"))).await?.one(0)?;
    if all.is_none_or(|all| all.count as usize <= store.looked()) {
        return Ok(None);
    }
    let (direction, compare) = if ascending { ("ASC", ">") } else { ("DESC", "<") };
    let keyset = if after.is_some() { format!("{order} {compare} $after AND ") } else { String::new() };
    let shown = clauses.shown.map_or("true", |(shown, _)| shown);
    let sql = format!(
        "SELECT VALUE {order} FROM {table} {} WHERE {keyset}{shown} ORDER BY {order} {direction} LIMIT 1 START {}",
        clauses.index,
        store.looked() - 1
    );
    let mut query = ask(sql);
    if let Some(Cursor(after)) = after {
        query = query.bind("after", after);
    }
    Ok(store.read(query).await?.one(0)?.map(Cursor))
}

/// How many rows the clauses let through: exact up to ten thousand, and for a whole table.
async fn count(
    store: &Store,
    table: &'static str,
    clauses: &Clauses,
    (order, ascending): (&'static str, bool),
    limit: Option<&Cursor>,
) -> Result<Count> {
    if !clauses.counted {
        return Ok(Count::default());
    }
    if clauses.texts.is_empty() {
        let mut counts = store.read(ask(clauses.total(table))).await?;
        let mut rows = |at| Ok::<u32, Failure>(counts.one::<Counted>(at)?.map_or(0, |counted| counted.count));
        let all = rows(0)?;
        let hidden = if clauses.shown.is_some() { rows(1)? } else { 0 };
        return Ok(Count::exact(all.saturating_sub(hidden)));
    }
    let most = Count::EXACT + 1;
    let (until, index) = match limit {
        Some(_) => (format!("{order} {} $until AND ", if ascending { "<=" } else { ">=" }), clauses.index),
        None => (String::new(), ""),
    };
    let sql = format!(
        "SELECT count() FROM (SELECT id FROM {table} {index} WHERE {until}{} LIMIT {most}) GROUP ALL",
        clauses.all()
    );
    let query = clauses.ask(sql);
    let query = if let Some(Cursor(until)) = limit { query.bind("until", until) } else { query };
    let counted: Option<Counted> = store.read(query).await?.one(0)?;
    let rows = counted.map_or(0, |counted| counted.count);
    Ok(Count { rows: rows.min(Count::EXACT), more: rows > Count::EXACT || limit.is_some() })
}
