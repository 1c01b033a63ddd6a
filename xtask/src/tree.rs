//! What is built from what: every crate of a half of the program, with its version, licence and checksum.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use crate::{Outcome, paths, shell};

/// A crate as `cargo tree` names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crate {
    pub name: String,
    pub version: String,
    /// What its manifest says; empty where it says nothing.
    pub licence: String,
}

/// How a crate is written in the answer.
const FORMAT: [&str; 4] = ["--prefix", "none", "--format", "{p}|{l}"];

/// Every crate of a tree, each once. The caller names packages, edges and target.
pub fn crates(mut cargo: Command, asked: &[&str]) -> Outcome<BTreeSet<Crate>> {
    cargo.args(["tree", "--locked"]).args(asked).args(FORMAT).current_dir(paths::root());
    let told = shell::output(&mut cargo).ok_or("`cargo tree` does not say what the program is built from")?;
    // An empty line parts the trees of several packages.
    told.lines().filter(|line| !line.is_empty()).map(read).collect()
}

/// `serde v1.0.229 (proc-macro) (*)|MIT OR Apache-2.0`.
fn read(line: &str) -> Outcome<Crate> {
    let wrong = || format!("`cargo tree` says {line:?}");
    let (package, licence) = line.rsplit_once('|').ok_or_else(wrong)?;
    let mut words = package.split(' ');
    let name = words.next().ok_or_else(wrong)?.to_owned();
    let version = words.next().and_then(|word| word.strip_prefix('v')).ok_or_else(wrong)?.to_owned();
    // A crate that was shown before ends with a mark.
    let licence = licence.trim_end_matches("(*)").trim().to_owned();
    Ok(Crate { name, version, licence })
}

/// What the lock file says of a crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locked {
    /// Where it comes from; nothing for the workspace's own.
    pub source: Option<String>,
    /// The SHA-256 of its archive.
    pub checksum: Option<String>,
}

/// The lock file, by name and version.
pub fn locked() -> Outcome<BTreeMap<(String, String), Locked>> {
    let file = paths::root().join("Cargo.lock");
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let field = |part: &str, name: &str| {
        let line = part.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""))?;
        Some(line.trim_end_matches('"').to_owned())
    };
    let each = text.split("[[package]]").skip(1);
    Ok(each
        .filter_map(|part| {
            let locked = Locked { source: field(part, "source"), checksum: field(part, "checksum") };
            Some(((field(part, "name")?, field(part, "version")?), locked))
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_tree_is_read() {
        let of = |name: &str, version: &str, licence: &str| {
            Ok(Crate { name: name.to_owned(), version: version.to_owned(), licence: licence.to_owned() })
        };
        assert_eq!(read("serde v1.0.229|MIT OR Apache-2.0 (*)"), of("serde", "1.0.229", "MIT OR Apache-2.0"));
        assert_eq!(read("app v0.1.0 (/work/app)|AGPL-3.0-or-later"), of("app", "0.1.0", "AGPL-3.0-or-later"));
        assert_eq!(read("derive v3.3.5 (proc-macro)|"), of("derive", "3.3.5", ""));
        assert!(read("").is_err() && read("serde 1|MIT").is_err());
    }

    #[test]
    fn everything_comes_from_the_registry_with_its_checksum() {
        let locked = locked().unwrap();
        assert!(locked.len() > 300, "the lock file was read");
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        let own = ["app", "domain", "frontend", "server", "store", "xtask"];
        for ((name, version), at) in &locked {
            if own.contains(&name.as_str()) && at.source.is_none() {
                continue;
            }
            assert_eq!(at.source.as_deref(), Some(registry), "{name} {version}");
            let whole = at.checksum.as_ref().is_some_and(|sum| sum.len() == 64);
            assert!(whole, "{name} {version} has no checksum");
        }
    }
}
