//! Finding any record by a few letters, wherever one is.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::contact::Choice;
use crate::{Actor, Result};

/// How many records of a kind are given.
pub const EACH: usize = 8;

/// How many characters of a question are read.
pub const LONGEST: usize = 80;

/// The best matches of each kind, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finds {
    /// People.
    pub contacts: Vec<Choice>,
    /// Companies.
    pub companies: Vec<Choice>,
    /// Deals; none for who may not see them.
    pub deals: Vec<Choice>,
}

/// Looks through all records at once.
#[async_trait]
pub trait Finder: Send + Sync {
    /// The records that have all the words: those that begin with them first, then those that have them further inside,
    /// then those that have nearly such words.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn find(&self, actor: &Actor, text: &str) -> Result<Finds>;

    /// What records are called, by `table:id`: those that are there and that the reader may see, in one question a
    /// table.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn names(&self, actor: &Actor, subjects: &BTreeSet<String>) -> Result<BTreeMap<String, String>>;
}

/// How many typing errors are forgiven in a word: none in a short one, nor in a number.
#[must_use]
pub fn forgiven(word: &str) -> usize {
    match word.chars().count() {
        _ if word.chars().any(|c| c.is_ascii_digit()) => 0,
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_words_forgive_more() {
        assert_eq!(["roy", "fabr", "fabrice", "fabrices", "06123456"].map(forgiven), [0, 1, 1, 2, 0]);
    }
}
