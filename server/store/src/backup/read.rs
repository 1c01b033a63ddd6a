//! Every row of every table as it was at one moment, table after table, while others go on writing.

use std::collections::VecDeque;

use domain::{Actor, Right};
use surrealdb_core::channel::{Receiver, bounded};
use surrealdb_types::Value;
use tokio::task::JoinHandle;

use super::{BackupError, LEFT_OUT, database, line};
use crate::Store;
use crate::ask::ask;
use crate::engine::{Engine, Item};

/// Blocks of rows that wait to be taken.
const WAITING: usize = 2;

/// A part of everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// From here on rows of this table, in the order of their ids.
    Table(String),
    /// Some of them, a line each.
    Rows(Vec<String>),
}

/// The database at one moment. What is not taken stays unread: little is in memory at once.
pub struct Snapshot {
    tables: Vec<String>,
    items: Receiver<Item>,
    job: Option<JoinHandle<Result<(), String>>>,
    /// Whether the transaction saw the same tables; it says so at its end.
    compared: bool,
    announced: usize,
    ready: VecDeque<Part>,
}

impl Store {
    /// Everything there is, as one transaction sees it: on this machine it reads from the moment it began.
    ///
    /// # Errors
    /// `Denied` without the right to the settings, `Remote` where the database is elsewhere.
    pub async fn snapshot(&self, actor: &Actor) -> Result<Snapshot, BackupError> {
        actor.may(Right::ManageSettings).map_err(BackupError::Denied)?;
        let Engine::Embedded(_, datastore) = &self.engine else { return Err(BackupError::Remote) };
        let tables = self.travelling().await?;
        let mut text = "BEGIN; INFO FOR DB; ".to_owned();
        for table in &tables {
            text += &format!("SELECT * FROM `{table}`; ");
        }
        text += "COMMIT";
        let (send, items) = bounded(WAITING);
        let job = crate::engine::stream(datastore, &text, send).map_err(BackupError::Database)?;
        let job = tokio::spawn(job);
        Ok(Snapshot { tables, items, job: Some(job), compared: false, announced: 0, ready: VecDeque::new() })
    }

    /// The tables that travel, as the database lists them.
    pub(super) async fn travelling(&self) -> Result<Vec<String>, BackupError> {
        let mut rows = self.read(ask("INFO FOR DB")).await?;
        let info: Value = rows.0.take(0).map_err(database)?;
        named(&info)
    }
}

/// The names of the tables. They stand in the text of a query, so they are looked at before.
fn named(info: &Value) -> Result<Vec<String>, BackupError> {
    let Value::Object(info) = info else { return Err(database("it does not list its tables")) };
    let Some(Value::Object(tables)) = info.get("tables") else {
        return Err(database("it does not list its tables"));
    };
    let names = tables.keys().filter(|name| !LEFT_OUT.contains(&name.as_str()));
    let plain = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    names
        .map(|name| if plain(name) { Ok(name.clone()) } else { Err(database(format!("{name:?} is no table"))) })
        .collect()
}

impl Snapshot {
    /// The tables, in the order in which they come.
    #[must_use]
    pub fn tables(&self) -> &[String] {
        &self.tables
    }

    /// The next part; none at the end, and only once the database has said that all of it was read.
    ///
    /// # Errors
    /// `Database`. What came before is then not to be used.
    pub async fn next(&mut self) -> Result<Option<Part>, BackupError> {
        loop {
            if let Some(part) = self.ready.pop_front() {
                return Ok(Some(part));
            }
            match self.items.recv().await {
                Ok(item) => self.take(item)?,
                Err(_) => {
                    let Some(job) = self.job.take() else { return Ok(None) };
                    job.await.map_err(database)?.map_err(BackupError::Database)?;
                    if !self.compared {
                        return Err(database("it gave no answer"));
                    }
                    self.announce(self.tables.len());
                }
            }
        }
    }

    fn announce(&mut self, until: usize) {
        while self.announced < until {
            self.ready.push_back(Part::Table(self.tables[self.announced].clone()));
            self.announced += 1;
        }
    }

    fn take(&mut self, item: Item) -> Result<(), BackupError> {
        match item {
            Item::Value { value: value @ Value::Object(_), .. } => {
                if named(&value)? != self.tables {
                    return Err(database("a table was made in this moment; once more, please"));
                }
                self.compared = true;
            }
            Item::Rows { values, .. } => {
                let Some(first) = values.first() else { return Ok(()) };
                // Whose rows they are they say themselves.
                let table = self.tables.iter().position(|table| table_of(first) == Some(table.as_str()));
                match table {
                    // A table that was gone through already has no more rows to come.
                    Some(table) if table + 1 < self.announced => return Err(database("its rows come out of order")),
                    Some(table) => {
                        self.announce(table + 1);
                        let rows = values.into_iter().map(line::write).collect::<Result<_, _>>()?;
                        self.ready.push_back(Part::Rows(rows));
                    }
                    None => return Err(database("it gave rows that nobody asked for")),
                }
            }
            Item::Finished { error: Some(error), .. } => return Err(database(error)),
            Item::Value { .. } | Item::Finished { .. } => {}
        }
        Ok(())
    }
}

/// The table of a row.
fn table_of(row: &Value) -> Option<&str> {
    let Value::Object(fields) = row else { return None };
    match fields.get("id") {
        Some(Value::RecordId(id)) => Some(id.table.as_str()),
        _ => None,
    }
}
