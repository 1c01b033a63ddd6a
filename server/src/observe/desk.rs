//! How the server does, put together for the administrators' page and for the metrics.

use std::path::Path;
use std::sync::atomic::Ordering;

use async_trait::async_trait;
use domain::health::{Health, HealthDesk, Room};
use domain::{Actor, Error, Result, Right};

use crate::router::App;

/// Who knows how the server does.
#[derive(Clone)]
pub struct Desk(pub App);

#[async_trait]
impl HealthDesk for Desk {
    async fn show(&self, actor: &Actor) -> Result<Health> {
        actor.may(Right::ManageSettings)?;
        let app = &self.0;
        let data = app.config.database.is_empty().then(|| app.config.data.clone());
        let keeper = std::sync::Arc::clone(&app.keeper);
        // Folders are read file by file: not on a thread that others wait for.
        let read = move || (data.map(|data| room(&data)), keeper.latest());
        let (room, backup) = tokio::task::spawn_blocking(read).await.map_err(|_| Error::Internal)?;
        Ok(Health {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            since: app.observed.since,
            room,
            memory: memory(),
            ails: app.store.ails(),
            backup,
            requests: app.observed.requests.load(Ordering::Relaxed),
            listening: app.observed.listening.load(Ordering::Relaxed),
            slow: app.observed.slow(),
            troubles: app.observed.troubles.list(),
        })
    }
}

fn room(data: &Path) -> Room {
    Room { taken: size(data), free: free(data) }
}

/// Bytes of all files below a folder. One that goes meanwhile counts nothing.
fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let about = entry.metadata().ok()?;
            Some(if about.is_dir() { size(&entry.path()) } else { about.len() })
        })
        .sum()
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_folder: &Path) -> Option<u64> {
    None
}

/// Memory of this process as Linux counts it: in kB, after `VmRSS:`.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_as_large_as_what_is_below_it() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("db")).unwrap();
        std::fs::write(folder.path().join("a"), [0; 10]).unwrap();
        std::fs::write(folder.path().join("db/b"), [0; 7]).unwrap();
        assert_eq!(room(folder.path()).taken, 17);
        assert_eq!(size(&folder.path().join("nowhere")), 0);
    }
}
