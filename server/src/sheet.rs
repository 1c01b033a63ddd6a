//! A table as French spreadsheets open it: semicolons, CRLF, a mark that says UTF-8, and no cell that is a formula.

use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};

/// A table being written.
pub struct Sheet(Writer<Vec<u8>>);

/// A cell that no spreadsheet takes for a formula.
fn neutral(cell: &str) -> Cow<'_, str> {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

impl Sheet {
    /// An empty one.
    pub fn new() -> Self {
        let start = vec![0xEF, 0xBB, 0xBF];
        Self(WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(start))
    }

    /// The next part of one that is written in parts.
    pub fn more() -> Self {
        Self(WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(Vec::new()))
    }

    /// One more row, as long as the others.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        let cells = cells.into_iter().map(neutral);
        // Writing to memory does not fail.
        let _ = self.0.write_record(cells.map(|cell| cell.into_owned().into_bytes()));
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_opens_in_french_and_calculates_nothing() {
        let mut sheet = Sheet::new();
        sheet.row(["Nom", "Note"]);
        sheet.row(["a;b", "=1+1"]);
        sheet.row(["\"x\"", "+33 6"]);
        let text = String::from_utf8(sheet.finish()).unwrap();
        assert_eq!(text, "\u{feff}Nom;Note\r\n\"a;b\";'=1+1\r\n\"\"\"x\"\"\";'+33 6\r\n");
    }
}
