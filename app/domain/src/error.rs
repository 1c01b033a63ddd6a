//! The one error vocabulary. Each variant says which HTTP status it becomes; internals never leave the server.
//!
//! It is written with a tag and read from one flat form: the code that reads a tagged enum of any shape would be a
//! twentieth of what a browser loads first.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Instant;

/// What every port answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case", try_from = "Flat")]
pub enum Error {
    /// 401: nobody is signed in, or the session has ended.
    #[error("not signed in")]
    Unauthorized,
    /// 403: the role does not allow it.
    #[error("not allowed")]
    Forbidden,
    /// 404: no such record, or none this person may see.
    #[error("not found")]
    NotFound,
    /// 422: a value breaks a rule.
    #[error("{field} is {problem:?}")]
    Invalid {
        /// The field as declared on the domain type.
        field: String,
        /// What is wrong with it.
        problem: Problem,
        /// How much it may hold, where that is what is wrong.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<u32>,
    },
    /// 409: somebody else changed the same field since it was read. Nothing was written.
    #[error("{field} changed meanwhile")]
    Changed {
        /// The field as declared on the domain type.
        field: String,
        /// The value that stands in the record now.
        theirs: Value,
        /// The value that was asked for.
        yours: Value,
        /// Who wrote the value that stands there, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// 409: what was to be taken back was changed since. Nothing was written.
    #[error("{field} changed since by {by}")]
    Since {
        /// The field as declared on the domain type.
        field: String,
        /// By whom.
        by: String,
        /// When.
        at: Instant,
    },
    /// 409: the value must be unique and is already in use.
    #[error("{field} is already taken")]
    Taken {
        /// The field as declared on the domain type.
        field: String,
    },
    /// 409: the record is in a state that does not allow it (a closed deal, the last administrator…).
    #[error("refused: {reason:?}")]
    Refused {
        /// Why.
        reason: Refusal,
    },
    /// 429: too many attempts; try again after this many seconds.
    #[error("too many attempts")]
    TooMany {
        /// Seconds to wait.
        seconds: u32,
    },
    /// 503: the request did not reach the server, or the server's database on another machine does not answer.
    #[error("server not reached")]
    Offline,
    /// 507: the server's disk is full. Nothing was written.
    #[error("the disk is full")]
    Full,
    /// 500: the cause is in the server's log under the request's id.
    #[error("internal error")]
    Internal,
}

/// An error as it is read.
#[derive(Deserialize)]
struct Flat {
    error: String,
    #[serde(default)]
    field: String,
    problem: Option<Problem>,
    limit: Option<u32>,
    #[serde(default)]
    theirs: Value,
    #[serde(default)]
    yours: Value,
    by: Option<String>,
    at: Option<Instant>,
    reason: Option<Refusal>,
    seconds: Option<u32>,
}

impl TryFrom<Flat> for Error {
    type Error = &'static str;

    fn try_from(read: Flat) -> Result<Self, &'static str> {
        let Flat { error, field, problem, limit, theirs, yours, by, at, reason, seconds } = read;
        let known = match error.as_str() {
            "unauthorized" => Some(Self::Unauthorized),
            "forbidden" => Some(Self::Forbidden),
            "not_found" => Some(Self::NotFound),
            "invalid" => problem.map(|problem| Self::Invalid { field, problem, limit }),
            "changed" => Some(Self::Changed { field, theirs, yours, by }),
            "since" => by.zip(at).map(|(by, at)| Self::Since { field, by, at }),
            "taken" => Some(Self::Taken { field }),
            "refused" => reason.map(|reason| Self::Refused { reason }),
            "too_many" => seconds.map(|seconds| Self::TooMany { seconds }),
            "offline" => Some(Self::Offline),
            "full" => Some(Self::Full),
            "internal" => Some(Self::Internal),
            _ => None,
        };
        known.ok_or("no known error")
    }
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// It must be given.
    Missing,
    /// It is longer than the field holds.
    TooLong,
    /// It is shorter than the field needs.
    TooShort,
    /// It has not the right form.
    Malformed,
    /// It names a record that is not there.
    Unknown,
    /// It is outside the allowed range.
    OutOfRange,
    /// It may not be changed any more.
    Fixed,
    /// The present password was not right.
    Wrong,
    /// A password that many have: it is tried first.
    Common,
    /// Its check digit does not agree with its other digits: one is wrong, or two are swapped.
    Checksum,
}

