//! Next actions: in a list of one's own, and on the pages of contacts and deals.

pub mod api;
mod create;
mod item;
mod list;
mod section;
mod words;

pub(crate) use create::About;
pub use list::TaskList;
pub(crate) use section::TaskSection;
pub(crate) use words::kind_named;
