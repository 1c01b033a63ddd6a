//! Backups by themselves: one a day, looked at before older ones go; one at once when an administrator asks for it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use domain::backup::{BackupDesk, Backups, Failed, Kept, Missing, Place};
use domain::error::Refusal;
use domain::event::Kind;
use domain::organisation::Organisations;
use domain::patch::Changes;
use domain::time::Zone;
use domain::{Actor, Error, Instant, Result, Right};
use serde_json::{Value, json};
use store::Store;

use super::{Archive, Making, make};
use crate::command::backup::note;
use crate::config::Config;
use crate::session::now;

/// How often it is looked whether one is due.
const LOOK: Duration = Duration::from_secs(60);
/// After a failure it is tried again then.
const PAUSE: i64 = 3_600_000;
/// What names begin with, and what those made by hand end with.
const BEGIN: &str = "sauvegarde-";
const BY_HAND: &str = "-main.crm";
const END: &str = ".crm";

/// Who makes backups and keeps them. One a server.
pub struct Keeper {
    store: Arc<Store>,
    /// None where the database is elsewhere.
    folder: Option<PathBuf>,
    hour: Option<u8>,
    keep: u32,
    settings: Option<PathBuf>,
    /// Where folder, hour and number are set.
    set: Place,
    /// Since when there is a database: before it none is missing.
    born: Instant,
    /// How many rows the one under way has read, and one more; nought when none is.
    rows: AtomicU64,
    failed: Mutex<Option<Failed>>,
}

fn moment(time: std::io::Result<SystemTime>) -> Option<Instant> {
    let since = time.ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok().map(Instant)
}

/// The latest time at or before now that the clock of the organisation showed that hour.
fn due_since(now: Instant, hour: u8, zone: &Zone) -> Instant {
    let (_, time) = now.local(zone);
    let hours = (i64::from(time.hour()) - i64::from(hour)).rem_euclid(24);
    let within = i64::from(time.minute()) * 60_000 + i64::from(time.second()) * 1_000 + now.0.rem_euclid(1_000);
    Instant(now.0 - hours * 3_600_000 - within)
}

/// Whether a name is one that this program gives.
fn own(name: &str) -> bool {
    let Some(rest) = name.strip_prefix(BEGIN) else { return false };
    let Some(stamp) = rest.strip_suffix(BY_HAND).or_else(|| rest.strip_suffix(END)) else { return false };
    stamp.len() == "20261122-143000".len()
        && stamp.bytes().enumerate().all(|(at, byte)| if at == 8 { byte == b'-' } else { byte.is_ascii_digit() })
}

impl Keeper {
    /// For a server.
    #[must_use]
    pub fn new(store: Arc<Store>, config: &Config) -> Self {
        let folder = config.database.is_empty().then(|| config.backup_folder.clone());
        let db = config.data.join("db/IDENTITY");
        let born = moment(std::fs::metadata(db).and_then(|file| file.modified())).unwrap_or_else(now);
        Self {
            store,
            folder: folder.map(|folder| std::path::absolute(&folder).unwrap_or(folder)),
            hour: config.backup_hour,
            keep: config.backup_keep,
            settings: config.file.clone(),
            set: config.backups(),
            born,
            rows: AtomicU64::new(0),
            failed: Mutex::default(),
        }
    }

    /// Makes one whenever it is time; never ends.
    pub async fn work(&self) {
        let mut minute = tokio::time::interval(LOOK);
        loop {
            minute.tick().await;
            if self.due().await {
                self.once(&Actor::operator(), false).await;
            }
        }
    }

    /// Whether the last one is older than the hour of today, or of yesterday before that hour has come.
    async fn due(&self) -> bool {
        let (Some(folder), Some(hour)) = (&self.folder, self.hour) else { return false };
        let paused = self.failure().is_some_and(|failed| now().0 - failed.at.0 < PAUSE);
        let Ok(organisation) = self.store.show(&Actor::operator()).await else { return false };
        let Some(organisation) = organisation.filter(|_| !paused && self.rows.load(Ordering::SeqCst) == 0) else {
            return false;
        };
        let daily = kept(folder).into_iter().filter(|kept| !kept.name.ends_with(BY_HAND)).map(|kept| kept.at);
        daily.max().unwrap_or(self.born).max(self.born) < due_since(now(), hour, &organisation.zone)
    }

    /// Makes one, unless one is under way, and looks after the older ones.
    async fn once(&self, by: &Actor, by_hand: bool) {
        let Some(folder) = &self.folder else { return };
        if self.rows.compare_exchange(0, 1, Ordering::SeqCst, Ordering::SeqCst).is_err() {
            return;
        }
        let made = self.make(folder, by, by_hand).await;
        let failed = made.err().map(|why| Failed { at: now(), why });
        if let Some(Failed { why, .. }) = &failed {
            tracing::error!(%why, "the backup came to nothing");
            let what = Changes::one("backup", Value::Null, json!({ "why": why }));
            if let Err(cause) = self.store.tell_administrators(&Actor::operator(), Kind::BackupFailed, what).await {
                tracing::warn!(%cause, "administrators could not be told of it");
            }
        }
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = failed;
        self.rows.store(0, Ordering::SeqCst);
    }

