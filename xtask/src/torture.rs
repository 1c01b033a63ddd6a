//! Kills the release binary at random under load, and looks whether anything acknowledged is lost.

use crate::node::Node;
use crate::{Outcome, dist, shell, test};

/// `cargo xtask torture`.
pub fn run(arguments: Vec<String>) -> Outcome {
    let node = Node::ensure()?;
    node.install_locked(&test::end2end())?;
    let binary = dist::build()?;
    let mut command = node.command();
    command.arg(test::end2end().join("torture/run.mjs")).args(arguments);
    shell::run(command.env("CRM_BINARY", binary))
}
