//! Where things are: the clone, the build folder, the cache that outlives the clone.

use std::env;
use std::path::{Path, PathBuf};

/// The root of the clone. Asked at run time: one build folder may serve several clones.
pub fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&manifest).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Cargo's build folder, absolute, so that it does not move with the current folder.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => env::current_dir().unwrap_or_default().join(folder),
        None => root().join("target"),
    }
}

/// The browser's files, always inside the clone: the server embeds this folder.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// Tools fetched once for all clones on this machine.
pub fn cache() -> PathBuf {
    let home = || env::home_dir().unwrap_or_default().join(".cache");
    env::var_os("XDG_CACHE_HOME").map_or_else(home, PathBuf::from).join("crm-formation")
}
