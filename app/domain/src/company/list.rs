//! Which companies a list shows, and in which order.

use serde::{Deserialize, Serialize};

use crate::contact::Owner;

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// By name, from A.
    #[default]
    Name,
    /// By name, from Z.
    NameBack,
    /// What was changed last comes first.
    Newest,
    /// What was changed longest ago comes first.
    Oldest,
}

impl Sort {
    /// Every order, by the name the address gives it.
    pub const ALL: [(&'static str, Self); 4] =
        [("nom", Self::Name), ("nomza", Self::NameBack), ("modif", Self::Newest), ("modifancien", Self::Oldest)];

    /// Whether the name decides.
    #[must_use]
    pub fn by_name(self) -> bool {
        matches!(self, Self::Name | Self::NameBack)
    }

    /// Whether small comes first.
    #[must_use]
    pub fn ascending(self) -> bool {
        matches!(self, Self::Name | Self::Oldest)
    }
}

/// Which companies a list shows, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Words that must all begin a word of the name or the town, or digits of the number.
    #[serde(default)]
    pub text: String,
    /// Only in towns that begin so.
    #[serde(default)]
    pub town: Option<String>,
    /// Only without contacts.
    #[serde(default)]
    pub alone: bool,
    /// Only these owners'.
    #[serde(default)]
    pub owner: Option<Owner>,
    /// Only with this tag.
    #[serde(default)]
    pub tag: Option<String>,
    /// The order.
    #[serde(default)]
    pub sort: Sort,
}

impl Filter {
    /// What an address asks for: nonsense asks for nothing.
    #[must_use]
    pub fn of(value: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| value(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let sort = |name: String| Sort::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, sort)| sort);
        let owner = |text: String| match text.as_str() {
            "aucun" => Some(Owner::Nobody),
            id => id.parse().ok().map(Owner::Colleague),
        };
        Self {
            owner: text("responsable").and_then(owner),
            tag: text("etiquette"),
            text: text("q").unwrap_or_default(),
            town: text("ville"),
            alone: text("contacts").as_deref() == Some("aucun"),
            sort: text("tri").and_then(sort).unwrap_or_default(),
        }
    }

    /// Whether it leaves anything out.
    #[must_use]
    pub fn narrows(&self) -> bool {
        *self != Self { sort: self.sort, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_for_a_filter_and_nonsense_for_nothing() {
        let asked = |query: &'static [(&str, &str)]| {
            Filter::of(|name| query.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(asked(&[("ville", " "), ("contacts", "x"), ("tri", "x")]), Filter::default());
        let found = asked(&[
            ("q", " acme "),
            ("ville", "Lyon"),
            ("contacts", "aucun"),
            ("tri", "modif"),
            ("responsable", "aucun"),
            ("etiquette", "VIP"),
        ]);
        let (owner, tag) = (Some(Owner::Nobody), Some("VIP".into()));
        let wanted =
            Filter { text: "acme".into(), town: Some("Lyon".into()), alone: true, owner, tag, sort: Sort::Newest };
        assert_eq!(found, wanted);
        assert!(found.narrows() && !asked(&[("tri", "nomza")]).narrows());
        assert!(Sort::Name.ascending() && Sort::Oldest.ascending() && !Sort::Newest.ascending());
    }
}
