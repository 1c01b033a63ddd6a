//! Whether what is kept holds together.

use domain::Actor;
use store::Store;

use super::Out;
use super::backup::Slowly;
use super::word::say;

/// Looks through everything, and says what does not hold together.
///
/// # Errors
/// When something does not, or the database fails.
pub async fn check(store: &Store, out: &Out) -> Result<(), String> {
    let mut slowly = Slowly::default();
    let mut told = |table: &str, rows: u64| {
        if slowly.now() {
            out.progress(format!("looking through {table}, {rows} rows so far"));
        }
    };
    let found = store.check(&Actor::operator(), &mut told).await.map_err(|error| say(&error))?;
    for (table, rows) in &found.tables {
        out.out(format!("{rows:>9}  {table}"));
    }
    for fault in &found.faults {
        out.out(fault.clone());
    }
    match found.count {
        0 => {
            out.out("everything holds together".to_owned());
            Ok(())
        }
        count => {
            Err(format!("{count} things do not hold together: keep a copy of the folder, and restore the last backup"))
        }
    }
}
