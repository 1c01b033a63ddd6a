//! The data of the present release, kept for the tests of later ones: a small backup.

use std::fs;

use crate::cargo::SERVER_HALF;
use crate::toolchain::{self, Need};
use crate::{Outcome, cargo, native, paths, shell};

/// The test that makes it.
const MAKER: [&str; 6] = ["--test", "it", "fixture::keeps_the_data_of_this_release", "--", "--exact", "--ignored"];

/// `cargo xtask fixture`.
pub fn run() -> Outcome {
    native::ensure()?;
    let toolchain = toolchain::resolve(Need::Build)?;
    let file = paths::root().join("server/tests/fixture").join(concat!(env!("CARGO_PKG_VERSION"), ".crm"));
    if file.exists() {
        fs::remove_file(&file).map_err(|cause| format!("{}: {cause}", file.display()))?;
    }
    let mut command = cargo::command(&toolchain, "test");
    command.args(SERVER_HALF).args(MAKER).env("CRM_FIXTURE", &file);
    shell::run(&mut command)?;
    eprintln!("{}", file.display());
    Ok(())
}
