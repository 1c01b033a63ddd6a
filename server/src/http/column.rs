//! The files of an export of everything: which table each is, and what stands in its columns.

use std::collections::BTreeMap;

use domain::export::Table;
use domain::{Address, Instant, Money};
use serde_json::Value;

/// Where a cell's value stands in a row, and how it is written.
#[derive(Clone, Copy)]
pub enum Cell {
    /// As it is; several values by commas.
    Plain(&'static str),
    /// A moment, in UTC.
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

/// One file.
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// Its table.
    pub table: Table,
    /// Headings and cells.
    pub columns: &'static [(&'static str, Cell)],
    /// Where a row holds several lines of the file; empty where it is one itself.
    pub each: &'static str,
}

use Cell::{Euros, Json, Moment, Name, Plain, Postal};

/// All files.
pub const FILES: [File; 10] = [
    File {
        name: "contacts.csv",
        table: Table::Contacts,
        columns: &[
            ("id", Plain("/id")),
            ("Civilité", Plain("/details/civility")),
            ("Prénom", Plain("/details/given_name")),
            ("Nom", Plain("/details/family_name")),
            ("E-mails", Plain("/details/emails")),
            ("Téléphones", Plain("/details/phones")),
            ("Entreprise", Name("/details/company", "company")),
            ("id entreprise", Plain("/details/company")),
            ("Fonction", Plain("/details/job_title")),
            ("Adresse", Postal("/details/address")),
            ("Statut", Plain("/details/status")),
            ("Source", Plain("/details/source")),
            ("Responsable", Name("/details/owner", "user")),
            ("Étiquettes", Plain("/details/tags")),
            ("Ne pas contacter", Json("/details/do_not_contact")),
            ("Créé", Moment("/created_at")),
            ("Modifié", Moment("/updated_at")),
            ("Archivé", Moment("/archived_at")),
        ],
        each: "",
    },
    File {
        name: "entreprises.csv",
        table: Table::Companies,
        columns: &[
            ("id", Plain("/id")),
            ("Nom", Plain("/details/name")),
            ("SIREN", Plain("/details/siren")),
            ("SIRET", Plain("/details/siret")),
            ("NAF", Plain("/details/naf")),
            ("Effectif", Plain("/details/head_count")),
            ("Site", Plain("/details/website")),
            ("Adresse", Postal("/details/address")),
            ("Ville", Plain("/details/town")),
            ("Créée", Moment("/created_at")),
            ("Modifiée", Moment("/updated_at")),
        ],
        each: "",
    },
    File {
        name: "opportunites.csv",
        table: Table::Deals,
        columns: &[
            ("id", Plain("/id")),
            ("Titre", Plain("/details/title")),
            ("Contact", Name("/details/contact", "contact")),
            ("id contact", Plain("/details/contact")),
            ("Autres contacts", Plain("/details/other_contacts")),
            ("Entreprise", Name("/details/company", "company")),
            ("id entreprise", Plain("/details/company")),
            ("Montant", Euros("/details/amount")),
            ("Responsable", Name("/details/owner", "user")),
            ("Formation", Plain("/details/training")),
            ("Financement", Plain("/details/funding")),
            ("Clôture prévue", Plain("/details/closing_on")),
            ("Étiquettes", Plain("/details/tags")),
            ("Pipeline", Name("/pipeline", "pipeline")),
            ("Étape", Name("/stage", "stage")),
            ("Dans l’étape depuis", Moment("/stage_since")),
            ("Issue", Plain("/outcome/state")),
            ("Close", Moment("/outcome/at")),
            ("Motif de perte", Plain("/outcome/reason")),
            ("Créée", Moment("/created_at")),
            ("Modifiée", Moment("/updated_at")),
        ],
        each: "",
    },
    File {
        name: "actions.csv",
        table: Table::Tasks,
        columns: &[
            ("id", Plain("/id")),
            ("Titre", Plain("/details/title")),
            ("Type", Plain("/details/kind")),
            ("Jour", Plain("/details/due_on")),
            ("Heure", Plain("/details/due_at")),
            ("Pour", Name("/details/assignee", "user")),
            ("Contact", Name("/details/contact", "contact")),
            ("id contact", Plain("/details/contact")),
            ("Opportunité", Name("/details/deal", "deal")),
            ("id opportunité", Plain("/details/deal")),
            ("Faite", Moment("/done_at")),
            ("Créée", Moment("/created_at")),
        ],
        each: "",
    },
    File {
        name: "notes.csv",
        table: Table::Notes,
        columns: &[
            ("id", Plain("/id")),
            ("Fiche", Name("/subject", "")),
            ("id fiche", Plain("/subject")),
            ("Texte", Plain("/details/text")),
            ("Épinglée", Plain("/details/pinned")),
            ("Par", Plain("/by/name")),
            ("Écrite", Moment("/written_at")),
            ("Modifiée", Moment("/edited_at")),
        ],
        each: "",
    },
    File {
        name: "echanges.csv",
        table: Table::Exchanges,
        columns: &[
            ("id", Plain("/id")),
            ("Contact", Name("/details/contact", "contact")),
            ("id contact", Plain("/details/contact")),
            ("Opportunité", Name("/details/deal", "deal")),
            ("id opportunité", Plain("/details/deal")),
            ("Canal", Plain("/details/channel")),
            ("Sens", Plain("/details/direction")),
            ("Résultat", Plain("/details/outcome")),
            ("Minutes", Plain("/details/minutes")),
            ("Résumé", Plain("/details/text")),
            ("Le", Moment("/details/at")),
        ],
        each: "",
    },
    File {
        name: "pipelines.csv",
        table: Table::Pipelines,
        columns: &[("id", Plain("/id")), ("Nom", Plain("/details/name"))],
        each: "",
    },
    File {
        name: "etapes.csv",
        table: Table::Pipelines,
        columns: &[
            ("Pipeline", Plain("/details/name")),
            ("id", Plain("/each/id")),
            ("Nom", Plain("/each/name")),
            ("Probabilité", Plain("/each/probability")),
            ("Jours visés", Plain("/each/target_days")),
            ("Masquée", Plain("/each/hidden")),
        ],
        each: "/details/stages",
    },
    File {
        name: "utilisateurs.csv",
        table: Table::Users,
        columns: &[
            ("id", Plain("/id")),
            ("Nom", Plain("/name")),
            ("E-mail", Plain("/email")),
            ("Rôle", Plain("/role")),
            ("Désactivé", Plain("/disabled")),
            ("Créé", Moment("/created_at")),
        ],
        each: "",
    },
    File {
        name: "evenements.csv",
        table: Table::Events,
        columns: &[
            ("id", Plain("/id")),
            ("Le", Moment("/at")),
            ("Par", Plain("/by/name")),
            ("Quoi", Plain("/kind")),
            ("Fiches", Plain("/subjects")),
            ("Changements", Json("/changes")),
        ],
        each: "",
    },
];

