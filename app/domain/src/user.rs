//! Colleagues who sign in.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::text::{check_required, tidy};
use crate::{Actor, Email, Error, Instant, Problem, Result, Role, UserId};

/// A colleague. The password's hash stays in the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The id.
    pub id: UserId,
    /// The name that colleagues see.
    pub name: String,
    /// The address to sign in with; unique.
    pub email: Email,
    /// What the colleague may do.
    pub role: Role,
    /// May no longer sign in.
    #[serde(default)]
    pub disabled: bool,
    /// Whether a password was ever set: an invitation that was not taken up has none.
    #[serde(default)]
    pub active: bool,
    /// Whether a second factor is asked for at the sign-in.
    #[serde(default)]
    pub second: bool,
    /// When the account was made.
    pub created_at: Instant,
}

/// A new colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUser {
    /// The name.
    pub name: String,
    /// The address.
    pub email: Email,
    /// The role.
    pub role: Role,
}

impl NewUser {
    /// # Errors
    /// `Invalid` when the name is missing or too long.
    pub fn check(&self) -> Result<()> {
        check_required("name", &tidy(&self.name), 80)
    }
}

/// What signing in has to compare with. Never leaves the server.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The account.
    pub user: User,
    /// The password's hash in PHC form; none when no password was ever set.
    pub password_hash: Option<String>,
}

/// What a single-use link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// Creates the organisation and its first administrator.
    SetUp,
    /// Sets the first password of an invited colleague.
    Invitation,
    /// Sets a new password.
    Reset,
}

/// A link that still holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What for.
    pub purpose: LinkPurpose,
    /// For whom; none for the set-up.
    pub user: Option<User>,
    /// Until when.
    pub expires_at: Instant,
}

/// The shortest password that is accepted (NIST SP 800-63B-4 asks for 15 without a second factor for high assurance,
/// OWASP ASVS for 8; twelve is what CNIL's recommendation of 2022 comes to without rules on the kind of signs).
pub const PASSWORD_MIN: usize = 12;
/// The longest password that is hashed.
pub const PASSWORD_MAX: usize = 200;

/// # Errors
/// `Invalid` on `password` when it is too short, too long, or one that many have.
pub fn check_password(password: &str) -> Result<()> {
    let length = password.chars().count();
    let problem = match length {
        0 => Problem::Missing,
        _ if length < PASSWORD_MIN => Problem::TooShort,
        _ if length > PASSWORD_MAX => Problem::TooLong,
        _ if crate::common::is_common(password) => Problem::Common,
        _ => return Ok(()),
    };
    Err(Error::invalid("password", problem))
}

/// What may be asked about colleagues.
#[async_trait]
pub trait Users: Send + Sync {
    /// All colleagues, by name.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn list(&self, actor: &Actor) -> Result<Vec<User>>;

    /// The actor's own account.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn own(&self, actor: &Actor) -> Result<User>;

    /// What signing in compares with. Asked by a visitor, answered to the server only.
    ///
    /// # Errors
    /// `Internal`.
    async fn credentials(&self, actor: &Actor, email: &Email) -> Result<Option<Credentials>>;

    /// A new colleague without a password.
    ///
    /// # Errors
    /// `Invalid`, `Taken`, `Forbidden`.
    async fn create(&self, actor: &Actor, new: NewUser) -> Result<User>;

    /// Another role, or another state.
    ///
    /// # Errors
    /// `Refused` for the last administrator, `NotFound`, `Forbidden`.
    async fn govern(&self, actor: &Actor, id: &UserId, role: Role, disabled: bool) -> Result<User>;

    /// Another name for oneself.
    ///
    /// # Errors
    /// `Invalid`, `Unauthorized`.
    async fn rename(&self, actor: &Actor, name: String) -> Result<User>;

    /// Another password hash: one's own, or anybody's for who may manage people. Ends the account's other sessions
    /// but the one named.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn set_password(&self, actor: &Actor, id: &UserId, hash: String, keep_session: Option<String>) -> Result<()>;

    /// A single-use link; the secret is answered once and only its hash is kept. A set-up link needs the operator.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn make_link(&self, actor: &Actor, purpose: LinkPurpose, user: Option<&UserId>) -> Result<String>;

    /// What a link is for, if it still holds.
    ///
    /// # Errors
    /// `Refused` when it was used or has expired.
    async fn link(&self, actor: &Actor, secret: &str) -> Result<Link>;

    /// Uses an invitation or a reset: sets the password and ends the account's sessions.
    ///
    /// # Errors
    /// `Refused` when it was used or has expired.
    async fn use_link(&self, actor: &Actor, secret: &str, hash: String) -> Result<User>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_has_a_length() {
        assert!(check_password("").is_err());
        assert!(check_password("court").is_err());
        assert!(check_password("aaaaaaaaaaaaaaaa").is_err());
        assert_eq!(check_password("cheval agrafe pile"), Ok(()));
        assert!(check_password(&"ab".repeat(101)).is_err());
    }
}
