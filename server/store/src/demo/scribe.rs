//! Rows and events on their way into the database: what belongs together is written in one transaction.

use domain::event::{By, Event};
use domain::time::Zone;
use domain::{Actor, EventId, ImportId, Instant, Result};
use serde::Serialize;

use super::dice::{Calendar, Dice};
use super::{DemoPlanted, Owner};
use crate::Store;
use crate::company::CompanyRow;
use crate::contact::ContactRow;
use crate::deal::DealRow;
use crate::exchange::ExchangeRow;
use crate::note::NoteRow;
use crate::task::TaskRow;
use crate::write::{Said, write};

/// How many rows are written at once.
const CHUNK: usize = 500;

/// An event as a row: `key` is the id once more, as lists are ordered by it.
#[derive(Serialize)]
pub(super) struct EventRow {
    #[serde(flatten)]
    event: Event,
    key: String,
}

/// Collects rows, and writes them when there are enough.
pub(super) struct Scribe<'a> {
    pub(super) store: &'a Store,
    pub(super) actor: &'a Actor,
    pub(super) import: &'a ImportId,
    pub(super) owners: &'a [Owner],
    pub(super) calendar: &'a Calendar,
    pub(super) dice: Dice,
    pub(super) planted: DemoPlanted,
    pub(super) companies: Vec<CompanyRow>,
    pub(super) contacts: Vec<ContactRow>,
    pub(super) deals: Vec<DealRow>,
    pub(super) tasks: Vec<TaskRow>,
    pub(super) notes: Vec<NoteRow>,
    pub(super) exchanges: Vec<ExchangeRow>,
    events: Vec<EventRow>,
}

impl<'a> Scribe<'a> {
    pub(super) fn new(
        store: &'a Store,
        actor: &'a Actor,
        import: &'a ImportId,
        owners: &'a [Owner],
        calendar: &'a Calendar,
        dice: Dice,
    ) -> Self {
        Self {
            store,
            actor,
            import,
            owners,
            calendar,
            dice,
            planted: DemoPlanted::default(),
            companies: Vec::new(),
            contacts: Vec::new(),
            deals: Vec::new(),
            tasks: Vec::new(),
            notes: Vec::new(),
            exchanges: Vec::new(),
            events: Vec::new(),
        }
    }

    pub(super) fn zone(&self) -> &Zone {
        &self.calendar.zone
    }

    /// Notes an event of the past, and answers who acted: mostly the owner, now and then a colleague.
    pub(super) fn say(&mut self, at: Instant, owner: usize, said: Said) -> Result<By> {
        let owner = if self.dice.chance(78) { owner } else { self.dice.below(self.owners.len()) };
        let owner = &self.owners[owner];
        let id = EventId::try_from(self.dice.id(at))?;
        let by = By { user: Some(owner.id.clone()), name: owner.name.clone() };
        let event = Event {
            id,
            at,
            by: by.clone(),
            kind: said.kind,
            payload: 1,
            subjects: said.subjects,
            changes: said.changes,
            import: Some(self.import.clone()),
            stay: said.stay,
            undoes: None,
        };
        self.events.push(EventRow { key: event.id.to_string(), event });
        Ok(by)
    }

    /// Writes when enough has come together.
    pub(super) async fn turn(&mut self) -> Result<()> {
        let rows = self.companies.len() + self.contacts.len() + self.deals.len() + self.tasks.len();
        let rows = rows + self.notes.len() + self.exchanges.len();
        if rows + self.events.len() >= CHUNK { self.flush().await } else { Ok(()) }
    }

    /// Writes what has come together. The rows of a demonstration are no news for open pages: nothing is said to them
    /// but that an import began and ended.
    pub(super) async fn flush(&mut self) -> Result<()> {
        let Self { store, actor, companies, contacts, deals, tasks, notes, exchanges, events, .. } = &*self;
        write!(store, actor, tx => {
            tx.insert("company", companies).await?;
            tx.insert("contact", contacts).await?;
            tx.insert("deal", deals).await?;
            tx.insert("task", tasks).await?;
            tx.insert("note", notes).await?;
            tx.insert("exchange", exchanges).await?;
            tx.insert("event", events).await
        })?;
        let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
        self.planted.companies += count(self.companies.len());
        self.planted.contacts += count(self.contacts.len());
        self.planted.deals += count(self.deals.len());
        self.planted.ended += count(self.deals.iter().filter(|deal| !deal.outcome.is_open()).count());
        self.planted.notes += count(self.notes.len());
        self.planted.exchanges += count(self.exchanges.len());
        self.planted.tasks += count(self.tasks.len());
        self.planted.events += count(self.events.len());
        self.companies.clear();
        self.contacts.clear();
        self.deals.clear();
        self.tasks.clear();
        self.notes.clear();
        self.exchanges.clear();
        self.events.clear();
        Ok(())
    }
}
