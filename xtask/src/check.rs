//! Format, lints and docs. Clippy and rustdoc stand on the same check of the dependencies, so the database is looked at
//! once for both.

use std::fs;

use crate::cargo::{BROWSER_HALF, SERVER_HALF};
use crate::steps::Steps;
use crate::toolchain::{self, Need, Toolchain};
use crate::{Outcome, cargo, native, paths, shell};

const DENY: &[&str] = &["--", "-D", "warnings"];

/// `cargo xtask check`.
pub fn run() -> Outcome {
    let mut steps = Steps::new();
    let toolchain = steps.step("tools", || {
        native::ensure()?;
        toolchain::resolve(Need::Checks)
    })?;
    all(&mut steps, &toolchain)
}

/// Every check that runs nothing of the product.
pub fn all(steps: &mut Steps, toolchain: &Toolchain) -> Outcome {
    // The server embeds this folder and does not compile without it.
    fs::create_dir_all(paths::site()).map_err(|error| format!("{}: {error}", paths::site().display()))?;
    steps.step("format", || cargo::run(toolchain, "fmt", &[&["--all", "--check"]]))?;
    steps.step("clippy: build tool", || cargo::run(toolchain, "clippy", &[&["-p", "xtask", "--all-targets"], DENY]))?;
    steps.step("clippy: browser", || cargo::run(toolchain, "clippy", &[&BROWSER_HALF, DENY]))?;
    steps.step("clippy: server", || cargo::run(toolchain, "clippy", &[&SERVER_HALF, &["--all-targets"], DENY]))?;
    steps.step("docs", || {
        for half in [&SERVER_HALF[..], &BROWSER_HALF[..]] {
            let mut doc = cargo::command(toolchain, "doc");
            shell::run(doc.arg("--no-deps").args(half).env("RUSTDOCFLAGS", "-D warnings"))?;
        }
        Ok(())
    })
}
