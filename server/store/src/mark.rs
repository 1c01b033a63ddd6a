//! The high-water mark: which events were committed last, in a small file beside the database. RocksDB drops a damaged
//! tail of its log without a word, so the database alone cannot say that something is missing at its end.

use std::collections::{BTreeSet, VecDeque};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use domain::event::{Event, Kind};
use domain::patch::Changes;
use domain::user::User;
use domain::{Actor, EventId, Instant, Role, UserId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::ask::ask;
use crate::user::UserRow;
use crate::write::{Said, write};
use crate::{Failure, OpenError, Store};

/// What concerns the data as a whole, and so no record.
const SUBJECT: &str = "backup:own";
const NAME: &str = "latest-events.json";
/// So many are remembered: more than are lost with a tail in ordinary bad luck.
const REMEMBERED: usize = 200;

/// An event that was committed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    id: EventId,
    at: Instant,
}

/// What the file says.
#[derive(Default, Serialize, Deserialize)]
struct Written {
    events: VecDeque<Seen>,
}

#[derive(Default)]
struct Recent {
    events: VecDeque<Seen>,
    /// Whether the file says something else.
    news: bool,
}

/// The mark of a folder; one of nowhere remembers nothing.
pub(crate) struct Mark {
    file: Option<PathBuf>,
    recent: Mutex<Recent>,
    lost: Mutex<Option<Lost>>,
}

/// The end of the history that the database has lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// How many changes are known to be missing.
    pub events: u32,
    /// Whether there may be more of them: nothing that is remembered is there.
    pub more: bool,
    /// The latest change that is there; none when the history is empty.
    pub last: Option<Instant>,
    /// The latest change that was there.
    pub until: Instant,
}

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let time = |at: Instant| {
            jiff::Timestamp::from_millisecond(at.0).map_or_else(|_| at.0.to_string(), |at| at.to_string())
        };
        let least = if self.more { "at least " } else { "" };
        let last = self.last.map_or_else(|| "nothing at all".to_owned(), |at| format!("the change of {}", time(at)));
        std::write!(
            f,
            "the end of the history is missing from the database: {least}{}, the latest of {}; the last that is there is {last}; \
             the disk or its file system has lost them: look at it, and restore the latest backup if it has more",
            if self.events == 1 { "1 change".to_owned() } else { format!("{} changes", self.events) },
            time(self.until),
        )
    }
}

impl Mark {
    pub(crate) fn of(url: &str, data: &Path) -> Self {
        let file = (url.is_empty() && !data.as_os_str().is_empty()).then(|| data.join(NAME));
        Self { file, recent: Mutex::default(), lost: Mutex::default() }
    }

    /// Remembers what was committed.
    pub(crate) fn saw(&self, events: &[Event]) {
        if self.file.is_none() || events.is_empty() {
            return;
        }
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.events.extend(events.iter().map(|event| Seen { id: event.id.clone(), at: event.at }));
        let many = recent.events.len().saturating_sub(REMEMBERED);
        recent.events.drain(..many);
        recent.news = true;
    }

    fn read(&self) -> VecDeque<Seen> {
        let Some(file) = &self.file else { return VecDeque::new() };
        match std::fs::read(file) {
            Ok(bytes) => {
                serde_json::from_slice::<Written>(&bytes).map(|written| written.events).unwrap_or_else(|cause| {
                    tracing::warn!(%cause, file = %file.display(), "the mark of the latest events cannot be read");
                    VecDeque::new()
                })
            }
            Err(_) => VecDeque::new(),
        }
    }

    /// What is to be written, if anything.
    fn news(&self) -> Option<(PathBuf, Vec<u8>)> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let file = self.file.clone().filter(|_| recent.news)?;
        recent.news = false;
        serde_json::to_vec(&Written { events: recent.events.clone() }).ok().map(|bytes| (file, bytes))
    }
}

