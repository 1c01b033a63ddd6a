//! The history of each record, from its first event to its last, ends in the record as it stands.

use std::collections::BTreeMap;

use domain::event::Event;
use serde_json::Value;

use super::{Checkup, id};
use crate::ask::ask;
use crate::{Failure, Store};

/// Tables whose records are no records of the organisation: sessions, marks, copies, what the store keeps for itself.
const WITHOUT: [&str; 13] = [
    "bin",
    "bin_rows",
    "calendar",
    "event",
    "guard",
    "link",
    "logo",
    "notice",
    "notice_seen",
    "schema",
    "second",
    "session",
    "tag",
];

/// What an event says of the act and not of the record: the copy in the bin, a calendar address that replaced another.
const OF_THE_ACT: [&str; 2] = ["bin", "renewed"];

/// More events than these of one record are not folded.
const MOST: usize = 20_000;

/// Whether each record of the table is told by events.
pub(super) fn has_history(table: &str) -> bool {
    !WITHOUT.contains(&table)
}

/// A value without what is not there: how the store writes it.
fn bare(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            Value::Object(fields.iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k.clone(), bare(v))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(bare).collect()),
        other => other.clone(),
    }
}

/// Where the events of a record do not fit to each other or to the record.
fn misfits(subject: &str, row: &Value, events: &[Event]) -> Vec<String> {
    let mut told: BTreeMap<&str, Value> = BTreeMap::new();
    let mut wrong = Vec::new();
    for event in events.iter().filter(|event| event.subjects.first().is_some_and(|first| first == subject)) {
        for (field, change) in &event.changes.0 {
            let (before, after) = (bare(&change.before), bare(&change.after));
            if told.get(field.as_str()).is_some_and(|earlier| *earlier != before) {
                wrong.push(format!(
                    "{subject}: event {} begins at another « {field} » than the one before ended",
                    event.id
                ));
            }
            told.insert(field, after);
        }
    }
    let details = row.get("details");
    let stands = |field: &str| {
        let value = details.and_then(|details| details.get(field)).or_else(|| row.get(field));
        value.map_or(Value::Null, bare)
    };
    for (field, last) in &told {
        if !OF_THE_ACT.contains(field) && stands(field) != *last {
            wrong.push(format!("{subject}: « {field} » stands differently in the record than in its history"));
        }
    }
    let silent =
        |field: &&String| !told.contains_key(field.as_str()) && !details.is_none_or(|d| d[field.as_str()].is_null());
    let fields = details.and_then(Value::as_object).into_iter().flat_map(serde_json::Map::keys);
    wrong.extend(fields.filter(silent).map(|field| format!("{subject}: its history never says « {field} »")));
    wrong
}

impl Store {
    /// Folds the events of each record.
    pub(super) async fn check_history(&self, table: &str, rows: &[Value], found: &mut Checkup) -> Result<(), Failure> {
        let sql = format!("SELECT * FROM event WHERE subjects CONTAINS $subject ORDER BY key LIMIT {MOST}");
        for row in rows {
            let Some(id) = id(row) else { continue };
            let subject = format!("{table}:{id}");
            let events: Vec<Event> = self.read(ask(sql.as_str()).bind("subject", &subject)).await?.all(0)?;
            if events.is_empty() {
                found.fault(format!("{subject} has no history"));
            } else if events.len() < MOST {
                misfits(&subject, row, &events).into_iter().for_each(|wrong| found.fault(wrong));
            }
        }
        Ok(())
    }
}
