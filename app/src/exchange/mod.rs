//! Exchanges with a contact: logged in two taps, corrected from the history.

pub mod api;
mod choices;
mod dialog;
mod draft;
mod form;
pub(crate) mod words;

pub(crate) use dialog::{About, CorrectExchange, LogExchange, titles};
