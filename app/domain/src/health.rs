//! How the server does, as an administrator sees it: what runs, how much it holds, what was slow, what went wrong.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::{Actor, Instant, Result};

/// Something that took long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slow {
    /// When it was answered.
    pub at: Instant,
    /// How long it took, in milliseconds.
    pub ms: u32,
    /// Method and address, as the program names it: without what was asked for.
    pub what: String,
    /// The request's id, as it stands in the log.
    pub request: String,
}

/// Something that went wrong, or nearly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// When it happened last.
    pub at: Instant,
    /// How often since it happened first.
    pub times: u32,
    /// Whether something failed; else it is a warning.
    pub failed: bool,
    /// What the log says.
    pub text: String,
    /// The id of the request in which it happened last; none where it was no request.
    pub request: Option<String>,
}

/// The room that the data takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// Bytes in the data folder.
    pub taken: u64,
    /// Bytes that are free on its disk; none where the system does not say.
    pub free: Option<u64>,
}

/// Less than this is little room: RocksDB needs some to put its files together.
pub const LITTLE: u64 = 1 << 30;

impl Room {
    /// Whether the disk is nearly full.
    #[must_use]
    pub fn little(self) -> bool {
        self.free.is_some_and(|free| free < LITTLE.max(self.taken / 2))
    }
}

/// All there is to know about the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// The version of the program.
    pub version: String,
    /// Since when it runs.
    pub since: Instant,
    /// What the data takes; none where the database is on another machine.
    pub room: Option<Room>,
    /// Bytes of memory in use; none where the system does not say.
    pub memory: Option<u64>,
    /// Whether the database reads, but does not write.
    pub ails: bool,
    /// When the latest backup was made; none when there is none.
    pub backup: Option<Instant>,
    /// How many requests were answered.
    pub requests: u64,
    /// How many pages are open and hear of changes.
    pub listening: u64,
    /// What took long within a day, the slowest first.
    pub slow: Vec<Slow>,
    /// What went wrong within a day, the latest first.
    pub troubles: Vec<Trouble>,
}

/// A backup older than this is late, in milliseconds.
const LATE: i64 = 2 * 86_400_000;

impl Health {
    /// Whether there should have been a backup since the latest. A server that has just begun has none yet.
    #[must_use]
    pub fn late(&self, now: Instant) -> bool {
        self.room.is_some() && now.0 - self.backup.unwrap_or(self.since).0 > LATE
    }
}

/// Who knows how the server does.
#[async_trait]
pub trait HealthDesk: Send + Sync {
    /// How it does now.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn show(&self, actor: &Actor) -> Result<Health>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_late_after_two_days() {
        let now = Instant(LATE * 10);
        let health = |since: i64, backup: Option<i64>, room: Option<Room>| Health {
            version: String::new(),
            since: Instant(now.0 - since),
            room,
            memory: None,
            ails: false,
            backup: backup.map(|ago| Instant(now.0 - ago)),
            requests: 0,
            listening: 0,
            slow: Vec::new(),
            troubles: Vec::new(),
        };
        let here = Some(Room { taken: 0, free: None });
        assert!(!health(LATE, None, here).late(now) && health(LATE + 1, None, here).late(now));
        assert!(!health(LATE * 2, Some(LATE), here).late(now) && health(LATE * 2, Some(LATE + 1), here).late(now));
        assert!(!health(LATE * 2, None, None).late(now), "elsewhere, the database has its own");
    }

    #[test]
    fn little_room_is_said_in_time() {
        let room = |taken, free| Room { taken, free };
        assert!(!room(1 << 20, Some(2 << 30)).little());
        assert!(room(1 << 20, Some(1 << 20)).little());
        // A large database needs more than a small one.
        assert!(room(10 << 30, Some(4 << 30)).little());
        assert!(!room(1 << 20, None).little());
    }
}
