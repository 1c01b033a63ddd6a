//! Everything that is kept, handed out table by table, for who may read all of it.

use std::collections::BTreeMap;

use async_trait::async_trait;
use serde_json::Value;

use crate::{Actor, Cursor, Result};

/// A table that is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after its records")]
pub enum Table {
    Contacts,
    Companies,
    Deals,
    Tasks,
    Notes,
    Exchanges,
    Pipelines,
    Users,
    Events,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 9] = [
        Self::Contacts,
        Self::Companies,
        Self::Deals,
        Self::Tasks,
        Self::Notes,
        Self::Exchanges,
        Self::Pipelines,
        Self::Users,
        Self::Events,
    ];
}

/// Some rows of a table, in the form in which they are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// The rows.
    pub rows: Vec<Value>,
    /// The names of the records they speak of, by `table:id`.
    pub names: BTreeMap<String, String>,
    /// Where to go on; none at the end.
    pub next: Option<Cursor>,
}

/// What may be asked about everything.
#[async_trait]
pub trait Exports: Send + Sync {
    /// Writes down who takes everything away.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn begin(&self, actor: &Actor) -> Result<()>;

    /// The next rows of a table. No row carries a password.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn block(&self, actor: &Actor, table: Table, after: Option<Cursor>) -> Result<Block>;
}
