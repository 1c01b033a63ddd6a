//! Saved views: a name for a list as its address shows it, for oneself or for everybody.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::text::{check_required, tidy};
use crate::{Actor, Error, Instant, Patch, Problem, Result, UserId, ViewId};

/// The most views one sees: of one's own, and of the shared ones.
pub const MOST: usize = 100;
/// The longest address that is kept.
const LONGEST: usize = 1_000;

/// The fields of a view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Its name.
    pub name: String,
    /// Search, filters, order and look as the address says them, without the page: `?statut=client`.
    #[serde(default)]
    pub query: String,
    /// Whether everybody sees it.
    #[serde(default)]
    pub shared: bool,
}

impl Details {
    /// The same fields as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.name = tidy(&self.name);
        self
    }

    /// # Errors
    /// `Invalid` on `name` when it is missing or too long, on `query` when it is no query.
    pub fn check(&self) -> Result<()> {
        check_required("name", &self.name, 60)?;
        let query = self.query.is_empty() || self.query.starts_with('?');
        if !query || self.query.chars().any(|c| c.is_control() || c == '#') {
            return Err(Error::invalid("query", Problem::Malformed));
        }
        if self.query.len() > LONGEST {
            return Err(Error::invalid("query", Problem::TooLong));
        }
        Ok(())
    }
}

/// A view as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// The fields.
    pub details: Details,
    /// Who saved it.
    pub owner: UserId,
    /// Raised by each change.
    pub version: u32,
    /// When it was removed.
    #[serde(default)]
    pub removed_at: Option<Instant>,
}

/// What may be asked about views of the list of contacts.
#[async_trait]
pub trait Views: Send + Sync {
    /// One's own and the shared ones, by name.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn list(&self, actor: &Actor) -> Result<Vec<View>>;

    /// A new view. Who may change many records at once may share it.
    ///
    /// # Errors
    /// `Invalid`, also when one has too many; `Forbidden`.
    async fn save(&self, actor: &Actor, details: Details) -> Result<View>;

    /// Changed fields of a view of one's own; an administrator changes any shared one.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `NotFound`, `Forbidden`.
    async fn edit(&self, actor: &Actor, id: &ViewId, patch: Patch) -> Result<View>;

    /// Takes a view away, or brings it back.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn remove(&self, actor: &Actor, id: &ViewId, removed: bool) -> Result<View>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_a_name_and_a_query() {
        let view = |name: &str, query: &str| Details { name: name.to_owned(), query: query.to_owned(), shared: false };
        assert_eq!(view(" À  relancer ", "?echange=90").tidied().check(), Ok(()));
        assert_eq!(view("Tous", "").check(), Ok(()));
        for bad in [view("", ""), view("x", "/contacts"), view("x", "?a#b"), view("x", &"?".repeat(1_001))] {
            assert!(bad.check().is_err(), "{bad:?}");
        }
    }
}
