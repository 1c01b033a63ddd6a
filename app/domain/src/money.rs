//! Amounts of money: exact decimals with two places, kept as a whole number of cents.

use serde::{Deserialize, Serialize};

use crate::{Error, Problem, Result};

/// An amount in euros. A whole number of cents is an exact decimal of scale 2: sums never round, and the database can
/// add columns up. Every amount of the organisation is in one currency, the euro.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// The largest amount a deal may have: 99 999 999,99 €.
    pub const MAX: Self = Self(9_999_999_999);

    /// An amount from cents.
    #[must_use]
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// The amount in cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// The share of the amount, rounded half up to a cent. `percent` from 0 to 100.
    #[must_use]
    pub fn percent(self, percent: u8) -> Self {
        Self((self.0 * i64::from(percent) + 50).div_euclid(100))
    }

    /// Reads what people type: `1234,5`, `1 234,50 €`, `1234.50`, `1.234,50`.
    ///
    /// # Errors
    /// `Malformed` when it is no amount, `OutOfRange` when it is negative or above [`Money::MAX`].
    pub fn parse(text: &str) -> Result<Self> {
        let malformed = || Error::invalid("amount", Problem::Malformed);
        let kept: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '€' | '\u{202f}' | '\'')).collect();
        let kept = kept.trim_end_matches("EUR").trim_end_matches("eur");
        if kept.ends_with([',', '.']) {
            return Err(malformed());
        }
        if kept.starts_with('-') {
            return Err(Error::invalid("amount", Problem::OutOfRange));
        }
        // The last separator followed by one or two digits is the decimal one; the others group thousands.
        let cut = kept.rfind([',', '.']).filter(|at| (1..=2).contains(&(kept.len() - at - 1)));
        let (whole, part) = match cut {
            Some(at) => (&kept[..at], &kept[at + 1..]),
            None => (kept, ""),
        };
        let digits: String = whole.chars().filter(|c| !matches!(c, ',' | '.')).collect();
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if (digits.is_empty() && part.is_empty()) || !all_digits(&digits) || !all_digits(part) {
            return Err(malformed());
        }
        if digits.len() > 12 {
            return Err(Error::invalid("amount", Problem::OutOfRange));
        }
        let euros: i64 = if digits.is_empty() { 0 } else { digits.parse().map_err(|_| malformed())? };
        let cents: i64 = if part.is_empty() { 0 } else { format!("{part:0<2}").parse().map_err(|_| malformed())? };
        let money = Self(euros * 100 + cents);
        if money > Self::MAX { Err(Error::invalid("amount", Problem::OutOfRange)) } else { Ok(money) }
    }

    /// Whole euros, for sums at a glance; half a euro rounds away from zero.
    #[must_use]
    pub fn whole(self) -> Self {
        Self((self.0 + 50 * self.0.signum()) / 100 * 100)
    }

    /// `1 234,50 €` in French, `€1,234.50` in English; whole euros drop the cents.
    #[must_use]
    pub fn show(self, french: bool) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (euros, cents) = (self.0.abs() / 100, self.0.abs() % 100);
        let grouped = group(euros, if french { '\u{202f}' } else { ',' });
        match (french, cents) {
            (true, 0) => format!("{sign}{grouped}\u{a0}€"),
            (true, _) => format!("{sign}{grouped},{cents:02}\u{a0}€"),
            (false, 0) => format!("{sign}€{grouped}"),
            (false, _) => format!("{sign}€{grouped}.{cents:02}"),
        }
    }
}

impl std::ops::Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self(0), |a, b| a + b)
    }
}

/// A whole number with its thousands grouped.
#[must_use]
pub fn group(number: i64, separator: char) -> String {
    let digits = number.abs().to_string();
    let mut out = if number < 0 { "-".to_owned() } else { String::new() };
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, cents) in [
            ("1234,5", 123_450),
            ("1 234,50 €", 123_450),
            ("1\u{202f}234,50\u{a0}€", 123_450),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("1.234", 123_400),
            ("0,05", 5),
            ("12", 1_200),
            ("1500 EUR", 150_000),
        ] {
            assert_eq!(Money::parse(text), Ok(Money::from_cents(cents)), "{text}");
        }
        for bad in ["", "abc", "€", "12a", "-5", "999999999999999", "1,2,"] {
            assert!(Money::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn amounts_are_shown_the_french_way() {
        assert_eq!(Money::from_cents(123_450).show(true), "1\u{202f}234,50\u{a0}€");
        assert_eq!(Money::from_cents(200_000_000).show(true), "2\u{202f}000\u{202f}000\u{a0}€");
        assert_eq!(Money::from_cents(123_450).show(false), "€1,234.50");
    }

    #[test]
    fn a_share_is_rounded_half_up() {
        assert_eq!(Money::from_cents(5).percent(50), Money::from_cents(3));
        assert_eq!(Money::from_cents(1_000).percent(15), Money::from_cents(150));
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed(cents in 0..Money::MAX.cents()) {
            let money = Money::from_cents(cents);
            prop_assert_eq!(Money::parse(&money.show(true)), Ok(money));
        }
    }
}
