//! Chromium, for the end-to-end tests and the figures.

use std::env;
use std::path::PathBuf;

use crate::{Outcome, debian, shell};

/// Finds Chromium, or installs it.
pub fn ensure() -> Outcome<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM").map(PathBuf::from) {
        return if path.is_file() { Ok(path) } else { Err(format!("CHROMIUM names no file: {}", path.display())) };
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    debian::install(&["chromium"], "the browser tests")?;
    find().ok_or_else(|| "Chromium is installed but not on PATH: set CHROMIUM to its place".to_owned())
}

fn find() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(shell::which)
}
