//! The real binary: commands with and without a server, and clear errors.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use domain::Actor;
use domain::user::Users;
use store::Store;

use crate::site::{PASSWORD, built};

/// What the binary answered.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The binary on a folder.
pub fn start(data: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crm-formation"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CRM_")) {
        command.env_remove(name);
    }
    command.arg("--data").arg(data).args(args).current_dir(std::env::temp_dir());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// The binary from its start to its end.
pub fn run(data: &Path, args: &[&str], stdin: &str) -> Ran {
    let mut child = start(data, args);
    // A command that asks for nothing may have closed its end already.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let done = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: done.status.code().unwrap_or(-1), out: text(done.stdout), err: text(done.stderr) }
}

/// Failed with one clear line, and no trace.
pub fn refused(ran: &Ran, why: &str) {
    assert!(ran.code == 1 && ran.err.starts_with("crm-formation: ") && ran.err.contains(why), "{ran:?}");
    assert!(ran.err.trim_end().lines().count() == 1 && !ran.err.contains("panicked"), "{ran:?}");
}

/// The order to add an administrator.
pub fn add(email: &str) -> [&str; 9] {
    ["user", "add", "--email", email, "--name", "Ana Petit", "--role", "administrator", "--password-stdin"]
}

#[test]
fn a_wrong_setting_is_named() {
    let data = tempfile::tempdir().unwrap();
    refused(&run(data.path(), &["--listen", "nowhere", "serve"], ""), "`listen`");
    refused(&run(data.path(), &["--url", "crm.exemple.fr"], ""), "`url`");
    refused(&run(data.path(), &["--config", "/no/such/file.toml"], ""), "is not there");
    let file = data.path().join("crm.toml");
    std::fs::write(&file, "listen = \"127.0.0.1:3000\"\ncolour = \"red\"\n").unwrap();
    refused(&run(data.path(), &["--config", file.to_str().unwrap()], ""), "colour");
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 1, "nothing was made in the data folder");
    let shown = run(data.path(), &["config", "--database", "ws://root:secret@db:8000"], "");
    assert!(
        shown.code == 0 && shown.out.contains("ws://root:***@db:8000") && !shown.out.contains("secret"),
        "{shown:?}"
    );
    assert_eq!(run(data.path(), &["user", "add"], "").code, 2);
}

#[test]
fn commands_work_without_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let added = run(&data, &add("ana@exemple.fr"), &format!("{PASSWORD}\n"));
    assert_eq!(
        (added.code, added.out.as_str()),
        (0, "added Ana Petit <ana@exemple.fr> as administrator\n"),
        "{added:?}"
    );
    refused(&run(&data, &add("ana@exemple.fr"), PASSWORD), "already");
    refused(&run(&data, &add("leo@exemple.fr"), "court"), "12 characters");
    let file = folder.path().join("contacts.csv");
    std::fs::write(&file, "Prénom;Nom;E-mail;Affaire\nAna;Petit;a@x.fr;Bilan\nLéo;Roy;non;\n").unwrap();
    let file = file.to_str().unwrap();
    let imported = run(&data, &["import", "contacts", file], "");
    let counts = "created 1, updated 0, unchanged 0, rejected 1, deals 1\n";
    assert_eq!((imported.code, imported.out.as_str()), (0, counts), "{imported:?}");
    assert!(imported.err.contains("line 3: bad email (non)"), "{imported:?}");
    let again = run(&data, &["import", "contacts", file, "--json"], "");
    let json: serde_json::Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!((json["unchanged"].as_u64(), json["rows"].as_u64()), (Some(1), Some(2)));
    refused(&run(&data, &["import", "contacts", "/no/such.csv"], ""), "cannot read");
    assert_eq!(run(&data, &["user", "list"], "").out, "ana@exemple.fr\tadministrator\tactive\tAna Petit\n");
}

#[test]
fn commands_reach_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(8 << 20).build().unwrap();
    let store = Arc::new(runtime.block_on(Store::open("", folder.path())).unwrap());
    // Held by a process that takes no orders: a clear line instead of a trace of locks.
    refused(&run(folder.path(), &["user", "list"], ""), "in use by another process");
    let handle = runtime.block_on(async { server::admin::listen(Arc::clone(&store), folder.path(), None) }).unwrap();
    let added = run(folder.path(), &add("ana@exemple.fr"), PASSWORD);
    assert_eq!(added.code, 0, "{added:?}");
    let users = runtime.block_on(Users::list(&*store, &Actor::operator())).unwrap();
    assert_eq!(users[0].email.as_str(), "ana@exemple.fr");
    handle.close();
    runtime.block_on(store.close());
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "untouched").unwrap();
    refused(&run(&file.join("data"), &["demo", "--contacts", "1"], ""), "cannot be written");
    // A mistyped folder is no new organisation.
    refused(&run(&folder.path().join("elsewhere"), &["user", "list"], ""), "there is no database");
    assert!(!folder.path().join("elsewhere").exists());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "untouched");
}

#[test]
fn two_servers_do_not_share_a_folder() {
    if !built() {
        eprintln!("skipped: `cargo xtask` has not built the browser's files");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut first = start(folder.path(), &["--listen", "127.0.0.1:0"]);
    let mut lines = BufReader::new(first.stdout.take().unwrap()).lines();
    let link = lines.by_ref().map_while(Result::ok).find(|line| line.contains("/installation/"));
    assert!(link.is_some(), "the set-up link is printed");
    // The allocator's options can only be given to a process that is just starting.
    let environment = std::fs::read_to_string(format!("/proc/{}/environ", first.id())).unwrap();
    assert!(environment.contains("MIMALLOC_PURGE_DELAY="), "the process started itself with the allocator's options");
    refused(&run(folder.path(), &["serve", "--listen", "127.0.0.1:0"], ""), "in use by another process");
    assert_eq!(run(folder.path(), &add("ana@exemple.fr"), PASSWORD).code, 0);
    let told = Command::new("kill").arg(first.id().to_string()).status().unwrap();
    assert!(told.success() && first.wait().unwrap().success(), "it ends in order");
    assert!(!folder.path().join("admin.sock").exists());
    assert!(run(folder.path(), &["user", "list"], "").out.contains("ana@exemple.fr"));
}
