//! Everything in the database as lines of text that lose nothing, and such lines back into an empty database.

pub(crate) mod line;
mod read;
mod write;

pub use read::{Part, Snapshot};
pub use write::Restoring;

use crate::{Failure, OpenError};

/// Tables that stay behind. Who has signed in and which links are out is of the moment: a session that was ended since,
/// or a link that was used since, must not come back with an older state.
pub const LEFT_OUT: [&str; 2] = ["link", "session"];

/// Why everything could not be read or put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database is not in this folder.
    #[error(
        "the database is on another machine: back it up and restore it there, with its own tools (`surreal export`, `surreal import`)"
    )]
    Remote,
    /// The actor may not.
    #[error("{0}")]
    Denied(domain::Error),
    /// There is something already.
    #[error("there is a database already")]
    Occupied,
    /// A line is not what this program wrote.
    #[error("a row cannot be read: {0}")]
    Line(String),
    /// The database says no.
    #[error("the database failed: {0}")]
    Database(String),
    /// It cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

impl From<Failure> for BackupError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Answer(error) => Self::Denied(error),
            Failure::Database(cause) => Self::Database(cause),
            other => Self::Database(format!("{other:?}")),
        }
    }
}

fn database(cause: impl std::fmt::Display) -> BackupError {
    BackupError::Database(cause.to_string())
}
