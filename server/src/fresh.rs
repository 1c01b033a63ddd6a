//! Codes on paper that were just made: held in memory, and in clear, until their owner has read them.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use domain::UserId;

/// For so long they can be read.
const LASTS: Duration = Duration::from_secs(600);

/// The codes of those who made some a moment ago. A restart forgets them: new ones are made then.
#[derive(Default)]
pub struct Fresh(Mutex<HashMap<UserId, (Vec<String>, Instant)>>);

impl Fresh {
    /// Holds somebody's.
    pub fn hold(&self, user: UserId, codes: Vec<String>) {
        let Ok(mut held) = self.0.lock() else { return };
        held.retain(|_, (_, at)| at.elapsed() < LASTS);
        held.insert(user, (codes, Instant::now()));
    }

    /// Somebody's, as long as they may be read.
    pub fn read(&self, user: &UserId) -> Option<Vec<String>> {
        let held = self.0.lock().ok()?;
        held.get(user).filter(|(_, at)| at.elapsed() < LASTS).map(|(codes, _)| codes.clone())
    }

    /// Forgets them: they were written down.
    pub fn forget(&self, user: &UserId) {
        if let Ok(mut held) = self.0.lock() {
            held.remove(user);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_by_their_owner_until_they_are_written_down() {
        let (fresh, ana, leo): (_, UserId, UserId) = (Fresh::default(), "ana".parse().unwrap(), "leo".parse().unwrap());
        fresh.hold(ana.clone(), vec!["a".into()]);
        assert_eq!((fresh.read(&ana), fresh.read(&leo)), (Some(vec!["a".into()]), None));
        fresh.hold(ana.clone(), vec!["b".into()]);
        assert_eq!(fresh.read(&ana), Some(vec!["b".into()]));
        fresh.forget(&ana);
        assert_eq!(fresh.read(&ana), None);
    }
}
