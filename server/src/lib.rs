//! Configuration, HTTP, sessions, assets and commands around the application.

pub mod admin;
pub mod asset;
pub mod attempt;
pub mod backup;
pub mod bound;
pub mod cli;
pub mod command;
pub mod config;
#[cfg(test)]
mod corpus;
pub mod fresh;
pub mod gate;
pub mod http;
mod ics;
pub mod import;
pub mod observe;
mod order;
pub mod password;
mod patience;
pub mod refusal;
pub mod router;
pub mod serve;
pub mod session;
mod sheet;
pub mod tls;
mod watch;
mod zip;
