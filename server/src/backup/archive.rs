//! Reading a backup: first whether it is whole, then its lines one after the other.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::bufread::GzDecoder;
use sha2::{Digest, Sha256};

use super::form::{self, Manifest};
use super::{Content, hex};

/// No line of a backup is longer: the largest row is a place in the bin with all that hung on it.
const LONGEST_LINE: u64 = 256 << 20;

/// A backup whose head was read and found right.
pub struct Archive {
    path: PathBuf,
    head: u64,
    /// What it says of itself.
    pub manifest: Manifest,
}

/// One line of it.
pub enum Entry<'a> {
    /// A table begins.
    Table(&'a str),
    /// A row of the table that began.
    Row(&'a str),
    /// A file and its text.
    File(&'a str, String),
}

impl Archive {
    /// Reads the head.
    ///
    /// # Errors
    /// A sentence: it cannot be read, is no backup, is damaged, cut off, or of a newer form.
    pub fn open(path: &Path) -> Result<Self, String> {
        Self::read_head(path).map_err(|why| format!("{}: {why}", path.display()))
    }

    fn read_head(path: &Path) -> Result<Self, String> {
        let unreadable = |cause: std::io::Error| format!("it cannot be read: {cause}");
        let file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        let mut reader = BufReader::new(file);
        let mut line = Vec::new();
        (&mut reader).take(256).read_until(b'\n', &mut line).map_err(unreadable)?;
        let (size, hash) = form::read_first_line(&line)?;
        let mut rest = Vec::new();
        (&mut reader).take(size.saturating_sub(line.len()) as u64).read_to_end(&mut rest).map_err(unreadable)?;
        if line.len() + rest.len() < size {
            return Err("it is cut off: even its manifest is not whole".to_owned());
        }
        let manifest = form::read_manifest(&rest, &hash)?;
        let whole = (size as u64).saturating_add(manifest.body.bytes);
        if length < whole {
            return Err(format!("it is cut off: the last {} of {whole} bytes are missing", whole - length));
        }
        if length > whole {
            return Err(format!("it is damaged: {} bytes follow its end", length - whole));
        }
        Ok(Self { path: path.to_owned(), head: size as u64, manifest })
    }

    /// Reads all of it and compares every hash; `told` hears how many rows were read.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn verify(&self, mut told: impl FnMut(u64)) -> Result<(), String> {
        let mut rows = 0;
        self.walk(|entry| {
            if let Entry::Row(_) = entry {
                rows += 1;
                told(rows);
            }
            Ok(())
        })
    }

    /// Gives every line to `visit`, after the hash of the whole was compared and while those of the tables are.
    ///
    /// # Errors
    /// A sentence; what `visit` says ends the walk.
    pub fn walk(&self, visit: impl FnMut(Entry<'_>) -> Result<(), String>) -> Result<(), String> {
        self.compare().and_then(|()| self.lines(visit)).map_err(|why| format!("{}: {why}", self.path.display()))
    }

    fn body(&self) -> Result<impl BufRead, String> {
        let mut file = File::open(&self.path).map_err(|cause| format!("it cannot be read: {cause}"))?;
        file.seek(SeekFrom::Start(self.head)).map_err(|cause| format!("it cannot be read: {cause}"))?;
        Ok(BufReader::with_capacity(1 << 16, file))
    }

    fn compare(&self) -> Result<(), String> {
        let (mut body, mut hash) = (self.body()?, Sha256::new());
        loop {
            let bytes = body.fill_buf().map_err(|cause| format!("it cannot be read: {cause}"))?;
            let read = bytes.len();
            if read == 0 {
                break;
            }
            hash.update(bytes);
            body.consume(read);
        }
        if hex(hash) == self.manifest.body.sha256 {
            Ok(())
        } else {
            Err("it is damaged: its content is not as it was written".to_owned())
        }
    }

    fn lines(&self, mut visit: impl FnMut(Entry<'_>) -> Result<(), String>) -> Result<(), String> {
        let damaged = |what: &str| format!("it is damaged: {what}");
        let mut reader = BufReader::with_capacity(1 << 16, GzDecoder::new(self.body()?));
        let mut line = String::new();
        let (mut tables, mut files) = (Vec::new(), Vec::new());
        let mut open: Option<(String, Content)> = None;
        loop {
            line.clear();
            let read = (&mut reader).take(LONGEST_LINE).read_line(&mut line);
            if read.map_err(|cause| damaged(&cause.to_string()))? == 0 {
                break;
            }
            let text = line.strip_suffix('\n').ok_or_else(|| damaged("a line has no end"))?;
            if text.starts_with('{') {
                let (_, content) = open.as_mut().ok_or_else(|| damaged("a row belongs to no table"))?;
                content.add(text.as_bytes());
                visit(Entry::Row(text))?;
                continue;
            }
            tables.extend(open.take().map(|(name, content)| content.end(name)));
            if let Some(name) = text.strip_prefix('#') {
                open = Some((name.to_owned(), Content::default()));
                visit(Entry::Table(name))?;
            } else if let Some((name, text)) = text.strip_prefix('@').and_then(|rest| rest.split_once(' ')) {
                let text: String = serde_json::from_str(text).map_err(|_| damaged("a file cannot be read"))?;
                let sha256 = hex(Sha256::new_with_prefix(&text));
                files.push(form::File { name: name.to_owned(), sha256 });
                visit(Entry::File(name, text))?;
            } else {
                return Err(damaged("a line is neither row nor table"));
            }
        }
        tables.extend(open.map(|(name, content)| content.end(name)));
        if let Some(other) = self.manifest.tables.iter().find(|table| !tables.contains(table)) {
            return Err(damaged(&format!("the table `{}` is not what the manifest says", other.name)));
        }
        if tables.len() != self.manifest.tables.len() || files != self.manifest.files {
            return Err(damaged("it does not hold what the manifest says"));
        }
        Ok(())
    }
}
