//! Answers kept until the next change: between two changes many pages ask the same.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use domain::board::{Board, Card};
use domain::company::Company;
use domain::contact::{Contact, Terms};
use domain::organisation::Organisation;
use domain::user::User;
use domain::view::View;
use domain::{Page, Result};

use crate::Store;
use crate::deal::Total;
use crate::engine::Engine;
use crate::session::SessionRow;

/// So many different questions of a kind are kept, the oldest goes first.
const PAGES: usize = 32;
/// So many where the answer is small and each person's own.
const PERSONS: usize = 256;

/// All that is kept.
#[derive(Default)]
pub(crate) struct Answers {
    /// How often this process has written, or may have: each time every answer is forgotten.
    writes: Arc<AtomicU64>,
    pub(crate) totals: Kept<Vec<Total>>,
    pub(crate) boards: Kept<Board>,
    pub(crate) contacts: Kept<Page<Contact>>,
    pub(crate) companies: Kept<Page<Company>>,
    pub(crate) deals: Kept<Page<Card>>,
    pub(crate) terms: Kept<Terms>,
    pub(crate) views: Kept<Vec<View>, PERSONS>,
    /// What every request asks first: whose session, who that is, where, and what is unread.
    pub(crate) sessions: Kept<Option<SessionRow>, PERSONS>,
    pub(crate) users: Kept<User, PERSONS>,
    pub(crate) colleagues: Kept<Vec<User>>,
    pub(crate) organisation: Kept<Option<Organisation>>,
    pub(crate) unread: Kept<u32, PERSONS>,
}

/// The count of writes.
pub(crate) struct Writes(Arc<AtomicU64>);

impl Writes {
    /// Something was written, or may have been: every answer is forgotten.
    pub(crate) fn count(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Answers {
    /// The count of writes, for the task that commits.
    pub(crate) fn writes(&self) -> Writes {
        Writes(Arc::clone(&self.writes))
    }

    /// Forgets every answer.
    #[cfg(test)]
    pub(crate) fn forget(&self) {
        self.writes().count();
    }
}

/// Answers as of the write with that number, by what was asked.
pub(crate) struct Kept<T, const MOST: usize = PAGES>(Mutex<(u64, Vec<(String, T)>)>);

impl<T, const MOST: usize> Default for Kept<T, MOST> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone, const MOST: usize> Kept<T, MOST> {
    /// The answer, unless something has changed since.
    fn at(&self, number: u64, asked: &str) -> Option<T> {
        let kept = self.0.lock().ok()?;
        let answers = (kept.0 == number).then_some(&kept.1)?;
        answers.iter().find(|(question, _)| question == asked).map(|(_, answer)| answer.clone())
    }

    /// Keeps an answer that was asked for when the latest change had that number.
    fn keep(&self, number: u64, asked: String, answer: &T) {
        let Ok(mut kept) = self.0.lock() else { return };
        if kept.0 > number {
            return;
        }
        if kept.0 < number {
            *kept = (number, Vec::new());
        }
        if kept.1.len() >= MOST {
            kept.1.remove(0);
        }
        kept.1.push((asked, answer.clone()));
    }
}

impl Store {
    /// The answer to what is asked: a kept one, else the one that is read. Nothing is kept of what hangs on the clock,
    /// which is asked as none.
    pub(crate) async fn kept<T: Clone, const MOST: usize>(
        &self,
        kept: &Kept<T, MOST>,
        asked: Option<String>,
        read: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        // Where other processes write, too, this one does not hear of every change.
        let Some(asked) = asked.filter(|_| matches!(self.engine, Engine::Embedded(..))) else { return read.await };
        #[cfg(test)]
        if !self.keeps {
            return read.await;
        }
        // Before it is read: a transaction is counted after its commit and before its acknowledgement. One of which
        // nobody knows whether it was written counts, too.
        let number = self.answers.writes.load(Ordering::SeqCst);
        if let Some(answer) = kept.at(number, &asked) {
            return Ok(answer);
        }
        let answer = read.await?;
        kept.keep(number, asked, &answer);
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_forgotten_with_the_next_change() {
        let kept = Kept::<u32>::default();
        kept.keep(4, "a".to_owned(), &1);
        assert_eq!((kept.at(4, "a"), kept.at(4, "b"), kept.at(5, "a")), (Some(1), None, None));
        kept.keep(5, "b".to_owned(), &2);
        // Read before the change that is known by now.
        kept.keep(4, "a".to_owned(), &1);
        assert_eq!((kept.at(5, "a"), kept.at(4, "a"), kept.at(5, "b")), (None, None, Some(2)));
    }

    #[test]
    fn only_so_many_are_kept() {
        let kept = Kept::<usize, 4>::default();
        (0..=4).for_each(|at| kept.keep(0, at.to_string(), &at));
        assert_eq!((kept.at(0, "0"), kept.at(0, "1"), kept.at(0, "4")), (None, Some(1), Some(4)));
    }
}
