//! The history as it is read.

use async_trait::async_trait;
use domain::event::{Event, Events, Filter, Topic};
use domain::{Actor, Cursor, Error, Page, Result, Right};

use crate::Store;
use crate::list::{Clauses, PAGE, page};

#[async_trait]
impl Events for Store {
    async fn of(&self, actor: &Actor, subject: &str, filter: &Filter, after: Option<Cursor>) -> Result<Page<Event>> {
        actor.may(match subject.split(':').next() {
            Some("contact" | "company" | "note" | "exchange") => Right::ReadContacts,
            Some("deal" | "pipeline") => Right::ReadDeals,
            Some("task") => Right::ReadAllTasks,
            Some("user" | "organisation" | "import") => Right::ReadLog,
            _ => return Err(Error::NotFound),
        })?;
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
}
