//! Everything out of a backup into an empty folder. Nothing is written before the whole file was found right, and the
//! database takes its place only once each table was read back and compared.

use std::path::{Path, PathBuf};

use store::{BackupError, Part, Restoring, Snapshot, Store};
use tokio::sync::mpsc::{Receiver, channel};

use super::form::Table;
use super::make::sync_folder;
use super::{Archive, Content, Entry, Manifest};

/// Rows that are written at once, and their bytes.
const ROWS: usize = 500;
const BYTES: usize = 2 << 20;
/// Where the database grows until it is whole.
const PLACE: &str = "restoring";

/// Some of the backup on its way into the database.
enum Piece {
    Table(String),
    Rows(Vec<String>),
    File(String, String),
}

fn say(cause: impl std::fmt::Display) -> String {
    cause.to_string()
}

/// Fills the folder. `told` hears what is being done and how many rows of how many. The open database comes back
/// closed: its last handle is to be dropped outside of the runtime.
///
/// # Errors
/// A sentence; then the folder is as empty as before.
pub async fn restore(
    from: &Path,
    data: &Path,
    mut told: impl FnMut(&str, u64, u64) + Send + 'static,
) -> Result<(Manifest, Store), String> {
    empty(data)?;
    let path = from.to_owned();
    let checked = tokio::task::spawn_blocking(move || {
        let archive = Archive::open(&path)?;
        let all = archive.manifest.rows();
        store::refuse_newer(&archive.manifest.schema).map_err(say)?;
        archive.verify(|rows| told("verified", rows, all))?;
        Ok::<_, String>((archive, told))
    });
    let (archive, told) = checked.await.map_err(say)??;
    let manifest = archive.manifest.clone();
    let place = data.join(PLACE);
    clear(&place).map_err(|cause| format!("{} cannot be emptied: {cause}", place.display()))?;
    let filled = fill(archive, &place, told).await;
    let settled = filled.and_then(|(store, files)| settle(data, &files).map(|()| (manifest, store)));
    if settled.is_err() {
        let _ = clear(&place);
    }
    settled
}

/// Whether nothing is there that somebody might miss.
fn empty(data: &Path) -> Result<(), String> {
    let entries = match std::fs::read_dir(data) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(cause) => return Err(format!("the folder {} cannot be read: {cause}", data.display())),
        Ok(entries) => entries,
    };
    // What an earlier attempt left that was killed.
    if entries.flatten().all(|entry| entry.file_name() == PLACE) {
        return Ok(());
    }
    Err(format!("the folder {} is not empty: a backup is restored into an empty folder only", data.display()))
}

fn clear(place: &Path) -> std::io::Result<()> {
    match std::fs::remove_dir_all(place) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => Err(cause),
        _ => Ok(()),
    }
}

/// The files beside the database: name and text.
type Files = Vec<(String, String)>;

async fn fill(
    archive: Archive,
    place: &Path,
    mut told: impl FnMut(&str, u64, u64) + Send + 'static,
) -> Result<(Store, Files), String> {
    let restoring = Restoring::begin(place).await.map_err(say)?;
    let manifest = archive.manifest.clone();
    let (send, receive) = channel(2);
    let reading = tokio::task::spawn_blocking(move || hand_over(&archive, &send));
    let outcome = async {
        let files = put(&restoring, receive, |rows| told("restored", rows, manifest.rows())).await?;
        reading.await.map_err(say)??;
        let found = contents(restoring.snapshot().await.map_err(say)?).await.map_err(say)?;
        if let Some(other) = manifest.tables.iter().find(|table| !found.contains(table)) {
            return Err(format!("the table `{}` did not come out as it went in", other.name));
        }
        Ok(files)
    };
    let outcome = outcome.await;
    let files = match outcome {
        Ok(files) => files,
        Err(why) => {
            // Closed before its folder goes.
            restoring.give_up().await;
            return Err(why);
        }
    };
    let store = restoring.finish().await.map_err(say)?;
    store.close().await;
    Ok((store, files))
}

/// Reads the backup in blocks; ends early when nobody takes them.
fn hand_over(archive: &Archive, send: &tokio::sync::mpsc::Sender<Piece>) -> Result<(), String> {
    let (mut rows, mut bytes) = (Vec::new(), 0);
    let gone = |_| "the database takes no more".to_owned();
    archive.walk(|entry| {
        let full = rows.len() >= ROWS || bytes >= BYTES;
        if full || !matches!(entry, Entry::Row(_)) && !rows.is_empty() {
            bytes = 0;
            send.blocking_send(Piece::Rows(std::mem::take(&mut rows))).map_err(gone)?;
        }
        match entry {
            Entry::Table(name) => send.blocking_send(Piece::Table(name.to_owned())).map_err(gone),
            Entry::File(name, text) => send.blocking_send(Piece::File(name.to_owned(), text)).map_err(gone),
            Entry::Row(line) => {
                bytes += line.len();
                rows.push(line.to_owned());
                Ok(())
            }
        }
    })?;
    send.blocking_send(Piece::Rows(rows)).map_err(gone)
}

async fn put(restoring: &Restoring, mut pieces: Receiver<Piece>, mut told: impl FnMut(u64)) -> Result<Files, String> {
    let (mut files, mut rows) = (Files::new(), 0);
    while let Some(piece) = pieces.recv().await {
        match piece {
            Piece::Table(name) => restoring.table(&name).await.map_err(say)?,
            Piece::File(name, text) => files.push((name, text)),
            Piece::Rows(lines) => {
                restoring.rows(&lines).await.map_err(say)?;
                rows += lines.len() as u64;
                told(rows);
            }
        }
    }
    Ok(files)
}

/// The tables of a database with the hashes of their content.
///
/// # Errors
/// What the database says.
pub async fn contents(mut snapshot: Snapshot) -> Result<Vec<Table>, BackupError> {
    let mut tables = Vec::new();
    let mut open: Option<(String, Content)> = None;
    while let Some(part) = snapshot.next().await? {
        match part {
            Part::Table(name) => {
                tables.extend(open.replace((name, Content::default())).map(|(name, content)| content.end(name)));
            }
            Part::Rows(lines) => {
                if let Some((_, content)) = &mut open {
                    lines.iter().for_each(|line| content.add(line.as_bytes()));
                }
            }
        }
    }
    tables.extend(open.map(|(name, content)| content.end(name)));
    Ok(tables)
}

/// Puts what is whole in its place.
fn settle(data: &Path, files: &[(String, String)]) -> Result<(), String> {
    let db: PathBuf = data.join("db");
    let done = std::fs::rename(data.join(PLACE).join("db"), &db)
        .and_then(|()| clear(&data.join(PLACE)))
        .and_then(|()| files.iter().try_for_each(|(name, text)| write(&data.join(name), text)))
        .and_then(|()| sync_folder(&db));
    done.map_err(|cause| format!("{} cannot be written: {cause}", data.display()))
}

fn write(file: &Path, text: &str) -> std::io::Result<()> {
    std::fs::write(file, text)?;
    std::fs::File::open(file)?.sync_all()
}
