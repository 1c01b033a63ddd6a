//! The history as it is read.

use async_trait::async_trait;
use domain::event::{Event, Events, Filter, TURNS, Topic, Turn};
use domain::{Actor, Cursor, Error, Page, Result, Right};

use crate::Store;
use crate::ask::ask;
use crate::list::{Clauses, PAGE, page};

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
}
