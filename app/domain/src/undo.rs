//! Taking a change back: which ones can be, by whom, and as long as nothing later depends on it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::event::{By, Event, Kind};
use crate::patch::Changes;
use crate::{Actor, EventId, Result, Right};

/// Which change is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// The one that this event tells of.
    Event(EventId),
    /// One's own latest change of a record after which it had these values.
    Own {
        /// The record, `table:id`.
        subject: String,
        /// The values by field; none for whatever it was.
        after: BTreeMap<String, Value>,
    },
}

/// What was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The event.
    pub event: EventId,
    /// The record it was about, `table:id`.
    pub subject: String,
    /// Whether the record is gone with it: what was taken back is that it was made.
    pub gone: bool,
    /// The fields that are as before.
    #[serde(default)]
    pub fields: Vec<String>,
    /// What the record is called, for showing.
    #[serde(default)]
    pub name: Option<String>,
}

impl Kind {
    /// Whether it tells that a record was made.
    #[must_use]
    pub fn makes(self) -> bool {
        use Kind as K;
        matches!(
            self,
            K::ContactCreated
                | K::CompanyCreated
                | K::DealCreated
                | K::TaskCreated
                | K::NoteAdded
                | K::ExchangeLogged
                | K::ViewSaved
        )
    }
}

impl Event {
    /// What one must be allowed to do to take this back; none for what is never taken back: what only tells, what was
    /// erased, and what takes something back itself.
    #[must_use]
    pub fn undo_right(&self) -> Option<Right> {
        use Kind as K;
        let has = |field: &str| self.changes.0.contains_key(field);
        if self.undoes.is_some() || self.changes.is_empty() {
            return None;
        }
        Some(match self.kind {
            // Whoever was brought in by an import with a refusal keeps it: imports never weaken one, nor does their undo.
            K::ContactCreated | K::ContactEdited if self.import.is_some() && has("do_not_contact") => return None,
            K::ContactCreated | K::ContactEdited | K::ContactArchived | K::ContactRestored => Right::WriteRecords,
            K::CompanyCreated | K::CompanyEdited => Right::WriteRecords,
            K::DealCreated | K::DealEdited | K::DealMoved | K::DealClosed | K::DealReopened => Right::WriteRecords,
            K::RecordDeleted => self.bin_id().map(|_| Right::WriteRecords)?,
            K::RecordRestored => Right::WriteRecords,
            K::TaskCreated | K::TaskEdited | K::TaskDone | K::TaskReopened => Right::WriteNotes,
            K::NoteAdded | K::NoteChanged | K::NoteRemoved => Right::WriteNotes,
            K::ExchangeLogged | K::ExchangeChanged | K::ExchangeRemoved => Right::WriteNotes,
            // The picture of before is not kept.
            K::OrganisationEdited if has("logo") => return None,
            K::PipelineEdited | K::OrganisationEdited | K::VocabularyEdited => Right::ManageSettings,
            // A name is one's own to change.
            K::UserEdited if has("name") => return None,
            K::UserEdited => Right::ManagePeople,
            K::ViewSaved | K::ViewChanged | K::ViewRemoved => Right::ReadContacts,
            _ => return None,
        })
    }

    /// The place in the bin where a deleted record went.
    #[must_use]
    pub fn bin_id(&self) -> Option<crate::BinId> {
        self.changes.0.get("bin")?.after["id"].as_str()?.parse().ok()
    }
}

/// Of events of one history, newest first, those whose undo makes sense: nothing newer changed the same, and nobody took
/// them back yet. The port looks again.
#[must_use]
pub fn offered(events: &[Event], undone: &BTreeMap<EventId, By>, may: impl Fn(Right) -> bool) -> BTreeSet<EventId> {
    let (mut changed, mut touched, mut out) = (HashSet::<(&str, &str)>::new(), HashSet::<&str>::new(), BTreeSet::new());
    let (mut gone, mut back) = (HashSet::<&str>::new(), HashSet::<&str>::new());
    for event in events {
        let first = event.subjects.first().map_or("", String::as_str);
        if event.undoes.is_some() || undone.contains_key(&event.id) {
            continue;
        }
        let overtaken = match event.kind {
            // Nothing may hang on what was made.
            kind if kind.makes() => touched.contains(first),
            _ => event.changes.0.keys().any(|field| changed.contains(&(first, field.as_str()))),
        };
        if !overtaken && !gone.contains(first) && event.undo_right().is_some_and(&may) {
            out.insert(event.id.clone());
        }
        let subjects = || event.subjects.iter().map(String::as_str);
        match event.kind {
            Kind::RecordRestored => back.extend(subjects()),
            Kind::RecordDeleted | Kind::RecordErased => gone.extend(subjects().filter(|name| !back.contains(name))),
            _ => touched.extend(subjects()),
        }
        // Where in its column a card stands is nobody's concern.
        changed
            .extend(event.changes.0.keys().filter(|field| *field != "position").map(|field| (first, field.as_str())));
    }
    out
}

