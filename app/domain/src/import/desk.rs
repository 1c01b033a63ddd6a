//! The desk where a file waits between its upload and its import: preview, mapping, progress, stop, result.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::{Mapping, Reason, Tally};
use crate::{Actor, Result};

/// A file as it was understood, for matching its columns by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The file's name.
    pub file: String,
    /// The headings.
    pub headings: Vec<String>,
    /// The guess, one entry a heading.
    pub mapping: Mapping,
    /// The first rows.
    pub samples: Vec<Vec<String>>,
    /// Rows below the heading.
    pub rows: u32,
    /// `UTF-8`, `UTF-16` or `Windows-1252`.
    pub encoding: String,
    /// The sign between cells.
    pub delimiter: char,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for its mapping.
    #[default]
    Waiting,
    /// Rows are being written.
    Running,
    /// All rows were dealt with.
    Done,
    /// Stopped on request: the chunks done are kept.
    Stopped,
    /// The database failed: the chunks done are kept.
    Failed,
}

/// A row that was set aside, or written with a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRow {
    /// Its row as a spreadsheet shows it; the heading is row 1.
    pub line: u32,
    /// Why.
    pub reason: Reason,
    /// The value or field concerned.
    pub detail: String,
    /// Further remarks on a row that was written.
    #[serde(default)]
    pub also: Vec<(Reason, String)>,
    /// Its cells.
    pub cells: Vec<String>,
}

/// How far an import is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Where it stands.
    pub state: State,
    /// Rows of the file.
    pub rows: u32,
    /// What they became so far.
    pub tally: Tally,
    /// The first rows that were set aside or written with a remark; the file of all of them is at `/import/:job/rejets`.
    pub rejected: Vec<RejectedRow>,
    /// Milliseconds it has been running, or ran.
    pub millis: u64,
}

/// What may be asked at the desk. A file belongs to who brought it.
#[async_trait]
pub trait Desk: Send + Sync {
    /// Takes a file in; answers the name of its job.
    ///
    /// # Errors
    /// `Invalid` when it is empty, too long, or no table; `Forbidden`.
    async fn bring(&self, actor: &Actor, file: &str, bytes: Vec<u8>) -> Result<String>;

    /// What the file looks like.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn preview(&self, actor: &Actor, job: &str) -> Result<Preview>;

    /// What a mapping would make of the file's first [`super::REHEARSED`] rows; nothing is written.
    ///
    /// # Errors
    /// `Invalid` when nobody is named by it; `NotFound`, `Forbidden`.
    async fn rehearse(&self, actor: &Actor, job: &str, mapping: Mapping) -> Result<Progress>;

    /// Starts the import with a mapping; once.
    ///
    /// # Errors
    /// `Invalid` when nobody is named by it; `NotFound`, `Forbidden`.
    async fn start(&self, actor: &Actor, job: &str, mapping: Mapping) -> Result<()>;

    /// How far it is.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn progress(&self, actor: &Actor, job: &str) -> Result<Progress>;

    /// Stops it after the chunk under way.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn stop(&self, actor: &Actor, job: &str) -> Result<()>;

    /// All rows that were set aside, as a CSV file with the reasons.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn rejects(&self, actor: &Actor, job: &str) -> Result<Vec<u8>>;
}
