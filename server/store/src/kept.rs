//! Answers kept until the next change: between two changes many pages ask the same.

use std::sync::Mutex;

use domain::Result;

use crate::Store;
use crate::engine::Engine;

/// So many different questions are kept, the oldest goes first.
const MOST: usize = 32;

/// Answers as of the change with that number, by what was asked.
pub(crate) struct Kept<T>(Mutex<(u64, Vec<(String, T)>)>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Kept<T> {
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
    pub(crate) async fn kept<T: Clone>(
        &self,
        kept: &Kept<T>,
        asked: Option<String>,
        read: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        // Where other processes write, too, this one does not hear of every change.
        let Some(asked) = asked.filter(|_| matches!(self.engine, Engine::Embedded(..))) else { return read.await };
        #[cfg(test)]
        if !self.keeps {
            return read.await;
        }
        // Before it is read: a change is counted after its commit and before its acknowledgement. One of which nobody
        // knows whether it was written counts, too; both numbers only grow.
        let number = self.hub.latest() + self.searches.forgotten();
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
        let kept = Kept::<usize>::default();
        (0..=MOST).for_each(|at| kept.keep(0, at.to_string(), &at));
        assert_eq!((kept.at(0, "0"), kept.at(0, "1"), kept.at(0, &MOST.to_string())), (None, Some(1), Some(MOST)));
    }
}