/// The first field in which a record is another than it was made; none when it is still the same.
#[must_use]
pub fn altered<T: Serialize>(present: &T, made: &Changes) -> Option<String> {
    let present = Changes::from_new(present);
    let same = |field: &String, value: &Value| made.0.get(field).is_some_and(|made| made.after == *value);
    let other = present.0.iter().find(|(field, change)| !same(field, &change.after)).map(|(field, _)| field.clone());
    // What was emptied since is missing among the fields that have a value. Where a deal stands is no field of its own.
    let place = ["stage", "position", "pipeline"];
    let missing = |field: &&String| !present.0.contains_key(*field) && !place.contains(&field.as_str());
    other.or_else(|| made.0.keys().find(missing).cloned())
}

/// The one way back.
#[async_trait]
pub trait Undos: Send + Sync {
    /// Takes a change back: what it changed is as before, by the rules and permissions of an ordinary change, and an
    /// event tells that it was taken back.
    ///
    /// # Errors
    /// `Since` when somebody changed the same since; `Refused` when it cannot be, or no more; `NotFound`, `Forbidden`.
    async fn undo(&self, actor: &Actor, which: &Which) -> Result<Undone>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Instant;
    use serde_json::json;

    fn event(id: &str, kind: Kind, subjects: &[&str], fields: &[&str]) -> Event {
        let change = |field: &&str| Changes::one(field, json!("a"), json!("b")).0;
        Event {
            id: id.parse().unwrap(),
            at: Instant(1),
            by: By { user: None, name: "Claire".into() },
            kind,
            payload: 1,
            subjects: subjects.iter().map(|&subject| subject.into()).collect(),
            changes: Changes(fields.iter().flat_map(change).collect()),
            import: None,
            stay: None,
            undoes: None,
        }
    }

    fn ids(events: &[Event], undone: &[&str]) -> Vec<String> {
        let by = By { user: None, name: String::new() };
        let undone = undone.iter().map(|id| (id.parse().unwrap(), by.clone())).collect();
        offered(events, &undone, |_| true).into_iter().map(|id| id.to_string()).collect()
    }

    #[test]
    fn only_the_latest_change_of_a_field_is_offered() {
        let history = [
            event("d", Kind::ContactEdited, &["contact:a"], &["phones"]),
            event("c", Kind::ContactEdited, &["contact:a"], &["emails"]),
            event("b", Kind::ContactEdited, &["contact:a"], &["phones"]),
            event("a", Kind::ContactCreated, &["contact:a"], &["given_name"]),
        ];
        assert_eq!(ids(&history, &[]), ["c", "d"]);
        // Once it is taken back, what was before can be.
        assert_eq!(ids(&history, &["d"]), ["b", "c"]);
        assert_eq!(ids(&history, &["b", "c", "d"]), ["a"]);
    }

    #[test]
    fn what_hangs_on_a_record_keeps_it() {
        let made = event("a", Kind::ContactCreated, &["contact:a"], &["given_name"]);
        let note = event("b", Kind::NoteAdded, &["note:n", "contact:a"], &["text"]);
        assert_eq!(ids(&[note.clone(), made.clone()], &[]), ["b"]);
        assert_eq!(ids(&[note, made], &["b"]), ["a"]);
    }

    #[test]
    fn some_things_are_never_taken_back() {
        let mut undo = event("b", Kind::ContactEdited, &["contact:a"], &["phones"]);
        undo.undoes = "a".parse().ok();
        let blank = event("c", Kind::ContactEdited, &["contact:a"], &[]);
        let logo = event("d", Kind::OrganisationEdited, &["organisation:own"], &["logo"]);
        let mut stop = event("e", Kind::ContactEdited, &["contact:a"], &["do_not_contact"]);
        assert_eq!(stop.undo_right(), Some(Right::WriteRecords));
        stop.import = "i".parse().ok();
        let told = event("f", Kind::UserPasswordChanged, &["user:a"], &["x"]);
        assert!([undo, blank, logo, stop, told].iter().all(|event| event.undo_right().is_none()));
    }

    #[test]
    fn a_record_is_compared_with_how_it_was_made() {
        let made = Changes::from_new(&json!({ "name": "Acme", "town": "Lyon", "stage": "s" }));
        assert_eq!(altered(&json!({ "name": "Acme", "town": "Lyon" }), &made), None);
        assert_eq!(altered(&json!({ "name": "Acme", "town": "Paris" }), &made).as_deref(), Some("town"));
        assert_eq!(altered(&json!({ "name": "Acme", "town": null }), &made).as_deref(), Some("town"));
        assert_eq!(altered(&json!({ "name": "Acme", "town": "Lyon", "naf": "x" }), &made).as_deref(), Some("naf"));
    }
}