/// Why a state does not allow a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The last active administrator cannot be disabled or lose the role.
    LastAdministrator,
    /// A stage that holds deals cannot be the only visible one.
    LastStage,
    /// The deal is won or lost: reopen it first.
    DealClosed,
    /// Somebody moved the deal since: what would be taken back is not there any more.
    DealMoved,
    /// The link was used, or has expired.
    LinkExpired,
    /// The organisation exists already.
    AlreadySetUp,
    /// The company still has people or deals.
    CompanyInUse,
    /// The deal's contact is in the bin itself, or gone.
    ContactGone,
    /// It was taken back already.
    Undone,
    /// It cannot be taken back.
    Final,
    /// Something else hangs on it by now.
    Depended,
    /// The database is on another machine, which has tools of its own for that.
    Elsewhere,
}

impl Error {
    /// A broken rule on one field.
    pub fn invalid(field: &str, problem: Problem) -> Self {
        Self::Invalid { field: field.to_owned(), problem, limit: None }
    }

    /// More than a field holds, and how much that is.
    #[must_use]
    pub fn too_long(field: &str, max: usize) -> Self {
        let limit = u32::try_from(max).ok();
        Self::Invalid { field: field.to_owned(), problem: Problem::TooLong, limit }
    }

    /// The field it is about, if it is about one.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Invalid { field, .. } | Self::Changed { field, .. } | Self::Taken { field } => Some(field),
            _ => None,
        }
    }

    /// A state that does not allow the change.
    #[must_use]
    pub fn refused(reason: Refusal) -> Self {
        Self::Refused { reason }
    }

    /// The HTTP status this error becomes.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Unauthorized => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Changed { .. } | Self::Since { .. } | Self::Taken { .. } | Self::Refused { .. } => 409,
            Self::Invalid { .. } => 422,
            Self::TooMany { .. } => 429,
            Self::Internal => 500,
            Self::Offline => 503,
            Self::Full => 507,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The one after it: each is there, and a new one does not compile before it is.
    fn next(error: &Error) -> Option<Error> {
        let field = || "email".to_owned();
        Some(match error {
            Error::Unauthorized => Error::Forbidden,
            Error::Forbidden => Error::NotFound,
            Error::NotFound => Error::invalid("email", Problem::Checksum),
            Error::Invalid { limit: None, .. } => {
                Error::Invalid { field: field(), problem: Problem::TooLong, limit: Some(200) }
            }
            Error::Invalid { .. } => {
                Error::Changed { field: field(), theirs: Value::Null, yours: serde_json::json!(["a", 1]), by: None }
            }
            Error::Changed { by: None, .. } => Error::Changed {
                field: field(),
                theirs: serde_json::json!({ "town": "Lyon" }),
                yours: Value::Null,
                by: Some("Claire".to_owned()),
            },
            Error::Changed { .. } => Error::Since { field: field(), by: "Claire".to_owned(), at: Instant(7) },
            Error::Since { .. } => Error::Taken { field: field() },
            Error::Taken { .. } => Error::refused(Refusal::Elsewhere),
            Error::Refused { .. } => Error::TooMany { seconds: 60 },
            Error::TooMany { .. } => Error::Offline,
            Error::Offline => Error::Full,
            Error::Full => Error::Internal,
            Error::Internal => return None,
        })
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let mut present = Some(Error::Unauthorized);
        while let Some(error) = present {
            let text = serde_json::to_string(&error).unwrap();
            assert_eq!(serde_json::from_str::<Error>(&text).unwrap(), error, "{text}");
            present = next(&error);
        }
        for wrong in ["{}", r#"{"error":"new"}"#, r#"{"error":"invalid","field":"email"}"#, r#"{"error":"too_many"}"#] {
            assert!(serde_json::from_str::<Error>(wrong).is_err(), "{wrong}");
        }
    }
}
