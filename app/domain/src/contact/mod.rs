//! People: prospects, clients, learners, and whoever answers for a company.

mod alike;
mod details;
mod kind;
mod list;
mod reachable;

pub use alike::{ALIKE, Alike, Sketch, Why};
pub use details::{Details, DoNotContact};
pub use kind::{Channel, Civility, Status};
pub use list::{Filter, Order, Owner, Silence, Sort, Terms};
pub use reachable::Reachable;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::bulk::{self, Done, Verb};
use crate::exchange::Latest;
use crate::sweep::Step;
use crate::{Actor, BulkId, ContactId, Cursor, Instant, Page, Patch, Result};

/// Many contacts of the list.
pub type Selection = bulk::Selection<ContactId, Filter>;

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
    /// The next action, for showing; none for who sees only their own.
    #[serde(default)]
    pub next: Option<crate::deal::Next>,
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
    /// A page of the list.
    ///
    /// # Errors
    /// `Forbidden`, also to ask for next actions without the right to see everybody's.
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

    /// The tags and sources in use, to choose from.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn terms(&self, actor: &Actor) -> Result<Terms>;

    /// The ids of a selection, each once, so that it can be walked part by part while what the filter finds changes.
    ///
    /// # Errors
    /// `Invalid` for nobody or too many; `Forbidden`.
    async fn selected(&self, actor: &Actor, selection: &Selection) -> Result<Vec<ContactId>>;

    /// Changes many contacts, in chunks that are each written whole, with an event a contact that names the bulk:
    /// `whole`, where this is a part of one.
    ///
    /// # Errors
    /// `Invalid` for nobody, too many, or a value that breaks a rule; `NotFound` for somebody else's bulk; `Forbidden`.
    async fn bulk(&self, actor: &Actor, selection: &Selection, verb: &Verb, whole: Option<&BulkId>) -> Result<Done>;

    /// Takes the next few hundred changes of a bulk back, wherever nobody has changed since what it changed. One takes
    /// back one's own; an administrator anybody's. The first part names no whole and no place.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn take_back(&self, actor: &Actor, bulk: &BulkId, whole: Option<&BulkId>, at: Option<Cursor>)
    -> Result<Step>;

    /// Hands every contact that the filter finds to `each`, in the order of the list; the log then says who took how
    /// many away.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn export(&self, actor: &Actor, filter: &Filter, each: &mut (dyn FnMut(Contact) + Send)) -> Result<u32>;
}
