//! People: prospects, clients, learners, and whoever answers for a company.

mod alike;
mod details;
mod kind;

pub use alike::{ALIKE, Alike, Sketch, Why};
pub use details::{Details, DoNotContact};
pub use kind::{Channel, Civility, Status};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::exchange::Latest;
use crate::{Actor, CompanyId, ContactId, Cursor, Instant, Page, Patch, Result, UserId};

/// A contact as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// What people fill in.
    pub details: Details,
    /// Raised by each change.
    pub version: u32,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Hidden from lists since.
    #[serde(default)]
    pub archived_at: Option<Instant>,
    /// The company's name, for showing.
    #[serde(default)]
    pub company_name: Option<String>,
    /// The latest exchange, for showing.
    #[serde(default)]
    pub last_exchange: Option<Latest>,
}

/// Which contacts a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Words that must all begin a word of the name, company, address, or digits of the phone.
    #[serde(default)]
    pub text: String,
    /// Only this status.
    #[serde(default)]
    pub status: Option<Status>,
    /// Only this owner.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Only with this tag.
    #[serde(default)]
    pub tag: Option<String>,
    /// Only of this company.
    #[serde(default)]
    pub company: Option<CompanyId>,
}

/// A name to choose from, in a search-as-you-type field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The record's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What tells it from its namesakes.
    pub hint: String,
}

/// What may be asked about contacts.
#[async_trait]
pub trait Contacts: Send + Sync {
    /// A page of the list, by family name.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn list(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>) -> Result<Page<Contact>>;

    /// One contact.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn show(&self, actor: &Actor, id: &ContactId) -> Result<Contact>;

    /// A new contact.
    ///
    /// # Errors
    /// `Invalid`, `Forbidden`.
    async fn create(&self, actor: &Actor, details: Details) -> Result<Contact>;

    /// Changed fields of a contact.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `NotFound`, `Forbidden`.
    async fn edit(&self, actor: &Actor, id: &ContactId, patch: Patch) -> Result<Contact>;

    /// Hides the contact from lists, or shows it again.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn archive(&self, actor: &Actor, id: &ContactId, archived: bool) -> Result<Contact>;

    /// The first few contacts whose name begins so, to choose from.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn choices(&self, actor: &Actor, text: &str) -> Result<Vec<Choice>>;

    /// Who may be the person that is being written down: at most [`ALIKE`], the surest first.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn alike(&self, actor: &Actor, sketch: &Sketch) -> Result<Vec<Alike>>;
}
