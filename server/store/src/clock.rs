//! The server's clock: the only place in the store that reads it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use domain::{EventId, Instant};

use crate::ask::ask;
use crate::{Failure, Store};

/// Now.
pub(crate) fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The low digits of the clock, to spread retries.
pub(crate) fn nanos() -> u32 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().subsec_nanos()
}

/// Ids of events in the order they were asked for: within a millisecond, and also when the clock was set back, so that
/// the history of a record is in the order of its changes.
#[derive(Default)]
pub(crate) struct EventIds(Mutex<Ids>);

#[derive(Default)]
struct Ids {
    generator: ulid::Generator,
    /// No id is of an earlier millisecond.
    floor: u64,
}

impl EventIds {
    /// The next id.
    pub(crate) fn next(&self, now: Instant) -> EventId {
        let mut ids = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = now.0.unsigned_abs().max(ids.floor);
        let at = UNIX_EPOCH + Duration::from_millis(at);
        let id = ids.generator.generate_from_datetime(at).unwrap_or_else(|full| full.commit_overflow_random());
        id.to_string().try_into().unwrap_or_default()
    }

    /// Every next id comes after this one, which was written before the program started.
    pub(crate) fn go_on_after(&self, last: &str) {
        let Ok(last) = ulid::Ulid::from_string(last) else { return };
        let mut ids = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ids.floor = ids.floor.max(last.timestamp_ms() + 1);
    }
}

impl Store {
    /// The events of this run come after those of every earlier one, whatever the clock says by now.
    pub(crate) async fn go_on_counting(&self) -> Result<(), Failure> {
        let last = ask("SELECT VALUE key FROM event ORDER BY key DESC LIMIT 1");
        if let Some(last) = self.read(last).await?.one::<String>(0)? {
            self.events.go_on_after(&last);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_back_turns_no_history_round() {
        let (ids, day) = (EventIds::default(), 86_400_000);
        let at = |days: i64| ids.next(Instant(1_800_000_000_000 + days * day));
        let order = [at(0), at(1), at(0), at(-1), at(2)];
        assert!(order.is_sorted(), "{order:?}");
        let again = EventIds::default();
        again.go_on_after(order[4].as_str());
        assert!(again.next(Instant(1_800_000_000_000)) > order[4]);
    }
}
