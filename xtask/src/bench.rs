//! Builds the release binary and measures it in Chromium.

use crate::node::Node;
use crate::{Outcome, browser, dist, shell, test};

/// `cargo xtask bench`.
pub fn run(arguments: Vec<String>) -> Outcome {
    let node = Node::ensure()?;
    node.install_locked(&test::end2end())?;
    let chromium = browser::ensure()?;
    let binary = dist::build()?;
    let mut command = node.command();
    command.arg(test::end2end().join("bench/run.mjs")).args(arguments);
    shell::run(command.env("CRM_BINARY", binary).env("CHROMIUM", chromium))
}
