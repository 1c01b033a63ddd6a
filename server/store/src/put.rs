//! Rows on their way into a transaction, and what the search shall know of them.

use serde::Serialize;

use crate::Failure;
use crate::ask::ask;
use crate::said::without_id;
use crate::search::{Entry, Table};
use crate::write::Tx;

impl Tx<'_> {
    /// Writes the search texts of several records by id.
    pub(crate) async fn set_search(&self, table: Table, entries: impl Iterator<Item = Entry>) -> Result<(), Failure> {
        let entries: Vec<Entry> = entries.collect();
        let rows: Vec<_> = entries.iter().map(|entry| (&entry.id, &entry.search)).collect();
        if rows.is_empty() {
            return Ok(());
        }
        let sql = "FOR $row IN $rows { UPDATE type::record($table, $row[0]) SET search = $row[1] RETURN NONE }";
        self.run(ask(sql).bind("rows", rows).bind("table", table.name())).await?;
        self.note(entries.into_iter().map(|entry| (table, entry)));
        Ok(())
    }

    /// Writes a whole record, new or not.
    pub(crate) async fn put(&self, table: &str, id: &str, row: &impl Serialize) -> Result<(), Failure> {
        let sql = "UPSERT $id CONTENT $row RETURN NONE";
        let row = without_id(row);
        self.note(Table::named(table).into_iter().map(|table| (table, Entry::of(id, &row))));
        self.run(ask(sql).record("id", table, id).bind_json("row", row)).await.map(drop)
    }

    /// Writes several whole records, new or not; each row carries its id.
    pub(crate) async fn put_all(&self, table: &str, rows: &[impl Serialize]) -> Result<(), Failure> {
        let json = |row| serde_json::to_value(row).unwrap_or_default();
        let id = |row: &serde_json::Value| row["id"].as_str().unwrap_or_default().to_owned();
        let rows: Vec<_> = rows.iter().map(|row| (id(&json(row)), without_id(row))).collect();
        if rows.is_empty() {
            return Ok(());
        }
        if let Some(table) = Table::named(table) {
            self.note(rows.iter().map(|(id, row)| (table, Entry::of(id, row))));
        }
        let sql = "FOR $row IN $rows { UPSERT type::record($table, $row[0]) CONTENT $row[1] RETURN NONE }";
        self.run(ask(sql).bind("rows", rows).bind("table", table)).await.map(drop)
    }

    /// Writes several new records; each row carries its id.
    pub(crate) async fn insert(&self, table: &str, rows: &[impl Serialize]) -> Result<(), Failure> {
        if rows.is_empty() {
            return Ok(());
        }
        let rows = serde_json::to_value(rows).unwrap_or_default();
        if let (Some(table), Some(rows)) = (Table::named(table), rows.as_array()) {
            let id = |row: &serde_json::Value| row["id"].as_str().unwrap_or_default().to_owned();
            self.note(rows.iter().map(|row| (table, Entry::of(&id(row), row))));
        }
        self.run(ask(format!("INSERT INTO {table} $rows RETURN NONE")).bind_json("rows", rows)).await.map(drop)
    }
}
