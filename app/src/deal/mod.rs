//! Deals: listed, shown and edited. The board they are moved on is [`crate::board`].

pub mod api;
mod create;
mod edit;
mod facts;
mod head;
mod items;
mod list;
mod others;
mod outcome;
mod show;
mod track;
mod words;

pub(crate) use create::ContactDeals;
pub(crate) use items::DealItems;
pub use list::DealList;
pub(crate) use outcome::{LostForm, ended};
pub use show::DealShow;
pub(crate) use show::RowPeek;
pub(crate) use words::funding_named;
