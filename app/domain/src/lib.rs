//! Types, rules and ports of the CRM. No IO: the same code runs in the browser and on the server.

pub mod actor;
pub mod address;
pub mod backup;
pub mod bin;
pub mod board;
pub mod bulk;
pub mod calendar;
mod common;
pub mod company;
pub mod contact;
#[cfg(test)]
mod corpus;
pub mod deal;
pub mod email;
pub mod error;
pub mod event;
pub mod exchange;
pub mod export;
pub mod find;
pub mod health;
pub mod home;
pub mod id;
pub mod import;
pub mod label;
pub mod live;
pub mod markdown;
pub mod mention;
pub mod money;
pub mod naf;
pub mod nda;
pub mod note;
pub mod notice;
pub mod organisation;
pub mod page;
pub mod patch;
pub mod phone;
pub mod pipeline;
pub mod position;
pub mod second;
pub mod session;
pub mod siret;
pub mod sweep;
pub mod tag;
pub mod task;
pub mod text;
pub mod time;
mod topic;
pub mod undo;
pub mod user;
pub mod view;
pub mod vocabulary;
pub mod website;
mod zone;
pub mod zone_name;

pub use actor::{Actor, Right, Role};
pub use address::Address;
pub use email::Email;
pub use error::{Error, Problem, Result};
pub use id::*;
pub use label::Label;
pub use money::Money;
pub use naf::Naf;
pub use nda::Nda;
pub use page::{Cursor, Page};
pub use patch::Patch;
pub use phone::Phone;
pub use siret::{Siren, Siret};
pub use time::{Day, Instant};
pub use website::Website;

use std::sync::Arc;

/// Everything the application may ask, one accessor a concept. Implemented by the store.
pub trait Crm: Send + Sync {
    /// People: prospects, clients, learners.
    fn contacts(&self) -> &dyn contact::Contacts;
    /// Companies and other organisations that contacts belong to.
    fn companies(&self) -> &dyn company::Companies;
    /// Opportunities and the board they stand on.
    fn deals(&self) -> &dyn deal::Deals;
    /// Pipelines and their stages.
    fn pipelines(&self) -> &dyn pipeline::Pipelines;
    /// The way back.
    fn undos(&self) -> &dyn undo::Undos;
    /// Next actions.
    fn tasks(&self) -> &dyn task::Tasks;
    /// What colleagues want remembered.
    fn notes(&self) -> &dyn note::Notes;
    /// What concerns a colleague.
    fn notices(&self) -> &dyn notice::Notices;
    /// The day at a glance.
    fn homes(&self) -> &dyn home::Homes;
    /// Calls, e-mails, meetings.
    fn exchanges(&self) -> &dyn exchange::Exchanges;
    /// The history of every record.
    fn events(&self) -> &dyn event::Events;
    /// What was deleted and can be brought back.
    fn bin(&self) -> &dyn bin::Bin;
    /// Colleagues who sign in.
    fn users(&self) -> &dyn user::Users;
    /// Second factors beside the passwords.
    fn seconds(&self) -> &dyn second::Seconds;
    /// One's own open sessions.
    fn sessions(&self) -> &dyn session::Sessions;
    /// Private addresses for calendars.
    fn calendars(&self) -> &dyn calendar::Calendars;
    /// The training organisation itself.
    fn organisation(&self) -> &dyn organisation::Organisations;
    /// Rows of a file, written in chunks.
    fn imports(&self) -> &dyn import::Imports;
    /// Any record by a few letters.
    fn finder(&self) -> &dyn find::Finder;
    /// Saved views of the list of contacts.
    fn views(&self) -> &dyn view::Views;
    /// One change walked over many records.
    fn sweeps(&self) -> &dyn sweep::Sweeps;
    /// Lists of words that forms offer.
    fn vocabularies(&self) -> &dyn vocabulary::Vocabularies;
    /// Everything, table by table.
    fn exports(&self) -> &dyn export::Exports;
    /// Changes as they are committed, for the open pages.
    fn live(&self) -> &dyn live::Live;
}

/// The store as the rest of the program holds it.
pub type SharedCrm = Arc<dyn Crm>;
