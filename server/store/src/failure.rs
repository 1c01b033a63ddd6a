//! Why a query or a transaction failed, before it becomes an answer.

use domain::Error;
use surrealdb_types::QueryError;

/// A failure inside the store.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Somebody else wrote the same record: the whole transaction may be tried again.
    Conflict,
    /// The database is on another machine and does not answer.
    Away,
    /// The disk holds no more.
    Full,
    /// An answer of the domain.
    Answer(Error),
    /// The database, or a row that has not the shape it should have.
    Database(String),
}

impl Failure {
    /// A row that does not fit its type.
    pub(crate) fn shape(cause: serde_json::Error) -> Self {
        Self::Database(format!("a row does not fit its type: {cause}"))
    }
}

impl From<surrealdb::Error> for Failure {
    fn from(cause: surrealdb::Error) -> Self {
        // The commit path gives no type, only the text.
        let text = cause.to_string();
        let typed = matches!(cause.query_details(), Some(QueryError::TransactionConflict));
        // Two who write the same unique value at once: at the next try the loser sees the winner's row.
        let taken = text.contains("already contains");
        if typed || taken || text.contains("can be retried") || text.contains("ransaction conflict") {
            Self::Conflict
        } else if ["No space left", "Disk quota exceeded"].iter().any(|sign| text.contains(sign)) {
            Self::Full
        } else {
            Self::Database(text)
        }
    }
}

impl From<Error> for Failure {
    fn from(answer: Error) -> Self {
        Self::Answer(answer)
    }
}

impl From<Failure> for Error {
    /// The cause is logged here, once; the caller learns only that something went wrong inside.
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Answer(error) => error,
            Failure::Conflict => {
                tracing::error!("a transaction met a conflict at every try");
                Self::Internal
            }
            Failure::Full => {
                tracing::error!("the disk is full: nothing was written");
                Self::Full
            }
            Failure::Away => {
                tracing::error!("the database server does not answer");
                Self::Offline
            }
            Failure::Database(cause) => {
                match crate::damage::damaged(&cause) {
                    Some(file) => tracing::error!(
                        file,
                        "the database is damaged: its checksum does not fit; restore the last backup, have the disk looked at"
                    ),
                    None => tracing::error!(%cause, "the database failed"),
                }
                Self::Internal
            }
        }
    }
}
