//! The release binary: one file that holds server, browser files and schema.

use std::fs;
use std::path::{Path, PathBuf};

use crate::site::{self, Flavour};
use crate::steps::Steps;
use crate::toolchain::{self, Need};
use crate::{Outcome, cargo, native, paths, sbom};

/// `cargo xtask dist`.
pub fn run() -> Outcome {
    build().map(|_| ())
}

/// Builds the release binary, prints the sizes and answers where it is.
pub fn build() -> Outcome<PathBuf> {
    let mut steps = Steps::new();
    let toolchain = steps.step("tools", || {
        native::ensure()?;
        toolchain::resolve(Need::Build)
    })?;
    let site = site::build(&mut steps, &toolchain, Flavour::Release)?;
    steps.step("server", || cargo::run(&toolchain, "build", &[&["--release", "-p", "server"]]))?;
    let binary = paths::root().join("target/dist/crm-formation");
    let copied = steps.step("copy", || copy(&paths::target().join("release/crm-formation"), &binary))?;
    let bill = binary.with_file_name("sbom.json");
    let named = steps.step("bill of materials", || sbom::write(&toolchain, &bill))?;
    drop(steps);
    site.print()?;
    println!("binary                      {:>9}   {}", site::kilobytes(copied), binary.display());
    println!("bill of materials           {named:>6} crates   {}", bill.display());
    Ok(binary)
}

/// Copies beside the goal and renames: a running server keeps its file.
fn copy(from: &Path, to: &Path) -> Outcome<u64> {
    let fail = |error: std::io::Error| format!("{}: {error}", to.display());
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    let beside = to.with_extension("new");
    let size = fs::copy(from, &beside).map_err(fail)?;
    fs::rename(&beside, to).map_err(fail)?;
    Ok(size)
}
