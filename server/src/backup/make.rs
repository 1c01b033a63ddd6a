//! Writing a backup: the database is read in one go while others write, and packed by a thread of its own.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use domain::Actor;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{Part, Snapshot, Store};
use tokio::sync::mpsc::{Receiver, channel};

use super::form::{self, Body, Manifest};
use super::{Content, SETTINGS, hex};

/// Parts that wait to be packed.
const WAITING: usize = 4;
/// Quick and nearly as small as the default.
const LEVEL: Compression = Compression::new(4);

/// What a backup is made of and where it goes.
pub struct Making<'a> {
    /// The open database.
    pub store: &'a Store,
    /// Who wants it.
    pub actor: &'a Actor,
    /// The file; it is not there yet.
    pub to: &'a Path,
    /// The settings file in force, if there is one.
    pub settings: Option<&'a Path>,
}

/// What is handed to the thread that packs.
enum Piece {
    Part(Part),
    End,
}

/// Makes a backup. Until it is whole and on the disk it is called `….part`. `told` hears the table and how many rows
/// were read.
///
/// # Errors
/// A sentence; then there is no file.
pub async fn make(what: Making<'_>, mut told: impl FnMut(&str, u64)) -> Result<Manifest, String> {
    let to = what.to.to_owned();
    if to.exists() {
        return Err(format!("{} is there already: a backup replaces no file", to.display()));
    }
    let settings = what.settings.map(std::fs::read_to_string).transpose();
    let settings = settings.map_err(|cause| format!("the settings file cannot be read: {cause}"))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(format!("there is no folder {}: make it first, or name another", folder.display()));
    }
    // Whether it can be written is known before anything is read.
    let part = part_of(&to);
    private().open(&part).map_err(failed(&part))?;
    let snapshot = what.store.snapshot(what.actor).await;
    let mut snapshot =
        snapshot.inspect_err(|_| drop(std::fs::remove_file(&part))).map_err(|cause| cause.to_string())?;
    let tables = snapshot.tables().len();
    let (send, receive) = channel(WAITING);
    let packer = Packer::begin(&part, tables)?;
    let packing = tokio::task::spawn_blocking(move || {
        let packed = packer.all(receive, settings, &part, &to);
        // Whatever was written is no backup.
        packed.inspect_err(|_| drop(std::fs::remove_file(&part)))
    });
    let read = hand_over(&mut snapshot, &send, &mut told).await;
    drop(send);
    let packed = packing.await.map_err(|cause| cause.to_string())?;
    read.and(packed)
}

/// Reads everything; ends early, without a word, when nobody packs any more.
async fn hand_over(
    snapshot: &mut Snapshot,
    send: &tokio::sync::mpsc::Sender<Piece>,
    told: &mut impl FnMut(&str, u64),
) -> Result<(), String> {
    let (mut table, mut rows) = (String::new(), 0);
    while let Some(part) = snapshot.next().await.map_err(|cause| cause.to_string())? {
        match &part {
            Part::Table(name) => table.clone_from(name),
            Part::Rows(more) => rows += more.len() as u64,
        }
        told(&table, rows);
        if send.send(Piece::Part(part)).await.is_err() {
            return Ok(());
        }
    }
    let _ = send.send(Piece::End).await;
    Ok(())
}

fn part_of(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// A new file for its owner alone: it holds what the database holds.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Counts and hashes what goes to the file.
struct Counted {
    file: BufWriter<File>,
    bytes: u64,
    hash: Sha256,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.bytes += written as u64;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

struct Packer {
    out: GzEncoder<Counted>,
    head: usize,
    manifest: Manifest,
    open: Option<(String, Content)>,
}

fn failed(part: &Path) -> impl Fn(std::io::Error) -> String {
    move |cause| format!("{} cannot be written: {cause}", part.display())
}

impl Packer {
    fn begin(part: &Path, tables: usize) -> Result<Self, String> {
        let mut file = BufWriter::new(private().open(part).map_err(failed(part))?);
        let head = form::room(tables);
        file.write_all(&vec![b' '; head]).map_err(failed(part))?;
        let out = GzEncoder::new(Counted { file, bytes: 0, hash: Sha256::new() }, LEVEL);
        let manifest = Manifest {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: jiff::Timestamp::now().to_string(),
            left_out: store::LEFT_OUT.map(str::to_owned).into(),
            ..Manifest::default()
        };
        Ok(Self { out, head, manifest, open: None })
    }

    fn all(
        mut self,
        mut pieces: Receiver<Piece>,
        settings: Option<String>,
        part: &Path,
        to: &Path,
    ) -> Result<Manifest, String> {
        loop {
            match pieces.blocking_recv() {
                Some(Piece::Part(piece)) => self.piece(piece).map_err(failed(part))?,
                Some(Piece::End) => break,
                None => return Err("the backup was broken off".to_owned()),
            }
        }
        self.close();
        if let Some(text) = settings {
            let line = format!("@{SETTINGS} {}\n", Value::String(text.clone()));
            self.out.write_all(line.as_bytes()).map_err(failed(part))?;
            let sha256 = hex(Sha256::new_with_prefix(text));
            self.manifest.files.push(form::File { name: SETTINGS.to_owned(), sha256 });
        }
        let Counted { file, bytes, hash } = self.out.finish().map_err(failed(part))?;
        self.manifest.body = Body { bytes, sha256: hex(hash) };
        let head = form::head(&self.manifest, self.head)?;
        let mut file = file.into_inner().map_err(|cause| failed(part)(cause.into_error()))?;
        let done = file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(&head)).and_then(|()| file.sync_all());
        done.and_then(|()| std::fs::rename(part, to)).map_err(failed(part))?;
        sync_folder(to).map_err(failed(to))?;
        Ok(self.manifest)
    }

    fn piece(&mut self, part: Part) -> std::io::Result<()> {
        match part {
            Part::Table(name) => {
                self.close();
                writeln!(self.out, "#{name}")?;
                self.open = Some((name, Content::default()));
            }
            Part::Rows(lines) => {
                for line in lines {
                    self.out.write_all(line.as_bytes())?;
                    self.out.write_all(b"\n")?;
                    if let Some((name, content)) = &mut self.open {
                        content.add(line.as_bytes());
                        know(&mut self.manifest, name, &line);
                    }
                }
            }
        }
        Ok(())
    }

    fn close(&mut self) {
        if let Some((name, content)) = self.open.take() {
            self.manifest.tables.push(content.end(name));
        }
    }
}

/// What the manifest takes from a row: whose data it is, and what the database has run.
fn know(manifest: &mut Manifest, table: &str, line: &str) {
    if !matches!(table, "organisation" | "schema") {
        return;
    }
    let Ok(row) = serde_json::from_str::<Value>(line) else { return };
    let text = |place: &str| row.pointer(place).and_then(Value::as_str).unwrap_or_default().to_owned();
    if table == "organisation" {
        manifest.organisation = text("/name");
    } else {
        manifest.schema.insert(text("/id/$record/1"), text("/hash"));
    }
}

/// The name of a file is on the disk only when its folder is.
pub fn sync_folder(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
