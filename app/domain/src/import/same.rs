//! Whether a row and a contact are one person, where no address says so.

use crate::contact::Details;
use crate::text::fold;

/// The folded words of a person's name in alphabetical order, so that given and family name may change places; empty
/// for a person without a name.
#[must_use]
pub fn name_key(details: &Details) -> String {
    let name = fold(&format!("{} {}", details.family_name, details.given_name));
    let mut words: Vec<&str> = name.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// What is compared of a person.
#[derive(Clone, Copy, Debug)]
pub struct Traits<'a> {
    /// As [`name_key`] says it.
    pub name: &'a str,
    /// Whether the person must not be contacted.
    pub stop: bool,
}

/// How far two people with a number in common are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Nothing but the number is common: a switchboard, a household.
    Other,
    /// One of them has no name, and nothing speaks against it.
    Maybe,
    /// The name is the same, too.
    Same,
}

/// Compares a known person with a row that has a number, and no known address, in common with them. A refusal of
/// contact is neither given to somebody who may be another person, nor taken over from one.
#[must_use]
pub fn by_number(known: Traits<'_>, row: Traits<'_>) -> Likeness {
    // Two addresses without a name are two letter boxes.
    let nameless = [known, row].iter().filter(|one| one.name.is_empty()).count();
    match nameless {
        0 if known.name == row.name => Likeness::Same,
        1 if known.stop == row.stop => Likeness::Maybe,
        _ => Likeness::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_number_alone_makes_nobody_the_same() {
        let person = |given: &str, family: &str| {
            name_key(&Details { given_name: given.into(), family_name: family.into(), ..Details::default() })
        };
        let (ana, boris, nobody) = (person("Ana", "Roy"), person("Boris", "Roy"), person("", ""));
        assert_eq!((nobody.as_str(), person("ROY", "Ána"), ana.as_str()), ("", ana.clone(), "ana roy"));
        for (known, row, stops, likeness) in [
            (&ana, &ana, (false, false), Likeness::Same),
            (&ana, &ana, (false, true), Likeness::Same),
            (&ana, &boris, (false, false), Likeness::Other),
            (&ana, &nobody, (false, false), Likeness::Maybe),
            (&nobody, &ana, (true, true), Likeness::Maybe),
            (&ana, &nobody, (false, true), Likeness::Other),
            (&nobody, &ana, (true, false), Likeness::Other),
            (&nobody, &nobody, (false, false), Likeness::Other),
        ] {
            let traits = |name, stop| Traits { name, stop };
            assert_eq!(
                by_number(traits(known, stops.0), traits(row, stops.1)),
                likeness,
                "{known:?} {row:?} {stops:?}"
            );
        }
    }
}
