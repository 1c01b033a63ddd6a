//! Pages of lists: ordered by an index, keyset paged, filtered by constant clauses with bound values.

use std::collections::HashMap;

use domain::page::Count;
use domain::{Cursor, Page, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use surrealdb_types::Object;

use crate::ask::{Ask, ask, stored};
use crate::search;
use crate::write::Tx;
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
}

impl Clauses {
    pub(crate) fn new() -> Self {
        Self { texts: Vec::new(), vars: Object::new(), shown: None, words: None }
    }

    /// A condition that always holds.
    pub(crate) fn always(mut self, text: &'static str) -> Self {
        self.texts.push(text);
        self
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
    let count = count(store, table, clauses).await?;
    let sql = format!(
        "SELECT * FROM {table} WHERE {keyset}{} ORDER BY {order} {direction} LIMIT {}",
        clauses.all(),
        size + 1
    );
    let mut query = clauses.ask(sql);
    if let Some(Cursor(after)) = &after {
        query = query.bind("after", after);
    }
    let mut rows: Vec<T> = store.read(query).await?.all(0)?;
    let more = rows.len() > size;
    rows.truncate(size);
    let next = more.then(|| rows.last().map(|row| Cursor(key(row)))).flatten();
    Ok(Page { rows, next, count })
}

/// How many rows the clauses let through: exact up to ten thousand, and for a whole table.
async fn count(store: &Store, table: &'static str, clauses: &Clauses) -> Result<Count> {
    if clauses.texts.is_empty() {
        let mut counts = store.read(ask(clauses.total(table))).await?;
        let mut rows = |at| Ok::<u32, Failure>(counts.one::<Counted>(at)?.map_or(0, |counted| counted.count));
        let all = rows(0)?;
        let hidden = if clauses.shown.is_some() { rows(1)? } else { 0 };
        return Ok(Count::exact(all.saturating_sub(hidden)));
    }
    let most = Count::EXACT + 1;
    let sql = format!("SELECT count() FROM (SELECT id FROM {table} WHERE {} LIMIT {most}) GROUP ALL", clauses.all());
    let counted: Option<Counted> = store.read(clauses.ask(sql)).await?.one(0)?;
    let rows = counted.map_or(0, |counted| counted.count);
    Ok(Count { rows: rows.min(Count::EXACT), more: rows > Count::EXACT })
}

#[derive(Deserialize)]
struct Name {
    id: String,
    #[serde(default)]
    name: String,
}

impl Store {
    /// One record that must be there.
    pub(crate) async fn need<T: DeserializeOwned>(&self, table: &str, id: &str) -> Result<T> {
        let found = self.read(ask("SELECT * FROM $id").record("id", table, id)).await?.one(0)?;
        found.ok_or(domain::Error::NotFound)
    }

    /// The names of some records by id, in one query.
    pub(crate) async fn names<'a>(
        &self,
        table: &'static str,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<HashMap<String, String>, Failure> {
        match names_ask(table, ids) {
            Some(ask) => Ok(named(self.read(ask).await?.all(0)?)),
            None => Ok(HashMap::new()),
        }
    }
}

impl Tx<'_> {
    /// The names of some records by id, as they stand in this transaction.
    pub(crate) async fn names<'a>(
        &self,
        table: &'static str,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<HashMap<String, String>, Failure> {
        match names_ask(table, ids) {
            Some(ask) => Ok(named(self.run(ask).await?.all(0)?)),
            None => Ok(HashMap::new()),
        }
    }
}

fn named(names: Vec<Name>) -> HashMap<String, String> {
    names.into_iter().map(|row| (row.id, row.name)).collect()
}

fn names_ask<'a>(table: &'static str, ids: impl IntoIterator<Item = &'a str>) -> Option<Ask> {
    let mut ids: Vec<&str> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let sql = match table {
        "contact" => {
            "SELECT id, string::trim(string::concat(details.given_name, ' ', details.family_name)) \
             || details.emails[0] ?? '' AS name FROM $ids"
        }
        "deal" => "SELECT id, details.title AS name FROM $ids",
        "user" => "SELECT id, name FROM $ids",
        _ => "SELECT id, details.name AS name FROM $ids",
    };
    (!ids.is_empty()).then(|| ask(sql).records("ids", table, ids))
}
