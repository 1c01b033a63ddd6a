//! The one way to write: a transaction that carries the change and its event together, tried again on conflict.

use std::sync::{Arc, Mutex};

use domain::event::{By, Event};
use domain::notice::{self, Told};
use domain::{Actor, EventId, Instant, UserId};
use serde::de::DeserializeOwned;
use surrealdb::engine::any::Any;
use surrealdb::engine::local::Db as Local;
use surrealdb::method::Transaction;

use crate::ask::{Ask, Rows, ask};
use crate::engine::{Engine, answered};
pub(crate) use crate::said::Said;
use crate::search::{Entry, Table};
use crate::{Failure, Store};

enum Handle {
    Embedded(Transaction<Local>),
    Remote(Transaction<Any>),
}

impl Handle {
    async fn cancel(self) {
        let dropped = match self {
            Self::Embedded(tx) => tx.cancel().await.map(drop).map_err(Failure::from),
            Self::Remote(tx) => answered(tx.cancel()).await.map(drop),
        };
        // Nothing was written: that dropping it failed too changes nothing for the caller.
        if let Err(cause) = dropped {
            tracing::debug!(?cause, "a transaction was already gone");
        }
    }
}

/// A transaction under way. What is written through it is kept or dropped as a whole.
pub(crate) struct Tx<'s> {
    store: &'s Store,
    handle: Handle,
    by: By,
    origin: String,
    now: Instant,
    events: Mutex<Vec<Event>>,
    /// The event that is being taken back.
    undoes: Mutex<Option<EventId>>,
    /// Who is told of them, and whose open pages hear of it.
    told: Mutex<Vec<Told>>,
    hearing: Mutex<Vec<UserId>>,
    /// What the search shall know once this is committed, and the transaction's number for it.
    found: Mutex<Vec<(Table, Entry)>>,
    ticket: u64,
}

/// Runs the body in a transaction. The body may run several times; it must not move what it captures.
macro_rules! write {
    ($store:expr, $actor:expr, $origin:expr, $tx:ident => $body:block) => {{
        let mut tries = $crate::tries::Tries::new();
        loop {
            let $tx = $crate::write::begin($store, $actor, $origin).await?;
            let outcome = $crate::write::attempt(async { $body }).await;
            match $tx.end(outcome).await {
                Ok(value) => break Ok(value),
                Err(failure) if tries.again(&failure).await => {}
                Err(failure) => break Err(domain::Error::from(failure)),
            }
        }
    }};
    ($store:expr, $actor:expr, $tx:ident => $body:block) => {
        $crate::write::write!($store, $actor, "", $tx => $body)
    };
}
pub(crate) use write;

/// Fixes the error type of a transaction's body.
pub(crate) async fn attempt<T>(body: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    body.await
}

/// Opens a transaction in an actor's name. `origin` is the open page that asks.
pub(crate) async fn begin<'s>(store: &'s Store, actor: &Actor, origin: &str) -> Result<Tx<'s>, domain::Error> {
    let handle = match &store.engine {
        Engine::Embedded(db, _) => Handle::Embedded(db.clone().begin().await.map_err(Failure::from)?),
        Engine::Remote(db) => Handle::Remote(answered(db.clone().begin()).await?),
    };
    let (events, undoes, found, told, hearing) = Default::default();
    let (by, ticket) = (By::from(actor), store.searches.ticket());
    Ok(Tx {
        store,
        handle,
        by,
        origin: origin.to_owned(),
        now: store.now(),
        events,
        undoes,
        told,
        hearing,
        found,
        ticket,
    })
}

