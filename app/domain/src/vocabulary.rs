//! Lists of words that forms offer: where people come from, and why a deal is lost. What is recorded with a word stays
//! as it was written when the list changes.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::text::{check_required, fold, tidy};
use crate::{Actor, Error, Patch, Result, WordId};

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// Where a contact came from.
    Sources,
    /// Why a deal was lost.
    Reasons,
}

impl List {
    /// Every list.
    pub const ALL: [Self; 2] = [Self::Sources, Self::Reasons];

    /// The name in code and the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sources => "sources",
            Self::Reasons => "reasons",
        }
    }

    /// As events name it.
    #[must_use]
    pub fn subject(self) -> String {
        format!("vocabulary:{}", self.as_str())
    }
}

/// One word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// What stays when it is renamed.
    pub id: WordId,
    /// As it is offered.
    pub name: String,
    /// No longer offered.
    #[serde(default)]
    pub hidden: bool,
}

/// The words of a list, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// The words.
    pub words: Vec<Word>,
}

/// The most words a list holds.
pub const MOST: usize = 60;

impl Details {
    /// What a training organisation begins with.
    #[must_use]
    pub fn usual(list: List) -> Self {
        let names: &[&str] = match list {
            List::Sources => &[
                "Recommandation",
                "Site internet",
                "Appel entrant",
                "Mon Compte Formation",
                "France Travail",
                "OPCO",
                "Salon ou forum",
                "Réseaux sociaux",
                "Ancien client",
                "Prospection",
            ],
            List::Reasons => &[
                "Prix trop élevé",
                "Financement refusé",
                "Sans réponse",
                "Dates incompatibles",
                "Autre organisme choisi",
                "Projet abandonné",
                "Besoin hors de notre offre",
            ],
        };
        let word = |(at, name): (usize, &&str)| {
            Some(Word { id: format!("{}{at}", list.as_str()).parse().ok()?, name: (*name).to_owned(), hidden: false })
        };
        Self { words: names.iter().enumerate().filter_map(word).collect() }
    }

    /// The same words as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.words.iter_mut().for_each(|word| word.name = tidy(&word.name));
        self
    }

    /// The words that forms offer.
    pub fn offered(&self) -> impl Iterator<Item = &str> {
        self.words.iter().filter(|word| !word.hidden).map(|word| word.name.as_str())
    }

    /// # Errors
    /// `Invalid` on `word` for a name no word can have or too many words, `Taken` for a word that is there twice.
    pub fn check(&self) -> Result<()> {
        if self.words.len() > MOST {
            return Err(Error::too_long("words", MOST));
        }
        let mut seen = std::collections::HashSet::new();
        for Word { id, name, .. } in &self.words {
            check_required("word", name, 80)?;
            if !seen.insert(fold(name)) || !seen.insert(format!("#{id}")) {
                return Err(Error::Taken { field: "word".to_owned() });
            }
        }
        Ok(())
    }
}

/// A list as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Its words.
    pub details: Details,
    /// Raised by each change; zero for a list that nobody has changed yet.
    pub version: u32,
}

/// What may be asked about lists of words.
#[async_trait]
pub trait Vocabularies: Send + Sync {
    /// A list.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn show(&self, actor: &Actor, list: List) -> Result<Vocabulary>;

    /// Changed words.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `Taken`, `Forbidden`.
    async fn edit(&self, actor: &Actor, list: List, patch: Patch) -> Result<Vocabulary>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_begins_with_words_that_keep_its_rules() {
        for list in List::ALL {
            let usual = Details::usual(list);
            assert_eq!(usual.check(), Ok(()));
            assert!(usual.words.len() >= 7 && usual.clone().tidied() == usual);
        }
    }

    #[test]
    fn a_word_is_there_once_and_hidden_words_are_not_offered() {
        let mut list = Details::usual(List::Reasons);
        list.words[1].hidden = true;
        assert!(!list.offered().any(|word| word == "Financement refusé"));
        let mut twice = list.clone();
        twice.words[0].name = "sans REPONSE".to_owned();
        assert_eq!(twice.check(), Err(Error::Taken { field: "word".to_owned() }));
        let mut empty = list.clone();
        empty.words[0].name = " ".to_owned();
        assert!(empty.tidied().check().is_err());
        let one = list.words[0].clone();
        list.words.extend((0..MOST).map(|at| Word {
            id: format!("w{at}").parse().unwrap(),
            name: format!("w{at}"),
            ..one.clone()
        }));
        assert!(matches!(list.check(), Err(Error::Invalid { .. })));
    }
}
