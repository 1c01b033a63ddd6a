//! Next actions: in a list of one's own, and on the pages of contacts and deals.

mod acts;
pub mod api;
mod brief;
mod days;
mod dialog;
mod draft;
mod focus;
mod follow;
mod form;
mod item;
mod later;
mod list;
mod parts;
mod plain;
mod quick;
mod section;
mod week;
mod whom;
mod words;

pub(crate) use acts::create as plan_task;
pub(crate) use brief::TaskBrief;
pub(crate) use days::DayChips;
pub(crate) use draft::About;
pub use list::TaskList;
pub(crate) use section::TaskSection;
pub(crate) use words::{due, kind_named, repeat_said};
