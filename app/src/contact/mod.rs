//! Contacts: people, listed, created and shown.

pub mod api;
mod channels;
pub mod choice;
mod create;
pub mod doubles;
mod draft;
mod edit;
mod facts;
mod head;
mod list;
mod near;
mod reach;
mod show;
mod standing;
mod stop;
mod words;

pub(crate) use channels::refusals;
pub(crate) use edit::company_way;
pub use list::{ContactList, filter_of};
pub(crate) use near::{CallNow, ReachLinks};
pub use show::ContactShow;
pub use words::status_name as status_word;
pub(crate) use words::{civility_name, label_name, status_named};
