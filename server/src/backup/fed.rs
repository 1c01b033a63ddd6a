//! What the reader of backups is fed with in tests: hostile heads, and hostile lines behind a head that is right.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::form::{Body, LARGEST_HEAD, Manifest, head, read_first_line, read_manifest, room};
use super::{Archive, hex};

fn packed(lines: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(lines).unwrap();
    encoder.finish().unwrap()
}

/// A backup that holds what its head says, down to the bytes; what its lines say is another matter.
fn whole(lines: &[u8]) -> Vec<u8> {
    let body = packed(lines);
    let sum = hex(Sha256::new_with_prefix(&body));
    let body_of = Body { bytes: body.len() as u64, sha256: sum };
    [head(&Manifest { body: body_of, ..Manifest::default() }, room(0)).unwrap(), body].concat()
}

fn read(file: &[u8]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.crm");
    std::fs::write(&path, file).unwrap();
    Archive::open(&path)?.verify(|_| ())
}

/// A whole file, a manifest behind a right hash, and lines in a right archive.
pub(crate) fn backup(bytes: &[u8]) -> usize {
    assert!(read(bytes).is_err(), "no whole backup is so small");
    drop(read_first_line(bytes));
    let mut size = 0;
    if let Ok(manifest) = read_manifest(bytes, &hex(Sha256::new_with_prefix(bytes))) {
        size = usize::from(manifest.rows() > 0);
        let file = head(&manifest, LARGEST_HEAD).unwrap();
        let text = read(&file);
        assert!(text.is_err() || manifest.body.bytes == 0, "{text:?}");
    }
    let lines = read(&whole(bytes));
    assert_eq!(lines.is_ok(), bytes.is_empty(), "the manifest says that there are no lines: {lines:?}");
    size
}

#[test]
fn what_unpacks_to_far_more_than_it_weighs_is_read_line_by_line() {
    // 8 MB of rows that belong to no table, out of some kilobytes: refused at the first of them.
    let row = format!("{{\"a\":\"{}\"}}\n", "x".repeat(1 << 18));
    let bomb = whole(row.repeat(32).as_bytes());
    assert!(bomb.len() < 1 << 17, "{}", bomb.len());
    assert!(read(&bomb).unwrap_err().contains("belongs to no table"));
}