impl Tx<'_> {
    /// The moment this transaction writes.
    pub(crate) fn now(&self) -> Instant {
        self.now
    }

    /// Runs statements inside the transaction.
    pub(crate) async fn run(&self, ask: Ask) -> Result<Rows, Failure> {
        #[cfg(test)]
        self.store.asked.lock().unwrap().push(ask.clone());
        let rows = match &self.handle {
            Handle::Embedded(tx) => tx.query(ask.sql).bind(ask.vars).await?,
            Handle::Remote(tx) => answered(tx.query(ask.sql).bind(ask.vars)).await?,
        };
        Ok(Rows(rows.check()?))
    }

    /// One record.
    pub(crate) async fn get<T: DeserializeOwned>(&self, table: &str, id: &str) -> Result<Option<T>, Failure> {
        self.run(ask("SELECT * FROM $id").record("id", table, id)).await?.one(0)
    }

    /// One record that must be there.
    pub(crate) async fn need<T: DeserializeOwned>(&self, table: &str, id: &str) -> Result<T, Failure> {
        self.get(table, id).await?.ok_or(Failure::Answer(domain::Error::NotFound))
    }

    /// One record that another one names by its table: `Invalid` on that field when it is not there.
    pub(crate) async fn known<T: DeserializeOwned>(&self, table: &str, id: &str) -> Result<T, Failure> {
        let unknown = || Failure::Answer(domain::Error::invalid(table, domain::Problem::Unknown));
        self.get(table, id).await?.ok_or_else(unknown)
    }

    /// Remembers what the search shall know of records that were written.
    pub(crate) fn note(&self, entries: impl Iterator<Item = (Table, Entry)>) {
        if let Ok(mut found) = self.found.lock() {
            found.extend(entries);
        }
    }

    /// From here on everything takes this event back: what is said names it, and nobody is told.
    pub(crate) fn undoes(&self, event: &EventId) {
        if let Ok(mut undoes) = self.undoes.lock() {
            *undoes = Some(event.clone());
        }
    }

    /// Whether an event is being taken back.
    pub(crate) fn undoing(&self) -> bool {
        self.undoes.lock().is_ok_and(|undoes| undoes.is_some())
    }

    /// Says what changed. An empty change says nothing.
    pub(crate) fn emit(&self, mut said: Said) {
        let undoes = said.undoes.or_else(|| self.undoes.lock().ok().and_then(|undoes| undoes.clone()));
        if let Some(event) = &undoes {
            // A bulk comes last.
            let bulk = said.subjects.pop_if(|last| last.starts_with("bulk:"));
            said.subjects.extend([event.subject()].into_iter().chain(bulk));
        }
        let event = Event {
            id: self.store.next_event(),
            at: self.now,
            by: self.by.clone(),
            kind: said.kind,
            payload: 1,
            subjects: said.subjects,
            changes: said.changes,
            import: said.import,
            stay: said.stay,
            undoes,
        };
        if let Ok(mut told) = self.told.lock()
            && event.undoes.is_none()
            && !said.quiet
        {
            told.extend(notice::told(&event, &said.concerned));
        }
        if let Ok(mut events) = self.events.lock() {
            events.push(event);
        }
    }

    /// Tells the open pages of a colleague, once this is committed, that their notices are others.
    pub(crate) fn hear(&self, user: UserId) {
        if let Ok(mut hearing) = self.hearing.lock() {
            hearing.push(user);
        }
    }

    /// Drops everything: what was read stays unwritten.
    pub(crate) async fn cancel(self) {
        self.handle.cancel().await;
    }

    /// Commits with the events, or drops everything; then tells the open pages.
    pub(crate) async fn end<T>(self, outcome: Result<T, Failure>) -> Result<T, Failure> {
        let outcome = match outcome {
            Ok(value) => self.say().await.map(|()| value),
            Err(failure) => Err(failure),
        };
        let events = self.said();
        let Self { store, handle, origin, found, ticket, hearing, .. } = self;
        let value = match outcome {
            Ok(value) => value,
            Err(failure) => {
                handle.cancel().await;
                return Err(failure);
            }
        };
        let mut news = crate::live::changes(&events, &origin);
        let mut hearing = hearing.into_inner().unwrap_or_default();
        hearing.sort_unstable();
        hearing.dedup();
        news.extend(crate::notice::news(hearing));
        let found = found.into_inner().unwrap_or_default();
        let (searches, hub, mark) = (Arc::clone(&store.searches), Arc::clone(&store.hub), Arc::clone(&store.mark));
        let writes = store.answers.writes();
        // A task of its own: who asked may go away during the commit, and what it wrote is to be known all the same.
        let commit = tokio::spawn(async move {
            let _turn = searches.turn.read().await;
            let committed = match handle {
                Handle::Embedded(tx) => tx.commit().await.map(drop).map_err(Failure::from),
                Handle::Remote(tx) => answered(tx.commit()).await.map(drop),
            };
            match committed {
                Ok(()) => {
                    mark.saw(&events);
                    searches.learn(ticket, found);
                    writes.count();
                    hub.publish(news);
                    Ok(())
                }
                Err(Failure::Conflict) => Err(Failure::Conflict),
                Err(failure) => {
                    // Whether it was written nobody knows.
                    searches.forget();
                    writes.count();
                    Err(failure)
                }
            }
        });
        let committed = commit.await.map_err(|cause| Failure::Database(cause.to_string()))?;
        if matches!(committed, Err(Failure::Full | Failure::Database(_))) {
            store.pulse.ails();
        }
        committed.map(|()| value)
    }

    /// Writes the events: `key` is the id once more, as lists are ordered by it.
    async fn say(&self) -> Result<(), Failure> {
        let row = |event: Event| {
            let mut row = serde_json::to_value(&event).unwrap_or_default();
            row["key"] = serde_json::Value::String(event.id.to_string());
            row
        };
        let rows: Vec<_> = self.said().into_iter().map(row).collect();
        if rows.is_empty() {
            return Ok(());
        }
        let told = self.told.lock().map(|mut told| std::mem::take(&mut *told)).unwrap_or_default();
        told.iter().for_each(|told| self.hear(told.user.clone()));
        self.notify(told, &self.by).await?;
        self.run(ask("INSERT INTO event $rows RETURN NONE").whole("rows", rows.into())).await.map(drop)
    }

    fn said(&self) -> Vec<Event> {
        self.events.lock().map(|events| events.clone()).unwrap_or_default()
    }
}
