//! Records by address: one that must be there, and the names of several.

use std::collections::HashMap;

use domain::Result;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::ask::{Ask, ask};
use crate::write::Tx;
use crate::{Failure, Store};

#[derive(Deserialize)]
struct Name {
    id: String,
    #[serde(default)]
    name: String,
}

impl Store {
    /// One record that must be there.
    pub(crate) async fn need<T: DeserializeOwned>(&self, table: &str, id: &str) -> Result<T> {
        let found = self.read(ask("SELECT * FROM $id").record("id", table, id)).await?.one(0)?;
        found.ok_or(domain::Error::NotFound)
    }

    /// The names of some records by id, in one query.
    pub(crate) async fn names<'a>(
        &self,
        table: &'static str,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<HashMap<String, String>, Failure> {
        match names_ask(table, ids) {
            Some(ask) => Ok(named(self.read(ask).await?.all(0)?)),
            None => Ok(HashMap::new()),
        }
    }
}

impl Tx<'_> {
    /// The names of some records by id, as they stand in this transaction.
    pub(crate) async fn names<'a>(
        &self,
        table: &'static str,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<HashMap<String, String>, Failure> {
        match names_ask(table, ids) {
            Some(ask) => Ok(named(self.run(ask).await?.all(0)?)),
            None => Ok(HashMap::new()),
        }
    }
}

fn named(names: Vec<Name>) -> HashMap<String, String> {
    names.into_iter().map(|row| (row.id, row.name)).collect()
}

fn names_ask<'a>(table: &'static str, ids: impl IntoIterator<Item = &'a str>) -> Option<Ask> {
    let mut ids: Vec<&str> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let sql = match table {
        "contact" => {
            "SELECT id, string::trim(string::concat(details.given_name, ' ', details.family_name)) \
             || details.emails[0] ?? '' AS name FROM $ids"
        }
        "deal" | "task" => "SELECT id, details.title AS name FROM $ids",
        "note" => "SELECT id, details.text AS name FROM $ids WHERE removed = false",
        "user" | "tag" => "SELECT id, name FROM $ids",
        _ => "SELECT id, details.name AS name FROM $ids",
    };
    (!ids.is_empty()).then(|| ask(sql).records("ids", table, ids))
}
