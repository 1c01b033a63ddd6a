//! What the allocator is told before the first allocation: give memory back early, take it only when it is used.

use std::env;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// mimalloc's options, read once from the environment when the process starts, so setting them later changes nothing.
const OPTIONS: [(&str, &str); 2] = [("MIMALLOC_ARENA_EAGER_COMMIT", "0"), ("MIMALLOC_PURGE_DELAY", "100")];

/// Starts the same program once more in this process, with the options that its environment does not hold yet.
///
/// Where that fails the program goes on: it only takes more memory.
pub fn settle() {
    let missing: Vec<_> = OPTIONS.into_iter().filter(|(name, _)| env::var_os(name).is_none()).collect();
    if missing.is_empty() {
        return;
    }
    let Ok(program) = env::current_exe() else { return };
    let mut arguments = env::args_os();
    let mut command = Command::new(program);
    if let Some(name) = arguments.next() {
        command.arg0(name);
    }
    // Returns only when it failed.
    let _failure = command.args(arguments).envs(missing).exec();
}
