//! Rows into an empty database, as they were: first the rows, then the indexes and what a newer program wants of them.

use std::path::Path;

use domain::Actor;
use surrealdb_types::{Array, Value};

use super::{BackupError, Snapshot, line};
use crate::ask::ask;
use crate::{Store, schema};

/// A database that is being filled.
pub struct Restoring {
    store: Store,
}

impl Restoring {
    /// Makes an empty database in that folder.
    ///
    /// # Errors
    /// `Occupied` when there is one already; what [`Store::open`] says.
    pub async fn begin(data: &Path) -> Result<Self, BackupError> {
        let store = Store::bare("", data).await?;
        if store.travelling().await?.is_empty() { Ok(Self { store }) } else { Err(BackupError::Occupied) }
    }

    /// Makes a table, so that one without rows is there as well.
    ///
    /// # Errors
    /// `Database`.
    pub async fn table(&self, name: &str) -> Result<(), BackupError> {
        self.store.read(ask("DEFINE TABLE IF NOT EXISTS $name SCHEMALESS").bind("name", name)).await?;
        Ok(())
    }

    /// Writes rows, whose lines name their table.
    ///
    /// # Errors
    /// `Line`, `Database`.
    pub async fn rows(&self, lines: &[impl AsRef<str>]) -> Result<(), BackupError> {
        let rows: Vec<Value> = lines.iter().map(|one| line::read(one.as_ref())).collect::<Result<_, _>>()?;
        let mut put = ask("INSERT $rows RETURN NONE");
        put.vars.insert("rows".to_owned(), Value::Array(Array::from(rows)));
        self.store.read(put).await?;
        Ok(())
    }

    /// What was written, to be compared.
    ///
    /// # Errors
    /// `Database`.
    pub async fn snapshot(&self) -> Result<Snapshot, BackupError> {
        self.store.snapshot(&Actor::operator()).await
    }

    /// Makes the indexes, and runs the migrations that the rows have not seen yet.
    ///
    /// # Errors
    /// `Open` when the rows are of a newer program.
    pub async fn finish(self) -> Result<Store, BackupError> {
        schema::apply_anew(&self.store).await?;
        Ok(self.store)
    }

    /// Lets go of what was begun.
    pub async fn give_up(self) {
        self.store.close().await;
    }
}
