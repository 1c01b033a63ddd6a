//! Files of contacts on their way in: bytes to a table, the desk where they wait, the import itself, what was set aside.

mod decode;
mod desk;
mod job;
mod rejects;
mod run;
mod sniff;
mod text;

#[cfg(test)]
mod desk_tests;
#[cfg(test)]
mod messy_tests;

pub use decode::{Line, Table, decode};
pub use desk::Desk;
pub use rejects::{file as rejects_file, say};
pub use run::{Step, rehearse, run};
