//! Every check there is, in the order in which they fail cheapest.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cargo::SERVER_HALF;
use crate::node::Node;
use crate::site::{self, Flavour};
use crate::steps::Steps;
use crate::toolchain::{self, Need, Toolchain};
use crate::{Outcome, browser, cargo, check, native, paths, shell};

/// `cargo xtask test`.
pub fn run() -> Outcome {
    let mut steps = Steps::new();
    // First of all: a missing tool should not be found after half an hour.
    let (toolchain, node, chromium) = steps.step("tools", || {
        native::ensure()?;
        let toolchain = toolchain::resolve(Need::Checks)?;
        let node = Node::ensure()?;
        node.install_locked(&end2end())?;
        Ok((toolchain, node, browser::ensure()?))
    })?;
    check::all(&mut steps, &toolchain)?;
    steps.step("tests: build tool", || cargo::run(&toolchain, "test", &[&["-p", "xtask"]]))?;
    site::build(&mut steps, &toolchain, Flavour::Development)?;
    steps.step("tests: domain, store, server", || cargo::run(&toolchain, "test", &[&SERVER_HALF]))?;
    let binary = steps.step("server binary", || server(&toolchain))?;
    steps.step("tests: in the browser", || end_to_end(&node, &binary, &chromium))
}

/// Builds the server as `run` does; the tests have left nothing to compile.
pub fn server(toolchain: &Toolchain) -> Outcome<PathBuf> {
    cargo::run(toolchain, "build", &[&["-p", "server"]])?;
    Ok(paths::target().join("debug/crm-formation"))
}

/// The folder of the browser tests.
pub fn end2end() -> PathBuf {
    paths::root().join("end2end")
}

fn end_to_end(node: &Node, binary: &Path, chromium: &Path) -> Outcome {
    let folder = end2end().join("tests");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "mjs"));
    files.sort();
    if files.is_empty() {
        return Err(format!("no test in {}", folder.display()));
    }
    let mut command = node.command();
    command.args(["--test", "--test-reporter=spec"]).args(files).current_dir(end2end());
    shell::run(command.env("CRM_BINARY", binary).env("CHROMIUM", chromium))
}
