//! A person being written down, and who of the known may be the same.

use serde::{Deserialize, Serialize};

use super::Choice;
use crate::{Email, Phone};

/// So many are shown at most.
pub const ALIKE: usize = 5;

/// What is known of somebody who is being written down; what is not readable yet is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// « Prénom ».
    pub given_name: String,
    /// « Nom ».
    pub family_name: String,
    /// Addresses.
    pub emails: Vec<Email>,
    /// Numbers.
    pub phones: Vec<Phone>,
    /// The company's name.
    pub company: String,
}

impl Sketch {
    /// The same within bounds: nobody types more of one person.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        for text in [&mut self.given_name, &mut self.family_name, &mut self.company] {
            *text = text.chars().take(120).collect();
        }
        self.emails.truncate(10);
        self.phones.truncate(10);
        self
    }

    /// Whether it says enough to look for anybody.
    #[must_use]
    pub fn says_something(&self) -> bool {
        let named = !self.given_name.trim().is_empty() && !self.family_name.trim().is_empty();
        named || !self.emails.is_empty() || !self.phones.is_empty()
    }
}

/// What somebody has in common with the person being written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// An address.
    Email,
    /// A number.
    Phone,
    /// The name, or nearly the name in the same company.
    Name,
}

/// Somebody who may be the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// Who.
    pub contact: Choice,
    /// What speaks for it.
    pub why: Why,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_name_alone_says_nothing() {
        let named = |given: &str, family: &str| Sketch {
            given_name: given.into(),
            family_name: family.into(),
            ..Sketch::default()
        };
        assert!(!named("Ana", " ").says_something() && named("Ana", "Roy").says_something());
        let long = Sketch { emails: vec![Email::parse("a@b.fr").unwrap(); 40], ..named(&"x".repeat(500), "") };
        assert!(long.says_something());
        assert_eq!((long.clone().bounded().emails.len(), long.bounded().given_name.len()), (10, 120));
    }
}
