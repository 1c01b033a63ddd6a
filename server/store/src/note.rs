//! Notes in the database.

use async_trait::async_trait;
use domain::event::{By, Kind};
use domain::note::{Details, Note, Notes, Subject};
use domain::patch::Changes;
use domain::{Actor, Cursor, Error, Instant, NoteId, Page, Patch, Result, Right};
use serde::{Deserialize, Serialize};

use crate::company::CompanyRow;
use crate::contact::ContactRow;
use crate::deal::DealRow;
use crate::list::{Clauses, PAGE, page};
use crate::write::{Said, Tx, write};
use crate::{Failure, Store, once};

/// A note as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NoteRow {
    #[serde(flatten)]
    pub(crate) note: Note,
    /// Whether it was removed, as lists are narrowed by it.
    #[serde(default)]
    removed: bool,
    /// Pinned or not, and the id, which sorts by time.
    #[serde(default)]
    sort: String,
}

impl From<Note> for NoteRow {
    fn from(note: Note) -> Self {
        let sort = format!("{} {}", u8::from(note.details.pinned), note.id);
        Self { removed: note.removed_at.is_some(), sort, note }
    }
}

/// The record a note stands on, with the records that hear of it.
async fn concerned(tx: &Tx<'_>, subject: &Subject) -> Result<Vec<String>, Failure> {
    Ok(match subject {
        Subject::Contact(id) => tx.known::<ContactRow>("contact", id.as_str()).await?.subjects(),
        Subject::Company(id) => vec![tx.known::<CompanyRow>("company", id.as_str()).await?.id.subject()],
        Subject::Deal(id) => tx.known::<DealRow>("deal", id.as_str()).await?.subjects(),
    })
}

/// Writes a note with its event. Who is named in it and was not before is told.
async fn put(tx: &Tx<'_>, mut note: Note, kind: Kind, changes: Changes) -> Result<Note, Failure> {
    let mut subjects = vec![note.id.subject()];
    subjects.extend(concerned(tx, &note.subject).await?);
    let mut told = Vec::new();
    if changes.0.contains_key("text") {
        let before = std::mem::replace(&mut note.mentions, tx.named_in(&note.details.text).await?);
        let new = note.mentions.iter().filter(|one| before.iter().all(|known| known.user != one.user));
        told.extend(new.map(|one| one.user.clone()));
    }
    tx.put("note", note.id.as_str(), &NoteRow::from(note.clone())).await?;
    tx.emit(Said { concerned: told, ..Said::new(kind, subjects, changes) });
    Ok(note)
}

/// The note, if the actor may write it. Of one on a record that is closed to the actor nothing is said.
async fn writable(tx: &Tx<'_>, actor: &Actor, id: &NoteId) -> Result<Note, Failure> {
    let note = tx.need::<NoteRow>("note", id.as_str()).await?.note;
    actor.may(note.subject.right()).map_err(|_| Error::NotFound)?;
    // Who may not write records writes notes of their own, and leaves those of others.
    if note.by.user != actor.user {
        actor.may(Right::WriteRecords)?;
    }
    Ok(note)
}

/// Changes fields of a note.
pub(crate) async fn edit(tx: &Tx<'_>, actor: &Actor, id: &NoteId, changes: &Changes) -> Result<Note, Failure> {
    let note = writable(tx, actor, id).await?;
    if note.removed_at.is_some() {
        return Err(Error::NotFound.into());
    }
    let next = changes.apply(&note.details)?.tidied();
    next.check()?;
    let changes = Changes::between(&note.details, &next);
    if changes.is_empty() {
        return Ok(note);
    }
    let edited_at = if next.text == note.details.text { note.edited_at } else { Some(tx.now()) };
    let note = Note { details: next, version: note.version + 1, edited_at, ..note };
    put(tx, note, Kind::NoteChanged, changes).await
}

/// Removes, since a moment, a note, or puts it back.
pub(crate) async fn remove(tx: &Tx<'_>, actor: &Actor, id: &NoteId, at: Option<Instant>) -> Result<Note, Failure> {
    let note = writable(tx, actor, id).await?;
    if note.removed_at.is_some() == at.is_some() {
        return Ok(note);
    }
    let json = |at: Option<Instant>| serde_json::to_value(at).unwrap_or_default();
    let changes = Changes::one("removed_at", json(note.removed_at), json(at));
    let kind = if at.is_some() { Kind::NoteRemoved } else { Kind::NoteChanged };
    put(tx, Note { removed_at: at, version: note.version + 1, ..note }, kind, changes).await
}

/// A note as it stands, also a removed one.
pub(crate) async fn stored(tx: &Tx<'_>, id: &NoteId) -> Result<Note, Failure> {
    Ok(tx.need::<NoteRow>("note", id.as_str()).await?.note)
}

#[async_trait]
impl Notes for Store {
    async fn list(&self, actor: &Actor, subject: &Subject, after: Option<Cursor>) -> Result<Page<Note>> {
        actor.may(subject.right())?;
        let clauses = Clauses::new().always("removed = false").when("subject = $subject", "subject", Some(subject));
        let rows: Page<NoteRow> =
            page(self, "note", &clauses, "sort", false, after, PAGE, |row: &NoteRow| row.sort.clone()).await?;
        Ok(rows.map(|row| row.note))
    }

    async fn add(&self, actor: &Actor, subject: &Subject, details: Details) -> Result<Note> {
        self.add_once(actor, NoteId::new(), subject, details).await
    }

    async fn add_once(&self, actor: &Actor, id: NoteId, subject: &Subject, details: Details) -> Result<Note> {
        actor.may(Right::WriteNotes)?;
        actor.may(subject.right())?;
        let details = details.tidied();
        details.check()?;
        once::check(id.as_str())?;
        let note = write!(self, actor, tx => {
            if let Some(row) = once::written::<NoteRow>(&tx, actor, "note", id.as_str()).await? {
                return Ok(row.note);
            }
            let note = Note {
                id: id.clone(),
                subject: subject.clone(),
                details: details.clone(),
                version: 1,
                by: By::from(actor),
                written_at: domain::id::written_at(id.as_str(), tx.now()),
                edited_at: None,
                removed_at: None,
                mentions: Vec::new(),
            };
            put(&tx, note, Kind::NoteAdded, Changes::from_new(&details)).await
        })?;
        if note.details == details || note.version > 1 {
            return Ok(note);
        }
        self.edit(actor, &note.id, Patch::between(note.version, &note.details, &details)).await
    }

    async fn edit(&self, actor: &Actor, id: &NoteId, patch: Patch) -> Result<Note> {
        actor.may(Right::WriteNotes)?;
        write!(self, actor, tx => { edit(&tx, actor, id, &patch.changes).await })
    }

    async fn remove(&self, actor: &Actor, id: &NoteId, removed: bool) -> Result<Note> {
        actor.may(Right::WriteNotes)?;
        write!(self, actor, tx => { remove(&tx, actor, id, removed.then(|| tx.now())).await })
    }
}
