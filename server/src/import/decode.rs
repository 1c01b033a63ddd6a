//! A file's bytes as a table: headings, rows with their numbers, encoding and delimiter.

use csv::StringRecord;
use domain::import::{Column, MOST_ROWS, Mapping};
use domain::{Error, Problem, Result};

use super::{sniff, text};

/// The most columns a file may have.
const MOST_COLUMNS: usize = 200;
/// The longest cell, in characters.
const LONGEST_CELL: usize = 10_000;
/// The most cells a file may have: a file of nothing but delimiters would fill the memory.
const MOST_CELLS: usize = 4_000_000;
/// The longest row that could be one, in bytes.
const LONGEST_ROW: usize = 4 * MOST_COLUMNS * LONGEST_CELL;
/// How many rows a title above the headings may take.
const PREAMBLE: usize = 5;

/// A file as it was understood.
#[derive(Debug)]
pub struct Table {
    /// The headings, as written.
    pub headings: Vec<String>,
    /// The rows that hold anything.
    pub rows: Vec<Line>,
    /// `UTF-8`, `UTF-16` or `Windows-1252`.
    pub encoding: &'static str,
    /// The sign between cells.
    pub delimiter: char,
}

impl Table {
    /// About the bytes of memory it takes.
    #[must_use]
    pub fn weight(&self) -> usize {
        let line = |line: &Line| size_of::<Line>() + line.text.len() + size_of_val(&*line.ends);
        self.rows.iter().map(line).sum()
    }
}

/// One row.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number as a spreadsheet shows it, from 1: a cell over several lines makes one row, an empty line another.
    pub number: u32,
    /// How many cells it has in the file, those at the end that are empty among them.
    whole: usize,
    /// The cells one behind the other, and where each ends: a million lines of a file take little more than the file.
    text: Box<str>,
    ends: Box<[u32]>,
}

impl Line {
    /// Its cells. The apostrophe that the file of rejected rows puts before `=`, `+`, `-`, `@` is taken away again.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let end = usize::try_from(*end).unwrap_or(usize::MAX);
            let cell = self.text.get(start..end).unwrap_or_default();
            start = end;
            match cell.strip_prefix('\'') {
                Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t']) => rest,
                _ => cell,
            }
        })
    }

    /// Of the first `cells` of a row.
    fn of(record: &StringRecord, number: u32, cells: usize) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::with_capacity(cells));
        text.reserve_exact(record.iter().take(cells).map(str::len).sum());
        for cell in record.iter().take(cells) {
            text.push_str(cell);
            // No row is longer than `LONGEST_ROW`.
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self { number, whole: record.len(), text: text.into(), ends: ends.into() }
    }

    fn names_columns(&self) -> bool {
        let headings: Vec<String> = self.cells().map(str::to_owned).collect();
        let mapping = Mapping::guess(&headings);
        let known = mapping.0.iter().filter(|column| **column != Column::Ignored).count();
        mapping.names_somebody() && known >= 2
    }
}

/// Reads a file.
///
/// # Errors
/// `Invalid` on `file`: `Missing` when there is no row in it, `TooLong` above the limits, `Malformed` when it is no table.
pub fn decode(bytes: impl Into<Vec<u8>>) -> Result<Table> {
    let invalid = |problem| Error::invalid("file", problem);
    let (text, encoding) = text::read(bytes.into())?;
    // Told before the reader gathers what cannot be a row.
    if text.split('\n').any(|line| line.len() > LONGEST_ROW) {
        return Err(invalid(Problem::TooLong));
    }
    let (delimiter, body) = sniff::declared(&text).unwrap_or_else(|| (sniff::delimiter(&text), text.as_str()));
    let mut rows = lines(body, delimiter)?;
    // Some tools write a title above the headings: the first row that names columns is taken, else the first of all.
    let head = rows.iter().take(PREAMBLE).position(Line::names_columns).unwrap_or(0);
    if rows.len() < head + 2 {
        return Err(invalid(Problem::Missing));
    }
    let rest = rows.split_off(head + 1);
    let Some(heading) = rows.pop() else { return Err(invalid(Problem::Missing)) };
    let mut headings: Vec<String> = heading.cells().map(|cell| cell.trim().to_owned()).collect();
    // Spreadsheets write empty columns at the end: they go, unless a row has something there.
    let filled = rest.iter().map(|line| line.ends.len()).max().unwrap_or(0).min(heading.whole);
    headings.resize(filled.max(headings.len()), String::new());
    if headings.len() > MOST_COLUMNS || rest.len() > MOST_ROWS {
        return Err(invalid(Problem::TooLong));
    }
    Ok(Table { headings, rows: rest, encoding, delimiter: char::from(delimiter) })
}

/// The rows that hold anything, each with its number.
fn lines(body: &str, delimiter: u8) -> Result<Vec<Line>> {
    let too_long = || Error::invalid("file", Problem::TooLong);
    let mut reader = sniff::reader(body, delimiter);
    let (mut rows, mut cells, mut number) = (Vec::new(), 0, 0_u32);
    let mut record = StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(rows),
            Err(_) => return Err(Error::invalid("file", Problem::Malformed)),
        }
        // The reader steps over empty lines before a row; spreadsheets show them as rows all the same.
        let skipped = body.get(start..).map_or(0, |rest| rest.bytes().take_while(|byte| *byte == b'\n').count());
        number = number.saturating_add(u32::try_from(skipped).unwrap_or(u32::MAX)).saturating_add(1);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.iter().any(|cell| cell.len() > LONGEST_CELL && cell.chars().count() > LONGEST_CELL) {
            return Err(too_long());
        }
        // What only empty cells follow ends there.
        let filled = record.len() - record.iter().rev().take_while(|cell| cell.trim().is_empty()).count();
        cells += filled;
        if cells > MOST_CELLS || rows.len() > MOST_ROWS + PREAMBLE {
            return Err(too_long());
        }
        rows.push(Line::of(&record, number, filled));
    }
}