/// The lines that some rows come to.
pub fn cells(file: &File, rows: &[Value], names: &BTreeMap<String, String>) -> Vec<Vec<String>> {
    let line = |row: &Value| file.columns.iter().map(|(_, cell)| written(*cell, row, names)).collect();
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

fn written(cell: Cell, row: &Value, names: &BTreeMap<String, String>) -> String {
    let value = |place: &str| row.pointer(place).unwrap_or(&Value::Null);
    match cell {
        Plain(place) => plain(value(place)),
        Moment(place) => value(place).as_i64().map(moment).unwrap_or_default(),
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

/// `2026-11-22T13:05:00Z`.
fn moment(millis: i64) -> String {
    jiff::Timestamp::from_millisecond(Instant(millis).0).map(|at| at.to_string()).unwrap_or_default()
}

/// `1234,50`, as French spreadsheets read a number.
fn euros(money: Money) -> String {
    let cents = money.cents();
    format!("{}{},{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let line = cells(file, &[deal], &names).remove(0);
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
            ("2025-11-22T13:05:00Z", "open", "")
        );
        assert_eq!(euros(Money::from_cents(-5)), "-0,05");
    }

    #[test]
    fn a_pipeline_has_a_line_a_stage() {
        let pipeline = json!({ "id": "p", "details": { "name": "Ventes", "stages": [
            { "id": "a", "name": "Contact", "probability": 10 }, { "id": "b", "name": "Devis", "hidden": true } ] } });
        let file = FILES.iter().find(|file| !file.each.is_empty()).unwrap();
        let lines = cells(file, &[pipeline], &BTreeMap::new());
        assert_eq!(lines[0], ["Ventes", "a", "Contact", "10", "", ""]);
        assert_eq!(lines[1], ["Ventes", "b", "Devis", "", "", "oui"]);
    }
}
