//! Changes of this process in the order of their commits, remembered for a while so that a stream can be resumed.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use domain::event::Event;
use domain::live::{Change, Live};
use domain::{Actor, Error, ImportId, Result};
use tokio::sync::watch;

use crate::Store;

/// How many changes are remembered.
const REMEMBERED: usize = 2_048;

/// The numbered changes. Numbers are given after the commit: event ids do not sort by commit.
pub(crate) struct Hub {
    epoch: String,
    ring: Mutex<VecDeque<Change>>,
    /// The latest number, and whether more may come.
    latest: watch::Sender<(u64, bool)>,
    /// How often somebody's right to listen may have ended.
    endings: AtomicU64,
}

impl Hub {
    pub(crate) fn new() -> Self {
        let (latest, _) = watch::channel((0, true));
        Self {
            epoch: domain::EventId::new().to_string(),
            ring: Mutex::new(VecDeque::new()),
            latest,
            endings: AtomicU64::new(0),
        }
    }

    pub(crate) fn publish(&self, changes: Vec<Change>) {
        let Ok(mut ring) = self.ring.lock() else { return };
        if changes.is_empty() {
            return;
        }
        // Before anybody wakes: who is disabled, or has other rights, hears no more of what follows.
        if changes.iter().flat_map(|change| &change.subjects).any(|subject| subject.starts_with("user:")) {
            self.end();
        }
        let mut number = self.latest();
        for change in changes {
            number += 1;
            if ring.len() == REMEMBERED {
                ring.pop_front();
            }
            ring.push_back(Change { number, ..change });
        }
        self.latest.send_modify(|latest| latest.0 = number);
    }

    /// The number of the latest change.
    pub(crate) fn latest(&self) -> u64 {
        self.latest.borrow().0
    }

    /// A session was ended, or a colleague changed.
    pub(crate) fn end(&self) {
        self.endings.fetch_add(1, Ordering::SeqCst);
    }

    /// Lets go of everybody who waits.
    pub(crate) fn close(&self) {
        self.latest.send_modify(|latest| latest.1 = false);
    }
}

/// What open pages hear of a transaction. The many rows of an import are one change, and so are those of a bulk.
pub(crate) fn changes(events: &[Event], origin: &str) -> Vec<Change> {
    let mut imports: Vec<&ImportId> = Vec::new();
    let mut out: Vec<Change> = Vec::new();
    let mut bulk = None;
    for event in events {
        let bulky = event.subjects.last().is_some_and(|subject| subject.starts_with("bulk:"));
        if let (true, Some(at)) = (bulky, bulk) {
            let change: Option<&mut Change> = out.get_mut(at);
            change.into_iter().for_each(|change| change.subjects.extend(event.subjects.first().cloned()));
            continue;
        }
        let subjects = match &event.import {
            Some(import) if imports.contains(&import) => continue,
            Some(import) => {
                imports.push(import);
                vec![import.subject()]
            }
            None => event.subjects.clone(),
        };
        bulk = bulky.then_some(out.len()).or(bulk);
        out.push(Change { number: 0, subjects, origin: origin.to_owned() });
    }
    out
}

fn signed_in(actor: &Actor) -> Result<()> {
    if actor.role.is_some() { Ok(()) } else { Err(Error::Unauthorized) }
}

impl Store {
    /// How often this process ended a session or changed a colleague: as long as it stays the same, a listener who was
    /// asked for his rights need not be asked again.
    #[must_use]
    pub fn endings(&self) -> u64 {
        self.hub.endings.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Live for Store {
    fn epoch(&self, actor: &Actor) -> Result<String> {
        signed_in(actor).map(|()| self.hub.epoch.clone())
    }

    fn latest(&self, actor: &Actor) -> Result<u64> {
        signed_in(actor).map(|()| self.hub.latest())
    }

    fn since(&self, actor: &Actor, number: u64) -> Result<Option<Vec<Change>>> {
        signed_in(actor)?;
        let ring = self.hub.ring.lock().map_err(|_| Error::Internal)?;
        let oldest = ring.front().map_or(u64::MAX, |change| change.number);
        let complete = number >= self.hub.latest() || oldest <= number + 1;
        let first = ring.partition_point(|change| change.number <= number);
        Ok(complete.then(|| ring.range(first..).cloned().collect()))
    }

    async fn wait(&self, actor: &Actor, number: u64) -> Result<bool> {
        signed_in(actor)?;
        let mut latest = self.hub.latest.subscribe();
        let seen = latest.wait_for(|(latest, open)| *latest > number || !open).await;
        Ok(seen.is_ok_and(|latest| latest.0 > number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change() -> Change {
        Change { number: 0, subjects: vec!["deal:a".into()], origin: String::new() }
    }

    #[tokio::test]
    async fn what_may_end_a_right_to_listen_is_counted() {
        let store = Store::in_memory().await.unwrap();
        let before = store.endings();
        store.hub.publish(vec![change()]);
        assert_eq!(store.endings(), before);
        store.hub.publish(vec![change(), Change { subjects: vec!["user:a".into()], ..change() }]);
        assert_eq!(store.endings(), before + 1);
        store.delete_session("key").await.unwrap();
        assert_eq!(store.endings(), before + 2);
    }

    #[tokio::test]
    async fn a_stream_resumes_or_learns_that_it_missed_something() {
        let store = Store::in_memory().await.unwrap();
        let me = Actor::operator();
        store.hub.publish(vec![change(), change()]);
        let seen = store.since(&me, 1).unwrap().unwrap();
        assert_eq!(seen.iter().map(|c| c.number).collect::<Vec<_>>(), [2]);
        store.hub.publish((0..REMEMBERED).map(|_| change()).collect());
        assert_eq!(store.since(&me, 1).unwrap(), None);
        assert_eq!(store.since(&me, store.latest(&me).unwrap()).unwrap(), Some(vec![]));
        assert_eq!(store.since(&Actor::visitor(), 1), Err(Error::Unauthorized));
    }
}
