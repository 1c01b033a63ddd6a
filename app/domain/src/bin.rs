//! The bin: what was deleted waits there whole, and can be brought back until it is erased.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::event::By;
use crate::note::Subject;
use crate::{Actor, BinId, Cursor, Instant, Page, Result};

/// How many days the bin keeps what was deleted.
pub const KEPT_DAYS: i64 = 30;

/// A deleted record with everything that hung on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binned {
    /// Its place in the bin.
    pub id: BinId,
    /// The record.
    pub subject: Subject,
    /// Its name when it was deleted.
    pub name: String,
    /// How many other records went with it: deals, tasks, notes, exchanges.
    pub others: u32,
    /// Who deleted it.
    pub by: By,
    /// When.
    pub at: Instant,
}

impl Binned {
    /// The moment from which on it is erased by itself.
    #[must_use]
    pub fn until(&self) -> Instant {
        Instant(self.at.0 + KEPT_DAYS * 86_400_000)
    }
}

/// What may be asked about the bin.
#[async_trait]
pub trait Bin: Send + Sync {
    /// Moves a record into the bin: a contact with its deals, tasks, notes and exchanges, a deal with its tasks and
    /// notes, a company with its notes.
    ///
    /// # Errors
    /// `Refused` for a company that still has people or deals, `NotFound`, `Forbidden`.
    async fn delete(&self, actor: &Actor, subject: &Subject) -> Result<Binned>;

    /// A page of the bin, newest first.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn list(&self, actor: &Actor, after: Option<Cursor>) -> Result<Page<Binned>>;

    /// Where a record lies in the bin, if it does.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn find(&self, actor: &Actor, subject: &Subject) -> Result<Option<Binned>>;

    /// Brings a record back as it was, with what went along.
    ///
    /// # Errors
    /// `Taken` when another company has its name by now, `Refused` for a deal whose contact is gone, `NotFound`,
    /// `Forbidden`.
    async fn restore(&self, actor: &Actor, id: &BinId) -> Result<Binned>;

    /// Takes a record away for good, with everything attached, and every value that history holds of it. What remains
    /// says who did what and when, and names no value (RGPD, article 17).
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn erase(&self, actor: &Actor, id: &BinId) -> Result<()>;
}
