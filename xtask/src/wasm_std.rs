//! Debian's compiler taught to build for the browser. Debian ships the compiler with that back end and the sources of
//! the standard library, but not the library itself: it is built here once (about a minute on two cores).

use std::fs;
use std::path::{Path, PathBuf};

use crate::toolchain::{TARGET, Toolchain};
use crate::{Outcome, debian, paths, shell};

const PURPOSE: &str = "building for the browser without rustup";
const PACKAGES: [&str; 6] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy", "rustfmt-web"];

/// Installs the compiler and its library for the browser, then leaves the marker that holds the version.
pub fn install(debian: &Toolchain, marker: &Path) -> Outcome {
    let linker = format!("lld-{}", llvm_version());
    let present = |package: &str| shell::succeeds(shell::command("dpkg").args(["-s", package]));
    let wanted = env!("CARGO_PKG_RUST_VERSION");
    let old = |number: &Option<String>| number.as_deref().is_none_or(|number| pair(number) < pair(wanted));
    if PACKAGES.iter().chain([&linker.as_str()]).any(|package| !present(package)) || old(&number(debian)) {
        let packages: Vec<&str> = PACKAGES.into_iter().chain([linker.as_str()]).collect();
        debian::install_with_security(&packages, PURPOSE)?;
    }
    let version = debian.version().ok_or("/usr/bin/rustc does not answer")?;
    let number = number(debian).filter(|number| !old(&Some(number.clone()))).ok_or_else(|| {
        format!("{version} is all that Debian offers here, {wanted} is needed: rustup target add {TARGET}")
    })?;
    let library = debian.library().ok_or("/usr/bin/rustc names no folder for its libraries")?;
    let built = fs::read_to_string(marker).is_ok_and(|built| built == version);
    if !built || !library.join("self-built").exists() {
        let files = build(debian, &number)?;
        put(&files, &library)?;
    }
    let note = |error: std::io::Error| format!("{}: {error}", marker.display());
    fs::create_dir_all(paths::cache()).map_err(note)?;
    fs::write(marker, version).map_err(note)
}

/// Builds the standard library from a copy of Debian's sources; answers its files.
fn build(debian: &Toolchain, number: &str) -> Outcome<Vec<PathBuf>> {
    let sources = PathBuf::from(format!("/usr/src/rustc-{number}/library"));
    if !sources.is_dir() {
        return Err(format!("{} is missing: apt-get install --reinstall rust-web-src", sources.display()));
    }
    eprintln!("    building the browser's standard library (about a minute)");
    let work = paths::cache().join("wasm-std");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))?;
    shell::run(shell::command("cp").arg("-r").arg(&sources).arg(work.join("library")))?;
    let mut cargo = debian.command("cargo");
    cargo.current_dir(work.join("library"));
    cargo.args(["build", "--release", "--target", TARGET, "--manifest-path", "sysroot/Cargo.toml"]);
    cargo.args(["--features", "panic-unwind", "--target-dir"]).arg(work.join("out"));
    cargo.env("RUSTC_BOOTSTRAP", "1").env("__CARGO_DEFAULT_LIB_METADATA", "wasmstd");
    cargo.env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    // The library's own flags, for this build alone.
    cargo.env("RUSTFLAGS", "-Cembed-bitcode=yes -Zforce-unstable-if-unmarked");
    shell::run(&mut cargo)?;
    let folder = work.join("out").join(TARGET).join("release/deps");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let wanted = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.ends_with(".rlib") && !name.starts_with("libsysroot")
    };
    Ok(entries.flatten().map(|entry| entry.path()).filter(wanted).collect())
}

/// Replaces the library's folder by these files. The folder belongs to root.
fn put(files: &[PathBuf], library: &Path) -> Outcome {
    let root = |program: &str| {
        debian::as_root(program).ok_or_else(|| {
            let first = files.first().and_then(|file| file.parent()).unwrap_or(Path::new(".")).display();
            let folder = library.display();
            format!("{PURPOSE} needs: sudo mkdir -p {folder} && sudo cp {first}/*.rlib {folder}/ && sudo touch {folder}/self-built")
        })
    };
    shell::run(root("rm")?.arg("-rf").arg(library))?;
    shell::run(root("mkdir")?.arg("-p").arg(library))?;
    shell::run(root("cp")?.args(files).arg(library))?;
    shell::run(root("touch")?.arg(library.join("self-built")))
}

/// The LLVM that Debian's compiler stands on: its linker has the same number.
fn llvm_version() -> String {
    let depends = shell::output(shell::command("apt-cache").args(["depends", "rust-web-llvm"])).unwrap_or_default();
    let number = |line: &str| line.split_once("llvm-").map(|(_, number)| number.trim().to_owned());
    depends.lines().skip(1).filter_map(number).find(|number| number.parse::<u32>().is_ok()).unwrap_or("22".to_owned())
}

/// The number in the compiler's version.
fn number(debian: &Toolchain) -> Option<String> {
    debian.version()?.split_whitespace().nth(1).map(str::to_owned)
}

/// The first two numbers of a version, to be compared.
fn pair(version: &str) -> (u32, u32) {
    let mut numbers = version.split('.').map(|part| part.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(pair("1.96.0") > pair("1.95"));
        assert!(pair("1.100.1") > pair("1.95"));
        assert!(pair("1.85.0") < pair("1.95"));
    }
}
