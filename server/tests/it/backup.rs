//! The real binary: a backup made while people write, brought back and compared table by table; damaged ones; an
//! earlier release's.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use server::backup::{Archive, Manifest};

use crate::binary::{Ran, add, refused, run, start};
use crate::client::Client;
use crate::site::{PASSWORD, built};

const LEAD: &str = "ana@exemple.fr";

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn backup(data: &Path, to: &Path) -> Ran {
    run(data, &["backup", "--to", text(to)], "")
}

fn restore(from: &Path, data: &Path) -> Ran {
    run(data, &["restore", "--from", text(from)], "")
}

fn manifest(file: &Path) -> Manifest {
    Archive::open(file).unwrap().manifest
}

/// A small folder, and a backup of it.
fn small(folder: &Path) -> (PathBuf, PathBuf) {
    let (data, file) = (folder.join("data"), folder.join("small.crm"));
    assert_eq!(run(&data, &add(LEAD), PASSWORD).code, 0);
    assert_eq!(
        run(&data, &["demo", "--contacts", "5", "--companies", "2", "--deals", "3", "--events", "20"], "").code,
        0
    );
    let made = backup(&data, &file);
    assert!(made.code == 0 && made.out.starts_with("backed up "), "{made:?}");
    (data, file)
}

/// The server on a free port.
fn serve(data: &Path, more: &[&str]) -> (Child, SocketAddr) {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let listen = address.to_string();
    let mut server = start(data, &[&["serve", "--listen", &listen], more].concat());
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.contains("CRM Formation: ")), "it started");
    (server, address)
}

fn stop(mut server: Child) {
    assert!(Command::new("kill").arg(server.id().to_string()).status().unwrap().success());
    assert!(server.wait().unwrap().success(), "it ends in order");
}

fn new_contact(client: &mut Client, name: &str) -> u16 {
    let body = serde_json::json!({ "details": { "given_name": "Zoé", "family_name": name } });
    let json = [("content-type", "application/json")];
    client.ask("POST", "/api/contact/create", &json, &serde_json::to_vec(&body).unwrap()).status
}

