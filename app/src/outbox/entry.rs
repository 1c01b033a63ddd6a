//! One write on its way: what was asked for, of whom, and what became of it.

use domain::Instant;
use domain::patch::Changes;
use domain::task::Details;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::Error;

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Note,
    Exchange,
    Task,
    /// An action that was done.
    Finish,
    /// A field of a record, changed where it stands.
    Edit,
}

impl Kind {
    /// The field in which people wrote; none where they wrote nothing new.
    fn field(self) -> Option<&'static str> {
        match self {
            Self::Note | Self::Exchange => Some("text"),
            Self::Task => Some("title"),
            Self::Finish | Self::Edit => None,
        }
    }

    /// Whether its words may be changed while it waits.
    pub(super) fn worded(self) -> bool {
        self.field().is_some()
    }
}

/// A write as the browser keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// The new record's id, which makes sending it twice harmless.
    pub(crate) key: String,
    /// Who wrote it: it is sent as nobody else.
    pub(super) writer: String,
    pub(super) kind: Kind,
    /// The records it is about, `table:id`.
    pub(crate) subjects: Vec<String>,
    /// The page it was written on, by title and address.
    pub(super) about: String,
    pub(super) href: String,
    /// Where it is sent, and what.
    pub(super) url: String,
    pub(super) body: String,
    /// What was done, in words, where nothing was written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) said: String,
    /// When it was written.
    pub(super) at: Instant,
    /// What the server had against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
}

impl Entry {
    pub(super) fn new(kind: Kind, subjects: Vec<String>, key: String, url: &str, body: String, writer: String) -> Self {
        let (title, here) = (document().title(), window().location());
        let about = title.split(" · CRM").next().unwrap_or_default().to_owned();
        let href = here.pathname().unwrap_or_default() + &here.search().unwrap_or_default();
        let at = Instant(js_sys::Date::now() as i64);
        let said = String::new();
        Self { key, writer, kind, subjects, about, href, url: url.to_owned(), body, said, at, error: None }
    }

    /// With what was done, in words.
    pub(super) fn saying(self, said: String) -> Self {
        Self { said, ..self }
    }

    /// What is sent. What is kept is an object; anything else is read as an empty one rather than ending the page.
    fn value(&self) -> Value {
        let read = serde_json::from_str(&self.body).unwrap_or_default();
        if Value::is_object(&read) { read } else { Value::Object(serde_json::Map::new()) }
    }

    /// Puts a value in its place, if the places on the way there are objects.
    fn put(value: &mut Value, way: &[&str], new: Value) {
        match (way, value) {
            ([], place) => *place = new,
            ([name, rest @ ..], Value::Object(fields)) => {
                let empty = || Value::Object(serde_json::Map::new());
                Self::put(fields.entry(*name).or_insert_with(empty), rest, new);
            }
            _ => {}
        }
    }

    /// What was written, in its writer's words.
    pub(super) fn text(&self) -> String {
        match self.kind.field() {
            Some(field) => self.value()["details"][field].as_str().unwrap_or_default().to_owned(),
            None => self.said.clone(),
        }
    }

    /// The action that shall be made.
    pub(super) fn task(&self) -> Option<Details> {
        serde_json::from_value(self.value()["details"].take()).ok().filter(|_| self.kind == Kind::Task)
    }

    /// The same with other words, to be sent again.
    pub(super) fn with_text(&self, text: &str) -> Self {
        let mut value = self.value();
        if let Some(field) = self.kind.field() {
            Self::put(&mut value, &["details", field], text.into());
        }
        Self { body: value.to_string(), error: None, ..self.clone() }
    }

    /// The fields that it changes.
    pub(crate) fn changes(&self) -> Changes {
        serde_json::from_value(self.value()["patch"]["changes"].clone()).unwrap_or_default()
    }

    /// Whether the server had something against it.
    pub(crate) fn refused(&self) -> bool {
        self.error.is_some()
    }

    /// The field that somebody else changed meanwhile, to what, and who, where that is known.
    pub(super) fn conflict(&self) -> Option<(String, Value, Option<String>)> {
        match self.refusal()?.0 {
            domain::Error::Changed { field, theirs, by, .. } => Some((field, theirs, by)),
            _ => None,
        }
    }

    /// The same over what somebody else wrote meanwhile, to be sent again.
    pub(super) fn over(&self, field: &str, theirs: Value) -> Self {
        let mut value = self.value();
        Self::put(&mut value, &["patch", "changes", field, "before"], theirs);
        Self { body: value.to_string(), error: None, ..self.clone() }
    }

    /// The same without a field, to be sent; nothing where that was all.
    pub(super) fn without(&self, field: &str) -> Option<Self> {
        let mut value = self.value();
        let changes = value.pointer_mut("/patch/changes")?.as_object_mut()?;
        changes.remove(field);
        (!changes.is_empty()).then(|| Self { body: value.to_string(), error: None, ..self.clone() })
    }

