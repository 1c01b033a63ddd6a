//! Every table from its first record to its last, in blocks.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use domain::event::Kind;
use domain::export::{Block, Exports, Table};
use domain::patch::Changes;
use domain::{Actor, Cursor, Result, Right};
use serde_json::{Value, json};

use crate::ask::ask;
use crate::write::{Said, write};
use crate::{Failure, Store};

/// How many rows are read at once.
const BLOCK: usize = 500;

fn name(table: Table) -> &'static str {
    match table {
        Table::Contacts => "contact",
        Table::Companies => "company",
        Table::Deals => "deal",
        Table::Tasks => "task",
        Table::Notes => "note",
        Table::Exchanges => "exchange",
        Table::Pipelines => "pipeline",
        Table::Users => "user",
        Table::Events => "event",
    }
}

/// The records that a row names: where the id stands, and of which table it is.
const NAMED: [(&str, &str); 6] = [
    ("/details/company", "company"),
    ("/details/contact", "contact"),
    ("/details/deal", "deal"),
    ("/details/owner", "user"),
    ("/details/assignee", "user"),
    ("/subject", ""),
];

impl Store {
    async fn names_in(&self, rows: &[Value]) -> Result<BTreeMap<String, String>, Failure> {
        let mut ids: BTreeMap<&'static str, BTreeSet<&str>> = BTreeMap::new();
        for row in rows {
            for (place, table) in NAMED {
                let Some(id) = row.pointer(place).and_then(Value::as_str) else { continue };
                let (table, id) = id.split_once(':').unwrap_or((table, id));
                let table = ["company", "contact", "deal", "user"].into_iter().find(|known| *known == table);
                if let Some(table) = table {
                    ids.entry(table).or_default().insert(id);
                }
            }
        }
        let mut names = BTreeMap::new();
        for (table, ids) in ids {
            let known = self.names(table, ids).await?;
            names.extend(known.into_iter().map(|(id, name)| (format!("{table}:{id}"), name)));
        }
        Ok(names)
    }
}

#[async_trait]
impl Exports for Store {
    async fn begin(&self, actor: &Actor) -> Result<()> {
        actor.may(Right::ReadLog)?;
        write!(self, actor, tx => {
            let subject = actor.user.as_ref().map_or_else(|| "organisation:own".to_owned(), domain::UserId::subject);
            let what = Changes::one("everything", Value::Null, json!(true));
            tx.emit(Said::new(Kind::ExportMade, vec![subject], what));
            Ok(())
        })
    }

    async fn block(&self, actor: &Actor, table: Table, after: Option<Cursor>) -> Result<Block> {
        actor.may(Right::ReadLog)?;
        let after = after.as_ref().map(|Cursor(id)| id.as_str());
        let ask = ask(format!("SELECT * FROM $range LIMIT {BLOCK}")).range("range", name(table), after);
        let mut rows: Vec<Value> = self.read(ask).await?.all(0)?;
        let last = rows.last().filter(|_| rows.len() == BLOCK).and_then(|row| row["id"].as_str());
        let next = last.map(|id| Cursor(id.to_owned()));
        // What was taken back is not there any more; a password leaves by no way.
        rows.retain(|row| row["removed"] != json!(true));
        for row in rows.iter_mut().filter_map(Value::as_object_mut) {
            row.remove("password_hash");
        }
        let mut names = self.names_in(&rows).await?;
        if table == Table::Deals {
            for pipeline in self.all_pipelines().await? {
                names.insert(pipeline.id.subject(), pipeline.details.name.clone());
                names.extend(pipeline.details.stages.into_iter().map(|stage| (stage.id.subject(), stage.name)));
            }
        }
        Ok(Block { rows, names, next })
    }
}
