//! The event spine: one append-only event for every change, in the transaction that makes the change.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::patch::Changes;
pub use crate::topic::Topic;
use crate::{Actor, BulkId, Cursor, EventId, ImportId, Instant, Page, Result, UserId};

/// What happened. The name is for ever; a change of what the payload means raises [`Event::payload`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each name says what happened")]
pub enum Kind {
    #[serde(rename = "contact.created")]
    ContactCreated,
    #[serde(rename = "contact.edited")]
    ContactEdited,
    #[serde(rename = "contact.archived")]
    ContactArchived,
    #[serde(rename = "contact.restored")]
    ContactRestored,
    #[serde(rename = "contact.exported")]
    ContactsExported,
    /// Everything was taken away as one file.
    #[serde(rename = "export.made")]
    ExportMade,
    /// Everything was written into a file from which it can be brought back.
    #[serde(rename = "backup.made")]
    BackupMade,
    #[serde(rename = "backup.failed")]
    BackupFailed,
    /// The database was found to have lost the end of this history.
    #[serde(rename = "tail.lost")]
    TailLost,
    #[serde(rename = "company.exported")]
    CompaniesExported,
    #[serde(rename = "company.created")]
    CompanyCreated,
    #[serde(rename = "company.edited")]
    CompanyEdited,
    #[serde(rename = "deal.created")]
    DealCreated,
    #[serde(rename = "deal.edited")]
    DealEdited,
    #[serde(rename = "deal.moved")]
    DealMoved,
    #[serde(rename = "deal.closed")]
    DealClosed,
    #[serde(rename = "deal.reopened")]
    DealReopened,
    #[serde(rename = "task.created")]
    TaskCreated,
    #[serde(rename = "task.edited")]
    TaskEdited,
    #[serde(rename = "task.done")]
    TaskDone,
    #[serde(rename = "task.reopened")]
    TaskReopened,
    /// That it was made was taken back, by hand or because the one before, which repeats, was opened again.
    #[serde(rename = "task.removed")]
    TaskRemoved,
    #[serde(rename = "note.added")]
    NoteAdded,
    #[serde(rename = "note.changed")]
    NoteChanged,
    #[serde(rename = "note.removed")]
    NoteRemoved,
    #[serde(rename = "exchange.logged")]
    ExchangeLogged,
    #[serde(rename = "exchange.changed")]
    ExchangeChanged,
    #[serde(rename = "exchange.removed")]
    ExchangeRemoved,
    /// The field `bin` carries the name and how many records went along.
    #[serde(rename = "record.deleted")]
    RecordDeleted,
    #[serde(rename = "record.restored")]
    RecordRestored,
    #[serde(rename = "record.erased")]
    RecordErased,
    #[serde(rename = "pipeline.created")]
    PipelineCreated,
    #[serde(rename = "pipeline.edited")]
    PipelineEdited,
    #[serde(rename = "user.created")]
    UserCreated,
    #[serde(rename = "user.edited")]
    UserEdited,
    #[serde(rename = "user.password_changed")]
    UserPasswordChanged,
    /// A calendar address was made; replaced by another where the changes say `renewed`. It is not named.
    #[serde(rename = "user.calendar_made")]
    UserCalendarMade,
    #[serde(rename = "user.calendar_removed")]
    UserCalendarRemoved,
    /// A second factor is asked for from now on.
    #[serde(rename = "user.second_on")]
    UserSecondOn,
    #[serde(rename = "user.second_off")]
    UserSecondOff,
    /// Taken away by somebody else.
    #[serde(rename = "user.second_reset")]
    UserSecondReset,
    /// New codes on paper; which ones is nowhere said.
    #[serde(rename = "user.codes_made")]
    UserCodesMade,
    /// One of them opened the door.
    #[serde(rename = "user.code_spent")]
    UserCodeSpent,
    #[serde(rename = "organisation.created")]
    OrganisationCreated,
    #[serde(rename = "organisation.edited")]
    OrganisationEdited,
    #[serde(rename = "vocabulary.edited")]
    VocabularyEdited,
    #[serde(rename = "view.saved")]
    ViewSaved,
    #[serde(rename = "view.changed")]
    ViewChanged,
    #[serde(rename = "view.removed")]
    ViewRemoved,
    #[serde(rename = "import.started")]
    ImportStarted,
    #[serde(rename = "import.finished")]
    ImportFinished,
}

/// Who did it, as history shows it even after the person has gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The colleague; none for the operator at the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
    /// The name at that time.
    pub name: String,
}

impl From<&Actor> for By {
    fn from(actor: &Actor) -> Self {
        Self { user: actor.user.clone(), name: actor.name.clone() }
    }
}

/// One change. The frame (id, at, by, kind, subjects) stays for ever; the values may be blanked for an erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// A ULID: sorts by time.
    pub id: EventId,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: By,
    /// What.
    pub kind: Kind,
    /// The version of the payload's meaning, from 1.
    pub payload: u16,
    /// On which records, as `table:id`; the first is the record that changed.
    pub subjects: Vec<String>,
    /// Each changed field, before and after.
    pub changes: Changes,
    /// The import it belongs to, so that the whole of it can be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportId>,
    /// For a change of stage: how long the deal had been in the stage it left, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay: Option<i64>,
    /// The event that this one takes back, which is also among the subjects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<EventId>,
}

/// What is wanted of a history; nothing chosen is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Only this topic.
    pub topic: Option<Topic>,
    /// Only by this colleague.
    pub by: Option<UserId>,
}

/// What is wanted of the change log; nothing chosen is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// Letters of a contact, a company or a deal it is about.
    #[serde(default)]
    pub text: String,
    /// Which topic, by whom.
    #[serde(default)]
    pub filter: Filter,
    /// Each line of this bulk; else a bulk is one line, its latest.
    #[serde(default)]
    pub bulk: Option<BulkId>,
}

impl Event {
    /// The bulk it is a part of, as its subjects name it.
    #[must_use]
    pub fn bulk(&self) -> Option<BulkId> {
        self.subjects.last()?.strip_prefix("bulk:")?.parse().ok()
    }
}

/// So many turns of one record are told at most.
pub const TURNS: usize = 200;

/// A change that a page tells of by itself, besides the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// A contact's status.
    Status,
    /// Who came to a company, and who left it.
    Company,
}

/// What may be asked about the history.
#[async_trait]
pub trait Events: Send + Sync {
    /// The history of one record (`table:id`), newest first.
    ///
    /// # Errors
    /// `Forbidden` when the role may not see that kind of record.
    async fn of(&self, actor: &Actor, subject: &str, filter: &Filter, after: Option<Cursor>) -> Result<Page<Event>>;

    /// The change log: what happened to every record, newest first. Its count is not known and stands at zero.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn log(&self, actor: &Actor, wanted: &Log, after: Option<Cursor>) -> Result<Page<Event>>;

    /// The latest events of one record (`table:id`) in which such a thing changed, newest first: at most [`TURNS`].
    ///
    /// # Errors
    /// `Forbidden` when the role may not see that kind of record.
    async fn turns(&self, actor: &Actor, subject: &str, turn: Turn) -> Result<Vec<Event>>;

    /// How many records each of these bulks changed.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn sizes(&self, actor: &Actor, bulks: &BTreeSet<BulkId>) -> Result<BTreeMap<BulkId, u32>>;

    /// Which of these events were taken back, and by whom.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn undone(&self, actor: &Actor, events: &[EventId]) -> Result<BTreeMap<EventId, By>>;
}
