//! Cargo with the chosen compiler, from the root of the clone, into the one build folder.
//! `RUSTFLAGS` is never set: the flags stand in `.cargo/config.toml`, and a second set would compile the database again.

use std::process::Command;

use crate::toolchain::{TARGET, Toolchain};
use crate::{Outcome, paths, shell};

/// The server's half, always named as one set: another choice of packages has other features, and the database would be
/// compiled again for them.
pub const SERVER_HALF: [&str; 10] =
    ["-p", "domain", "-p", "store", "-p", "app", "-p", "server", "--features", "app/ssr"];

/// The browser's half, in the profile that the site of `run` and `test` is built with.
pub const BROWSER_HALF: [&str; 6] = ["-p", "frontend", "--target", TARGET, "--profile", "wasm-dev"];

/// A cargo command to be completed by the caller.
pub fn command(toolchain: &Toolchain, subcommand: &str) -> Command {
    let mut command = toolchain.command("cargo");
    command.arg(subcommand).current_dir(paths::root()).env("CARGO_TARGET_DIR", paths::target());
    command
}

/// Runs one cargo command to its end.
pub fn run(toolchain: &Toolchain, subcommand: &str, groups: &[&[&str]]) -> Outcome {
    let mut command = command(toolchain, subcommand);
    for group in groups {
        command.args(*group);
    }
    shell::run(&mut command)
}
