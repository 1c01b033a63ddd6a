//! Many records of a list changed at once: which are selected, what is done to them, and the way back.

mod boxes;
mod list;
mod pick;
mod tags;
mod verbs;
mod walk;

pub(crate) use boxes::{PickPage, PickRow, Picking, keyed};
pub(crate) use list::List;
pub(crate) use pick::Picks;
pub(crate) use verbs::Verbs;
