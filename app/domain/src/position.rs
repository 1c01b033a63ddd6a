//! Places in a hand-made order: fractions written as text, so that a card moves by writing one row.

use serde::{Deserialize, Serialize};

use crate::{Error, Problem};

/// A whole number of six base-62 digits and a fraction of as many as it takes, without trailing zeros: text order is
/// numeric order. New cards at either end count the whole number, so that only cards squeezed between two others grow
/// longer. (The idea is D. Greenspan's "Implementing Fractional Indexing", 2020.)
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Position(String);

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const WHOLE: usize = 6;
const MIDDLE: u64 = 62u64.pow(6) / 2;

fn value(digit: u8) -> usize {
    DIGITS.iter().position(|d| *d == digit).unwrap_or(0)
}

impl Position {
    /// A place between two others; an open end stands for the start or the end of the list. When the bounds are not in
    /// order (two people moved at once), the place is right after the first of them.
    #[must_use]
    pub fn between(before: Option<&Self>, after: Option<&Self>) -> Self {
        let after = after.filter(|after| before.is_none_or(|before| *after > before));
        match (before.map(Self::split), after.map(Self::split)) {
            (None, None) => Self::join(MIDDLE, ""),
            (Some((low, _)), None) => Self::join(low + 1, ""),
            (None, Some((high, _))) => Self::join(high - 1, ""),
            (Some((low, _)), Some((high, _))) if high - low > 1 => Self::join(low + (high - low) / 2, ""),
            (Some((low, part)), Some((high, bound))) => {
                let bound = (high == low).then_some(bound.as_bytes());
                Self::join(low, &middle(part.as_bytes(), bound))
            }
        }
    }

    fn split(&self) -> (u64, &str) {
        let (whole, part) = self.0.split_at(WHOLE);
        (whole.bytes().fold(0, |n, d| n * 62 + value(d) as u64), part)
    }

    fn join(mut whole: u64, part: &str) -> Self {
        let mut digits = [b'0'; WHOLE];
        for digit in digits.iter_mut().rev() {
            *digit = DIGITS[(whole % 62) as usize];
            whole /= 62;
        }
        Self(format!("{}{part}", String::from_utf8_lossy(&digits)))
    }

    /// Evenly spaced places for a list that is made at once.
    pub fn spread(count: usize) -> impl Iterator<Item = Self> {
        let mut last: Option<Self> = None;
        (0..count).map(move |_| {
            let next = Self::between(last.as_ref(), None);
            last = Some(next.clone());
            next
        })
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A fraction between two others; no upper one stands for 1.
fn middle(low: &[u8], high: Option<&[u8]>) -> String {
    let mut out = String::new();
    let mut bound = high;
    for at in 0.. {
        let below = low.get(at).map_or(0, |d| value(*d));
        let above = bound.map_or(62, |high| high.get(at).map_or(62, |d| value(*d)));
        let digit = below + (above - below) / 2;
        out.push(char::from(DIGITS[digit]));
        match above - below {
            0 => {}
            // Neighbouring digits: from here on only the lower bound counts.
            1 => bound = None,
            _ => break,
        }
    }
    out
}

impl TryFrom<String> for Position {
    type Error = Error;
    fn try_from(text: String) -> Result<Self, Error> {
        let good = (WHOLE..=2_000).contains(&text.len()) && text.bytes().all(|b| DIGITS.contains(&b));
        if good { Ok(Self(text)) } else { Err(Error::invalid("position", Problem::Malformed)) }
    }
}

impl From<Position> for String {
    fn from(position: Position) -> Self {
        position.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_list_keeps_short_places() {
        let all: Vec<Position> = Position::spread(10_000).collect();
        assert!(all.is_sorted());
        assert!(all.iter().all(|p| p.0.len() < 200), "{}", all[9_999].0.len());
    }

    proptest! {
        #[test]
        fn a_place_is_always_between(moves in prop::collection::vec(0usize..200, 1..300)) {
            let mut list: Vec<Position> = Vec::new();
            for at in moves {
                let at = at % (list.len() + 1);
                let new = Position::between(at.checked_sub(1).and_then(|i| list.get(i)), list.get(at));
                prop_assert!(Position::try_from(new.0.clone()).is_ok(), "{}", new.0);
                list.insert(at, new);
            }
            prop_assert!(list.is_sorted_by(|a, b| a < b));
        }
    }
}
