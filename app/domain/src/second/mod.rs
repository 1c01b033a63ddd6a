//! A second factor beside the password: codes of an authenticator application, and codes on paper for the day it is gone.

pub mod recovery;
#[cfg(feature = "native")]
pub mod totp;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::user::User;
use crate::{Actor, Instant, Result, Role, UserId};

/// For so long a secret is offered before another one takes its place, in milliseconds.
pub const OFFERED: i64 = 10 * 60 * 1000;

/// Whom the organisation asks for a second factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// Nobody: each decides for oneself.
    #[default]
    Nobody,
    /// Who governs people and settings.
    Administrators,
    /// Everybody.
    Everybody,
}

impl Demand {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Administrators, Self::Everybody];

    /// Its name in code and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Administrators => "administrators",
            Self::Everybody => "everybody",
        }
    }

    /// The choice of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|demand| demand.as_str() == name)
    }

    /// Whether a colleague of that role is asked.
    #[must_use]
    pub fn asks(self, role: Role) -> bool {
        match self {
            Self::Nobody => false,
            Self::Administrators => role == Role::Administrator,
            Self::Everybody => true,
        }
    }
}

/// One's own second factor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Second {
    /// Since when it is asked for at the sign-in; none when it is not.
    pub since: Option<Instant>,
    /// How many codes on paper are left.
    pub left: u32,
}

/// A secret that is not in force yet: an application has to show first that it has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// In base 32.
    pub secret: String,
    /// The same as applications read it from a picture.
    pub uri: String,
}

/// The address by which an authenticator application takes over a secret.
#[must_use]
pub fn uri(organisation: &str, account: &str, secret: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~".contains(&b);
    let encode = |text: &str| -> String {
        text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
    };
    // A colon divides the issuer from the account.
    let issuer = encode(&organisation.replace(':', " "));
    format!(
        "otpauth://totp/{issuer}:{}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
        encode(account)
    )
}

/// A secret in groups of four, for typing.
#[must_use]
pub fn groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Six digits out of what was typed; none when it is something else.
#[must_use]
pub fn digits(typed: &str) -> Option<String> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    (bare.len() == 6 && bare.bytes().all(|byte| byte.is_ascii_digit())).then_some(bare)
}

/// What may be asked about second factors: one's own, and to take another's away.
#[async_trait]
pub trait Seconds: Send + Sync {
    /// Whether one has one.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn own(&self, actor: &Actor) -> Result<Second>;

    /// A secret to be taken over by an application: the one offered before, as long as that is young.
    ///
    /// # Errors
    /// `Taken` when one is in force, `Unauthorized`.
    async fn begin(&self, actor: &Actor) -> Result<Offer>;

    /// Puts the offered secret in force, by a code of it. Ends the account's other sessions but the one named.
    ///
    /// # Errors
    /// `Invalid` on `code`, `Unauthorized`.
    async fn confirm(&self, actor: &Actor, code: &str, keep_session: Option<String>) -> Result<()>;

    /// Other codes on paper, as hashes; those before hold no more.
    ///
    /// # Errors
    /// `NotFound` without a second factor, `Unauthorized`.
    async fn renew(&self, actor: &Actor, hashes: Vec<String>) -> Result<()>;

    /// Takes one's own away.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn remove(&self, actor: &Actor) -> Result<()>;

    /// Takes a colleague's away, who is told, and ends the sessions.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn reset(&self, actor: &Actor, id: &UserId) -> Result<User>;

    /// Whether a code of the application is right; it is right once.
    ///
    /// # Errors
    /// `Invalid` on `code`, `Unauthorized`.
    async fn prove(&self, actor: &Actor, code: &str) -> Result<()>;

    /// The hashes of the codes on paper that are left. They never leave the server.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn hashes(&self, actor: &Actor) -> Result<Vec<String>>;

    /// Uses the code on paper of that hash up. Answers how many are left.
    ///
    /// # Errors
    /// `Invalid` on `code` when it was used meanwhile, `Unauthorized`.
    async fn spend(&self, actor: &Actor, hash: &str) -> Result<u32>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_organisation_and_account() {
        let made = uri("Cap: Formation & Cie", "zoé@exemple.fr", "ABCD");
        assert!(
            made.starts_with("otpauth://totp/Cap%20%20Formation%20%26%20Cie:zo%C3%A9%40exemple.fr?secret=ABCD&issuer=")
        );
        assert_eq!(groups("ABCDEFGHIJ"), "ABCD EFGH IJ");
    }

    #[test]
    fn digits_are_read_as_people_type_them() {
        assert_eq!(digits(" 123 456 ").as_deref(), Some("123456"));
        for wrong in ["12345", "1234567", "12345a", "", "１２３４５６"] {
            assert_eq!(digits(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_demand_asks_whom_it_names() {
        assert!(Role::ALL.into_iter().all(|role| Demand::Everybody.asks(role) && !Demand::Nobody.asks(role)));
        assert!(Demand::Administrators.asks(Role::Administrator) && !Demand::Administrators.asks(Role::Advisor));
        assert!(Demand::ALL.into_iter().all(|demand| Demand::named(demand.as_str()) == Some(demand)));
        assert_eq!(serde_json::to_value(Demand::Everybody).unwrap(), Demand::Everybody.as_str());
    }
}
