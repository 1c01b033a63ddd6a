//! The training organisation that runs the CRM: one a data folder.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::text::check_required;
use crate::time::Zone;
use crate::user::{NewUser, User};
use crate::{Actor, Result};

/// The organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// « Nom ».
    pub name: String,
    /// The time its people live by.
    pub zone: Zone,
}

impl Organisation {
    /// What a folder is called until somebody says better.
    #[must_use]
    pub fn unnamed() -> Self {
        Self { name: "Mon organisme".to_owned(), zone: Zone::default() }
    }

    /// # Errors
    /// `Invalid` when the name is missing or too long.
    pub fn check(&self) -> Result<()> {
        check_required("organisation", &self.name, 80)
    }
}

/// What may be asked about the organisation.
#[async_trait]
pub trait Organisations: Send + Sync {
    /// The organisation; none before it is set up.
    ///
    /// # Errors
    /// `Internal`.
    async fn show(&self, actor: &Actor) -> Result<Option<Organisation>>;

    /// Uses the set-up link: the organisation, its default pipeline and its first administrator, all or nothing.
    ///
    /// # Errors
    /// `Refused` when it exists already or the link does not hold; `Invalid`.
    async fn set_up(&self, actor: &Actor, secret: &str, name: String, first: NewUser, hash: String) -> Result<User>;

    /// Makes the organisation if there is none. For the operator.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn ensure(&self, actor: &Actor) -> Result<()>;

    /// Another name.
    ///
    /// # Errors
    /// `Invalid`, `Forbidden`.
    async fn rename(&self, actor: &Actor, name: String) -> Result<Organisation>;
}
