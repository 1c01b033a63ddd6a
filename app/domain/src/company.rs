//! Companies and other bodies that contacts belong to.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::contact::Choice;
use crate::text::{check_line, check_required, tidy};
use crate::{Actor, CompanyId, Cursor, Instant, Page, Patch, Result, Siret};

/// The fields of a company that people fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// « Nom ».
    pub name: String,
    /// The establishment's number.
    #[serde(default)]
    pub siret: Option<Siret>,
    /// Town, to tell namesakes apart.
    #[serde(default)]
    pub town: String,
}

impl Details {
    /// The same fields as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.name = tidy(&self.name);
        self.town = tidy(&self.town);
        self
    }

    /// # Errors
    /// `Invalid` on the first field that breaks a rule.
    pub fn check(&self) -> Result<()> {
        check_required("name", &self.name, 120)?;
        check_line("town", &self.town, 80)
    }
}

/// A company as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Its id.
    pub id: CompanyId,
    /// What people fill in.
    pub details: Details,
    /// Raised by each change.
    pub version: u32,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// What may be asked about companies.
#[async_trait]
pub trait Companies: Send + Sync {
    /// A page of the list, by name; `text` are words that must all begin a word of the name or town.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn list(&self, actor: &Actor, text: &str, after: Option<Cursor>) -> Result<Page<Company>>;

    /// One company.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn show(&self, actor: &Actor, id: &CompanyId) -> Result<Company>;

    /// A new company; one of the same name (accents and case apart) is given back instead of doubled.
    ///
    /// # Errors
    /// `Invalid`, `Forbidden`.
    async fn create(&self, actor: &Actor, details: Details) -> Result<Company>;

    /// Changed fields of a company.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `NotFound`, `Forbidden`.
    async fn edit(&self, actor: &Actor, id: &CompanyId, patch: Patch) -> Result<Company>;

    /// The first few companies whose name begins so, to choose from.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn choices(&self, actor: &Actor, text: &str) -> Result<Vec<Choice>>;
}