    /// Why it was refused.
    pub(super) fn refusal(&self) -> Option<Error> {
        let said = self.error.as_ref()?;
        Some(serde_json::from_str(said).unwrap_or(Error(domain::Error::Internal)))
    }
}

/// A key for what makes no record.
pub(crate) fn new_key() -> String {
    ulid(js_sys::Date::now() as u64, [js_sys::Math::random(), js_sys::Math::random()])
}

/// The id that a new record will have: one for as many tries as it takes.
#[derive(Clone, Copy)]
pub(crate) struct Key(StoredValue<String>);

impl Key {
    /// Not made yet: that needs the browser.
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(String::new()))
    }

    /// The id as text. A form that is gone has none to keep.
    pub(super) fn text(self) -> String {
        let kept = self.0.try_get_value().filter(|text| !text.is_empty());
        kept.unwrap_or_else(|| {
            let made = new_key();
            self.0.try_set_value(made.clone());
            made
        })
    }

    /// The id of its kind.
    pub(crate) fn id<T: std::str::FromStr>(self) -> Option<T> {
        self.text().parse().ok()
    }

    /// The record is written, or kept: the next one is another.
    pub(super) fn used(self) {
        self.0.try_set_value(String::new());
    }
}

/// A ULID: ten letters of time, sixteen of chance.
fn ulid(time: u64, chance: [f64; 2]) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let letters = |number: u64, count: u32| {
        (0..count).rev().map(move |at| char::from(LETTERS[((number >> (5 * at)) & 31) as usize]))
    };
    let half = |chance: f64| letters((chance * (1_u64 << 40) as f64) as u64, 8);
    letters(time, 10).chain(half(chance[0])).chain(half(chance[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_in_the_browser_are_ulids_in_the_order_of_time() {
        let (early, late) = (ulid(1_700_000_000_000, [0.999_999, 0.1]), ulid(1_700_000_000_001, [0.0, 0.5]));
        assert!(domain::id::is_ulid(&early) && domain::id::is_ulid(&late) && early < late, "{early} {late}");
        assert_ne!(ulid(1, [0.1, 0.2]), ulid(1, [0.1, 0.3]));
    }

    #[test]
    fn what_somebody_else_wrote_is_only_replaced_on_purpose() {
        let body = r#"{"id":"x","patch":{"version":1,"changes":{"town":{"before":"Lyon","after":"Paris"}}}}"#;
        let error = r#"{"error":"changed","field":"town","theirs":"Nantes","yours":"Paris"}"#;
        let asked = entry(Kind::Edit, body, Some(error));
        let Some((field, theirs, _)) = asked.conflict() else { panic!("{:?}", asked.refusal()) };
        assert_eq!((field.as_str(), &theirs), ("town", &Value::from("Nantes")));
        let mine = asked.over(&field, theirs);
        assert_eq!(mine.changes(), Changes::one("town", "Nantes".into(), "Paris".into()));
        assert!(!mine.refused() && mine.conflict().is_none());
        // What is given up is that field alone.
        assert_eq!(asked.without("town"), None);
        let two = asked.body.replace(r#""changes":{"#, r#""changes":{"job":{"before":null,"after":"Chef"},"#);
        let Some(rest) = entry(Kind::Edit, &two, Some(error)).without("town") else { panic!("{two}") };
        assert_eq!((rest.changes(), rest.refused()), (Changes::one("job", Value::Null, "Chef".into()), false));
    }

    fn entry(kind: Kind, body: &str, error: Option<&str>) -> Entry {
        Entry {
            key: "x".into(),
            writer: "u".into(),
            kind,
            subjects: Vec::new(),
            about: String::new(),
            href: String::new(),
            url: String::new(),
            body: body.to_owned(),
            said: String::new(),
            at: Instant(0),
            error: error.map(str::to_owned),
        }
    }

    #[test]
    fn words_are_changed_where_they_stand() {
        let body = r#"{"details":{"title":"Appeler","due_on":"2026-11-24"},"id":"x"}"#;
        let entry = entry(Kind::Task, body, Some(r#"{"error":"forbidden"}"#));
        assert_eq!((entry.text().as_str(), entry.refusal()), ("Appeler", Some(Error(domain::Error::Forbidden))));
        let next = entry.with_text("Écrire");
        assert_eq!((next.text().as_str(), &next.error), ("Écrire", &None));
        assert!(next.body.contains("2026-11-24"));
    }

    #[test]
    fn a_body_that_is_none_ends_no_page() {
        for body in
            ["", "1", "[]", "null", "\"x\"", "{\"details\":1,\"patch\":[]}", "{\"patch\":{\"changes\":2}}", "{\"deta"]
        {
            let entry = entry(Kind::Task, body, Some(body));
            assert!(entry.text().is_empty() && entry.changes().is_empty() && entry.conflict().is_none(), "{body}");
            assert!(entry.without("a").is_none());
            let (worded, over) = (entry.with_text("x"), entry.over("a", Value::Null));
            assert!([worded, over].iter().all(|next| next.value().is_object()), "{body}");
        }
    }
}
