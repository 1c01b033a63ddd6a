//! Debian's packages: installed where that is allowed, otherwise named in one line to copy.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, paths, shell};

/// Whether apt-get is how this machine gets its programs.
pub fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && shell::which("apt-get").is_some()
}

/// Installs packages; `purpose` completes the sentence "… needs".
pub fn install(packages: &[&str], purpose: &str) -> Outcome {
    install_with(&[], packages, purpose)
}

/// The same with the release's security suite in sight, for this one installation: a system made by debootstrap does
/// not name that suite, and Debian brings newer compilers only there.
pub fn install_with_security(packages: &[&str], purpose: &str) -> Outcome {
    let folder = security_sources()?;
    install_with(&["-o".to_owned(), format!("Dir::Etc::SourceParts={}", folder.display())], packages, purpose)
}

fn install_with(options: &[String], packages: &[&str], purpose: &str) -> Outcome {
    let list = packages.join(" ");
    if !is_debian() {
        return Err(format!("{purpose} needs what Debian calls {list}: install it with the system's package manager"));
    }
    let Some(mut update) = as_root("apt-get") else {
        return Err(format!("{purpose} needs: sudo apt-get install -y --no-install-recommends {list}"));
    };
    eprintln!("    {purpose} needs {list}: installing");
    // Old lists still know most packages: only the installation decides.
    let _ = shell::run(update.args(options).args(["update", "-qq"]));
    let mut install = as_root("apt-get").ok_or("root's rights are gone")?;
    // Never at the price of a package that somebody chose, such as Debian's own rustup.
    install.args(options).args(["install", "-y", "-qq", "--no-install-recommends", "--no-remove"]);
    install.args(["-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0"]);
    shell::run(install.args(packages)).map_err(|_| {
        format!("{purpose} needs packages that apt-get could not install; see above, then: apt-get install {list}")
    })
}

/// A folder of apt sources of our own: the system's, and the security suite unless they name it.
fn security_sources() -> Outcome<PathBuf> {
    let folder = paths::cache().join("apt-sources");
    let note = |error: std::io::Error| format!("{}: {error}", folder.display());
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(note)?;
    let mut all = fs::read_to_string("/etc/apt/sources.list").unwrap_or_default();
    for entry in fs::read_dir("/etc/apt/sources.list.d").into_iter().flatten().flatten() {
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        fs::write(folder.join(entry.file_name()), &text).map_err(note)?;
        all.push_str(&text);
    }
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    if let Some(name) = name.filter(|name| !all.contains(&format!("{name}-security"))) {
        let line = format!("deb http://deb.debian.org/debian-security {name}-security main\n");
        fs::write(folder.join("crm-formation-security.list"), line).map_err(note)?;
    }
    Ok(folder)
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
