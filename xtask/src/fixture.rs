//! The data of the present release, kept for the tests of later ones: a small backup.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::paths::root;
use crate::toolchain::{self, Need};
use crate::{Outcome, native, shell, test};

/// The account that stands in it.
const LEAD: [&str; 8] = ["user", "add", "--email", "ana@exemple.fr", "--name", "Ana Petit", "--role", "administrator"];
/// Small, and something of everything.
const DEMO: [&str; 11] =
    ["demo", "--contacts", "60", "--companies", "12", "--deals", "20", "--events", "400", "--as-of", "2026-11-22"];

/// `cargo xtask fixture`.
pub fn run() -> Outcome {
    native::ensure()?;
    let toolchain = toolchain::resolve(Need::Build)?;
    let binary = test::server(&toolchain)?;
    let data = std::env::temp_dir().join(format!("crm-formation-fixture-{}", std::process::id()));
    let file = root().join("server/tests/fixture").join(concat!(env!("CARGO_PKG_VERSION"), ".crm"));
    let begin = || {
        let mut command = shell::command(&binary);
        command.arg("--data").arg(&data);
        command
    };
    let made = (|| {
        speak(begin().args(LEAD).arg("--password-stdin"), "cheval agrafe pile\n")?;
        speak(begin().args(DEMO), "")?;
        if file.exists() {
            fs::remove_file(&file).map_err(|cause| format!("{}: {cause}", file.display()))?;
        }
        speak(begin().arg("backup").arg("--to").arg(&file), "")
    })();
    // Whatever is left of it is nobody's.
    let _ = fs::remove_dir_all(&data);
    made
}

fn speak(command: &mut Command, input: &str) -> Outcome {
    let failed = |cause: std::io::Error| format!("cannot start the program: {cause}");
    let mut child = command.stdin(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A command that asks for nothing may have closed its end already.
        let _ = stdin.write_all(input.as_bytes());
    }
    let status = child.wait().map_err(failed)?;
    if status.success() { Ok(()) } else { Err(format!("the program ended with {status}")) }
}
