//! A postal address, as it stands on an envelope.

use serde::{Deserialize, Serialize};

use crate::text::{check_line, fold, tidy};
use crate::{Error, Problem, Result};

/// The country of an address that names none.
pub const HOME: &str = "France";

/// Where letters go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// Number and street.
    pub street: String,
    /// Building, floor, post box.
    pub complement: String,
    /// « Code postal ».
    pub postal_code: String,
    /// « Ville ».
    pub city: String,
    /// « Pays ».
    pub country: String,
}

impl Address {
    fn fields(&self) -> [(&'static str, &str, usize); 5] {
        [
            ("street", &self.street, 120),
            ("complement", &self.complement, 120),
            ("postal_code", &self.postal_code, 12),
            ("city", &self.city, 80),
            ("country", &self.country, 60),
        ]
    }

    /// The same address as it is kept; none when nothing but a country is said.
    #[must_use]
    pub fn tidied(mut self) -> Option<Self> {
        for text in [&mut self.street, &mut self.complement, &mut self.postal_code, &mut self.city, &mut self.country] {
            *text = tidy(text);
        }
        if self.fields()[..4].iter().all(|(_, text, _)| text.is_empty()) {
            return None;
        }
        if self.country.is_empty() {
            HOME.clone_into(&mut self.country);
        }
        if self.home() {
            // « 69 002 » is how a spreadsheet writes a number.
            self.postal_code.retain(|c| c != ' ');
        }
        Some(self)
    }

    fn home(&self) -> bool {
        self.country.is_empty() || fold(&self.country) == fold(HOME)
    }

    /// Everything that breaks a rule: texts have a bound, a French postal code has five digits.
    #[must_use]
    pub fn faults(&self) -> Vec<Error> {
        let check = |(field, text, max): (&str, &str, usize)| {
            let french = field == "postal_code" && self.home() && !text.is_empty();
            let five = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
            if french && !five { Err(Error::invalid(field, Problem::Malformed)) } else { check_line(field, text, max) }
        };
        self.fields().map(check).into_iter().filter_map(Result::err).collect()
    }

    /// The lines of an envelope; the country only where it is another one.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let town = tidy(&format!("{} {}", self.postal_code, self.city));
        let country = if self.home() { String::new() } else { self.country.clone() };
        let lines = [self.street.clone(), self.complement.clone(), town, country];
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(postal_code: &str, country: &str) -> Address {
        Address {
            postal_code: postal_code.into(),
            country: country.into(),
            city: " Lyon ".into(),
            ..Address::default()
        }
    }

    #[test]
    fn france_is_where_an_address_is_unless_it_says_otherwise() {
        let kept = address("69 002", "").tidied().unwrap();
        assert_eq!(
            (kept.postal_code.as_str(), kept.country.as_str(), kept.lines()),
            ("69002", HOME, vec!["69002 Lyon".to_owned()])
        );
        assert_eq!(kept.clone().tidied(), Some(kept));
        assert_eq!(Address { country: "Belgique".into(), ..Address::default() }.tidied(), None);
        let abroad = address("1000 AB", "Belgique").tidied().unwrap();
        assert_eq!((abroad.faults(), abroad.lines().pop()), (Vec::new(), Some("Belgique".to_owned())));
    }

    #[test]
    fn a_french_postal_code_has_five_digits() {
        for (code, right) in [("69002", true), ("", true), ("2A004", false), ("6900", false), ("690022", false)] {
            assert_eq!(address(code, "france").faults().is_empty(), right, "{code}");
        }
        let long = Address { street: "x".repeat(121), city: "x".repeat(81), ..address("1", "") };
        let fields: Vec<_> =
            long.faults().into_iter().map(|fault| fault.field().unwrap_or_default().to_owned()).collect();
        assert_eq!(fields, ["street", "postal_code", "city"]);
    }
}
