//! The list of companies: which rows in which order, a page or all of them.

use std::collections::BTreeSet;

use domain::company::{Company, Filter, Sort};
use domain::contact::Owner;
use domain::event::Kind;
use domain::page::Count;
use domain::patch::Changes;
use domain::{Actor, Cursor, Page, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use super::CompanyRow;
use crate::ask::ask;
use crate::contact::{WORDS, words};
use crate::list::{Clauses, page};
use crate::search::{Found, Table, needles};
use crate::write::{Said, write};
use crate::{Failure, Store};

/// Up to so many companies that have the words are put in another order than that of their names.
const FEW: usize = 1_000;
/// How many rows are read at once where all are wanted.
const BLOCK: usize = 500;
/// So many contacts are looked at to tell which companies have any.
const MOST: usize = 200_000;

#[derive(Deserialize)]
struct Of {
    company: String,
}

fn key(sort: Sort, row: &CompanyRow) -> String {
    if sort.by_name() { row.sort.clone() } else { row.updated.clone() }
}

impl Store {
    /// A page of the list, counted or not.
    pub(super) async fn found_companies(
        &self,
        filter: &Filter,
        after: Option<Cursor>,
        size: usize,
        counted: bool,
    ) -> Result<Page<CompanyRow>> {
        let (sort, town) = (filter.sort, filter.town.as_ref());
        let busy = if filter.alone { Some(self.companies_with_contacts().await?) } else { None };
        let (owner, nobody) = match &filter.owner {
            Some(Owner::Colleague(owner)) => (Some(owner), false),
            other => (None, other.is_some()),
        };
        let mut clauses = Clauses::new()
            .when("details.owner = $owner", "owner", owner)
            .given(nobody, "!details.owner")
            .when("$tag IN details.tags", "tag", filter.tag.as_ref())
            .when("string::starts_with(string::lowercase(details.town), string::lowercase($town))", "town", town)
            .when("record::id(id) NOTINSIDE $busy", "busy", busy);
        // Always true: what else is asked no index answers, and without one the table would be read.
        let residual = !clauses.only_words();
        clauses = clauses.given(residual, "sort > ''").bounded(residual).counting(counted);
        let (field, index) = if sort.by_name() { ("sort", "") } else { ("updated", "WITH INDEX company_updated") };
        clauses = clauses.by(index);
        if let Some(text) = words(&filter.text) {
            if sort == Sort::Name {
                clauses = clauses.text(Some(text));
            } else {
                let needles = needles(&text);
                let found = self.find(Table::Company, &needles, None, true, FEW).await?;
                if found.count <= FEW {
                    return self.reordered_companies(&found.keys, &clauses, sort, after, size).await;
                }
                for ((text, name), needle) in WORDS.into_iter().zip(needles) {
                    clauses = clauses.when(text, name, Some(needle));
                }
                clauses = clauses.bounded(true);
            }
        }
        page(self, "company", &clauses, field, sort.ascending(), after, size, |row: &CompanyRow| key(sort, row)).await
    }

    /// The companies that somebody belongs to, asked once: asked for each company, no index would answer.
    async fn companies_with_contacts(&self) -> Result<BTreeSet<String>, Failure> {
        let sql = format!("SELECT details.company AS company FROM contact WHERE details.company > '' LIMIT {MOST}");
        let rows: Vec<Of> = self.read(ask(sql)).await?.all(0)?;
        Ok(rows.into_iter().map(|row| row.company).collect())
    }

    /// A page of known companies in another order.
    async fn reordered_companies(
        &self,
        keys: &[String],
        clauses: &Clauses,
        sort: Sort,
        after: Option<Cursor>,
        size: usize,
    ) -> Result<Page<CompanyRow>> {
        let sql = format!("SELECT * FROM $ids WHERE {}", clauses.all());
        let ask = clauses.ask(sql).records("ids", "company", keys.iter().map(|key| Found::id(key)));
        let mut rows: Vec<CompanyRow> = self.read(ask).await?.all(0)?;
        let count = Count::exact(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        rows.sort_by_cached_key(|row| key(sort, row));
        if !sort.ascending() {
            rows.reverse();
        }
        if let Some(Cursor(after)) = after {
            rows.retain(|row| if sort.ascending() { key(sort, row) > after } else { key(sort, row) < after });
        }
        let more = rows.len() > size;
        rows.truncate(size);
        let next = more.then(|| rows.last().map(|row| Cursor(key(sort, row)))).flatten();
        Ok(Page { rows, next, count })
    }

    /// All companies of a list, handed out one by one; the log says who took them.
    pub(super) async fn export_companies(
        &self,
        actor: &Actor,
        filter: &Filter,
        each: &mut (dyn FnMut(Company) + Send),
    ) -> Result<u32> {
        let (mut number, mut after) = (0_u32, None);
        loop {
            let rows = self.found_companies(filter, after, BLOCK, false).await?;
            after = rows.next;
            for row in rows.rows {
                number += 1;
                each(row.shown());
            }
            if after.is_none() {
                break;
            }
        }
        write!(self, actor, tx => {
            let subject = actor.user.as_ref().map_or_else(|| "organisation:own".to_owned(), domain::UserId::subject);
            let mut changes = Changes::one("rows", Value::Null, json!(number));
            changes.0.extend(Changes::one("filter", Value::Null, json!(filter)).0);
            tx.emit(Said::new(Kind::CompaniesExported, vec![subject], changes));
            Ok(())
        })?;
        Ok(number)
    }
}
