//! Who is told of an event: a rule, read by the transaction that writes the event.

use serde_json::Value;

use super::Kind;
use crate::event::{Event, Kind as Happened};
use crate::{NoteId, StageId, UserId};

/// Somebody who is told of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whom.
    pub user: UserId,
    /// What.
    pub kind: Kind,
    /// The record, `table:id`.
    pub subject: String,
    /// The note, for who is named in it.
    pub note: Option<NoteId>,
    /// The stage, for a deal that was moved.
    pub stage: Option<StageId>,
    /// The import or the bulk it belongs to: all of it is one notice.
    pub group: Option<String>,
}

impl Told {
    /// The notice's id. What happens again to the same record, and the many of one group, come to the same notice.
    #[must_use]
    pub fn id(&self) -> String {
        let part = |subject: &str| subject.split_once(':').map_or("", |(_, id)| id).to_owned();
        let (sign, of) = match (&self.group, self.kind, &self.note) {
            (Some(group), ..) => ('g', part(group)),
            (_, Kind::Mentioned, Some(note)) => ('n', note.to_string()),
            (_, Kind::Mentioned | Kind::Assigned, _) => ('a', part(&self.subject)),
            (_, Kind::BackupFailed, _) => ('b', part(&self.subject)),
            (_, Kind::TailLost, _) => ('t', part(&self.subject)),
            (_, Kind::SecondReset, _) => ('s', part(&self.subject)),
            _ => ('m', part(&self.subject)),
        };
        format!("{}{sign}{of}", self.user)
    }
}

