//! Debian's packages: installed where that is allowed, otherwise named in one line to copy.

use std::path::Path;
use std::process::Command;

use crate::{Outcome, shell};

/// Whether apt-get is how this machine gets its programs.
pub fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && shell::which("apt-get").is_some()
}

/// Installs packages; `purpose` completes the sentence "… needs".
pub fn install(packages: &[&str], purpose: &str) -> Outcome {
    let list = packages.join(" ");
    if !is_debian() {
        return Err(format!("{purpose} needs what Debian calls {list}: install it with the system's package manager"));
    }
    let Some(mut update) = as_root("apt-get") else {
        return Err(format!("{purpose} needs: sudo apt-get install -y --no-install-recommends {list}"));
    };
    eprintln!("    {purpose} needs {list}: installing");
    // Old lists still know most packages: only the installation decides.
    let _ = shell::run(update.args(["update", "-qq"]));
    let mut install = as_root("apt-get").ok_or("root's rights are gone")?;
    // Never at the price of a package that somebody chose, such as Debian's own rustup.
    install.args(["install", "-y", "-qq", "--no-install-recommends", "--no-remove"]);
    install.args(["-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0"]);
    shell::run(install.args(packages)).map_err(|_| {
        format!("{purpose} needs packages that apt-get could not install; see above, then: apt-get install {list}")
    })
}

/// A command with root's rights, when we have them without a question.
pub fn as_root(program: &str) -> Option<Command> {
    let mut command = if shell::output(Command::new("id").arg("-u")).as_deref() == Some("0") {
        shell::command(program)
    } else if shell::succeeds(Command::new("sudo").args(["-n", "true"])) {
        let mut sudo = shell::command("sudo");
        sudo.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", program]);
        sudo
    } else {
        return None;
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Some(command)
}
