//! A row as one line of JSON that loses nothing. What JSON has no word for is an object with one field that begins with
//! `$`: `{"$decimal":"1.20"}`, `{"$record":["contact","01K…"]}`.

use std::str::FromStr;

use serde_json::{Map, Value as Json, json};
use surrealdb_types::{Array, Datetime, Decimal, Number, Object, RecordId, RecordIdKey, Value};

use super::BackupError;

/// A row as a line, without its end.
pub(crate) fn write(row: Value) -> Result<String, BackupError> {
    serde_json::to_string(&plain(row)?).map_err(|cause| BackupError::Line(cause.to_string()))
}

/// The row of a line.
pub(crate) fn read(line: &str) -> Result<Value, BackupError> {
    let json = serde_json::from_str(line).map_err(|cause| BackupError::Line(cause.to_string()))?;
    value(json).ok_or_else(|| BackupError::Line("it holds something that this program does not know".to_owned()))
}

fn tagged(tag: &str, content: impl Into<Json>) -> Json {
    Json::Object(Map::from_iter([(tag.to_owned(), content.into())]))
}

fn plain(value: Value) -> Result<Json, BackupError> {
    Ok(match value {
        Value::None => tagged("$none", Json::Null),
        Value::Null => Json::Null,
        Value::Bool(b) => b.into(),
        Value::String(s) => s.into(),
        Value::Number(Number::Int(int)) => int.into(),
        Value::Number(Number::Float(float)) => tagged("$float", format!("{float:?}")),
        Value::Number(Number::Decimal(decimal)) => tagged("$decimal", decimal.to_string()),
        Value::Datetime(at) => {
            let at = at.into_inner();
            tagged("$datetime", json!([at.timestamp(), at.timestamp_subsec_nanos()]))
        }
        Value::Bytes(bytes) => tagged("$bytes", hex(&bytes.into_inner())),
        Value::RecordId(RecordId { table, key: RecordIdKey::String(key) }) => {
            tagged("$record", json!([table.into_string(), key]))
        }
        Value::Array(items) => Json::Array(items.into_vec().into_iter().map(plain).collect::<Result<_, _>>()?),
        Value::Object(fields) => {
            let fields = fields.into_inner();
            let looks_tagged = fields.len() == 1 && fields.keys().any(|name| name.starts_with('$'));
            let fields = fields.into_iter().map(|(name, value)| Ok((name, plain(value)?)));
            let object = Json::Object(fields.collect::<Result<_, BackupError>>()?);
            if looks_tagged { tagged("$object", object) } else { object }
        }
        // What this program never writes: as the database's library says it, if that comes back as it was.
        other => {
            let said = serde_json::to_value(&other).map_err(|cause| BackupError::Line(cause.to_string()))?;
            match serde_json::from_value::<Value>(said.clone()) {
                Ok(back) if back == other => tagged("$value", said),
                _ => return Err(BackupError::Line(format!("{other:?} cannot be written down"))),
            }
        }
    })
}

fn value(json: Json) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(b) => Value::Bool(b),
        Json::String(s) => Value::String(s),
        Json::Number(n) => Value::Number(Number::Int(n.as_i64()?)),
        Json::Array(items) => Value::Array(Array::from(items.into_iter().map(value).collect::<Option<Vec<Value>>>()?)),
        Json::Object(fields) => match fields.iter().next() {
            Some((tag, _)) if fields.len() == 1 && tag.starts_with('$') => {
                let (tag, content) = fields.into_iter().next()?;
                special(&tag, content)?
            }
            _ => object(fields)?,
        },
    })
}

fn object(fields: Map<String, Json>) -> Option<Value> {
    let mut object = Object::new();
    for (name, json) in fields {
        object.insert(name, value(json)?);
    }
    Some(Value::Object(object))
}

