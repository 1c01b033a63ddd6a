//! The history as it is read.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use domain::event::{By, Event, Events, Filter, Log, TURNS, Topic, Turn};
use domain::find::Finder;
use domain::page::Count;
use domain::{Actor, BulkId, Cursor, Error, EventId, Page, Result, Right};
use serde::Deserialize;

use crate::Store;
use crate::ask::ask;
use crate::list::{Clauses, PAGE, page};
use crate::search::Table;

/// So many of the latest events of a record are looked through for its turns.
const LOOKED: usize = 2_000;

/// Whether the history of a record is open to somebody.
fn may(actor: &Actor, subject: &str) -> Result<()> {
    actor.may(match subject.split(':').next() {
        Some("contact" | "company" | "note" | "exchange") => Right::ReadContacts,
        Some("deal" | "pipeline") => Right::ReadDeals,
        Some("task") => Right::ReadAllTasks,
        Some("user" | "organisation" | "import" | "backup") => Right::ReadLog,
        _ => return Err(Error::NotFound),
    })
}

/// How many lines of the log are read at once, and looked at for one page of it.
const BLOCK: usize = 200;
const MOST: usize = 20_000;

#[derive(Deserialize)]
struct Counted {
    count: u32,
}

/// What is wanted of the log, and the records it shall be about.
struct Asked<'a> {
    wanted: &'a Log,
    about: Option<Vec<String>>,
}

impl Store {
    /// Lines of the log, newest first.
    async fn lines(
        &self,
        asked: &Asked<'_>,
        after: Option<&Cursor>,
        bulk: Option<&BulkId>,
        size: usize,
    ) -> Result<Vec<Event>> {
        let filter = &asked.wanted.filter;
        let bulk = bulk.or(asked.wanted.bulk.as_ref());
        let clauses = Clauses::new()
            .when("key < $after", "after", after.map(|Cursor(key)| key))
            .when("subjects CONTAINS $bulk", "bulk", bulk.map(BulkId::subject))
            .when("subjects CONTAINSANY $about", "about", asked.about.as_ref())
            .when("kind IN $kinds", "kinds", filter.topic.map(Topic::kinds))
            .when("by.user = $by", "by", filter.by.as_ref());
        let sql = format!("SELECT * FROM event WHERE {} ORDER BY key DESC LIMIT {size}", clauses.all());
        Ok(self.read(clauses.ask(sql)).await?.all(0)?)
    }
}

#[async_trait]
impl Events for Store {
    async fn of(&self, actor: &Actor, subject: &str, filter: &Filter, after: Option<Cursor>) -> Result<Page<Event>> {
        may(actor, subject)?;
        let clauses = Clauses::new()
            .when("subjects CONTAINS $subject", "subject", Some(subject))
            .when("kind IN $kinds", "kinds", filter.topic.map(Topic::kinds))
            .when("by.user = $by", "by", filter.by.as_ref());
        let mut found: Page<Event> =
            page(self, "event", &clauses, "key", false, after, PAGE, |event: &Event| event.id.to_string()).await?;
        if !actor.can(Right::ReadDeals) {
            // A contact's history also tells of deals, which not every role may see.
            found.rows.retain(|event| !event.subjects.iter().any(|subject| subject.starts_with("deal:")));
        }
        Ok(found)
    }

    async fn log(&self, actor: &Actor, wanted: &Log, after: Option<Cursor>) -> Result<Page<Event>> {
        actor.may(Right::ReadLog)?;
        let mut about = None;
        if !wanted.text.trim().is_empty() {
            let found = Finder::find(self, actor, &wanted.text).await?;
            let tables =
                [(Table::Contact, found.contacts), (Table::Company, found.companies), (Table::Deal, found.deals)];
            let named = tables.into_iter().flat_map(|(table, found)| {
                found.into_iter().map(move |choice| format!("{}:{}", table.name(), choice.id))
            });
            about = Some(named.collect::<Vec<_>>());
        }
        let asked = Asked { wanted, about };
        let (mut rows, mut known, mut looked) = (Vec::new(), BTreeSet::new(), 0);
        let mut at = after.clone();
        loop {
            let events = self.lines(&asked, at.as_ref(), None, BLOCK).await?;
            looked += events.len();
            let ended = events.len() < BLOCK;
            at = events.last().map(|event| Cursor(event.id.to_string()));
            for event in events {
                let bulk = event.bulk().filter(|_| wanted.bulk.is_none());
                let shown = match bulk {
                    Some(bulk) if !known.insert(bulk.clone()) => false,
                    // Further down it may have been on an earlier page already.
                    Some(bulk) if after.is_some() => {
                        let newest = self.lines(&asked, None, Some(&bulk), 1).await?;
                        newest.first().is_some_and(|newest| newest.id == event.id)
                    }
                    _ => true,
                };
                if shown {
                    rows.push(event);
                }
            }
            if rows.len() > PAGE {
                rows.truncate(PAGE);
                at = rows.last().map(|event| Cursor(event.id.to_string()));
                break;
            }
            if ended || looked >= MOST {
                at = at.filter(|_| !ended);
                break;
            }
        }
        Ok(Page { rows, next: at, count: Count::exact(0) })
    }

    async fn sizes(&self, actor: &Actor, bulks: &BTreeSet<BulkId>) -> Result<BTreeMap<BulkId, u32>> {
        actor.may(Right::ReadLog)?;
        let mut sizes = BTreeMap::new();
        for bulk in bulks.iter().take(PAGE) {
            // Saved views that followed a tag are no records.
            let sql = "SELECT count() FROM event WHERE subjects CONTAINS $bulk \
                       AND !string::starts_with(subjects[0], 'view:') GROUP ALL";
            let counted: Option<Counted> = self.read(ask(sql).bind("bulk", bulk.subject())).await?.one(0)?;
            sizes.insert(bulk.clone(), counted.map_or(0, |counted| counted.count));
        }
        Ok(sizes)
    }

    async fn turns(&self, actor: &Actor, subject: &str, turn: Turn) -> Result<Vec<Event>> {
        may(actor, subject)?;
        let about = match turn {
            Turn::Status => "subjects[0] = $subject AND changes.status != NONE",
            Turn::Company => "kind IN ['contact.created', 'contact.edited'] AND changes.company != NONE",
        };
        let latest = format!("SELECT * FROM event WHERE subjects CONTAINS $subject ORDER BY key DESC LIMIT {LOOKED}");
        let sql = format!("SELECT * FROM ({latest}) WHERE {about} LIMIT {TURNS}");
        Ok(self.read(ask(sql).bind("subject", subject)).await?.all(0)?)
    }

    async fn undone(&self, actor: &Actor, events: &[EventId]) -> Result<BTreeMap<EventId, By>> {
        actor.may(Right::ReadContacts)?;
        if events.is_empty() {
            return Ok(BTreeMap::new());
        }
        let subjects: Vec<String> = events.iter().take(2 * PAGE).map(EventId::subject).collect();
        let mut all = ask("");
        let sql = "SELECT * FROM event WHERE subjects CONTAINSANY $any ORDER BY key LIMIT 200";
        let parts = all.each(sql, &subjects);
        let mut rows = self.read(all).await?;
        let mut found: Vec<Event> = Vec::new();
        for part in parts {
            found.extend(rows.all::<Event>(part)?);
        }
        Ok(found.into_iter().filter_map(|event| Some((event.undoes?, event.by))).collect())
    }
}
