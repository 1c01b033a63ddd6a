//! Notices: what somebody else did that concerns a colleague, and one's own actions that are late.

mod told;

pub use told::{Told, told};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::event::By;
use crate::page::Count;
use crate::{Actor, Cursor, Day, Instant, NoteId, NoticeId, Page, Result, StageId};

/// For so long a notice is kept.
pub const KEPT_DAYS: i64 = 90;
/// More unread ones than this are not counted one by one.
pub const COUNTED: u32 = 10;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody named the colleague in a note.
    Mentioned,
    /// Somebody gave the colleague a contact, a deal or an action.
    Assigned,
    /// Somebody moved a deal of the colleague's to another stage.
    Moved,
    /// Somebody won it.
    Won,
    /// Somebody lost it.
    Lost,
    /// Somebody put it back on the board.
    Reopened,
    /// The nightly backup came to nothing: administrators hear of it.
    BackupFailed,
    /// The end of the history is missing from the database: administrators hear of it.
    TailLost,
    /// Somebody took the colleague's second factor away.
    SecondReset,
}

/// A notice as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// What happened.
    pub kind: Kind,
    /// When, the last time.
    pub at: Instant,
    /// Who did it.
    pub by: By,
    /// The record, `table:id`; of many, the first.
    pub subject: String,
    /// How many records: those of one import or one bulk change are one notice.
    pub count: u32,
    /// The note in which somebody is named.
    #[serde(default)]
    pub note: Option<NoteId>,
    /// The stage a deal went to.
    #[serde(default)]
    pub stage: Option<StageId>,
    /// When it was read.
    #[serde(default)]
    pub read_at: Option<Instant>,
    /// The record's name, for showing; none when it is gone.
    #[serde(default)]
    pub name: Option<String>,
    /// The stage's name, or the words of the note, for showing.
    #[serde(default)]
    pub detail: Option<String>,
}

/// One's own actions that are late. There are no rows of them: they are what the tasks say on that day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Late {
    /// How many.
    pub count: Count,
    /// How many of them the reader has not seen to be late, counted up to [`COUNTED`].
    pub unread: u32,
    /// The title of the earliest.
    #[serde(default)]
    pub first: Option<String>,
}

/// Which notices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// These.
    These(Vec<NoticeId>),
    /// Those about a record, `table:id`.
    About(String),
    /// The actions that are late on that day.
    Late(Day),
    /// Everything, on that day.
    Everything(Day),
}

/// What was marked as read, so that it can be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The notices that were unread.
    pub notices: Vec<NoticeId>,
    /// Up to which day late actions had been seen, where that changed.
    #[serde(default)]
    pub late: Option<Seen>,
}

/// Up to which day a colleague has seen what is late: what was due before it counts as read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The day; none when nothing was ever marked.
    #[serde(default)]
    pub late: Option<Day>,
}

impl Marked {
    /// The most notices that are marked at once.
    pub const MOST: usize = 1_000;

    /// Whether nothing was unread.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.notices.is_empty() && self.late.is_none()
    }
}

/// What may be asked about notices: one's own, nobody else's.
#[async_trait]
pub trait Notices: Send + Sync {
    /// A page of one's notices, newest first. A role without deals gets none about them.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn list(&self, actor: &Actor, after: Option<Cursor>) -> Result<Page<Notice>>;

    /// One's own actions that are late on a day.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn late(&self, actor: &Actor, today: Day) -> Result<Late>;

    /// How many are unread, late actions of that day with them: at most [`COUNTED`].
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn unread(&self, actor: &Actor, today: Day) -> Result<u32>;

    /// Marks as read. Answers what had been unread.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn read(&self, actor: &Actor, which: &Which) -> Result<Marked>;

    /// Makes unread again what had been.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn unmark(&self, actor: &Actor, marked: &Marked) -> Result<()>;
}
