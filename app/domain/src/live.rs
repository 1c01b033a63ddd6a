//! Changes as they are committed, for open pages. A hint to look again, never the data itself.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::{Actor, Result};

/// One committed change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Place in the order of commits of this process, from 1.
    pub number: u64,
    /// The records concerned, as `table:id`.
    pub subjects: Vec<String>,
    /// The open page that asked for it, so that it does not answer itself. Empty when there was none.
    pub origin: String,
}

/// What an open page hears from the stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", try_from = "Flat")]
pub enum Message {
    /// A change was committed.
    Change(Change),
    /// Changes were missed: whatever is on screen must be asked for again.
    Resync,
    /// The stream begins.
    Hello {
        /// What the server's pages are made with. A page made with something else is out of date.
        release: String,
    },
}

/// A message as it is read: see [`crate::error`].
#[derive(Deserialize)]
struct Flat {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    number: u64,
    #[serde(default)]
    subjects: Vec<String>,
    #[serde(default)]
    origin: String,
    #[serde(default)]
    release: String,
}

impl TryFrom<Flat> for Message {
    type Error = &'static str;

    fn try_from(read: Flat) -> Result<Self, &'static str> {
        let Flat { kind, number, subjects, origin, release } = read;
        Ok(match kind.as_str() {
            "change" => Self::Change(Change { number, subjects, origin }),
            "resync" => Self::Resync,
            "hello" => Self::Hello { release },
            _ => return Err("no known message"),
        })
    }
}

/// The stream of changes.
#[async_trait]
pub trait Live: Send + Sync {
    /// This process's epoch: a client that comes with another one has missed changes.
    ///
    /// # Errors
    /// `Unauthorized` for a visitor.
    fn epoch(&self, actor: &Actor) -> Result<String>;

    /// The changes committed after the given number, when they are all still remembered; none when some were dropped.
    ///
    /// # Errors
    /// `Unauthorized` for a visitor.
    fn since(&self, actor: &Actor, number: u64) -> Result<Option<Vec<Change>>>;

    /// The number of the latest change.
    ///
    /// # Errors
    /// `Unauthorized` for a visitor.
    fn latest(&self, actor: &Actor) -> Result<u64>;

    /// Waits for a change after the given number. Returns whether there is one; false when the store is closing.
    ///
    /// # Errors
    /// `Unauthorized` for a visitor.
    async fn wait(&self, actor: &Actor, number: u64) -> Result<bool>;
}

/// What an actor may hear: a role without deals does not learn of them.
#[must_use]
pub fn may_hear(actor: &Actor, change: &Change) -> bool {
    let first = change.subjects.first().map_or("", String::as_str);
    match first.split(':').next() {
        // What is written about a deal tells of it.
        Some("note" | "exchange") if change.subjects.iter().any(|subject| subject.starts_with("deal:")) => {
            actor.can(crate::Right::ReadDeals)
        }
        Some("deal" | "pipeline") => actor.can(crate::Right::ReadDeals),
        // One's own notices, nobody else's.
        Some("notice") => actor.user.as_ref().is_some_and(|user| first == format!("notice:{user}")),
        Some("user" | "organisation" | "backup") => actor.can(crate::Right::ManagePeople),
        _ => actor.can(crate::Right::ReadContacts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_is_read() {
        let change = Change { number: 7, subjects: vec!["deal:a".to_owned()], origin: "page".to_owned() };
        for message in [Message::Change(change), Message::Resync, Message::Hello { release: "1.0".to_owned() }] {
            let text = serde_json::to_string(&message).unwrap();
            assert_eq!(serde_json::from_str::<Message>(&text).unwrap(), message, "{text}");
        }
        assert!(serde_json::from_str::<Message>(r#"{"type":"new"}"#).is_err());
    }
}
