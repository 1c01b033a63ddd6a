//! Ends the process when its database no longer answers, so that the service manager starts it again.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::Error;
use store::Store;

/// How often the database is asked.
const EVERY: Duration = Duration::from_secs(5);
/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// After so many failures one after another the process ends.
const MOST: u32 = 3;
/// What there must be room for before a database that refuses to write is opened again.
const ROOM: usize = 4 << 20;
/// `EX_TEMPFAIL` of sysexits.h: try again.
const AGAIN: i32 = 75;

/// Whether the folder takes a file again.
fn room(data: &Path) -> bool {
    let probe = data.join(".room");
    let fits = std::fs::write(&probe, vec![0; ROOM]).is_ok();
    // What is there of it goes in any case.
    let gone = std::fs::remove_file(&probe);
    fits && gone.is_ok()
}

/// Watches until the process ends. A full disk alone is no reason to end: everything can still be read.
pub async fn watch(store: Arc<Store>, data: std::path::PathBuf) {
    let mut failures = 0;
    loop {
        tokio::time::sleep(EVERY).await;
        let reason = match tokio::time::timeout(PATIENCE, store.feel_pulse()).await {
            Ok(Ok(())) => {
                failures = 0;
                continue;
            }
            Ok(Err(Error::Full)) if !room(&data) => {
                tracing::error!(folder = %data.display(), "the disk is full: everything can be read, nothing written; make room");
                failures = 0;
                continue;
            }
            Ok(Err(cause)) => cause.to_string(),
            Err(_) => format!("no answer for {} seconds", PATIENCE.as_secs()),
        };
        failures += 1;
        tracing::error!(reason, failures, "the database does not do what it should");
        if failures == MOST {
            tracing::error!(
                "the server ends itself, so that it is started again: everything acknowledged is on the disk"
            );
            std::process::exit(AGAIN);
        }
    }
}