    async fn make(&self, folder: &Path, by: &Actor, by_hand: bool) -> std::result::Result<(), String> {
        let failed = |cause: std::io::Error| format!("{} cannot be written: {cause}", folder.display());
        store::private_folder(folder).map_err(failed)?;
        sweep(folder);
        let stamp = jiff::Zoned::now().strftime("%Y%m%d-%H%M%S").to_string();
        let to = folder.join(format!("{BEGIN}{stamp}{}", if by_hand { BY_HAND } else { END }));
        // Asked for in whoever's name: what is read is everything, as the program itself may.
        let operator = Actor::operator();
        let what = Making { store: &self.store, actor: &operator, to: &to, settings: self.settings.as_deref() };
        let manifest = make(what, |_, rows| self.rows.store(rows + 1, Ordering::SeqCst)).await?;
        let file = to.clone();
        let verified = tokio::task::spawn_blocking(move || Archive::open(&file)?.verify(|_| {})).await;
        verified.map_err(|cause| cause.to_string())??;
        let bytes = std::fs::metadata(&to).map_err(failed)?.len();
        note(&self.store, by, &to, bytes, manifest.rows()).await;
        self.drop_older(folder, by_hand);
        Ok(())
    }

    /// Takes the oldest away, once a newer one was found whole. Only files with names of our own, each kind by itself.
    fn drop_older(&self, folder: &Path, by_hand: bool) {
        let same = kept(folder).into_iter().filter(|kept| kept.name.ends_with(BY_HAND) == by_hand);
        for old in same.skip(usize::try_from(self.keep).unwrap_or(usize::MAX).max(1)) {
            if let Err(cause) = std::fs::remove_file(folder.join(&old.name)) {
                tracing::warn!(%cause, file = old.name, "an old backup could not be taken away");
            }
        }
    }

    fn failure(&self) -> Option<Failed> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// When the latest of them was made.
    #[must_use]
    pub fn latest(&self) -> Option<Instant> {
        self.folder.as_deref().and_then(|folder| kept(folder).first().map(|kept| kept.at))
    }

    /// One of the files, for who may take it away.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound` for every name that is not of a file of ours.
    pub fn file(&self, actor: &Actor, name: &str) -> Result<PathBuf> {
        actor.may(Right::ManageSettings)?;
        let folder = self.folder.as_ref().filter(|_| own(name)).ok_or(Error::NotFound)?;
        let file = folder.join(name);
        if file.is_file() { Ok(file) } else { Err(Error::NotFound) }
    }

    /// Begins to make one and comes back at once.
    ///
    /// # Errors
    /// `Forbidden`; `Refused` where the database is elsewhere.
    pub fn begin(self: &Arc<Self>, actor: &Actor) -> Result<()> {
        actor.may(Right::ManageSettings)?;
        if self.folder.is_none() {
            return Err(Error::refused(Refusal::Elsewhere));
        }
        let (keeper, actor) = (Arc::clone(self), actor.clone());
        tokio::spawn(async move { keeper.once(&actor, true).await });
        Ok(())
    }
}

/// The backups in a folder, newest first.
fn kept(folder: &Path) -> Vec<Kept> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut kept: Vec<Kept> = entries
        .filter_map(|entry| {
            let (name, file) = (entry.file_name().into_string().ok()?, entry.metadata().ok()?);
            let at = moment(file.modified())?;
            (own(&name) && file.is_file()).then_some(Kept { name, bytes: file.len(), at })
        })
        .collect();
    kept.sort_by(|a, b| (b.at, &b.name).cmp(&(a.at, &a.name)));
    kept
}

/// Takes away what a process left that was killed while it wrote.
fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().into_string().unwrap_or_default();
        if name.strip_suffix(".part").is_some_and(own) {
            drop(std::fs::remove_file(entry.path()));
        }
    }
}

/// The keeper as the pages ask it.
pub struct Desk(pub Arc<Keeper>);

#[async_trait]
impl BackupDesk for Desk {
    async fn show(&self, actor: &Actor) -> Result<Backups> {
        actor.may(Right::ManageSettings)?;
        let keeper = &self.0;
        let rows = keeper.rows.load(Ordering::SeqCst);
        let missing = keeper.store.lost().map(|lost| Missing { events: lost.events, until: lost.until });
        Ok(Backups {
            folder: keeper.folder.as_ref().map(|folder| folder.display().to_string()),
            hour: keeper.hour,
            keep: keeper.keep,
            set: keeper.set.clone(),
            kept: keeper.folder.as_deref().map(kept).unwrap_or_default(),
            running: rows.checked_sub(1),
            failed: keeper.failure(),
            missing,
        })
    }

    async fn begin(&self, actor: &Actor) -> Result<()> {
        self.0.begin(actor)
    }
}

#[cfg(test)]
mod tests;
