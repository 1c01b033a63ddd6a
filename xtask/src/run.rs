//! Builds the product and becomes it: Ctrl-C reaches the server itself.

use std::os::unix::process::CommandExt;

use crate::site::{self, Flavour};
use crate::steps::Steps;
use crate::toolchain::{self, Need};
use crate::{Outcome, native, shell, test};

/// `cargo xtask run`.
pub fn run(mut arguments: Vec<String>) -> Outcome {
    if arguments.first().is_some_and(|first| first == "--") {
        arguments.remove(0);
    }
    let mut steps = Steps::new();
    let toolchain = steps.step("tools", || {
        native::ensure()?;
        toolchain::resolve(Need::Build)
    })?;
    site::build(&mut steps, &toolchain, Flavour::Development)?;
    let binary = steps.step("server", || test::server(&toolchain))?;
    drop(steps);
    eprintln!();
    // `cargo xtask run demo …` works as well: only options mean that the server is meant.
    if arguments.first().is_none_or(|first| first.starts_with('-')) {
        arguments.insert(0, "serve".to_owned());
    }
    let error = shell::command(&binary).args(arguments).exec();
    Err(format!("cannot start {}: {error}", binary.display()))
}
