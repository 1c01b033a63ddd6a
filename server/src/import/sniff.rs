//! Which sign parts the cells of a file.

use std::collections::HashMap;

use csv::{Reader, ReaderBuilder};

/// The signs that tools write, the likeliest in France first.
const SIGNS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// How many rows are looked at.
const LOOKED_AT: usize = 40;

/// A reader of rows of any length.
pub fn reader(text: &str, delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// What a first line `sep=;` says, as spreadsheets write it, and the text below.
pub fn declared(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let line = first.trim_matches([' ', '"', '\u{feff}']);
    let (word, sign) = line.split_at_checked(4)?;
    let sign = sign.bytes().next()?;
    let known = SIGNS.contains(&sign) || sign == b':';
    (word.eq_ignore_ascii_case("sep=") && known).then_some((sign, rest))
}

/// The sign under which most rows have the same number of cells, and many of them. Quoted cells may hold any sign.
pub fn delimiter(text: &str) -> u8 {
    let score = |sign: u8| {
        let mut widths: HashMap<usize, usize> = HashMap::new();
        for record in reader(text, sign).into_byte_records().take(LOOKED_AT).flatten() {
            *widths.entry(record.len()).or_default() += 1;
        }
        widths.into_iter().map(|(width, rows)| (width - 1) * rows).max().unwrap_or(0)
    };
    let best = SIGNS.into_iter().rev().map(|sign| (score(sign), sign)).max_by_key(|(score, _)| *score);
    match best {
        Some((score, sign)) if score > 0 => sign,
        // One column: any sign will do that stands in none of its cells.
        _ => SIGNS.into_iter().find(|sign| !text.as_bytes().contains(sign)).unwrap_or(b';'),
    }
}
