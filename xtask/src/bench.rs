//! Builds the release binary and measures it in Chromium, beside a bare page for comparison.

use crate::node::Node;
use crate::toolchain::{self, Need};
use crate::{Outcome, browser, cargo, dist, paths, shell, test};

/// `cargo xtask bench`.
pub fn run(arguments: Vec<String>) -> Outcome {
    let node = Node::ensure()?;
    node.install_locked(&test::end2end())?;
    let chromium = browser::ensure()?;
    let binary = dist::build()?;
    let toolchain = toolchain::resolve(Need::Build)?;
    cargo::run(&toolchain, "build", &[&["--release", "-p", "server", "--example", "bare"]])?;
    let mut command = node.command();
    command.arg(test::end2end().join("bench/run.mjs")).args(arguments);
    command.env("CRM_BARE", paths::target().join("release/examples/bare"));
    shell::run(command.env("CRM_BINARY", binary).env("CHROMIUM", chromium))
}
