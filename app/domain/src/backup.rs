//! Backups as an administrator sees them: which files there are, whether the last one went well, and making one now.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::{Actor, Instant, Result};

/// A file from which everything can be brought back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its name in the folder.
    pub name: String,
    /// How large it is.
    pub bytes: u64,
    /// When it was made.
    pub at: Instant,
}

/// What went wrong the last time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// When.
    pub at: Instant,
    /// Why, in the words of the program.
    pub why: String,
}

/// The end of the history that the database was found to have lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// How many changes are known to be missing.
    pub events: u32,
    /// Up to when there were changes.
    pub until: Instant,
}

/// Something about backups that is set on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Its key in the settings file.
    pub key: String,
    /// What it is now, as the file writes it.
    pub value: String,
    /// The same as an option of the program.
    pub option: String,
    /// The same as a variable of its environment.
    pub variable: String,
}

/// Where the settings of backups are made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The settings file in force, or where one would be read.
    pub file: String,
    /// Whether it is there.
    pub there: bool,
    /// What it may say of backups.
    pub settings: Vec<Setting>,
}

/// All there is to know about backups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backups {
    /// The folder on the server; none where the database is on another machine and has its own tools.
    pub folder: Option<String>,
    /// The hour of the day at which one is made; none when only by hand.
    pub hour: Option<u8>,
    /// So many of the daily ones are kept.
    pub keep: u32,
    /// Where folder, hour and number are set.
    #[serde(default)]
    pub set: Place,
    /// What there is, newest first.
    pub kept: Vec<Kept>,
    /// How many rows the one under way has read; none when none is.
    pub running: Option<u64>,
    /// Why the latest attempt came to nothing; none when it did not.
    pub failed: Option<Failed>,
    /// What the database has lost, when it was found so at the last start.
    pub missing: Option<Missing>,
}

/// What may be asked about backups.
#[async_trait]
pub trait BackupDesk: Send + Sync {
    /// What there is.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn show(&self, actor: &Actor) -> Result<Backups>;

    /// Begins to make one, unless one is under way already.
    ///
    /// # Errors
    /// `Forbidden`; `Refused` where the database is elsewhere.
    async fn begin(&self, actor: &Actor) -> Result<()>;
}
