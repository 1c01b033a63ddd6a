//! A phone number in E.164, read the way French people write it.

use serde::{Deserialize, Serialize};

use crate::{Error, Problem, Result};

/// A number such as `+33612345678`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// French numbers of the overseas departments have a country code of their own: first digits, then that code.
const OVERSEAS: [(&str, &str); 9] = [
    ("0590", "590"),
    ("0690", "590"),
    ("0691", "590"),
    ("0594", "594"),
    ("0694", "594"),
    ("0596", "596"),
    ("0696", "596"),
    ("0262", "262"),
    ("0692", "262"),
];

impl Phone {
    /// Reads a number; without a country code it is a French one. The server also asks the numbering plan.
    ///
    /// # Errors
    /// `Malformed` on field `phone`.
    pub fn parse(text: &str) -> Result<Self> {
        let bad = || Error::invalid("phone", Problem::Malformed);
        let text = text.trim().trim_start_matches("tel:").replace("(0)", "");
        if text.chars().any(|c| !(c.is_ascii_digit() || c.is_whitespace() || "+.-/()\u{a0}\u{202f}".contains(c))) {
            return Err(bad());
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let international = if text.starts_with('+') {
            digits
        } else if let Some(rest) = digits.strip_prefix("00") {
            rest.to_owned()
        } else if digits.len() == 10 && digits.starts_with('0') {
            let code = OVERSEAS.iter().find(|(start, _)| digits.starts_with(start)).map_or("33", |(_, code)| code);
            format!("{code}{}", &digits[1..])
        } else if digits.len() == 9 && !digits.starts_with('0') {
            // A spreadsheet took the leading zero for a number's.
            format!("33{digits}")
        } else {
            return Err(bad());
        };
        // « +33 06 12 34 56 78 »: the zero is only dialled inside the country, many write both.
        let international = match international.strip_prefix("330") {
            Some(rest) => format!("33{rest}"),
            None => international,
        };
        let french_length = !international.starts_with("33") || international.len() == 11;
        if !(7..=15).contains(&international.len()) || international.starts_with('0') || !french_length {
            return Err(bad());
        }
        let phone = Self(format!("+{international}"));
        if phone.in_the_plan() { Ok(phone) } else { Err(bad()) }
    }

    #[cfg(feature = "native")]
    fn in_the_plan(&self) -> bool {
        let plan = &*rlibphonenumber::PHONE_NUMBER_UTIL;
        plan.parse(&self.0, None).is_ok_and(|number| plan.is_possible_number(&number))
    }

    #[cfg(not(feature = "native"))]
    fn in_the_plan(&self) -> bool {
        !self.0.is_empty()
    }

    /// The number in E.164.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `06 12 34 56 78` for a French number, E.164 with spaces otherwise.
    #[must_use]
    pub fn show(&self) -> String {
        match self.0.strip_prefix("+33") {
            Some(rest) if rest.len() == 9 => {
                let digits: Vec<char> = std::iter::once('0').chain(rest.chars()).collect();
                digits.chunks(2).map(|pair| pair.iter().collect::<String>()).collect::<Vec<_>>().join("\u{a0}")
            }
            _ => self.0.clone(),
        }
    }
}

impl TryFrom<String> for Phone {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        // What is stored is E.164 already: the numbering plan was asked when it was written.
        let stored = text
            .strip_prefix('+')
            .is_some_and(|d| (7..=15).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit()));
        if stored { Ok(Self(text)) } else { Self::parse(&text) }
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_e164() {
        for (text, e164) in [
            ("06 12 34 56 78", "+33612345678"),
            ("06.12.34.56.78", "+33612345678"),
            ("+33 (0)6 12 34 56 78", "+33612345678"),
            ("0033 6 12 34 56 78", "+33612345678"),
            ("+33 06 12 34 56 78", "+33612345678"),
            ("612345678", "+33612345678"),
            ("0692 12 34 56", "+262692123456"),
            ("+32 470 12 34 56", "+32470123456"),
        ] {
            assert_eq!(Phone::parse(text).map(String::from), Ok(e164.to_owned()), "{text}");
        }
        for bad in ["", "12", "06 12 34 56", "appeler", "+33 6 12 34 56 78 9", "06 12 34 56 78 poste 3"] {
            assert!(Phone::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Phone::parse("0612345678").unwrap().show(), "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78");
    }
}
