//! The server from outside: real HTTP, the real binary, and the rules of the tree.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may stop at the first surprise, in its helpers too"
)]

mod agenda;
mod asset;
mod backup;
mod binary;
mod client;
mod damage;
mod durable;
mod file;
mod fixture;
mod function;
mod gate;
mod link;
mod live;
mod observe;
mod office;
mod phone;
mod second;
mod sign_in;
mod site;
mod tls;
mod upgrade;
mod walk;