/// Who is told of an event. `concerned` are those whom the event itself does not name: who is newly mentioned in a
/// note, who is in charge of a deal. Nobody is told of what they did themselves.
#[must_use]
pub fn told(event: &Event, concerned: &[UserId]) -> Vec<Told> {
    let first = event.subjects.first().cloned().unwrap_or_default();
    let after = |field: &str| event.changes.0.get(field).map(|change| &change.after);
    let id = |field: &str| after(field).and_then(Value::as_str);
    let given = |field: &str| id(field).and_then(|id| id.parse::<UserId>().ok()).into_iter().collect::<Vec<_>>();
    let (mut subject, mut note, mut stage) = (first.clone(), None, None);
    let (kind, users) = match event.kind {
        Happened::NoteAdded | Happened::NoteChanged => {
            note = first.split_once(':').and_then(|(_, id)| id.parse().ok());
            subject = event.subjects.get(1).cloned().unwrap_or_default();
            (Kind::Mentioned, concerned.to_vec())
        }
        Happened::ContactCreated | Happened::ContactEdited | Happened::DealCreated | Happened::DealEdited => {
            (Kind::Assigned, given("owner"))
        }
        Happened::TaskCreated | Happened::TaskEdited => (Kind::Assigned, given("assignee")),
        Happened::DealMoved => {
            // The order of cards in a column is nobody's news.
            let Some(to) = id("stage") else { return Vec::new() };
            stage = to.parse().ok();
            (Kind::Moved, concerned.to_vec())
        }
        Happened::DealClosed => {
            let won = after("outcome").and_then(|outcome| outcome["state"].as_str()) == Some("won");
            (if won { Kind::Won } else { Kind::Lost }, concerned.to_vec())
        }
        Happened::DealReopened => (Kind::Reopened, concerned.to_vec()),
        Happened::BackupFailed => (Kind::BackupFailed, concerned.to_vec()),
        Happened::TailLost => (Kind::TailLost, concerned.to_vec()),
        Happened::UserSecondReset => (Kind::SecondReset, concerned.to_vec()),
        _ => return Vec::new(),
    };
    let bulk = event.subjects.last().filter(|last| last.starts_with("bulk:")).cloned();
    let group = event.import.as_ref().map(crate::ImportId::subject).or(bulk);
    let mut out: Vec<Told> = Vec::new();
    for user in users {
        if event.by.user.as_ref() != Some(&user) && out.iter().all(|told| told.user != user) {
            let (subject, note, stage, group) = (subject.clone(), note.clone(), stage.clone(), group.clone());
            out.push(Told { user, kind, subject, note, stage, group });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Instant;
    use crate::event::By;
    use crate::patch::Changes;
    use serde_json::json;

    fn event(kind: Happened, subjects: &[&str], changes: Changes) -> Event {
        Event {
            id: "e".parse().unwrap(),
            at: Instant(1),
            by: By { user: Some("claire".parse().unwrap()), name: "Claire".into() },
            kind,
            payload: 1,
            subjects: subjects.iter().map(|&subject| subject.into()).collect(),
            changes,
            import: None,
            stay: None,
            undoes: None,
        }
    }

    fn users(names: &[&str]) -> Vec<UserId> {
        names.iter().map(|name| name.parse().unwrap()).collect()
    }

    fn given(to: &str, subjects: &[&str]) -> Vec<Told> {
        told(&event(Happened::ContactEdited, subjects, Changes::one("owner", Value::Null, json!(to))), &[])
    }

    #[test]
    fn who_is_given_a_record_is_told_and_nobody_of_their_own_acts() {
        let one = given("louis", &["contact:x", "company:y"]);
        assert_eq!((one.len(), one[0].kind, one[0].subject.as_str()), (1, Kind::Assigned, "contact:x"));
        assert_eq!(given("claire", &["contact:x"]), []);
        let freed = Changes::one("owner", json!("louis"), Value::Null);
        assert_eq!(told(&event(Happened::DealEdited, &["deal:x"], freed), &[]), []);
        let task =
            event(Happened::TaskCreated, &["task:t", "deal:d"], Changes::one("assignee", Value::Null, json!("zoe")));
        assert_eq!(told(&task, &[])[0].subject, "task:t");
    }

    #[test]
    fn the_many_of_a_bulk_come_to_one_notice() {
        let (a, b) = (given("louis", &["contact:x", "bulk:b"]), given("louis", &["contact:y", "bulk:b"]));
        assert_eq!(a[0].id(), b[0].id());
        assert_ne!(given("louis", &["contact:x"])[0].id(), given("louis", &["contact:y"])[0].id());
        assert_ne!(given("zoe", &["contact:x", "bulk:b"])[0].id(), a[0].id());
    }

    #[test]
    fn who_is_in_charge_hears_of_stages_and_ends_not_of_the_order_of_cards() {
        let mine = users(&["louis", "claire", "louis"]);
        let moved = event(Happened::DealMoved, &["deal:d"], Changes::one("stage", json!("a"), json!("b")));
        let heard = told(&moved, &mine);
        assert_eq!((heard.len(), heard[0].stage.as_ref().map(StageId::as_str)), (1, Some("b")));
        let placed = event(Happened::DealMoved, &["deal:d"], Changes::one("position", json!("a"), json!("b")));
        assert_eq!(told(&placed, &mine), []);
        let end = |state: &str| {
            let outcome = Changes::one("outcome", Value::Null, json!({ "state": state }));
            told(&event(Happened::DealClosed, &["deal:d"], outcome), &mine)[0].clone()
        };
        assert_eq!((end("won").kind, end("lost").kind), (Kind::Won, Kind::Lost));
        // The latest of a deal stands for what came before.
        assert_eq!(end("won").id(), heard[0].id());
    }

    #[test]
    fn a_mention_names_the_note_and_the_record_it_is_on() {
        let note = event(Happened::NoteAdded, &["note:n", "deal:d", "contact:x"], Changes::default());
        let heard = told(&note, &users(&["louis"]));
        assert_eq!((heard[0].subject.as_str(), heard[0].note.as_ref().map(NoteId::as_str)), ("deal:d", Some("n")));
        assert_eq!(told(&note, &[]), []);
    }
}
