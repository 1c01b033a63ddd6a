//! Whether the database still reads and writes, for who watches over the process.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::Result;

use crate::ask::ask;
use crate::{Failure, Store};

/// What is known of the database's health.
#[derive(Default)]
pub(crate) struct Pulse(AtomicBool);

impl Pulse {
    /// A write failed, not for a reason of its own.
    pub(crate) fn ails(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Store {
    /// Whether the last write that was tried failed for want of a disk, and none succeeded since.
    #[must_use]
    pub fn ails(&self) -> bool {
        self.pulse.0.load(Ordering::Relaxed)
    }

    /// Reads something, and after a write that failed writes something too: RocksDB may refuse every further one until
    /// it is opened again.
    ///
    /// # Errors
    /// `Full` when the disk is, else that the database does not do it.
    pub async fn feel_pulse(&self) -> Result<()> {
        let ails = self.ails();
        let sql = if ails { "UPSERT $id SET felt = $now RETURN NONE" } else { "SELECT VALUE id FROM $id" };
        let asked = self.read(ask(sql).record("id", "guard", "pulse").bind("now", self.now())).await;
        if ails && asked.is_ok() {
            self.pulse.0.store(false, Ordering::Relaxed);
        }
        asked.map(drop).map_err(|failure: Failure| failure.into())
    }
}