/// What is fed with hostile bytes: what is read is written and read again as the same.
#[cfg(test)]
pub(crate) fn fed(bytes: &[u8]) -> usize {
    let Ok(read) = serde_json::from_slice::<Written>(bytes) else { return 0 };
    let line = serde_json::to_string(&read).unwrap();
    let again: Written = serde_json::from_str(&line).unwrap();
    assert_eq!(serde_json::to_string(&again).unwrap(), line);
    line.len()
}

/// Replaces a file as a whole: after a crash there is the old one or the new one.
fn replace(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let part = file.with_extension("part");
    let mut open = std::fs::File::create(&part)?;
    open.write_all(bytes)?;
    open.sync_all()?;
    std::fs::rename(&part, file)
}

#[derive(Deserialize)]
struct At {
    at: Instant,
}

impl Store {
    /// The end of the history that was found to be missing when the database was opened.
    #[must_use]
    pub fn lost(&self) -> Option<Lost> {
        self.mark.lost.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Writes the mark down when there is something new; the server asks for it every second.
    pub async fn keep_mark(&self) {
        let Some((file, bytes)) = self.mark.news() else { return };
        let written = tokio::task::spawn_blocking(move || replace(&file, &bytes)).await;
        let cause = match written {
            Ok(Ok(())) => return,
            Ok(Err(cause)) => cause.to_string(),
            Err(cause) => cause.to_string(),
        };
        tracing::warn!(%cause, "the mark of the latest events could not be written");
        self.mark.recent.lock().unwrap_or_else(PoisonError::into_inner).news = true;
    }

    /// Compares the mark with the database, and says once what is missing: in the log, in the history, to administrators.
    pub(crate) async fn look_for_lost_tail(&self) -> Result<(), OpenError> {
        let seen = self.mark.read();
        if seen.is_empty() {
            return Ok(());
        }
        let ids = seen.iter().map(|seen| seen.id.as_str());
        let found: Vec<EventId> =
            self.read(ask("SELECT VALUE record::id(id) FROM $ids").records("ids", "event", ids)).await?.all(0)?;
        let found: BTreeSet<EventId> = found.into_iter().collect();
        let (there, missing): (VecDeque<Seen>, VecDeque<Seen>) =
            seen.into_iter().partition(|seen| found.contains(&seen.id));
        let more = there.is_empty();
        self.mark.recent.lock().unwrap_or_else(PoisonError::into_inner).events = there;
        let Some(until) = missing.iter().map(|seen| seen.at).max() else { return Ok(()) };
        let last: Option<At> = self.read(ask("SELECT at, key FROM event ORDER BY key DESC LIMIT 1")).await?.one(0)?;
        let events = u32::try_from(missing.len()).unwrap_or(u32::MAX);
        let lost = Lost { events, more, last: last.map(|last| last.at), until };
        tracing::error!("{lost}");
        self.say_lost(&lost).await.map_err(|cause| OpenError::Database(cause.to_string()))?;
        *self.mark.lost.lock().unwrap_or_else(PoisonError::into_inner) = Some(lost);
        self.keep_mark().await;
        Ok(())
    }

    async fn say_lost(&self, lost: &Lost) -> domain::Result<()> {
        let what = json!({ "events": lost.events, "more": lost.more, "last": lost.last, "until": lost.until });
        self.tell_administrators(&Actor::operator(), Kind::TailLost, Changes::one("tail", Value::Null, what)).await
    }

    /// Writes an event about the whole, which administrators are told of where its kind says so.
    ///
    /// # Errors
    /// `Internal`.
    pub async fn tell_administrators(&self, by: &Actor, kind: Kind, changes: Changes) -> domain::Result<()> {
        write!(self, by, tx => {
            let mut said = Said::new(kind, vec![SUBJECT.to_owned()], changes.clone());
            said.concerned = administrators(&mut tx.run(ask("SELECT * FROM user LIMIT 1000")).await?)?;
            tx.emit(said);
            Ok(())
        })
    }
}

fn administrators(rows: &mut crate::ask::Rows) -> Result<Vec<UserId>, Failure> {
    let users = rows.all::<UserRow>(0)?.into_iter().map(UserRow::shown);
    Ok(users.filter(|user: &User| user.role == Role::Administrator && !user.disabled).map(|user| user.id).collect())
}
