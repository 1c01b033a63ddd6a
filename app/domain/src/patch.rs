//! Edits as changes: which fields, from what to what. Two people who edit different fields both win.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Error, Result};

/// One field's change: what the editor saw, and what it shall become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The value before; null, which is not stored, when there was none.
    #[serde(default)]
    pub before: Value,
    /// The value after; null when there is none any more.
    #[serde(default)]
    pub after: Value,
}

/// Changed fields by name, as declared on the domain type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Changes(pub BTreeMap<String, FieldChange>);

/// An edit as the browser sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// The version of the record that was read.
    pub version: u32,
    /// The fields that were changed, with the values that were seen.
    pub changes: Changes,
}

/// The most fields that one edit changes: no record has so many. Each costs a reading of the whole record.
const MOST: usize = 64;

/// Whether the values of a field are keys and no words: people do not read them.
#[must_use]
pub fn is_key(field: &str) -> bool {
    const KEYS: [&str; 10] =
        ["owner", "assignee", "company", "contact", "deal", "stage", "status", "civility", "funding", "kind"];
    KEYS.contains(&field)
}

fn object<T: Serialize>(value: &T) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

impl Changes {
    /// The fields in which two values of a type differ.
    pub fn between<T: Serialize>(before: &T, after: &T) -> Self {
        let (mut old, new) = (object(before), object(after));
        let mut changes = BTreeMap::new();
        for (field, after) in new {
            let before = old.remove(&field).unwrap_or(Value::Null);
            if before != after {
                changes.insert(field, FieldChange { before, after });
            }
        }
        for (field, before) in old {
            if !before.is_null() {
                changes.insert(field, FieldChange { before, after: Value::Null });
            }
        }
        Self(changes)
    }

    /// Every field of a new record, from nothing.
    pub fn from_new<T: Serialize>(value: &T) -> Self {
        Self(
            object(value)
                .into_iter()
                .filter(|(_, after)| !after.is_null())
                .map(|(field, after)| (field, FieldChange { before: Value::Null, after }))
                .collect(),
        )
    }

    /// The same change the other way round: what undo sends.
    #[must_use]
    pub fn reversed(self) -> Self {
        let turn = |c: FieldChange| FieldChange { before: c.after, after: c.before };
        Self(self.0.into_iter().map(|(field, change)| (field, turn(change))).collect())
    }

    /// This change and a later one by the same hand, as one: from what was seen first to what is wanted last.
    #[must_use]
    pub fn then(mut self, later: Self) -> Self {
        for (field, change) in later.0 {
            let before = self.0.remove(&field).map_or(change.before, |first| first.before);
            if before != change.after {
                self.0.insert(field, FieldChange { before, after: change.after });
            }
        }
        self
    }

    /// One field set by hand.
    #[must_use]
    pub fn one(field: &str, before: Value, after: Value) -> Self {
        Self(BTreeMap::from([(field.to_owned(), FieldChange { before, after })]))
    }

    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes the changes into the present value. A field that somebody else changed since is refused, unless both
    /// wrote the same.
    ///
    /// # Errors
    /// `Changed` with both values; `Invalid` when a field does not exist or its new value has not the field's type.
    pub fn apply<T: Serialize + DeserializeOwned>(&self, present: &T) -> Result<T> {
        if self.0.len() > MOST {
            return Err(Error::too_long("changes", MOST));
        }
        let mut fields = object(present);
        for (field, change) in &self.0 {
            let now = fields.get(field).cloned().unwrap_or(Value::Null);
            if now != change.before && now != change.after {
                return Err(Error::Changed {
                    field: field.clone(),
                    theirs: now,
                    yours: change.after.clone(),
                    by: None,
                });
            }
            fields.insert(field.clone(), change.after.clone());
            if serde_json::from_value::<T>(Value::Object(fields.clone())).is_err() {
                return Err(Error::invalid(field, crate::Problem::Malformed));
            }
        }
        serde_json::from_value(Value::Object(fields)).map_err(|_| Error::Internal)
    }
}

impl Patch {
    /// What an editor changed, from the record as read to the record as wanted.
    pub fn between<T: Serialize>(version: u32, read: &T, wanted: &T) -> Self {
        Self { version, changes: Changes::between(read, wanted) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Person {
        name: String,
        age: Option<u8>,
    }

    fn person(name: &str, age: Option<u8>) -> Person {
        Person { name: name.into(), age }
    }

    #[test]
    fn one_hand_after_the_other_is_one_change() {
        let one = |before: &str, after: &str| Changes::one("name", before.into(), after.into());
        assert_eq!(one("Ana", "Anna").then(one("Anna", "Anne")), one("Ana", "Anne"));
        assert!(one("Ana", "Anna").then(one("Anna", "Ana")).is_empty());
        let both = one("Ana", "Anna").then(Changes::one("age", Value::Null, 30.into()));
        assert_eq!(both.0.len(), 2);
    }

    #[test]
    fn different_fields_both_win() {
        let read = person("Ana", Some(30));
        let mine = Patch::between(1, &read, &person("Anna", Some(30)));
        let present = person("Ana", Some(31));
        assert_eq!(mine.changes.apply(&present), Ok(person("Anna", Some(31))));
    }

    #[test]
    fn the_same_field_answers_with_both_values() {
        let read = person("Ana", None);
        let mine = Patch::between(1, &read, &person("Anna", None));
        assert_eq!(
            mine.changes.apply(&person("Anne", None)),
            Err(Error::Changed { field: "name".into(), theirs: "Anne".into(), yours: "Anna".into(), by: None })
        );
    }

    #[test]
    fn a_value_of_the_wrong_type_is_refused() {
        let wrong = Changes::one("age", Value::Null, Value::from("old"));
        assert!(matches!(wrong.apply(&person("Ana", None)), Err(Error::Invalid { .. })));
    }

    #[test]
    fn an_edit_of_more_fields_than_any_record_has_is_refused() {
        let many = (0..=MOST).map(|n| (format!("f{n}"), FieldChange { before: Value::Null, after: Value::Null }));
        assert_eq!(Changes(many.collect()).apply(&person("Ana", None)), Err(Error::too_long("changes", MOST)));
    }

    proptest! {
        #[test]
        fn a_change_and_its_reverse_cancel(a in ".{0,6}", b in ".{0,6}", x: Option<u8>, y: Option<u8>) {
            let (old, new) = (person(&a, x), person(&b, y));
            let change = Changes::between(&old, &new);
            prop_assert_eq!(change.apply(&old), Ok(new.clone()));
            prop_assert_eq!(change.reversed().apply(&new), Ok(old));
        }
    }
}
