//! An e-mail address, in the one form it is stored and compared in.

use serde::{Deserialize, Serialize};

use crate::{Error, Problem, Result};

/// A well-formed address, lower case. One address may belong to several contacts (a couple, a front desk).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// Reads an address; `mailto:` and surrounding spaces or angle brackets are taken off.
    ///
    /// # Errors
    /// `Malformed` on field `email`.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim().trim_start_matches("mailto:").trim_matches(['<', '>', ' ']).to_lowercase();
        let with_dot = text.rsplit_once('@').is_some_and(|(_, host)| host.contains('.') && !host.ends_with('.'));
        if with_dot && text.len() <= 254 && email_address::EmailAddress::is_valid(&text) && !text.contains(['"', ' ']) {
            Ok(Self(text))
        } else {
            Err(Error::invalid("email", Problem::Malformed))
        }
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Email {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_in_one_form() {
        assert_eq!(Email::parse(" <Claire.Martin@Exemple.FR> ").unwrap().as_str(), "claire.martin@exemple.fr");
        for bad in ["", "a", "a@", "@b.fr", "a@b", "a b@c.fr", "a@b.", "a@b.fr, c@d.fr"] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }
}
