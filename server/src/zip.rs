//! A ZIP file written as it grows: each entry deflated, its sizes after it (APPNOTE.TXT 6.3.10, sections 4.3 and 4.4).
//! Without the extension for more than 4 GiB, which is refused.

use std::io::{Error, Result, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// Sizes follow the data, names are UTF-8.
const FLAGS: u16 = 1 << 3 | 1 << 11;
const DEFLATE: u16 = 8;
/// The version that is needed to read it: 2.0, for deflated entries.
const NEEDS: u16 = 20;

struct Entry {
    name: String,
    offset: u64,
    crc: u32,
    packed: u64,
    plain: u64,
}

struct Open {
    name: String,
    offset: u64,
    crc: Crc,
    packed: u64,
    plain: u64,
    encoder: DeflateEncoder<Vec<u8>>,
}

/// A file being written.
pub struct Zip {
    out: Vec<u8>,
    /// How much was taken away already.
    gone: u64,
    /// Date and time of all entries, as MS-DOS wrote them.
    moment: [u8; 4],
    entries: Vec<Entry>,
    open: Option<Open>,
}

fn short(out: &mut Vec<u8>, numbers: &[u16]) {
    numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
}

fn long(out: &mut Vec<u8>, numbers: &[u32]) {
    numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
}

fn small(size: u64) -> Result<u32> {
    u32::try_from(size).map_err(|_| Error::other("more than 4 GiB"))
}

fn count(number: usize) -> Result<u16> {
    u16::try_from(number).map_err(|_| Error::other("too many entries, or too long a name"))
}

impl Zip {
    /// An empty one; year, month, day, hour and minute are those of its entries.
    pub fn new(year: i16, month: i8, day: i8, hour: i8, minute: i8) -> Self {
        let part = |number: i8, at: u32| u32::from(number.unsigned_abs()) << at;
        let date = u32::from((year - 1980).clamp(0, 127).unsigned_abs()) << 9 | part(month, 5) | part(day, 0);
        let moment = (date << 16 | part(hour, 11) | part(minute, 5)).to_le_bytes();
        Self { out: Vec::new(), gone: 0, moment, entries: Vec::new(), open: None }
    }

    fn here(&self) -> u64 {
        self.gone + self.out.len() as u64
    }

    /// Begins an entry, and ends the one before.
    pub fn begin(&mut self, name: &str) -> Result<()> {
        self.end()?;
        let offset = self.here();
        long(&mut self.out, &[0x0403_4B50]);
        short(&mut self.out, &[NEEDS, FLAGS, DEFLATE]);
        self.out.extend(self.moment);
        long(&mut self.out, &[0, 0, 0]);
        short(&mut self.out, &[count(name.len())?, 0]);
        self.out.extend(name.as_bytes());
        let encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        self.open = Some(Open { name: name.to_owned(), offset, crc: Crc::new(), packed: 0, plain: 0, encoder });
        Ok(())
    }

    /// More of the open entry.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let open = self.open.as_mut().ok_or_else(|| Error::other("no entry is open"))?;
        open.crc.update(bytes);
        open.plain += bytes.len() as u64;
        open.encoder.write_all(bytes)?;
        let packed = std::mem::take(open.encoder.get_mut());
        open.packed += packed.len() as u64;
        self.out.extend(packed);
        Ok(())
    }

    fn end(&mut self) -> Result<()> {
        let Some(Open { name, offset, crc, packed, plain, encoder }) = self.open.take() else { return Ok(()) };
        let rest = encoder.finish()?;
        let (packed, crc) = (packed + rest.len() as u64, crc.sum());
        self.out.extend(rest);
        long(&mut self.out, &[0x0807_4B50, crc, small(packed)?, small(plain)?]);
        self.entries.push(Entry { name, offset, crc, packed, plain });
        Ok(())
    }

    /// Ends the file with the list of its entries.
    pub fn finish(&mut self) -> Result<()> {
        self.end()?;
        let start = self.here();
        for Entry { name, offset, crc, packed, plain } in &self.entries {
            long(&mut self.out, &[0x0201_4B50]);
            short(&mut self.out, &[NEEDS, NEEDS, FLAGS, DEFLATE]);
            self.out.extend(self.moment);
            long(&mut self.out, &[*crc, small(*packed)?, small(*plain)?]);
            short(&mut self.out, &[count(name.len())?, 0, 0, 0, 0]);
            long(&mut self.out, &[0, small(*offset)?]);
            self.out.extend(name.as_bytes());
        }
        let (size, number) = (small(self.here() - start)?, count(self.entries.len())?);
        long(&mut self.out, &[0x0605_4B50]);
        short(&mut self.out, &[0, 0, number, number]);
        long(&mut self.out, &[size, small(start)?]);
        short(&mut self.out, &[0]);
        Ok(())
    }

    /// What was written since the last time.
    pub fn take(&mut self) -> Vec<u8> {
        self.gone += self.out.len() as u64;
        std::mem::take(&mut self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// Read by somebody else's program, where there is one.
    #[test]
    fn another_program_reads_it() {
        let mut zip = Zip::new(2026, 11, 22, 13, 5);
        let mut bytes = Vec::new();
        zip.begin("contacts.csv").unwrap();
        let long = "une ligne assez longue;é\r\n".repeat(40_000);
        for part in long.as_bytes().chunks(7_001) {
            zip.write(part).unwrap();
            bytes.extend(zip.take());
        }
        zip.begin("étapes.csv").unwrap();
        zip.begin("vide.csv").unwrap();
        zip.finish().unwrap();
        bytes.extend(zip.take());
        assert!(bytes.len() < long.len() / 50);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tout.zip");
        std::fs::write(&file, &bytes).unwrap();
        let script = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n\
                      print(z.namelist(), z.getinfo('contacts.csv').date_time, len(z.read('contacts.csv')))";
        let Ok(read) = Command::new("python3").args(["-c", script]).arg(&file).output() else { return };
        let said = String::from_utf8_lossy(&read.stdout).into_owned();
        let wanted = format!("['contacts.csv', 'étapes.csv', 'vide.csv'] (2026, 11, 22, 13, 5, 0) {}\n", long.len());
        assert_eq!(said, wanted, "{}", String::from_utf8_lossy(&read.stderr));
    }

    #[test]
    fn nothing_is_written_outside_of_an_entry() {
        assert!(Zip::new(2026, 1, 1, 0, 0).write(b"x").is_err());
    }
}
