//! The server's clock: the only place in the store that reads it.

use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use domain::{EventId, Instant};

/// Now.
pub(crate) fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The low digits of the clock, to spread retries.
pub(crate) fn nanos() -> u32 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().subsec_nanos()
}

/// Ids of events in the order they were asked for: within a millisecond, too, so that the history of a record is in the
/// order of its changes.
#[derive(Default)]
pub(crate) struct EventIds(Mutex<ulid::Generator>);

impl EventIds {
    /// The next id.
    pub(crate) fn next(&self) -> EventId {
        let mut generator = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let id = generator.generate().unwrap_or_else(|full| full.commit_overflow_random());
        id.to_string().try_into().unwrap_or_default()
    }
}
