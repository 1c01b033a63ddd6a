//! The store's tests against a SurrealDB server instead of the embedded database.

use std::env;

use crate::cargo::SERVER_HALF;
use crate::toolchain::{self, Need};
use crate::{Outcome, cargo, native};

/// `cargo xtask remote`.
pub fn run() -> Outcome {
    if env::var_os("CRM_DATABASE_URL").is_none() {
        return Err(
            "start a SurrealDB 3 server (`surreal start --user root --pass root --bind 127.0.0.1:8000 memory`), \
                    then: CRM_DATABASE_URL=ws://root:root@127.0.0.1:8000 cargo xtask remote"
                .to_owned(),
        );
    }
    native::ensure()?;
    let toolchain = toolchain::resolve(Need::Build)?;
    // The same set of packages as ever, so that nothing is compiled again; `--lib` leaves the server's own tests out.
    cargo::run(&toolchain, "test", &[&SERVER_HALF, &["--lib"]])
}
