//! Imports of contacts from a file: columns, rows, outcomes. Reading bytes is the server's business.

mod column;
mod desk;
mod heading;
mod reason;
mod row;
mod same;

pub use column::{Column, Mapping};
pub use desk::{Desk, Preview, Progress, RejectedRow, State};
pub use reason::Reason;
pub use row::{DealRow, Row, read_row};
pub use same::{Likeness, Traits, by_number, name_key};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::{Actor, ImportId, Result};

/// The most rows a rehearsal looks at.
pub const REHEARSED: usize = 10_000;
/// Rows written in one transaction.
pub const CHUNK: usize = 500;
/// The most rows a file may have.
pub const MOST_ROWS: usize = 100_000;

/// What became of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// A new contact.
    Created,
    /// A known contact gained something.
    Updated,
    /// A known contact, nothing new.
    Unchanged,
    /// Not written.
    Rejected {
        /// Why.
        reason: Reason,
        /// The column or the value concerned; may be empty.
        detail: String,
    },
}

/// How many rows became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// New contacts.
    pub created: u32,
    /// Contacts that gained something.
    pub updated: u32,
    /// Contacts that were up to date.
    pub unchanged: u32,
    /// Rows that were not written.
    pub rejected: u32,
    /// Deals made.
    pub deals: u32,
    /// Rows among the written ones of which something could not be read.
    #[serde(default)]
    pub remarks: u32,
}

impl Tally {
    /// Counts one more row.
    pub fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Created => self.created += 1,
            Outcome::Updated => self.updated += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Rejected { .. } => self.rejected += 1,
        }
    }

    /// Rows dealt with so far.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.created + self.updated + self.unchanged + self.rejected
    }
}

/// What could not be written of a row that was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Which row of the chunk, from 0.
    pub row: usize,
    /// What about.
    pub reason: Reason,
    /// The value concerned.
    pub detail: String,
}

/// What a chunk of rows became.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// One outcome a row, in order.
    pub outcomes: Vec<Outcome>,
    /// Deals made.
    pub deals: u32,
    /// What was left out of rows that were written.
    pub remarks: Vec<Remark>,
}

/// What may be asked about imports.
#[async_trait]
pub trait Imports: Send + Sync {
    /// Notes that an import begins and gives it an id.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn start(&self, actor: &Actor, file: &str, rows: u32) -> Result<ImportId>;

    /// Writes a chunk of at most [`CHUNK`] rows in one transaction. A known person (by any address, by number and
    /// name, without either by name and company) is updated: empty fields are filled, addresses, numbers and tags
    /// added, nothing is overwritten or weakened.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound` when the import was never started.
    async fn write(&self, actor: &Actor, import: &ImportId, rows: Vec<Row>) -> Result<Written>;

    /// What the rows of a file would become, at most [`REHEARSED`] of them; nothing is written.
    ///
    /// # Errors
    /// `Forbidden`, `Invalid` for more rows.
    async fn rehearse(&self, actor: &Actor, rows: Vec<Row>) -> Result<Written>;

    /// Notes that an import ended, with its counts.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`.
    async fn finish(&self, actor: &Actor, import: &ImportId, tally: Tally, stopped: bool) -> Result<()>;
}
