//! Saved views: a name for a list as its address shows it, for oneself or for everybody.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::tag::tag_key;
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

/// The key of a tag in the address.
const TAG: &str = "etiquette=";

/// A value of an address as it was typed.
fn decoded(text: &str) -> String {
    let (mut bytes, mut at, raw) = (Vec::with_capacity(text.len()), 0, text.as_bytes());
    while let Some(byte) = raw.get(at) {
        let hex =
            text.get(at + 1..at + 3).filter(|hex| *byte == b'%' && hex.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let hex = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(hex.unwrap_or(if *byte == b'+' { b' ' } else { *byte }));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

impl Details {
    /// The view after a tag that it filters by got another name; none where it does not.
    #[must_use]
    pub fn retagged(&self, from: &str, to: &str) -> Option<Self> {
        let mut found = false;
        let part = |part: &str| match part.strip_prefix(TAG) {
            Some(tag) if tag_key(&decoded(tag)) == tag_key(from) => {
                found = true;
                format!("{TAG}{}", encoded(to))
            }
            _ => part.to_owned(),
        };
        let parts: Vec<String> = self.query.strip_prefix('?')?.split('&').map(part).collect();
        found.then(|| Self { query: format!("?{}", parts.join("&")), ..self.clone() })
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
    fn a_view_follows_its_tag() {
        let view = |query: &str| Details { query: query.to_owned(), ..Details::default() };
        let retagged = |query: &str, to: &str| view(query).retagged("Grand compte", to).map(|view| view.query);
        for known in
            ["?statut=client&etiquette=Grand%20compte&tri=cree", "?statut=client&etiquette=grand+COMPTE&tri=cree"]
        {
            let next = retagged(known, "Clé & cœur").unwrap();
            assert_eq!(next, "?statut=client&etiquette=Cl%C3%A9%20%26%20c%C5%93ur&tri=cree");
            assert_eq!(
                view(&next).retagged("cle & cœur", "VIP").unwrap().query,
                "?statut=client&etiquette=VIP&tri=cree"
            );
        }
        for other in ["", "?etiquette=Grand", "?q=Grand%20compte", "?etiquette=%F"] {
            assert_eq!(retagged(other, "VIP"), None, "{other}");
        }
    }

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
