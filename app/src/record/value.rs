//! A field's value in an event, as people read it.

use std::collections::BTreeMap;

use domain::contact::Civility;
use domain::exchange::{Channel, Direction, Outcome};
use domain::time::Zone;
use domain::{Address, Day, Instant, Label, Money, Nda, Phone, Siren, Siret};
use serde_json::Value;

use crate::contact::{civility_name, label_name, refusals};
use crate::exchange::words::{channel_name, direction_name, outcome_name};
use crate::i18n::{Lang, Texts, fill};

/// What is needed to say a value.
pub(super) struct Sayer<'a> {
    pub(super) names: &'a BTreeMap<String, String>,
    pub(super) t: &'static Texts,
    pub(super) lang: Lang,
    pub(super) today: Day,
    pub(super) zone: Zone,
}

impl Sayer<'_> {
    /// The name of a record, or that it is not known.
    pub(super) fn name(&self, subject: &str) -> String {
        self.names.get(subject).cloned().unwrap_or_else(|| self.t.contact().somebody_gone.to_owned())
    }

    /// The value; empty when there is none.
    pub(super) fn say(&self, field: &str, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::Array(values) => values.iter().map(|value| self.say(field, value)).collect::<Vec<_>>().join(", "),
            Value::Number(number) if field == "amount" => {
                Money::from_cents(number.as_i64().unwrap_or_default()).show(self.lang.french())
            }
            Value::Number(number) if field == "at" => {
                Instant(number.as_i64().unwrap_or_default()).show(&self.zone, self.today, self.lang.french())
            }
            Value::Number(number) if field == "minutes" => {
                fill(self.t.note().in_minutes, &[("n", &number.to_string())])
            }
            Value::String(text) => self.text(field, text),
            Value::Object(labels) if field == "labels" => {
                let name = |label: &Value| label.as_str().and_then(Label::named);
                let one = |(key, label): (&String, &Value)| {
                    let name = name(label).map_or("", |label| label_name(self.t, label));
                    format!("{} ({name})", self.text("phones", key))
                };
                labels.iter().map(one).collect::<Vec<_>>().join(", ")
            }
            Value::Object(_) if field == "address" => {
                let read = serde_json::from_value::<Address>(value.clone());
                read.map(|address| address.lines().join(", ")).unwrap_or_default()
            }
            Value::Object(fields) if field == "logo" => {
                fields.get("kind").and_then(Value::as_str).unwrap_or_default().to_uppercase()
            }
            Value::Object(fields) if field == "do_not_contact" => {
                let read = fields.get("channels").cloned().and_then(|list| serde_json::from_value(list).ok());
                let channels = refusals(self.t, &read.unwrap_or_else(Vec::new));
                let reason = fields.get("reason").and_then(Value::as_str).unwrap_or_default();
                if reason.is_empty() { channels } else { format!("{channels} – {reason}") }
            }
            Value::Object(_) if field == "repeat" => crate::task::repeat_said(self.t, value),
            Value::Object(fields) => fields.get("reason").and_then(Value::as_str).unwrap_or_default().to_owned(),
            other => other.to_string(),
        }
    }

    fn text(&self, field: &str, text: &str) -> String {
        let c = &self.t.contact();
        let table = match field {
            "stage" => "stage",
            "owner" | "assignee" => "user",
            "company" => "company",
            "contact" | "other_contacts" => "contact",
            "deal" => "deal",
            "status" => return crate::contact::status_named(self.t, text).to_owned(),
            "funding" => return crate::deal::funding_named(self.t, text).to_owned(),
            "channel" => return Channel::named(text).map_or("", |one| channel_name(self.t, one)).to_owned(),
            "direction" => return Direction::named(text).map_or("", |one| direction_name(self.t, one)).to_owned(),
            "outcome" => return Outcome::named(text).map_or("", |one| outcome_name(self.t, one)).to_owned(),
            "kind" => return crate::task::kind_named(self.t, text).to_owned(),
            "second_factor" => {
                return domain::second::Demand::named(text)
                    .map_or("", |demand| crate::second::demand_name(self.t, demand))
                    .to_owned();
            }
            "phones" => return Phone::parse(text).map_or_else(|_| text.to_owned(), |phone| phone.show()),
            "siren" => return Siren::parse(text).map_or_else(|_| text.to_owned(), |siren| siren.show()),
            "civility" => return Civility::named(text).map_or("", |one| civility_name(self.t, one)).to_owned(),
            "nda" => return Nda::parse(text).map_or_else(|_| text.to_owned(), |nda| nda.show()),
            "siret" => return Siret::parse(text).map_or_else(|_| text.to_owned(), |siret| siret.show()),
            "closing_on" | "due_on" => {
                return Day::parse(text)
                    .map_or_else(|_| text.to_owned(), |day| day.show(self.today, self.lang.french()));
            }
            _ => return text.to_owned(),
        };
        let subject = format!("{table}:{text}");
        self.names.get(&subject).cloned().unwrap_or_else(|| c.somebody_gone.to_owned())
    }

    /// What a field is called on screen; none for what only the program knows.
    pub(super) fn field(&self, field: &str) -> Option<&'static str> {
        field_name(self.t, field)
    }
}

/// What a field is called on screen; none for what only the program knows.
pub(super) fn field_name(t: &'static Texts, field: &str) -> Option<&'static str> {
    let f = t.form();
    let (c, k, n, common) = (&t.contact(), &t.task(), t.note(), &t.common());
    Some(match field {
        "given_name" => c.given_name,
        "family_name" | "name" => common.name,
        "emails" => common.email,
        "phones" => c.phone,
        "labels" => f.labels,
        "address" => f.address,
        "civility" => f.civility,
        "siren" => f.siren,
        "naf" => f.naf,
        "head_count" => f.head_count,
        "website" => f.website,
        "company" => c.company,
        "job_title" => c.job_title,
        "status" => c.status,
        "source" => c.source,
        "owner" => common.owner,
        "tags" => common.tags,
        "siret" => c.siret,
        "nda" => t.log().nda,
        "place" => t.log().place,
        "logo" => t.log().logo,
        "second_factor" => t.log().second_factor,
        "town" => c.town,
        "title" => c.deal_title,
        "contact" => c.contact,
        "other_contacts" => c.other_contacts,
        "amount" => c.amount,
        "training" => c.training,
        "funding" => c.funding,
        "closing_on" => c.closing_on,
        "do_not_contact" => c.stop,
        "channel" => n.channel,
        "direction" => n.direction,
        "outcome" => n.outcome,
        "minutes" => n.duration,
        "at" => n.day,
        "text" => n.summary,
        "kind" => k.kind,
        "due_on" => k.due_on,
        "due_at" => k.due_at,
        "assignee" => k.assignee,
        "repeat" => t.week().repeat,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use domain::{company, contact, task};
    use serde::Serialize;

    use super::field_name;
    use crate::i18n::Lang;

    /// Which fields of these details have no name: a change of them would leave no line in the history.
    fn nameless(details: &impl Serialize) -> Vec<String> {
        let json = serde_json::to_value(details).unwrap();
        let nameless = |field: &&String| field_name(Lang::Fr.texts(), field).is_none();
        json.as_object().unwrap().keys().filter(nameless).cloned().collect()
    }

    #[test]
    fn every_field_that_people_fill_in_has_a_name_in_the_history() {
        let none: [String; 0] = [];
        assert_eq!(nameless(&contact::Details::default()), none);
        assert_eq!(nameless(&company::Details::default()), none);
        // Whose deal it is stands beside the task; that it was given to another one is not told yet.
        assert_eq!(nameless(&task::Details::default()), ["deal"]);
    }
}
