//! The server from outside: real HTTP, the real binary, and the rules of the tree.

mod asset;
mod binary;
mod client;
mod durable;
mod file;
mod gate;
mod link;
mod live;
mod sign_in;
mod site;
mod tidy;
