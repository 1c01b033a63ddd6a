//! Topics by which a history is narrowed.

use serde::{Deserialize, Serialize};

use crate::event::Kind;

/// A part of a history that one may want to see alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Notes.
    Notes,
    /// Calls, e-mails, meetings.
    Exchanges,
    /// What was created, edited, moved.
    Edits,
    /// Next actions.
    Tasks,
    /// People, pipelines, the organisation, imports: what only the change log tells of.
    Settings,
}

impl Topic {
    /// The topics that the history of a record has.
    pub const OF_RECORDS: [Self; 4] = [Self::Notes, Self::Exchanges, Self::Edits, Self::Tasks];

    /// Every topic.
    pub const ALL: [Self; 5] = [Self::Notes, Self::Exchanges, Self::Edits, Self::Tasks, Self::Settings];

    /// The kinds of events it shows.
    #[must_use]
    pub fn kinds(self) -> &'static [Kind] {
        use Kind as K;
        match self {
            Self::Notes => &[K::NoteAdded, K::NoteChanged, K::NoteRemoved],
            Self::Exchanges => &[K::ExchangeLogged, K::ExchangeChanged, K::ExchangeRemoved],
            Self::Edits => &[
                K::ContactCreated,
                K::ContactEdited,
                K::ContactArchived,
                K::ContactRestored,
                K::CompanyCreated,
                K::CompanyEdited,
                K::DealCreated,
                K::DealEdited,
                K::DealMoved,
                K::DealClosed,
                K::DealReopened,
                K::RecordDeleted,
                K::RecordRestored,
                K::RecordErased,
            ],
            Self::Tasks => &[K::TaskCreated, K::TaskEdited, K::TaskDone, K::TaskReopened, K::TaskRemoved],
            Self::Settings => &[
                K::PipelineCreated,
                K::PipelineEdited,
                K::UserCreated,
                K::UserEdited,
                K::UserPasswordChanged,
                K::UserCalendarMade,
                K::UserCalendarRemoved,
                K::UserSecondOn,
                K::UserSecondOff,
                K::UserSecondReset,
                K::UserCodesMade,
                K::UserCodeSpent,
                K::OrganisationCreated,
                K::OrganisationEdited,
                K::VocabularyEdited,
                K::ContactsExported,
                K::CompaniesExported,
                K::ExportMade,
                K::BackupMade,
                K::BackupFailed,
                K::TailLost,
                K::ImportStarted,
                K::ImportFinished,
            ],
        }
    }
}
