//! The numbers of a French company and of its establishments, with their check digits.

use serde::{Deserialize, Serialize};

use crate::{Error, Problem, Result};

/// Fourteen digits: the company's SIREN (nine) and the establishment's number (five).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siret(String);

/// The sum of the Luhn formula (ISO/IEC 7812-1): a number passes when it is a multiple of ten.
fn luhn(digits: &str) -> u32 {
    digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let digit = u32::from(b - b'0') * if i % 2 == 1 { 2 } else { 1 };
            if digit > 9 { digit - 9 } else { digit }
        })
        .sum()
}

/// Nine digits: a company as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siren(String);

/// The digits of a number written with spaces or points.
fn digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect()
}

fn are_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

impl Siren {
    /// Reads a number with or without spaces.
    ///
    /// # Errors
    /// On field `siren`: `Malformed`, and `Checksum` where nine digits do not agree.
    pub fn parse(text: &str) -> Result<Self> {
        let digits = digits(text);
        if !are_digits(&digits, 9) {
            return Err(Error::invalid("siren", Problem::Malformed));
        }
        if luhn(&digits).is_multiple_of(10) {
            Ok(Self(digits))
        } else {
            Err(Error::invalid("siren", Problem::Checksum))
        }
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `510 869 274`.
    #[must_use]
    pub fn show(&self) -> String {
        format!("{}\u{a0}{}\u{a0}{}", &self.0[..3], &self.0[3..6], &self.0[6..])
    }
}

impl TryFrom<String> for Siren {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        // Inside of a SIRET that passes, it is what it is.
        if are_digits(&text, 9) { Ok(Self(text)) } else { Self::parse(&text) }
    }
}

impl From<Siren> for String {
    fn from(siren: Siren) -> Self {
        siren.0
    }
}

impl Siret {
    /// Reads a number with or without spaces. La Poste's establishments (SIREN 356000000) follow a rule of their own:
    /// the sum of the digits is a multiple of five.
    ///
    /// # Errors
    /// On field `siret`: `Malformed`, and `Checksum` where fourteen digits do not agree.
    pub fn parse(text: &str) -> Result<Self> {
        let digits = digits(text);
        if !are_digits(&digits, 14) {
            return Err(Error::invalid("siret", Problem::Malformed));
        }
        let post = || {
            digits.starts_with("356000000")
                && digits.bytes().map(|b| u32::from(b - b'0')).sum::<u32>().is_multiple_of(5)
        };
        if luhn(&digits).is_multiple_of(10) || post() {
            Ok(Self(digits))
        } else {
            Err(Error::invalid("siret", Problem::Checksum))
        }
    }

    /// A number that passes its check, made from nine-digit and four-digit seeds: for demonstration data.
    #[must_use]
    pub fn from_seed(company: u32, establishment: u32) -> Self {
        let complete = |digits: String| {
            let check = (0..10).find(|d| luhn(&format!("{digits}{d}")).is_multiple_of(10)).unwrap_or(0);
            format!("{digits}{check}")
        };
        let siren = complete(format!("{:08}", 40_000_000 + company % 50_000_000));
        Self(complete(format!("{siren}{:04}", establishment % 10_000)))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The company's own number.
    #[must_use]
    pub fn siren(&self) -> Siren {
        Siren(self.0[..9].to_owned())
    }

    /// `510 869 274 00066`.
    #[must_use]
    pub fn show(&self) -> String {
        format!("{}\u{a0}{}\u{a0}{}\u{a0}{}", &self.0[..3], &self.0[3..6], &self.0[6..9], &self.0[9..])
    }
}

impl TryFrom<String> for Siret {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<Siret> for String {
    fn from(siret: Siret) -> Self {
        siret.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_numbers_pass_and_wrong_ones_do_not() {
        for good in ["510 869 274 00066", "73282932000074", "35600000000048", "35600000009075"] {
            assert!(Siret::parse(good).is_ok(), "{good}");
        }
        for bad in ["510869274", "5108692740006A", ""] {
            assert_eq!(Siret::parse(bad), Err(Error::invalid("siret", Problem::Malformed)), "{bad}");
        }
        // One digit wrong, two swapped.
        for bad in ["51086927400067", "51086927400606"] {
            assert_eq!(Siret::parse(bad), Err(Error::invalid("siret", Problem::Checksum)), "{bad}");
        }
        assert_eq!(Siren::parse("510869275"), Err(Error::invalid("siren", Problem::Checksum)));
    }

    #[test]
    fn a_company_has_a_number_of_its_own() {
        let siren = Siren::parse("510 869 274").unwrap();
        assert_eq!(Siret::parse("51086927400066").map(|siret| siret.siren()), Ok(siren.clone()));
        assert_eq!((siren.show().replace('\u{a0}', " ").as_str(), siren.as_str()), ("510 869 274", "510869274"));
        for bad in ["510869275", "51086927", "", "510 869 27A"] {
            assert!(Siren::parse(bad).is_err(), "{bad}");
        }
        assert!(Siren::parse("356 000 000").is_ok());
    }

    proptest! {
        #[test]
        fn seeds_give_numbers_that_pass(company: u32, establishment: u32) {
            let siret = Siret::from_seed(company, establishment);
            prop_assert_eq!(Siret::parse(siret.as_str()), Ok(siret));
        }
    }
}
