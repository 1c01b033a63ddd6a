//! Notes: what a colleague wants remembered about a record.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::event::By;
use crate::mention::Mention;
use crate::{Actor, CompanyId, ContactId, Cursor, DealId, Error, Instant, NoteId, Page, Patch, Problem, Result, Right};

/// The most characters a note has.
pub const LONGEST: usize = 10_000;

/// The record a note stands on, written `table:id`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Subject {
    /// A contact.
    Contact(ContactId),
    /// A company.
    Company(CompanyId),
    /// A deal.
    Deal(DealId),
}

impl Subject {
    /// What one must be allowed to read to see its notes.
    #[must_use]
    pub fn right(&self) -> Right {
        match self {
            Self::Contact(_) | Self::Company(_) => Right::ReadContacts,
            Self::Deal(_) => Right::ReadDeals,
        }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&match self {
            Self::Contact(id) => id.subject(),
            Self::Company(id) => id.subject(),
            Self::Deal(id) => id.subject(),
        })
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> Self {
        subject.to_string()
    }
}

impl TryFrom<String> for Subject {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        match text.split_once(':') {
            Some((ContactId::TABLE, id)) => id.parse().map(Self::Contact),
            Some((CompanyId::TABLE, id)) => id.parse().map(Self::Company),
            Some((DealId::TABLE, id)) => id.parse().map(Self::Deal),
            _ => Err(Error::invalid("subject", Problem::Malformed)),
        }
    }
}

/// The fields of a note that people change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The text, in the small Markdown of [`crate::markdown`].
    pub text: String,
    /// Stands before the others.
    #[serde(default)]
    pub pinned: bool,
}

impl Details {
    /// The same fields as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.text = self.text.replace("\r\n", "\n").trim().to_owned();
        self
    }

    /// # Errors
    /// `Invalid` when there is no text, or too much of it.
    pub fn check(&self) -> Result<()> {
        check_text(&self.text, LONGEST)?;
        if self.text.trim().is_empty() { Err(Error::invalid("text", Problem::Missing)) } else { Ok(()) }
    }
}

/// Several lines: bounded, and without control characters but line breaks and tabs.
pub(crate) fn check_text(text: &str, max: usize) -> Result<()> {
    if text.chars().count() > max {
        return Err(Error::too_long("text", max));
    }
    let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    if text.contains(odd) { Err(Error::invalid("text", Problem::Malformed)) } else { Ok(()) }
}

/// A note as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// The record it stands on.
    pub subject: Subject,
    /// What people change.
    pub details: Details,
    /// Raised by each change.
    pub version: u32,
    /// Who wrote it.
    pub by: By,
    /// When it was written.
    pub written_at: Instant,
    /// When its text was last changed, if it was.
    #[serde(default)]
    pub edited_at: Option<Instant>,
    /// When it was removed; lists leave it out.
    #[serde(default)]
    pub removed_at: Option<Instant>,
    /// Who is named in it.
    #[serde(default)]
    pub mentions: Vec<Mention>,
}

/// What may be asked about notes.
#[async_trait]
pub trait Notes: Send + Sync {
    /// The notes of a record: pinned ones first, then the newest.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn list(&self, actor: &Actor, subject: &Subject, after: Option<Cursor>) -> Result<Page<Note>>;

    /// A new note on a record.
    ///
    /// # Errors
    /// `Invalid`, also on the record when it is not there; `Forbidden`.
    async fn add(&self, actor: &Actor, subject: &Subject, details: Details) -> Result<Note>;

    /// The same under an id that the writer made: asked again, it answers what stands there already. Where that is as it
    /// was first written and differs, it becomes what is asked for now.
    ///
    /// # Errors
    /// As above; `Taken` when another wrote under that id.
    async fn add_once(&self, actor: &Actor, id: NoteId, subject: &Subject, details: Details) -> Result<Note>;

    /// Changed fields of a note.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `NotFound`, `Forbidden`.
    async fn edit(&self, actor: &Actor, id: &NoteId, patch: Patch) -> Result<Note>;

    /// Takes a note away, or brings it back.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn remove(&self, actor: &Actor, id: &NoteId, removed: bool) -> Result<Note>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_has_a_text_of_some_length() {
        let note = |text: &str| Details { text: text.into(), pinned: false }.tidied();
        assert_eq!(note(" Rappeler\r\nlundi ").text, "Rappeler\nlundi");
        assert_eq!(note("Rappeler").check(), Ok(()));
        assert_eq!(note(" \n ").check(), Err(Error::invalid("text", Problem::Missing)));
        assert_eq!(note(&"é".repeat(LONGEST)).check(), Ok(()));
        assert_eq!(note(&"é".repeat(LONGEST + 1)).check(), Err(Error::too_long("text", LONGEST)));
        assert_eq!(note("a\u{0}b").check(), Err(Error::invalid("text", Problem::Malformed)));
    }

    #[test]
    fn a_subject_is_a_record() {
        let read = |text: &str| Subject::try_from(text.to_owned());
        assert_eq!(
            read("deal:x1").map(|subject| (subject.right(), subject.to_string())),
            Ok((Right::ReadDeals, "deal:x1".into()))
        );
        for bad in ["", "deal", "deal:", "user:x1", "contact:a b"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
