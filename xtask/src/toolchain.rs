//! Which compiler builds everything: the one on PATH when it knows the browser, else Debian's.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use crate::{Outcome, debian, paths, shell, wasm_std};

/// The browser's target.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// rustup's server may be out of reach without saying so.
const RUSTUP_LIMIT: Duration = Duration::from_secs(60);

/// What the compiler is wanted for.
#[derive(Clone, Copy, PartialEq)]
pub enum Need {
    /// Only building.
    Build,
    /// Also clippy and rustfmt.
    Checks,
}

/// One compiler for the server, the browser and the lints.
pub struct Toolchain {
    debian: bool,
}

impl Toolchain {
    /// A program of this toolchain (cargo, rustc), with the surroundings it needs.
    pub fn command(&self, program: &str) -> Command {
        if !self.debian {
            return shell::command(program);
        }
        let mut command = shell::command(Path::new("/usr/bin").join(program));
        for name in ["RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"] {
            command.env_remove(name);
        }
        // Cargo looks for its subcommands in its own bin folder first, unless PATH names that folder: there, rustup's
        // clippy would be found before Debian's.
        let home = env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = home.unwrap_or_else(|| env::home_dir().unwrap_or_default().join(".cargo"));
        let path = env::var_os("PATH").unwrap_or_default();
        let folders =
            std::iter::once(PathBuf::from("/usr/bin")).chain(env::split_paths(&path)).chain([home.join("bin")]);
        if let Ok(joined) = env::join_paths(folders) {
            command.env("PATH", joined);
        }
        command.env("RUSTC", "/usr/bin/rustc").env("RUSTDOC", "/usr/bin/rustdoc").env("RUSTFMT", "/usr/bin/rustfmt");
        command
    }

    /// The first line of `rustc --version`.
    pub fn version(&self) -> Option<String> {
        shell::output(self.command("rustc").arg("--version"))
    }

    /// Where this compiler looks for the browser's standard library.
    pub fn library(&self) -> Option<PathBuf> {
        let mut command = self.command("rustc");
        shell::output(command.args(["--print", "target-libdir", "--target", TARGET])).map(PathBuf::from)
    }

    fn knows_browser(&self) -> bool {
        let Some(entries) = self.library().and_then(|folder| fs::read_dir(folder).ok()) else { return false };
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    }

    fn complete(&self, need: Need) -> bool {
        let has = |tool: &str| shell::succeeds(self.command("cargo").args([tool, "--version"]));
        self.knows_browser() && (need == Need::Build || (has("clippy") && has("fmt")))
    }
}

/// Finds the compiler, or gets what it lacks: first from rustup, then from Debian.
pub fn resolve(need: Need) -> Outcome<Toolchain> {
    let own = Toolchain { debian: false };
    if own.complete(need) {
        return Ok(own);
    }
    let debian = Toolchain { debian: true };
    // Written when rustup's server could not be reached: the next run does not wait for it again. It holds the version
    // that the library was built with.
    let marker = paths::cache().join("debian-toolchain");
    if let Ok(version) = fs::read_to_string(&marker)
        && debian.version().as_deref() == Some(version.as_str())
        && debian.complete(need)
    {
        return Ok(debian);
    }
    let mut tried = String::new();
    if shell::which("rustup").is_some() {
        match ask_rustup(need) {
            Ok(()) if own.complete(need) => return Ok(own),
            Ok(()) => tried = "rustup has not made it complete; ".to_owned(),
            Err(reason) => tried = format!("{reason}; "),
        }
    }
    if !debian::is_debian() {
        return Err(format!(
            "{tried}the compiler lacks the browser's target: rustup target add {TARGET} && rustup component add clippy rustfmt"
        ));
    }
    eprintln!("    {tried}using Debian's compiler for everything");
    wasm_std::install(&debian, &marker)?;
    if debian.complete(Need::Checks) { Ok(debian) } else { Err("Debian's compiler is still not complete".to_owned()) }
}

fn ask_rustup(need: Need) -> Outcome {
    let rustup = |arguments: &[&str]| {
        let mut command = shell::command("rustup");
        shell::run_within(RUSTUP_LIMIT, command.args(arguments).env("RUST_BACKTRACE", "0"))
    };
    rustup(&["target", "add", TARGET])?;
    if need == Need::Checks { rustup(&["component", "add", "clippy", "rustfmt"]) } else { Ok(()) }
}
