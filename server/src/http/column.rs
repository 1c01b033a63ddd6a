//! The cells of an export of everything: how a value that is kept stands in a file.

use std::collections::BTreeMap;

use app::i18n::Lang;
use app::record::coded;
use domain::time::Zone;
use domain::{Address, Instant, Money};
use serde_json::Value;

use super::files::File;

/// Where a cell's value stands in a row, and how it is written.
#[derive(Clone, Copy)]
pub enum Cell {
    /// As it is; several values by commas.
    Plain(&'static str),
    /// A code, in words; its field is the last part of the place.
    Coded(&'static str),
    /// A moment, by the organisation's clock.
    Moment(&'static str),
    /// An amount in euros.
    Euros(&'static str),
    /// An address in one line.
    Postal(&'static str),
    /// The name of the record whose id stands there: its table, unless the id says it.
    Name(&'static str, &'static str),
    /// The value as JSON.
    Json(&'static str),
}

use Cell::{Coded, Euros, Json, Moment, Name, Plain, Postal};

/// What the organisation reads by.
#[derive(Clone, Default)]
pub struct Own {
    /// Its clock.
    pub zone: Zone,
    /// The language of who asks.
    pub lang: Lang,
}

/// The lines that some rows come to.
pub fn cells(file: &File, rows: &[Value], names: &BTreeMap<String, String>, own: &Own) -> Vec<Vec<String>> {
    let line = |row: &Value| file.columns.iter().map(|(_, cell)| written(*cell, row, names, own)).collect();
    if file.each.is_empty() {
        return rows.iter().map(line).collect();
    }
    let inside = |row: &Value| {
        let each = row.pointer(file.each).and_then(Value::as_array).cloned().unwrap_or_default();
        let with = |part: Value| {
            let mut row = row.clone();
            row["each"] = part;
            line(&row)
        };
        each.into_iter().map(with).collect::<Vec<_>>()
    };
    rows.iter().flat_map(inside).collect()
}

fn written(cell: Cell, row: &Value, names: &BTreeMap<String, String>, own: &Own) -> String {
    let value = |place: &str| row.pointer(place).unwrap_or(&Value::Null);
    match cell {
        Plain(place) => plain(value(place)),
        Coded(place) => coded(own.lang, place.rsplit('/').next().unwrap_or_default(), value(place)),
        Moment(place) => value(place).as_i64().map(|at| Instant(at).plain(&own.zone)).unwrap_or_default(),
        Euros(place) => value(place).as_i64().map(|cents| euros(Money::from_cents(cents))).unwrap_or_default(),
        Postal(place) => {
            let read = serde_json::from_value::<Address>(value(place).clone());
            read.map(|address| address.lines().join(", ")).unwrap_or_default()
        }
        Name(place, table) => {
            let id = value(place).as_str().unwrap_or_default();
            let subject = if id.contains(':') { id.to_owned() } else { format!("{table}:{id}") };
            names.get(&subject).cloned().unwrap_or_default()
        }
        Json(place) => match value(place) {
            Value::Null => String::new(),
            other => other.to_string(),
        },
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => if *yes { "oui" } else { "non" }.to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// `1234,50`, as French spreadsheets read a number.
fn euros(money: Money) -> String {
    let cents = money.cents();
    format!("{}{},{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
}

#[cfg(test)]
mod tests {
    use super::super::files::FILES;
    use super::*;
    use domain::export::Table;
    use serde_json::json;

    #[test]
    fn a_row_becomes_a_line() {
        let deal = json!({
            "id": "d1", "pipeline": "p", "stage": "s", "stage_since": 1_763_816_700_000_i64,
            "details": { "title": "Bilan", "contact": "c1", "amount": 123_450, "tags": ["a", "b"] },
            "outcome": { "state": "open" },
        });
        let names = [("contact:c1", "Ana Roy"), ("stage:s", "Devis")];
        let names = names.into_iter().map(|(id, name)| (id.to_owned(), name.to_owned())).collect();
        let file = FILES.iter().find(|file| file.table == Table::Deals).unwrap();
        let line = cells(file, &[deal], &names, &Own::default()).remove(0);
        let of = |heading: &str| {
            let at = file.columns.iter().position(|(name, _)| *name == heading).unwrap();
            line[at].as_str()
        };
        assert_eq!(
            (of("Contact"), of("Montant"), of("Étape"), of("Étiquettes")),
            ("Ana Roy", "1234,50", "Devis", "a, b")
        );
        assert_eq!(
            (of("Dans l’étape depuis"), of("Issue"), of("Motif de perte")),
            ("2025-11-22 14:05:00", "En cours", "")
        );
        assert_eq!(euros(Money::from_cents(-5)), "-0,05");
    }

    #[test]
    fn a_pipeline_has_a_line_a_stage() {
        let pipeline = json!({ "id": "p", "details": { "name": "Ventes", "stages": [
            { "id": "a", "name": "Contact", "probability": 10 }, { "id": "b", "name": "Devis", "hidden": true } ] } });
        let file = FILES.iter().find(|file| !file.each.is_empty()).unwrap();
        let lines = cells(file, &[pipeline], &BTreeMap::new(), &Own::default());
        assert_eq!(lines[0], ["Ventes", "a", "Contact", "10", "", ""]);
        assert_eq!(lines[1], ["Ventes", "b", "Devis", "", "", "oui"]);
    }
}