#[test]
fn a_backup_made_under_load_comes_back_the_same() {
    if !built() {
        eprintln!("skipped: `cargo xtask` has not built the browser's files");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let (data, file) = (path("data"), path("load.crm"));
    assert_eq!(run(&data, &add(LEAD), PASSWORD).code, 0);
    assert_eq!(run(&data, &["demo", "--contacts", "100", "--events", "500"], "").code, 0);
    let settings = path("crm.toml");
    std::fs::write(&settings, "# « réglages »\nproxies = \"127.0.0.1\"\n").unwrap();
    let (server, address) = serve(&data, &["--config", text(&settings)]);
    let (written, ended) = (AtomicU32::new(0), AtomicBool::new(false));
    let (tell, told) = std::sync::mpsc::channel();
    let more = || (0..10).for_each(|_| told.recv().unwrap());
    let made = std::thread::scope(|scope| {
        for writer in 0..3 {
            let (written, ended, tell) = (&written, &ended, tell.clone());
            scope.spawn(move || {
                let mut client = Client::new(address);
                assert_eq!(client.sign_in(LEAD, PASSWORD, "/").status, 303);
                for number in 0.. {
                    if ended.load(Ordering::SeqCst) {
                        break;
                    }
                    assert_eq!(new_contact(&mut client, &format!("Écrit {writer} {number}")), 200);
                    written.fetch_add(1, Ordering::SeqCst);
                    tell.send(()).unwrap();
                }
            });
        }
        more();
        let made = backup(&data, &file);
        told.try_iter().for_each(drop);
        more();
        ended.store(true, Ordering::SeqCst);
        made
    });
    stop(server);
    // Progress is for a terminal; here nobody watches one.
    assert!(made.code == 0 && made.err.is_empty(), "{made:?}");
    refused(&backup(&data, &file), "is there already");
    let head = manifest(&file);
    let rows = |name: &str| head.tables.iter().find(|table| table.name == name).unwrap().rows;
    assert!(rows("contact") >= 110 && rows("contact") < 100 + u64::from(written.into_inner()), "{head:?}");
    assert!(rows("user") > 1 && !head.tables.iter().any(|table| table.name == "session"), "{head:?}");
    let verified = run(&data, &["verify", text(&file)], "");
    assert!(verified.code == 0 && verified.out.starts_with("whole: Mon organisme, made 20"), "{verified:?}");

    let back = path("back");
    let restored = restore(&file, &back);
    assert!(restored.code == 0 && restored.out.contains("crm-formation.toml"), "{restored:?}");
    assert_eq!(
        std::fs::read_to_string(back.join("crm-formation.toml")).unwrap(),
        "# « réglages »\nproxies = \"127.0.0.1\"\n"
    );
    let again = path("again.crm");
    assert_eq!(backup(&back, &again).code, 0);
    assert_eq!(manifest(&again).tables, head.tables, "every table by its content");
    let checked = run(&back, &["check"], "");
    assert!(checked.code == 0 && checked.out.contains("everything holds together"), "{checked:?}");
    // People sign in with what they know, and their indexes are there.
    let (server, address) = serve(&back, &[]);
    let mut client = Client::new(address);
    assert_eq!(client.sign_in(LEAD, PASSWORD, "/").status, 303);
    assert!(client.get("/contacts?q=ecrit").text().contains("Écrit"));
    stop(server);
    refused(&restore(&file, &back), "is not empty");
}

#[test]
fn a_damaged_backup_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (_, file) = small(folder.path());
    let whole = std::fs::read(&file).unwrap();
    let size = whole.len();
    let body = usize::try_from(manifest(&file).body.bytes).unwrap();
    let flip = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        bytes
    };
    let form = String::from_utf8(whole[..64].to_vec()).unwrap().replacen("backup 1 ", "backup 2 ", 1).into_bytes();
    let damaged: Vec<(&str, Vec<u8>, &str)> = vec![
        ("words", flip(0), "no backup of CRM Formation"),
        ("size in the first line", flip(25), "damaged"),
        ("hash in the first line", flip(40), "damaged"),
        ("manifest", flip(200), "damaged"),
        ("blanks of the head", flip(size - body - 3), "damaged"),
        ("first byte of the body", flip(size - body), "damaged"),
        ("middle of the body", flip(size - body / 2), "damaged"),
        ("last byte", flip(size - 1), "damaged"),
        ("cut in the body", whole[..size - 1].to_vec(), "1 of"),
        ("cut in half", whole[..size - body / 2].to_vec(), "cut off"),
        ("cut in the head", whole[..300].to_vec(), "cut off"),
        ("cut in the first line", whole[..30].to_vec(), "damaged"),
        ("more behind", [&whole[..], b"x"].concat(), "1 bytes follow its end"),
        ("newer form", [&form[..], &whole[64..]].concat(), "use the newer program"),
        ("empty", Vec::new(), "no backup of CRM Formation"),
        ("another file", b"PK\x03\x04 something else".to_vec(), "no backup of CRM Formation"),
    ];
    let (bad, data) = (folder.path().join("bad.crm"), folder.path().join("into"));
    for (what, bytes, why) in damaged {
        std::fs::write(&bad, bytes).unwrap();
        let ran = restore(&bad, &data);
        assert!(ran.err.contains(why), "{what}: {ran:?}");
        refused(&ran, "bad.crm: it is ");
        assert!(!data.exists(), "{what}: nothing is written");
        assert_eq!(run(&data, &["verify", text(&bad)], "").code, 1, "{what}");
    }
    refused(&restore(&folder.path().join("none.crm"), &data), "cannot be read");
    let remote = run(&data, &["restore", "--from", text(&file), "--database", "ws://db:8000"], "");
    refused(&remote, "its own tools");
    assert!(!data.exists());
    assert_eq!(restore(&file, &data).code, 0, "the whole one does come back");
}

/// What is left of an attempt that was killed stands in no way; what is somebody's does.
#[test]
fn only_an_empty_folder_is_filled() {
    let folder = tempfile::tempdir().unwrap();
    let (_, file) = small(folder.path());
    let data = folder.path().join("into");
    std::fs::create_dir_all(data.join("restoring/db")).unwrap();
    std::fs::write(data.join("restoring/db/CURRENT"), "half").unwrap();
    std::fs::write(data.join("letter.txt"), "untouched").unwrap();
    refused(&restore(&file, &data), "is not empty");
    std::fs::remove_file(data.join("letter.txt")).unwrap();
    let ran = restore(&file, &data);
    assert!(ran.code == 0 && !data.join("restoring").exists(), "{ran:?}");
    assert!(run(&data, &["user", "list"], "").out.contains(LEAD));
    refused(&backup(&folder.path().join("elsewhere"), &folder.path().join("x.crm")), "there is no database");
    let part = folder.path().join("no/such/folder/x.crm");
    refused(&backup(&data, &part), "there is no folder");
    assert!(!backup(&data, &part).err.contains(".part"));
}

/// The fixture is what `cargo xtask fixture` wrote at that release.
#[test]
fn the_data_of_an_earlier_release_is_opened_by_this_one() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
    let found = std::fs::read_dir(fixtures).unwrap().flatten().map(|entry| entry.path());
    let releases: Vec<PathBuf> = found.filter(|path| path.extension().is_some_and(|end| end == "crm")).collect();
    assert!(!releases.is_empty(), "there is one for each release");
    for release in releases {
        let data = folder.path().join(release.file_stem().unwrap());
        let restored = restore(&release, &data);
        assert_eq!(restored.code, 0, "{restored:?}");
        crate::upgrade::walk(&data, &manifest(&release));
    }
}
