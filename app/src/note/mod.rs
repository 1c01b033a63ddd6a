//! Notes on the pages of contacts, companies and deals.

pub mod api;
mod body;
mod composer;
mod item;
mod mention;
mod section;

pub(crate) use section::{AddNote, NoteSection};
