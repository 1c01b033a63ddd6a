//! The tags in use, counted.

use std::collections::BTreeMap;

use domain::sweep::{MOST_TAGS, TagUse};
use domain::tag::tag_key;

use super::Near;
use crate::ask::ask;
use crate::{Failure, Store};

/// How many records are read at once.
const BLOCK: usize = 5_000;

/// A tag in all its spellings.
#[derive(Default)]
struct Heap {
    spellings: BTreeMap<String, u32>,
    contacts: u32,
    companies: u32,
    deals: u32,
}

impl Store {
    /// All tags of contacts, companies and deals, by name.
    pub(crate) async fn tags_in_use(&self) -> Result<Vec<TagUse>, Failure> {
        let mut heaps: BTreeMap<String, Heap> = BTreeMap::new();
        for table in ["contact", "company", "deal"] {
            let mut after: Option<String> = None;
            loop {
                let sql =
                    format!("SELECT id, details.tags AS tags FROM $range WHERE details.tags[0] != NONE LIMIT {BLOCK}");
                let rows: Vec<Near> = self.read(ask(sql).range("range", table, after.as_deref())).await?.all(0)?;
                after = rows.last().filter(|_| rows.len() == BLOCK).map(|row| row.id.clone());
                for tag in rows.into_iter().flat_map(|row| row.tags) {
                    let heap = heaps.entry(tag_key(&tag)).or_default();
                    *heap.spellings.entry(tag).or_default() += 1;
                    match table {
                        "contact" => heap.contacts += 1,
                        "company" => heap.companies += 1,
                        _ => heap.deals += 1,
                    }
                }
                if after.is_none() {
                    break;
                }
            }
        }
        let tag = |Heap { spellings, contacts, companies, deals }: Heap| {
            let name = spellings.into_iter().max_by_key(|(_, times)| *times).map(|(name, _)| name);
            TagUse { name: name.unwrap_or_default(), contacts, companies, deals }
        };
        Ok(heaps.into_values().take(MOST_TAGS).map(tag).collect())
    }
}
