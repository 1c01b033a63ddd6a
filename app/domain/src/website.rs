//! The address of a site on the web, as one may press it.

use serde::{Deserialize, Serialize};

use crate::{Error, Problem, Result};

/// The most characters of an address.
const LONGEST: usize = 200;

/// An address that begins with `https://` or `http://`, and so can do nothing but open a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Website(String);

impl Website {
    /// Reads an address; one without a scheme is taken for `https`.
    ///
    /// # Errors
    /// `Malformed` or `TooLong` on field `website`.
    pub fn parse(text: &str) -> Result<Self> {
        let bad = || Error::invalid("website", Problem::Malformed);
        let text = text.trim();
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
            None => ("https".to_owned(), text),
        };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let named = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
        let clean = !rest.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"`\\^{}|".contains(c));
        // A name and a password before the host lead astray; a colon without a port is another scheme.
        let plain = host.chars().all(|c| c.is_alphanumeric() || ".-:".contains(c));
        if !matches!(scheme.as_str(), "https" | "http") || !named || !clean || !plain {
            return Err(bad());
        }
        let whole = format!("{scheme}://{rest}");
        if whole.chars().count() > LONGEST { Err(Error::too_long("website", LONGEST)) } else { Ok(Self(whole)) }
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as one says it: without scheme, `www.` and the last slash.
    #[must_use]
    pub fn show(&self) -> &str {
        let text = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        text.strip_prefix("www.").unwrap_or(text).trim_end_matches('/')
    }
}

impl TryFrom<String> for Website {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<Website> for String {
    fn from(website: Website) -> Self {
        website.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_opens_a_page_and_nothing_else() {
        for (text, whole, said) in [
            ("acme.fr", "https://acme.fr", "acme.fr"),
            ("HTTP://www.acme.fr/", "http://www.acme.fr/", "acme.fr"),
            ("https://acme.fr:8443/a?b=c", "https://acme.fr:8443/a?b=c", "acme.fr:8443/a?b=c"),
        ] {
            let site = Website::parse(text).unwrap();
            assert_eq!((site.as_str(), site.show()), (whole, said));
        }
        for bad in [
            "",
            "acme",
            "javascript:alert(1)",
            "javascript://acme.fr/%0aalert(1)",
            "a b.fr",
            "https://u@acme.fr",
            "https://a..fr",
        ] {
            assert!(Website::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Website::parse(&format!("a.fr/{}", "x".repeat(200))), Err(Error::too_long("website", 200)));
    }
}
