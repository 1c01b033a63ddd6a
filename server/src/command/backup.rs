//! A backup from the command line, made by the running server or without one.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use domain::Actor;
use domain::event::Kind;
use domain::patch::Changes;
use serde_json::{Value, json};
use store::Store;

use super::{Out, Said};
use crate::backup::{Archive, Making, SETTINGS, make};
use crate::config::Config;
use crate::order::{absolute, print};

/// How often progress is told.
const TELL: Duration = Duration::from_secs(1);

/// Says something at most once a second, the first after one: what is done sooner needs no progress.
pub struct Slowly(Instant);

impl Default for Slowly {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Slowly {
    /// Whether it is time again.
    pub fn now(&mut self) -> bool {
        let due = self.0.elapsed() >= TELL;
        if due {
            self.0 = Instant::now();
        }
        due
    }
}

/// Writes everything into one file.
pub async fn backup(store: &Store, out: &Out, to: &Path, settings: Option<&Path>) -> Result<(), String> {
    let mut slowly = Slowly::default();
    let what = Making { store, actor: &Actor::operator(), to, settings };
    let made = make(what, |table, rows| {
        if slowly.now() {
            out.progress(format!("{rows} rows read, now {table}"));
        }
    });
    let manifest = made.await?;
    let bytes = std::fs::metadata(to).map_or(0, |file| file.len());
    note(store, &Actor::operator(), to, bytes, manifest.rows()).await;
    let tables = manifest.tables.len();
    out.out(format!("backed up {} rows of {tables} tables, {bytes} bytes: {}", manifest.rows(), to.display()));
    Ok(())
}

/// Writes in the history that a backup was made. The backup is there all the same when that fails.
pub async fn note(store: &Store, by: &Actor, file: &Path, bytes: u64, rows: u64) {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let what = json!({ "file": name, "bytes": bytes, "rows": rows });
    if let Err(cause) = store.tell_administrators(by, Kind::BackupMade, Changes::one("backup", Value::Null, what)).await
    {
        tracing::warn!(%cause, "the backup could not be written into the history");
    }
}

/// Says whether a backup is whole, and what it holds.
pub fn verify(file: &Path) -> Result<(), String> {
    let archive = Archive::open(file)?;
    let (mut slowly, all) = (Slowly::default(), archive.manifest.rows());
    archive.verify(|rows| {
        if slowly.now() {
            print(Said::Progress(format!("{rows} of {all} rows read")));
        }
    })?;
    let manifest = &archive.manifest;
    print(Said::Out(format!(
        "whole: {}, made {} by version {}, {all} rows of {} tables",
        manifest.organisation,
        manifest.made_at,
        manifest.program,
        manifest.tables.len()
    )));
    for table in &manifest.tables {
        print(Said::Out(format!("{}\t{}", table.name, table.rows)));
    }
    if let Err(newer) = store::refuse_newer(&manifest.schema) {
        print(Said::Err(format!("this program cannot restore it: {newer}")));
    }
    Ok(())
}

/// Puts everything into an empty folder. The database comes back closed, to be dropped at last.
pub async fn restore(config: Config, from: PathBuf) -> Result<Store, String> {
    if !config.database.is_empty() {
        return Err(store::BackupError::Remote.to_string());
    }
    let data = absolute(&config.data)?;
    let mut slowly = Slowly::default();
    let restored = crate::backup::restore(&from, &data, move |what, rows, all| {
        if slowly.now() {
            print(Said::Progress(format!("{what} {rows} of {all} rows")));
        }
    });
    let (manifest, store) = restored.await?;
    print(Said::Out(format!(
        "restored {} rows of {} tables to {}",
        manifest.rows(),
        manifest.tables.len(),
        data.display()
    )));
    if manifest.files.iter().any(|file| file.name == SETTINGS) {
        let file = data.join(SETTINGS);
        print(Said::Out(format!(
            "the settings file of then is {}: look at it, then give it with --config",
            file.display()
        )));
    }
    Ok(store)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_within_a_second_says_nothing() {
        assert!(!Slowly::default().now());
        let Some(begun) = Instant::now().checked_sub(TELL) else { return };
        let mut slowly = Slowly(begun);
        assert_eq!((slowly.now(), slowly.now()), (true, false), "then once a second");
    }
}
