//! Queries with bound parameters, and rows turned into domain types.

use std::ops::{Bound, Range};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use surrealdb::IndexedResults;
use surrealdb_types::{Array, Number, Object, RecordId, RecordIdKey, RecordIdKeyRange, Value};

use crate::Failure;

/// Of more values than these the database looks up none by an index: it reads the whole table.
const MOST_ANY: usize = 32;

/// One or more statements with their parameters. The text is always a constant of this crate.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) sql: String,
    pub(crate) vars: Object,
}

/// A query; parameters are bound, never written into the text.
pub(crate) fn ask(sql: impl Into<String>) -> Ask {
    Ask { sql: sql.into(), vars: Object::new() }
}

impl Ask {
    /// Binds a value of the domain, in the form it is stored.
    pub(crate) fn bind(self, name: &str, value: impl Serialize) -> Self {
        self.bind_json(name, serde_json::to_value(value).unwrap_or(Json::Null))
    }

    /// Binds plain JSON, in the form it is stored.
    pub(crate) fn bind_json(mut self, name: &str, value: Json) -> Self {
        self.vars.insert(name.to_owned(), stored(value));
        self
    }

    /// Binds a value with its nulls, which mean something in a change: there was nothing, or there is nothing any more.
    pub(crate) fn whole(mut self, name: &str, value: Json) -> Self {
        self.vars.insert(name.to_owned(), whole(value));
        self
    }

    /// Adds a statement for as many of the values as are looked up by an index at once, `$any` in it; none for none, of
    /// which the database would read the whole table too. Answers which statements these are.
    pub(crate) fn each(&mut self, sql: &str, values: &[impl Serialize]) -> Range<usize> {
        let begin = if self.sql.is_empty() { 0 } else { self.sql.split(';').count() };
        let mut end = begin;
        for part in values.chunks(MOST_ANY) {
            let name = format!("any{end}");
            if end > 0 {
                self.sql.push_str("; ");
            }
            self.sql += &sql.replace("$any", &format!("${name}"));
            self.vars.insert(name, stored(serde_json::to_value(part).unwrap_or(Json::Null)));
            end += 1;
        }
        begin..end
    }

    /// Binds bytes.
    pub(crate) fn bytes(mut self, name: &str, bytes: Vec<u8>) -> Self {
        self.vars.insert(name.to_owned(), Value::Bytes(bytes.into()));
        self
    }

    /// Binds the address of a record.
    pub(crate) fn record(mut self, name: &str, table: &str, id: &str) -> Self {
        self.vars.insert(name.to_owned(), Value::RecordId(RecordId::new(table, id)));
        self
    }

    /// Binds the records of a table from one on, that one left out: read in the order of their addresses.
    pub(crate) fn range(mut self, name: &str, table: &str, after: Option<&str>) -> Self {
        let start = after.map_or(Bound::Unbounded, |id| Bound::Excluded(RecordIdKey::String(id.to_owned())));
        let range = RecordIdKeyRange { start, end: Bound::Unbounded };
        let range = RecordId::new(table, RecordIdKey::Range(Box::new(range)));
        self.vars.insert(name.to_owned(), Value::RecordId(range));
        self
    }

    /// Binds the addresses of several records.
    pub(crate) fn records<'a>(mut self, name: &str, table: &str, ids: impl IntoIterator<Item = &'a str>) -> Self {
        let ids: Vec<Value> = ids.into_iter().map(|id| Value::RecordId(RecordId::new(table, id))).collect();
        self.vars.insert(name.to_owned(), Value::Array(Array::from(ids)));
        self
    }
}

/// What the statements answered.
pub(crate) struct Rows(pub(crate) IndexedResults);

impl Rows {
    /// All rows of a statement.
    pub(crate) fn all<T: DeserializeOwned>(&mut self, statement: usize) -> Result<Vec<T>, Failure> {
        let value: Value = self.0.take(statement)?;
        let rows = match value {
            Value::Array(rows) => rows.into_iter().map(plain).collect(),
            Value::None | Value::Null => Vec::new(),
            one => vec![plain(one)],
        };
        rows.into_iter().map(|row| serde_json::from_value(row).map_err(Failure::shape)).collect()
    }

    /// The first row of a statement, if there is one.
    pub(crate) fn one<T: DeserializeOwned>(&mut self, statement: usize) -> Result<Option<T>, Failure> {
        Ok(self.all(statement)?.into_iter().next())
    }
}

/// The form in which a value is stored: what is null is simply not there.
pub(crate) fn stored(json: Json) -> Value {
    match json {
        Json::Null => Value::None,
        Json::Bool(b) => Value::Bool(b),
        Json::Number(n) => match n.as_i64() {
            Some(int) => Value::Number(Number::Int(int)),
            None => Value::Number(Number::Float(n.as_f64().unwrap_or_default())),
        },
        Json::String(s) => Value::String(s),
        Json::Array(items) => Value::Array(Array::from(items.into_iter().map(stored).collect::<Vec<_>>())),
        Json::Object(fields) => {
            let mut object = Object::new();
            for (name, value) in fields {
                if !value.is_null() {
                    object.insert(name, stored(value));
                }
            }
            Value::Object(object)
        }
    }
}

fn whole(json: Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Array(items) => Value::Array(Array::from(items.into_iter().map(whole).collect::<Vec<_>>())),
        Json::Object(fields) => {
            let mut object = Object::new();
            for (name, value) in fields {
                object.insert(name, whole(value));
            }
            Value::Object(object)
        }
        other => stored(other),
    }
}

/// A stored value as plain JSON: the address of a record becomes its id.
fn plain(value: Value) -> Json {
    match value {
        Value::Bool(b) => Json::Bool(b),
        Value::Number(Number::Int(int)) => Json::from(int),
        Value::Number(Number::Float(float)) => Json::from(float),
        Value::Number(Number::Decimal(decimal)) => Json::String(decimal.to_string()),
        Value::String(s) => Json::String(s),
        Value::RecordId(record) => match record.key {
            RecordIdKey::String(key) => Json::String(key),
            other => Json::String(format!("{other:?}")),
        },
        Value::Array(items) => Json::Array(items.into_iter().map(plain).collect()),
        Value::Object(fields) => Json::Object(fields.into_iter().map(|(name, value)| (name, plain(value))).collect()),
        _ => Json::Null,
    }
}
