//! Addresses that are no pages: sign-in and other forms, the live stream, files.

pub mod agenda;
pub mod backup;
mod column;
pub mod companies;
pub mod everything;
pub mod export;
mod files;
pub mod health;
pub mod import;
pub mod link;
pub mod live;
pub mod logo;
pub mod phone;
pub mod plain;
pub mod second;
pub mod sign_in;
