//! Pages, components and server functions: the same code on the server and in the browser.

#![allow(missing_docs, reason = "server functions and components turn their arguments into public fields")]

pub mod asset;
pub mod bin;
pub mod board;
mod bulk;
pub mod company;
pub mod contact;
pub mod deal;
pub mod error;
pub mod exchange;
pub mod frame;
pub mod home;
pub mod i18n;
pub mod import;
pub mod live;
pub mod me;
pub mod note;
pub mod notice;
pub mod outbox;
pub mod palette;
pub mod record;
pub mod route;
pub mod second;
pub mod setting;
pub mod sign_in;
#[cfg(feature = "ssr")]
pub mod ssr;
pub mod task;
pub mod ui;

pub use domain;
pub use frame::App;
#[cfg(feature = "ssr")]
pub use ssr::shell;
