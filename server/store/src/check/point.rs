//! What a record points at is there, and the cards of a column stand in one order.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::{Checkup, id};
use crate::ask::ask;
use crate::{Failure, Store};

/// What a record points at: where the id stands in it, and of which table it is. A subject names its table itself.
const POINTS: [(&str, &str); 9] = [
    ("/details/company", "company"),
    ("/details/contact", "contact"),
    ("/details/deal", "deal"),
    ("/details/owner", "user"),
    ("/details/assignee", "user"),
    ("/pipeline", "pipeline"),
    ("/subject", ""),
    ("/user", "user"),
    ("/next/task", "task"),
];

/// Tables in which something may be named that is gone: what happened stays, and a notice is looked up when it is read.
const LOOSE: [&str; 5] = ["event", "bin", "bin_rows", "notice", "view"];

/// The places of open cards, each only once.
#[derive(Default)]
pub(super) struct Places(HashSet<(String, String)>);

impl Places {
    /// Notes the places of a step of deals.
    pub(super) fn note(&mut self, table: &str, rows: &[Value], found: &mut Checkup) {
        for row in rows.iter().filter(|row| table == "deal" && row["state"] == "open") {
            let text = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
            let (stage, position, place, id) = (text("stage"), text("position"), text("place"), text("id"));
            if position.is_empty() || place != format!("{position} {id}") {
                found.fault(format!("deal:{id} stands at {place:?}, but its position is {position:?}"));
            }
            if !self.0.insert((stage, place)) {
                found.fault(format!("deal:{id} stands at the place of another"));
            }
        }
    }
}

impl Store {
    /// Looks up what the records of a step point at.
    pub(super) async fn check_points(&self, table: &str, rows: &[Value], found: &mut Checkup) -> Result<(), Failure> {
        if LOOSE.contains(&table) {
            return Ok(());
        }
        let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut named = Vec::new();
        for row in rows {
            for (place, of) in POINTS {
                let Some(text) = row.pointer(place).and_then(Value::as_str).filter(|text| !text.is_empty()) else {
                    continue;
                };
                let (of, target) = if of.is_empty() { text.split_once(':').unwrap_or_default() } else { (of, text) };
                wanted.entry(of).or_default().insert(target);
                named.push((id(row).unwrap_or_default(), of, target));
            }
        }
        let mut there: HashSet<(&str, String)> = HashSet::new();
        for (of, ids) in wanted {
            let question = ask("SELECT VALUE id FROM $ids").records("ids", of, ids);
            there.extend(self.read(question).await?.all::<Option<String>>(0)?.into_iter().flatten().map(|id| (of, id)));
        }
        for (id, of, target) in named {
            if !there.contains(&(of, target.to_owned())) {
                found.fault(format!("{table}:{id} points at {of}:{target}, which is not there"));
            }
        }
        Ok(())
    }
}