fn special(tag: &str, content: Json) -> Option<Value> {
    Some(match (tag, content) {
        ("$none", Json::Null) => Value::None,
        ("$float", Json::String(s)) => Value::Number(Number::Float(s.parse().ok()?)),
        ("$decimal", Json::String(s)) => Value::Number(Number::Decimal(Decimal::from_str(&s).ok()?)),
        ("$datetime", Json::Array(parts)) => {
            let [seconds, nanos] = &parts[..] else { return None };
            Value::Datetime(Datetime::from_timestamp(seconds.as_i64()?, nanos.as_u64()?.try_into().ok()?)?)
        }
        ("$bytes", Json::String(s)) => Value::Bytes(unhex(&s)?.into()),
        ("$record", Json::Array(parts)) => {
            let [table, key] = &parts[..] else { return None };
            Value::RecordId(RecordId::new(table.as_str()?, key.as_str()?))
        }
        ("$object", Json::Object(fields)) => object(fields)?,
        ("$value", said) => serde_json::from_value(said).ok()?,
        _ => return None,
    })
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |byte: u8| char::from(DIGITS[usize::from(byte & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|digit| digit.try_into().ok())).collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use surrealdb_types::{Duration, Uuid};

    fn scalar() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::None),
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(|int| Value::Number(Number::Int(int))),
            any::<f64>().prop_map(|float| Value::Number(Number::Float(float))),
            Just(Value::Number(Number::Float(f64::INFINITY))),
            Just(Value::Number(Number::Float(-0.0))),
            (any::<i64>(), 0_u32..28).prop_map(|(n, scale)| Value::Number(Number::Decimal(Decimal::new(n, scale)))),
            (-8_000_000_000_i64..8_000_000_000, 0_u32..1_000_000_000)
                .prop_map(|(s, n)| Value::Datetime(Datetime::from_timestamp(s, n).unwrap())),
            "\\PC{0,12}".prop_map(Value::String),
            proptest::collection::vec(any::<u8>(), 0..9).prop_map(|bytes| Value::Bytes(bytes.into())),
            ("[a-z]{1,5}", "\\PC{1,8}").prop_map(|(table, key)| Value::RecordId(RecordId::new(table, key))),
            any::<i64>().prop_map(|key| Value::RecordId(RecordId::new("numbered", key))),
            (any::<u32>(), 0_u32..1_000_000_000).prop_map(|(s, n)| Value::Duration(Duration::new(s.into(), n))),
            Just(Value::Uuid(Uuid::new_v7())),
        ]
    }

    fn any_value() -> impl Strategy<Value = Value> {
        scalar().prop_recursive(12, 64, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(|items| Value::Array(Array::from(items))),
                proptest::collection::btree_map("[$a-z\u{e9} ]{0,4}", inner, 0..4).prop_map(|fields| {
                    let mut object = Object::new();
                    for (name, value) in fields {
                        object.insert(name, value);
                    }
                    Value::Object(object)
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_comes_back(value in any_value()) {
            let line = write(value.clone()).unwrap();
            prop_assert!(!line.contains('\n'));
            let back = read(&line).unwrap();
            // The same words once more: floats that are equal but not the same would differ here.
            prop_assert_eq!(write(back.clone()).unwrap(), line);
            prop_assert_eq!(format!("{:?}", back), format!("{:?}", value));
        }

        #[test]
        fn what_is_no_line_is_refused(line in "\\PC{0,40}") {
            drop(read(&line));
        }
    }

    #[test]
    fn scale_and_absence_are_kept() {
        let decimal = Value::Number(Number::Decimal(Decimal::new(120, 2)));
        assert_eq!(write(decimal).unwrap(), r#"{"$decimal":"1.20"}"#);
        assert_eq!(write(Value::None).unwrap(), r#"{"$none":null}"#);
        for wrong in ["", "{", "1.5", r#"{"$decimal":1}"#, r#"{"$unknown":1}"#, r#"{"$bytes":"abc"}"#] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
