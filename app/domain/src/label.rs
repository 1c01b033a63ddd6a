//! What an address or a number is for.

use serde::{Deserialize, Serialize};

/// What an address or a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// « Pro ».
    Work,
    /// « Perso ».
    Personal,
    /// « Mobile ».
    Mobile,
    /// « Fixe ».
    Landline,
    /// « Autre ».
    Other,
}

impl Label {
    /// What a number may be for.
    pub const OF_PHONES: [Self; 5] = [Self::Mobile, Self::Work, Self::Personal, Self::Landline, Self::Other];
    /// What an address may be for.
    pub const OF_EMAILS: [Self; 3] = [Self::Work, Self::Personal, Self::Other];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Personal => "personal",
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::Other => "other",
        }
    }

    /// The one with that name in the database.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::OF_PHONES.into_iter().find(|one| one.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_known_by_its_name() {
        for label in Label::OF_PHONES {
            assert_eq!(Label::named(label.as_str()), Some(label));
            assert_eq!(serde_json::to_value(label).unwrap(), label.as_str());
        }
        assert_eq!(Label::named("fax"), None);
    }
}
