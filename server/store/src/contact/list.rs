//! The list of contacts: which rows in which order, a page or all of them.

use domain::contact::{Contact, Filter, Order, Owner, Silence, Terms};
use domain::page::Count;
use domain::{Actor, CompanyId, Cursor, Instant, Page, Result, Right};
use serde::Deserialize;

use super::row::{ContactRow, words};
use crate::ask::ask;
use crate::list::{Clauses, page};
use crate::search::{Found, Table, needles};
use crate::{Failure, Store};

/// Up to so many records that have the words are put in another order than that of their names.
const FEW: usize = 1_000;
/// How many rows are read at once where all are wanted.
const BLOCK: usize = 500;
/// Each of the first words of a search as a condition; the last ones narrow no further.
pub(crate) const WORDS: [(&str, &str); 6] = [
    ("string::contains(string::concat(' ', search), $w0)", "w0"),
    ("string::contains(string::concat(' ', search), $w1)", "w1"),
    ("string::contains(string::concat(' ', search), $w2)", "w2"),
    ("string::contains(string::concat(' ', search), $w3)", "w3"),
    ("string::contains(string::concat(' ', search), $w4)", "w4"),
    ("string::contains(string::concat(' ', search), $w5)", "w5"),
];

/// The field of an order, and its index: of the four that begin with the archive, the database takes any for a count.
fn field(order: Order) -> (&'static str, &'static str) {
    match order {
        Order::Name => ("sort", "WITH INDEX contact_sort"),
        Order::Exchange => ("spoken", "WITH INDEX contact_spoken"),
        Order::Created => ("created", "WITH INDEX contact_created"),
        Order::Updated => ("updated", "WITH INDEX contact_updated"),
    }
}

fn key(order: Order, row: &ContactRow) -> String {
    match order {
        Order::Name => &row.sort,
        Order::Exchange => &row.spoken,
        Order::Created => &row.created,
        Order::Updated => &row.updated,
    }
    .clone()
}

/// What a filter asks besides words and the archive.
fn clauses(filter: &Filter, now: Instant) -> Clauses {
    let (owner, nobody) = match &filter.owner {
        Some(Owner::Colleague(owner)) => (Some(owner), false),
        Some(Owner::Nobody) => (None, true),
        None => (None, false),
    };
    let (before, never) = match filter.silence {
        Some(Silence::Days(days)) => (Some(Instant(now.0 - i64::from(days) * 86_400_000)), false),
        Some(Silence::Never) => (None, true),
        None => (None, false),
    };
    let newer = filter.newer.map(|days| format!("{:013}", (now.0 - i64::from(days) * 86_400_000).max(0)));
    let found = Clauses::new()
        .when("details.status = $status", "status", filter.status)
        .when("details.owner = $owner", "owner", owner)
        .given(nobody, "!details.owner")
        .when("$tag IN details.tags", "tag", filter.tag.as_ref())
        .when("details.source = $source", "source", filter.source.as_ref())
        .when("last_exchange.at > 0 AND last_exchange.at < $before", "before", before)
        .given(never, "!last_exchange")
        .when("created >= $newer", "newer", newer)
        .given(filter.idle, "!next");
    let residual = !found.only_words();
    let found = found
        .when("details.company = $company", "company", filter.company.as_ref())
        .bounded(residual && filter.company.is_none());
    match filter.archived {
        false => found.showing("archived = false", "archived = true"),
        true => found.showing("archived = true", "archived = false"),
    }
}

impl Store {
    /// A page of the list, counted or not.
    pub(super) async fn found_contacts(
        &self,
        actor: &Actor,
        filter: &Filter,
        after: Option<Cursor>,
        size: usize,
        counted: bool,
    ) -> Result<Page<ContactRow>> {
        if filter.idle {
            actor.may(Right::ReadAllTasks)?;
        }
        let (order, ascending) = (filter.sort.by, filter.sort.ascending());
        let (field, index) = field(order);
        let mut clauses = clauses(filter, self.now()).counting(counted);
        if filter.company.is_none() {
            clauses = clauses.by(index);
        }
        if let Some(words) = words(&filter.text) {
            let needles = needles(&words);
            if order == Order::Name && !filter.archived {
                clauses = clauses.text(Some(words));
            } else if let Some(found) = self.few(&needles, filter.archived).await? {
                return self.reordered(&found, &clauses, order, ascending, after, size).await;
            } else {
                for ((text, name), needle) in WORDS.into_iter().zip(needles) {
                    clauses = clauses.when(text, name, Some(needle));
                }
                clauses = clauses.bounded(filter.company.is_none());
            }
        }
        page(self, "contact", &clauses, field, ascending, after, size, |row: &ContactRow| key(order, row)).await
    }

    /// The keys of the records with these words, unless they are many. The search knows none that are archived.
    async fn few(&self, needles: &[String], archived: bool) -> Result<Option<Vec<String>>, Failure> {
        if archived {
            return Ok(None);
        }
        let found = self.find(Table::Contact, needles, None, true, FEW).await?;
        Ok((found.count <= FEW).then_some(found.keys))
    }

    /// A page of known records in another order.
    async fn reordered(
        &self,
        keys: &[String],
        clauses: &Clauses,
        order: Order,
        ascending: bool,
        after: Option<Cursor>,
        size: usize,
    ) -> Result<Page<ContactRow>> {
        let sql = format!("SELECT * FROM $ids WHERE {}", clauses.all());
        let ask = clauses.ask(sql).records("ids", "contact", keys.iter().map(|key| Found::id(key)));
        let mut rows: Vec<ContactRow> = self.read(ask).await?.all(0)?;
        let count = Count::exact(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        rows.sort_by_cached_key(|row| key(order, row));
        if !ascending {
            rows.reverse();
        }
        if let Some(Cursor(after)) = after {
            rows.retain(|row| if ascending { key(order, row) > after } else { key(order, row) < after });
        }
        let more = rows.len() > size;
        rows.truncate(size);
        let next = more.then(|| rows.last().map(|row| Cursor(key(order, row)))).flatten();
        Ok(Page { rows, next, count })
    }

    /// A block of the list, for who reads it to its end.
    pub(super) async fn block(
        &self,
        actor: &Actor,
        filter: &Filter,
        after: Option<Cursor>,
    ) -> Result<Page<ContactRow>> {
        self.found_contacts(actor, filter, after, BLOCK, false).await
    }

    /// Rows with the names of their companies.
    pub(super) async fn contacts_shown(&self, actor: &Actor, page: Page<ContactRow>) -> Result<Page<Contact>> {
        let ids = page.rows.iter().filter_map(|row| row.details.company.as_ref()).map(CompanyId::as_str);
        let names = self.names("company", ids).await?;
        Ok(page.map(|row| {
            let name = row.details.company.as_ref().and_then(|id| names.get(id.as_str()).cloned());
            row.shown(actor, name)
        }))
    }

    /// The tags and sources of the first ten thousand contacts.
    pub(super) async fn contact_terms(&self) -> Result<Terms> {
        #[derive(Deserialize)]
        struct Row {
            #[serde(default)]
            tags: Vec<String>,
            #[serde(default)]
            source: Option<String>,
        }
        let sql = "SELECT sort, details.tags AS tags, details.source AS source FROM contact WHERE archived = false \
                   ORDER BY sort LIMIT 10000";
        let rows: Vec<Row> = self.read(ask(sql)).await?.all(0)?;
        Ok(Terms::of(rows.into_iter().map(|row| (row.tags, row.source))))
    }
}
