//! What RocksDB needs to be compiled: C and C++ compilers, and libclang to read its headers.

use std::path::Path;
use std::{env, fs};

use crate::{Outcome, debian, shell};

/// Installs what is missing, or says in one line what to install.
pub fn ensure() -> Outcome {
    let mut missing = Vec::new();
    if shell::which("cc").is_none() {
        missing.push("gcc");
        missing.push("libc6-dev");
    }
    if shell::which("c++").is_none() {
        missing.push("g++");
    }
    if shell::which("clang").is_none() || !has_libclang() {
        missing.push("clang");
        missing.push("libclang-dev");
    }
    if missing.is_empty() { Ok(()) } else { debian::install(&missing, "compiling the database") }
}

fn has_libclang() -> bool {
    if env::var_os("LIBCLANG_PATH").is_some() {
        return true;
    }
    let holds = |folder: &Path| {
        let Ok(entries) = fs::read_dir(folder) else { return false };
        entries.flatten().any(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name.starts_with("libclang.so") || name.starts_with("libclang-")) && name.contains(".so")
        })
    };
    let versions = fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let llvm = versions.filter(|path| path.to_string_lossy().contains("llvm")).map(|path| path.join("lib"));
    let plain = ["/usr/lib", "/usr/lib64", "/usr/local/lib"].map(Into::into);
    llvm.chain(plain).any(|folder| holds(&folder))
}
