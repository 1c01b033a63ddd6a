//! Companies: listed, created and shown.

pub mod api;
mod create;
mod draft;
mod facts;
mod field;
mod list;
mod people;
mod show;

pub(crate) use field::CompanyField;
pub use list::CompanyList;
pub use show::CompanyShow;
