//! wasm-opt, from npm's `binaryen`: only for the release, and only where npm is to be had.

use std::path::Path;

use crate::node::Node;
use crate::{Outcome, paths, shell};

/// The version of `binaryen`.
pub const VERSION: &str = "132.0.0";

/// What today's compiler writes; wasm-opt must be told.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
];

/// Shrinks a Wasm file into another.
pub fn run(input: &Path, output: &Path) -> Outcome {
    let node = Node::ensure()?;
    let folder = paths::cache().join("binaryen").join(VERSION);
    let program = folder.join("node_modules/binaryen/bin/wasm-opt");
    if !program.exists() {
        node.install(&folder, &format!("binaryen@{VERSION}"))?;
    }
    if let Some(folder) = output.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    shell::run(node.command().arg(&program).arg(input).arg("-Oz").args(FEATURES).arg("-o").arg(output))
}
