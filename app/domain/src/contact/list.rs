//! Which contacts a list shows, and in which order.

use serde::{Deserialize, Serialize};

use super::Status;
use crate::{CompanyId, UserId};

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The family name.
    #[default]
    Name,
    /// The latest exchange; who was never spoken to counts as the longest ago.
    Exchange,
    /// The day of creation.
    Created,
    /// The latest change.
    Updated,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Name, Self::Exchange, Self::Created, Self::Updated];
}

/// An order and its direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    /// By what.
    pub by: Order,
    /// Against the usual direction: names from Z, moments from the oldest.
    #[serde(default)]
    pub reverse: bool,
}

impl Sort {
    /// Whether small comes first. Names begin at A, moments with the newest.
    #[must_use]
    pub fn ascending(self) -> bool {
        (self.by == Order::Name) != self.reverse
    }
}

/// How long nobody has spoken with a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// Since ever.
    Never,
    /// For more days than these.
    Days(u16),
}

/// Whose contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// Nobody's.
    Nobody,
    /// A colleague's.
    #[serde(untagged)]
    Colleague(UserId),
}

/// Which contacts a list shows, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Words that must all begin a word of the name, company, address, or digits of the phone.
    #[serde(default)]
    pub text: String,
    /// Only this status.
    #[serde(default)]
    pub status: Option<Status>,
    /// Only in this charge.
    #[serde(default)]
    pub owner: Option<Owner>,
    /// Only with this tag.
    #[serde(default)]
    pub tag: Option<String>,
    /// Only from this source.
    #[serde(default)]
    pub source: Option<String>,
    /// Only of this company.
    #[serde(default)]
    pub company: Option<CompanyId>,
    /// Only with whom nobody has spoken for so long.
    #[serde(default)]
    pub silence: Option<Silence>,
    /// Only without a next action.
    #[serde(default)]
    pub idle: bool,
    /// Only those created within so many days.
    #[serde(default)]
    pub newer: Option<u16>,
    /// The archived ones instead of the others.
    #[serde(default)]
    pub archived: bool,
    /// The order.
    #[serde(default)]
    pub sort: Sort,
}

impl Filter {
    /// Whether it shows less than everybody.
    #[must_use]
    pub fn narrows(&self) -> bool {
        *self != Self { sort: self.sort, ..Self::default() }
    }
}

/// What contacts are told apart by, as it is in use: to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Tags, by name.
    pub tags: Vec<String>,
    /// Sources of arrival, by name.
    pub sources: Vec<String>,
}

impl Terms {
    /// The most of each that are offered.
    pub const MOST: usize = 200;

    /// From the tags and the source of each contact. Where there are too many, those used most are kept.
    pub fn of(rows: impl IntoIterator<Item = (Vec<String>, Option<String>)>) -> Self {
        let (mut tags, mut sources) = (Vec::new(), Vec::new());
        for (more, source) in rows {
            tags.extend(more);
            sources.extend(source);
        }
        Self { tags: most_used(tags), sources: most_used(sources) }
    }
}

fn most_used(mut words: Vec<String>) -> Vec<String> {
    words.sort_unstable();
    let mut counted: Vec<(usize, String)> = Vec::new();
    for word in words {
        match counted.last_mut() {
            Some((count, last)) if *last == word => *count += 1,
            _ => counted.push((1, word)),
        }
    }
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut kept: Vec<String> = counted.into_iter().take(Terms::MOST).map(|(_, word)| word).collect();
    kept.sort_by_cached_key(|word| crate::text::fold(word));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_at_a_and_moments_with_the_newest() {
        let way = |by, reverse| Sort { by, reverse }.ascending();
        assert!(way(Order::Name, false) && !way(Order::Name, true));
        assert!(!way(Order::Created, false) && way(Order::Created, true));
        assert!(!Filter { sort: Sort { by: Order::Updated, reverse: true }, ..Filter::default() }.narrows());
        assert!(Filter { idle: true, ..Filter::default() }.narrows());
    }

    #[test]
    fn an_owner_is_nobody_or_an_id() {
        for owner in [Owner::Nobody, Owner::Colleague("01J8".parse().unwrap())] {
            let text = serde_json::to_string(&owner).unwrap();
            assert_eq!(serde_json::from_str::<Owner>(&text).unwrap(), owner, "{text}");
        }
    }

    #[test]
    fn the_terms_used_most_are_offered_in_the_order_of_the_alphabet() {
        let mut rows = vec![(vec!["VIP".to_owned(), "École".to_owned()], Some("Salon".to_owned()))];
        rows.push((vec!["VIP".to_owned(), "École".to_owned()], None));
        rows.extend((0..Terms::MOST).map(|at| (vec![format!("x{at}")], None)));
        let terms = Terms::of(rows);
        assert_eq!((terms.tags.len(), terms.sources), (Terms::MOST, vec!["Salon".to_owned()]));
        assert!(terms.tags.contains(&"VIP".to_owned()) && terms.tags[0] == "École");
    }
}
