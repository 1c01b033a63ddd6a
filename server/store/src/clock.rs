//! The server's clock: the only place in the store that reads it.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::Instant;

/// Now.
pub(crate) fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The low digits of the clock, to spread retries.
pub(crate) fn nanos() -> u32 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().subsec_nanos()
}
