//! Contacts: people, listed, created and shown.

pub mod api;
pub mod choice;
mod create;
mod edit;
mod facts;
mod head;
mod list;
mod show;
mod stop;
mod words;

pub(crate) use edit::company_way;
pub use list::{ContactList, filter_of};
pub use show::ContactShow;
pub use words::status_name as status_word;
pub(crate) use words::status_named;
