//! The history as it is read.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::event::{By, Event, Events, Filter, Log, TURNS, Topic, Turn};
use domain::find::Finder;
use domain::page::Count;
use domain::{Actor, Cursor, Error, EventId, Page, Result, Right};

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
        Some("user" | "organisation" | "import") => Right::ReadLog,
        _ => return Err(Error::NotFound),
    })
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
        let filter = &wanted.filter;
        let clauses = Clauses::new()
            .when("key < $after", "after", after.map(|Cursor(key)| key))
            .when("subjects CONTAINSANY $about", "about", about)
            .when("kind IN $kinds", "kinds", filter.topic.map(Topic::kinds))
            .when("by.user = $by", "by", filter.by.as_ref());
        let sql = format!("SELECT * FROM event WHERE {} ORDER BY key DESC LIMIT {}", clauses.all(), PAGE + 1);
        let mut rows: Vec<Event> = self.read(clauses.ask(sql)).await?.all(0)?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = more.then(|| rows.last().map(|event| Cursor(event.id.to_string()))).flatten();
        Ok(Page { rows, next, count: Count::exact(0) })
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
        let sql = "SELECT * FROM event WHERE subjects CONTAINSANY $events ORDER BY key LIMIT 200";
        let found: Vec<Event> = self.read(ask(sql).bind("events", subjects)).await?.all(0)?;
        Ok(found.into_iter().filter_map(|event| Some((event.undoes?, event.by))).collect())
    }
}
