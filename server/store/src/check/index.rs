//! Each record is found by every index of its table, and the counting index counts what is there.

use serde::Deserialize;
use serde_json::Value;

use super::{Checkup, id};
use crate::ask::ask;
use crate::{Failure, Store};

/// An index as the database defines it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Index {
    name: String,
    fields: Vec<String>,
    /// It only counts.
    pub(super) counts: bool,
}

#[derive(Deserialize)]
struct Counted {
    count: u64,
}

impl Index {
    /// From `DEFINE INDEX name ON table FIELDS a, b UNIQUE`.
    pub(super) fn of(name: &str, definition: &str) -> Self {
        let fields = definition.split_once(" FIELDS ").map(|(_, rest)| rest).unwrap_or_default();
        let fields = fields.split(" UNIQUE").next().unwrap_or_default();
        let fields = fields.split(',').map(|field| field.trim().trim_matches('`').to_owned());
        let fields: Vec<String> = fields.filter(|field| !field.is_empty()).collect();
        Self { name: name.to_owned(), counts: fields.is_empty(), fields }
    }

    /// What a record has in each field; none where it has nothing there. Of a list its first entry stands for all.
    fn key<'r>(&self, row: &'r Value) -> Option<Vec<&'r Value>> {
        let value = |field: &String| {
            let (path, list) = field.strip_suffix(".*").map_or((field.as_str(), false), |path| (path, true));
            let value = path.split('.').try_fold(row, |value, part| value.get(part))?;
            let value = if list { value.get(0)? } else { value };
            (!value.is_null() && *value != Value::String(String::new())).then_some(value)
        };
        self.fields.iter().map(value).collect()
    }

    fn condition(&self) -> String {
        let test = |(at, field): (usize, &String)| match field.strip_suffix(".*") {
            Some(list) => format!("{list} CONTAINS $key[{at}]"),
            None => format!("{field} = $key[{at}]"),
        };
        self.fields.iter().enumerate().map(test).collect::<Vec<_>>().join(" AND ")
    }
}

impl Store {
    /// Asks the index for each record by what the record holds.
    pub(super) async fn check_index(
        &self,
        table: &str,
        index: &Index,
        rows: &[Value],
        found: &mut Checkup,
    ) -> Result<(), Failure> {
        if index.counts {
            return Ok(());
        }
        // The condition's parts are given one by one: an index is only used for what is compared with a parameter.
        let names = |at: usize| format!("$k{at}");
        let mut condition = index.condition();
        for at in 0..index.fields.len() {
            condition = condition.replace(&format!("$key[{at}]"), &names(at));
        }
        let sql = format!("SELECT VALUE id FROM {table} WITH INDEX {} WHERE {condition}", index.name);
        for row in rows {
            let (Some(id), Some(key)) = (id(row), index.key(row)) else { continue };
            let question = key
                .iter()
                .enumerate()
                .fold(ask(sql.clone()), |question, (at, value)| question.bind(&format!("k{at}"), value));
            let ids: Vec<String> = self.read(question).await?.all(0)?;
            match ids.iter().filter(|found| *found == id).count() {
                1 => {}
                0 => found.fault(format!("{table}:{id} is not found by the index {}", index.name)),
                more => found.fault(format!("{table}:{id} is found {more} times by the index {}", index.name)),
            }
        }
        Ok(())
    }

    /// What the database counts, against what is there.
    pub(super) async fn check_count(&self, table: &str, there: u64, found: &mut Checkup) -> Result<(), Failure> {
        let sql = format!("SELECT count() FROM {table} GROUP ALL");
        let counted = self.read(ask(sql)).await?.one::<Counted>(0)?.map_or(0, |counted| counted.count);
        if counted != there {
            found.fault(format!("{table} has {there} records and is counted as {counted}"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_read_from_its_definition() {
        let index = Index::of("user_email", "DEFINE INDEX user_email ON user FIELDS email UNIQUE");
        assert_eq!((index.fields.as_slice(), index.counts), (["email".to_owned()].as_slice(), false));
        let index = Index::of("event_subject", "DEFINE INDEX event_subject ON event FIELDS subjects.*, key");
        assert_eq!(index.condition(), "subjects CONTAINS $key[0] AND key = $key[1]");
        let row = serde_json::json!({ "subjects": ["contact:a", "user:b"], "key": "k" });
        assert_eq!(index.key(&row), Some(vec![&Value::from("contact:a"), &Value::from("k")]));
        assert_eq!(index.key(&serde_json::json!({ "subjects": [], "key": "k" })), None);
        assert!(Index::of("contact_count", "DEFINE INDEX contact_count ON contact COUNT").counts);
    }
}
