//! Starting other programs: wait for them, bound them in time, read what they print.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Outcome, paths};

/// Runs to the end with the terminal attached; anything but success is an error.
pub fn run(command: &mut Command) -> Outcome {
    let name = display(command);
    let status = command.status().map_err(|error| format!("cannot start `{name}`: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` failed ({status})")) }
}

/// Runs to the end within a time limit; a program that is too slow is ended.
pub fn run_within(limit: Duration, command: &mut Command) -> Outcome {
    let name = display(command);
    let mut child = command.stdin(Stdio::null()).spawn().map_err(|error| format!("cannot start `{name}`: {error}"))?;
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(format!("`{name}` failed ({status})")),
            Ok(None) if started.elapsed() < limit => std::thread::park_timeout(Duration::from_millis(100)),
            Ok(None) => {
                // It may just have ended by itself: then there is nothing left to end.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("`{name}` had no answer within {} s", limit.as_secs()));
            }
            Err(error) => return Err(format!("`{name}`: {error}")),
        }
    }
}

/// What a program prints, or nothing when it is missing or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program runs and succeeds, in silence.
pub fn succeeds(command: &mut Command) -> bool {
    output(command).is_some()
}

/// Where a program is found on PATH.
pub fn which(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// A command without what `cargo run` put into our surroundings: build scripts watch some of these variables, and a
/// difference between `cargo xtask` and plain `cargo` would compile their crates, and the database after them, again.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let leaked = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|prefix| text.starts_with(prefix))
            || ["CARGO", "CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE", "OUT_DIR"].contains(&text.as_ref());
        if leaked {
            command.env_remove(&name);
        }
    }
    if let Some(value) = env::var_os("LD_LIBRARY_PATH") {
        let target = paths::target();
        let ours = |folder: &PathBuf| folder.starts_with(&target) || folder.join("rustlib").is_dir();
        let kept: Vec<PathBuf> = env::split_paths(&value).filter(|folder| !ours(folder)).collect();
        match env::join_paths(&kept) {
            Ok(joined) if !kept.is_empty() => command.env("LD_LIBRARY_PATH", joined),
            _ => command.env_remove("LD_LIBRARY_PATH"),
        };
    }
    command
}

/// A command as a person would type it.
fn display(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
