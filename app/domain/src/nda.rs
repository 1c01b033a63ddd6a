//! « Numéro de déclaration d’activité » of a training organisation.

use serde::{Deserialize, Serialize};

use crate::{Error, Problem, Result};

/// Eleven signs: the region, the department, then the order of registration. Labour code, articles L6351-1 and R6351-6;
/// the form is that of the public list of training organisations (DGEFP, data.gouv.fr), which gives no check digit.
/// Corsica's departments are `2A` and `2B`; every other sign is a digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nda(String);

impl Nda {
    /// Reads a number with or without spaces.
    ///
    /// # Errors
    /// `Malformed` on field `nda`.
    pub fn parse(text: &str) -> Result<Self> {
        let signs: String = text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect::<String>().to_uppercase();
        let fits = |(at, sign): (usize, char)| {
            let corsica = at == 3 && matches!(sign, 'A' | 'B') && signs.as_bytes().get(2) == Some(&b'2');
            sign.is_ascii_digit() || corsica
        };
        if signs.len() == 11 && signs.chars().enumerate().all(fits) && signs.bytes().any(|b| b != b'0') {
            Ok(Self(signs))
        } else {
            Err(Error::invalid("nda", Problem::Malformed))
        }
    }

    /// The signs.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `11 75 12345 75`, as it is written on documents.
    #[must_use]
    pub fn show(&self) -> String {
        let part = |from: usize, to: usize| self.0.get(from..to).unwrap_or_default();
        [part(0, 2), part(2, 4), part(4, 9), part(9, 11)].join("\u{a0}")
    }
}

impl TryFrom<String> for Nda {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<Nda> for String {
    fn from(nda: Nda) -> Self {
        nda.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_has_eleven_signs() {
        let known = Nda::parse("11 75 12345 75").unwrap();
        assert_eq!((known.as_str(), known.show().as_str()), ("11751234575", "11\u{a0}75\u{a0}12345\u{a0}75"));
        assert!(Nda::parse("942a0123475").is_ok());
        for wrong in ["", "1175123457", "117512345755", "11A51234575", "00000000000", "1175 1234 O75", "94é20123475"] {
            assert_eq!(Nda::parse(wrong), Err(Error::invalid("nda", Problem::Malformed)), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(digits in "[1-9][0-9]{10}") {
            let nda = Nda::parse(&digits).unwrap();
            prop_assert_eq!(Nda::parse(&nda.show()), Ok(nda));
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,30}") {
            let _ = Nda::parse(&text);
        }
    }
}
