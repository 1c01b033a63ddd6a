//! The list of contacts as its address says it: `?statut=client&echange=90&tri=cree`.

use domain::contact::{Filter, Order, Owner, Silence, Sort};

use super::column::Column;
use crate::contact::words::status_of;

/// What the address calls a day count of silence, and no exchange at all.
pub(super) const SILENCES: [&str; 5] = ["30", "90", "180", "365", "jamais"];
/// What it calls each order, in both directions.
pub(super) const SORTS: [(&str, Sort); 8] = [
    ("nom", Sort { by: Order::Name, reverse: false }),
    ("nomza", Sort { by: Order::Name, reverse: true }),
    ("echange", Sort { by: Order::Exchange, reverse: false }),
    ("echangeancien", Sort { by: Order::Exchange, reverse: true }),
    ("cree", Sort { by: Order::Created, reverse: false }),
    ("creeancien", Sort { by: Order::Created, reverse: true }),
    ("modifie", Sort { by: Order::Updated, reverse: false }),
    ("modifieancien", Sort { by: Order::Updated, reverse: true }),
];
/// Nobody's contacts.
pub(super) const NOBODY: &str = "aucun";

/// The filter that an address asks for; what it does not understand it leaves out.
pub fn filter(get: impl Fn(&str) -> Option<String>) -> Filter {
    let text = |name: &str| get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let silence = |text: String| match text.as_str() {
        "jamais" => Some(Silence::Never),
        days => days.parse().ok().map(Silence::Days),
    };
    let owner = |text: String| match text.as_str() {
        NOBODY => Some(Owner::Nobody),
        id => id.parse().ok().map(Owner::Colleague),
    };
    Filter {
        text: text("q").unwrap_or_default(),
        status: text("statut").as_deref().and_then(status_of),
        owner: text("responsable").and_then(owner),
        tag: text("etiquette"),
        source: text("source"),
        company: text("entreprise").and_then(|id| id.parse().ok()),
        silence: text("echange").and_then(silence),
        idle: text("action").as_deref() == Some("aucune"),
        newer: text("crees").and_then(|days| days.parse().ok()),
        archived: text("archives").as_deref() == Some("oui"),
        sort: text("tri").as_deref().and_then(sort_of).unwrap_or_default(),
    }
}

fn sort_of(name: &str) -> Option<Sort> {
    SORTS.iter().find(|(known, _)| *known == name).map(|(_, sort)| *sort)
}

/// What the address calls an order; the usual one it leaves out.
pub(super) fn sort_key(sort: Sort) -> &'static str {
    let known = SORTS.iter().find(|(_, known)| *known == sort).map_or("", |(name, _)| name);
    if sort == Sort::default() { "" } else { known }
}

/// How the rows look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// The columns after the name, in the order that was chosen; none when it is left to the room there is.
    pub(super) columns: Option<Vec<Column>>,
    /// Low rows.
    pub(super) dense: bool,
}

impl Look {
    /// The look that an address asks for. A plain form sends one value a column, the page joins them by commas.
    pub(super) fn of(columns: &[String], density: Option<&str>) -> Self {
        let mut known: Vec<Column> = Vec::new();
        for key in columns.iter().flat_map(|text| text.split(',')) {
            let named = Column::ALL.into_iter().find(|column| column.key() == key);
            known.extend(named.filter(|column| !known.contains(column)));
        }
        Self { columns: (!known.is_empty()).then_some(known), dense: density == Some("serree") }
    }

    /// The columns that are shown, as one starts from to choose others.
    pub(super) fn shown(&self) -> Vec<Column> {
        self.columns.clone().unwrap_or_else(|| Column::ALL.into_iter().filter(|column| column.usual()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &'static [(&str, &str)]) -> Filter {
        filter(|name| query.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_address_asks_for_a_filter_and_nonsense_for_nothing() {
        assert_eq!(asked(&[]), Filter::default());
        let nonsense = [
            ("statut", "x"),
            ("responsable", "a b"),
            ("echange", "x"),
            ("action", "x"),
            ("tri", "x"),
            ("source", " "),
            ("crees", "x"),
        ];
        assert_eq!(
            filter(|name| nonsense.iter().find(|(key, _)| *key == name).map(|(_, v)| (*v).to_owned())),
            Filter::default()
        );
        let found = asked(&[
            ("q", " roy "),
            ("responsable", "aucun"),
            ("echange", "90"),
            ("action", "aucune"),
            ("tri", "creeancien"),
        ]);
        assert_eq!(
            (found.text.as_str(), found.owner, found.silence),
            ("roy", Some(Owner::Nobody), Some(Silence::Days(90)))
        );
        assert!(found.idle && found.sort == Sort { by: Order::Created, reverse: true });
    }

    #[test]
    fn every_order_has_a_name_of_its_own() {
        for (name, sort) in SORTS {
            assert_eq!(sort_of(name), Some(sort));
            assert_eq!(sort_key(sort), if sort == Sort::default() { "" } else { name });
        }
    }

    #[test]
    fn columns_come_joined_or_one_by_one_and_in_the_order_they_are_named() {
        let joined = Look::of(&["statut,entreprise".to_owned()], None);
        let single =
            Look::of(&["statut".to_owned(), "entreprise".to_owned(), "x".to_owned(), "statut".to_owned()], None);
        assert_eq!(joined, single);
        assert_eq!(joined.columns, Some(vec![Column::Status, Column::Company]));
        assert_eq!(Look::of(&[], Some("serree")), Look { columns: None, dense: true });
    }
}
