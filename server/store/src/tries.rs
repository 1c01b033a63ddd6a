//! How often a transaction that met another one is tried again.

use std::time::Duration;

use crate::Failure;

/// How often a transaction is tried.
pub(crate) struct Tries(u32);

impl Tries {
    pub(crate) fn new() -> Self {
        Self(0)
    }

    /// Waits a little and says whether to try again.
    pub(crate) async fn again(&mut self, failure: &Failure) -> bool {
        if !matches!(failure, Failure::Conflict) || self.0 >= 12 {
            return false;
        }
        self.0 += 1;
        // Spread by the clock's low digits, so that two who met do not meet again.
        let wait = (1 << self.0.min(6)) * 1_000 + u64::from(crate::clock::nanos() % 9_000);
        tokio::time::sleep(Duration::from_micros(wait)).await;
        true
    }
}
