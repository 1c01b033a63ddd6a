//! Backups: everything in one file, back out of it, and on a schedule.

mod archive;
#[cfg(test)]
mod fed;
mod form;
mod keep;
mod make;
mod restore;

pub use archive::{Archive, Entry};
#[cfg(test)]
pub(crate) use fed::backup;
pub use form::{Manifest, Table};
pub use keep::{Desk, Keeper};
pub use make::{Making, make};
pub use restore::{contents, restore};

use sha2::{Digest, Sha256};

/// The name of the settings file inside a backup.
pub const SETTINGS: &str = "crm-formation.toml";

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of a table's content: each row's line with its end.
#[derive(Clone, Default)]
struct Content {
    rows: u64,
    hash: Sha256,
}

impl Content {
    fn add(&mut self, line: &[u8]) {
        self.rows += 1;
        self.hash.update(line);
        self.hash.update(b"\n");
    }

    fn end(self, name: String) -> Table {
        Table { name, rows: self.rows, sha256: hex(self.hash) }
    }
}
