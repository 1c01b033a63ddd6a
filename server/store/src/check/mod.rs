//! Looks through everything that is kept: the history against the records, the indexes against the tables, and what
//! points at something against what is there. Tables and indexes are found in the database: a new one falls under it.

mod fold;
mod index;
mod point;

use std::collections::BTreeMap;

use domain::{Actor, Result, Right};
use serde::Deserialize;
use serde_json::Value;

use crate::ask::ask;
use crate::{Failure, Store};
use index::Index;

/// How many records are looked at in one step.
const STEP: usize = 200;
/// More faults than these are counted and not told.
const MOST_TOLD: usize = 100;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checkup {
    /// How many records each table has.
    pub tables: BTreeMap<String, u64>,
    /// The first faults, each a sentence that names the record.
    pub faults: Vec<String>,
    /// How many faults there are.
    pub count: u64,
}

impl Checkup {
    fn fault(&mut self, sentence: String) {
        self.count += 1;
        if self.faults.len() < MOST_TOLD {
            self.faults.push(sentence);
        }
    }
}

/// What the database says of itself or of a table; each entry is its definition.
#[derive(Deserialize)]
struct Known {
    #[serde(default)]
    tables: BTreeMap<String, String>,
    #[serde(default)]
    indexes: BTreeMap<String, String>,
}

/// Hears the table and how many of its rows were seen.
type Told<'a> = &'a mut (dyn FnMut(&str, u64) + Send);

impl Store {
    /// Looks through everything, table by table; `told` hears where it is, and how many rows of that table it has seen.
    ///
    /// # Errors
    /// `Forbidden`, or when the database fails.
    pub async fn check(&self, actor: &Actor, told: Told<'_>) -> Result<Checkup> {
        actor.may(Right::ReadLog)?;
        let mut found = Checkup::default();
        for table in self.tables().await? {
            let rows = self.check_table(&table, &mut found, told).await?;
            found.tables.insert(table, rows);
        }
        Ok(found)
    }

    /// The tables that the database has.
    async fn tables(&self) -> Result<Vec<String>, Failure> {
        let known = self.read(ask("INFO FOR DB")).await?.one::<Known>(0)?;
        Ok(known.map(|known| known.tables.into_keys().collect()).unwrap_or_default())
    }

    async fn check_table(&self, table: &str, found: &mut Checkup, told: Told<'_>) -> Result<u64, Failure> {
        // The name comes from the database itself; it is one of the schema's.
        let known = self.read(ask(format!("INFO FOR TABLE {table}"))).await?.one::<Known>(0)?;
        let indexes = known.map(|known| known.indexes).unwrap_or_default();
        let indexes: Vec<Index> = indexes.iter().map(|(name, definition)| Index::of(name, definition)).collect();
        let mut places = point::Places::default();
        let (mut count, mut after) = (0, None::<String>);
        loop {
            told(table, count);
            let sql = format!("SELECT * FROM $from LIMIT {STEP}");
            let rows: Vec<Value> = self.read(ask(sql).range("from", table, after.as_deref())).await?.all(0)?;
            let Some(last) = rows.last().and_then(id) else { break };
            after = Some(last.to_owned());
            count += rows.len() as u64;
            for index in &indexes {
                self.check_index(table, index, &rows, found).await?;
            }
            if fold::has_history(table) {
                self.check_history(table, &rows, found).await?;
            }
            self.check_points(table, &rows, found).await?;
            places.note(table, &rows, found);
        }
        if indexes.iter().any(|index| index.counts) {
            self.check_count(table, count, found).await?;
        }
        Ok(count)
    }
}

fn id(row: &Value) -> Option<&str> {
    row.get("id")?.as_str()
}
