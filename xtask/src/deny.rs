//! Licences, sources and known holes of what the program is built from, by `cargo-deny` and `deny.toml`.

use crate::toolchain::{self, Need};
use crate::{Outcome, cargo, licence, shell};

/// `cargo xtask deny`: what follows goes to `cargo deny check`, for example `licenses sources`.
pub fn run(arguments: Vec<String>) -> Outcome {
    let toolchain = toolchain::resolve(Need::Build)?;
    println!("{} crates have a licence of deny.toml", licence::check(|| toolchain.command("cargo"))?);
    let mut asked = cargo::command(&toolchain, "deny");
    if !shell::succeeds(asked.arg("--version")) {
        return Err("cargo-deny is not there: `cargo install cargo-deny --locked`, once, some minutes".to_owned());
    }
    let mut check = cargo::command(&toolchain, "deny");
    shell::run(check.args(["check", "--hide-inclusion-graph"]).args(arguments))
}
