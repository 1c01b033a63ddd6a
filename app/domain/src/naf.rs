//! The code of a company's main activity in the French nomenclature (NAF).

use serde::{Deserialize, Serialize};

use crate::{Error, Problem, Result};

/// A code such as `85.59A`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Naf(String);

impl Naf {
    /// Reads a code with or without its point and spaces, in either case.
    ///
    /// # Errors
    /// `Malformed` on field `naf`.
    pub fn parse(text: &str) -> Result<Self> {
        let signs: Vec<char> =
            text.chars().filter(|c| !c.is_whitespace() && *c != '.').map(|c| c.to_ascii_uppercase()).collect();
        match signs[..] {
            [a, b, c, d, letter] if [a, b, c, d].iter().all(char::is_ascii_digit) && letter.is_ascii_uppercase() => {
                Ok(Self(format!("{a}{b}.{c}{d}{letter}")))
            }
            _ => Err(Error::invalid("naf", Problem::Malformed)),
        }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Naf {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<Naf> for String {
    fn from(naf: Naf) -> Self {
        naf.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_kept_in_one_form() {
        for good in ["85.59A", "8559a", " 85 59 A "] {
            assert_eq!(Naf::parse(good).map(String::from), Ok("85.59A".to_owned()), "{good}");
        }
        for bad in ["", "85.59", "855A", "85.59AB", "é5.59A", "A8559"] {
            assert!(Naf::parse(bad).is_err(), "{bad}");
        }
    }
}
