//! Addresses that are no pages: sign-in and other forms, the live stream, files.

pub mod export;
pub mod health;
pub mod import;
pub mod link;
pub mod live;
pub mod logo;
pub mod sign_in;
