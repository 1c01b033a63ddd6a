//! What a backup looks like: a head that can be read by eye, then everything as compressed lines.
//!
//! The first line names the form, the size of the head and the hash of what follows in it; then comes the manifest as
//! JSON, filled up with blanks. Behind the head lies one gzip stream of lines: `#contact` begins a table, each row is a
//! JSON object, `@crm-formation.toml "…"` is a file with its text as a JSON string.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::Migrations;

use super::hex;

/// The first words of every backup.
pub const WORDS: &str = "CRM Formation backup";
/// The form that this program writes, and the newest it reads.
pub const FORM: u32 = 1;
/// No head is larger.
pub const LARGEST_HEAD: usize = 1 << 20;

/// What a backup holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the program that made it.
    pub program: String,
    /// When, in UTC.
    pub made_at: String,
    /// Whose data it is.
    pub organisation: String,
    /// What the database has run.
    pub schema: Migrations,
    /// Every table.
    pub tables: Vec<Table>,
    /// Tables that stay behind, because they are of the moment.
    pub left_out: BTreeSet<String>,
    /// Files beside the database.
    pub files: Vec<File>,
    /// The compressed rest of the file.
    pub body: Body,
}

/// A table of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// How many rows.
    pub rows: u64,
    /// Of all rows in the order of their ids, a line each.
    pub sha256: String,
}

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Of its bytes.
    pub sha256: String,
}

/// The compressed part of a backup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// How long it is.
    pub bytes: u64,
    /// Of its bytes as they lie in the file.
    pub sha256: String,
}

impl Manifest {
    /// How many rows there are in all.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().fold(0, |rows, table| rows.saturating_add(table.rows))
    }
}

/// Room for the manifest of so many tables.
pub fn room(tables: usize) -> usize {
    (8192 + 256 * tables).next_multiple_of(4096)
}

fn first_line(size: usize, hash: &str) -> String {
    format!("{WORDS} {FORM} {size:07} {hash}\n")
}

/// The head of a file, of exactly that size.
pub fn head(manifest: &Manifest, size: usize) -> Result<Vec<u8>, String> {
    let mut text = serde_json::to_string_pretty(manifest).map_err(|cause| cause.to_string())?;
    let room = size.saturating_sub(first_line(size, &"0".repeat(64)).len() + 1);
    if text.len() > room {
        return Err("the list of what is in it is too long".to_owned());
    }
    // Not by a width of `format!`, which goes up to 65,535.
    text.push_str(&" ".repeat(room - text.len()));
    text.push('\n');
    let line = first_line(size, &hex(Sha256::new_with_prefix(&text)));
    Ok([line.into_bytes(), text.into_bytes()].concat())
}

/// The size of the head and the hash of what follows the first line; says what is wrong with the line.
pub fn read_first_line(line: &[u8]) -> Result<(usize, String), String> {
    let foreign = || "it is no backup of CRM Formation".to_owned();
    let line = line.strip_prefix(WORDS.as_bytes()).ok_or_else(foreign)?;
    let damaged = || "it is damaged: its first line is not as it was written".to_owned();
    let text = std::str::from_utf8(line).map_err(|_| damaged())?;
    let [form, size, hash] = text.split_whitespace().collect::<Vec<_>>()[..] else { return Err(damaged()) };
    let form: u32 = form.parse().map_err(|_| damaged())?;
    if form > FORM {
        return Err(format!("it is of a newer form ({form}; this program reads up to {FORM}): use the newer program"));
    }
    let size: usize = size.parse().map_err(|_| damaged())?;
    if size > LARGEST_HEAD || hash.len() != 64 || *text != first_line(size, hash)[WORDS.len()..] {
        return Err(damaged());
    }
    Ok((size, hash.to_owned()))
}

/// The manifest in the rest of the head.
pub fn read_manifest(rest: &[u8], hash: &str) -> Result<Manifest, String> {
    if hex(Sha256::new_with_prefix(rest)) != hash {
        return Err("it is damaged: its manifest is not as it was written".to_owned());
    }
    serde_json::from_slice(rest).map_err(|cause| format!("its manifest cannot be read: {cause}"))
}
