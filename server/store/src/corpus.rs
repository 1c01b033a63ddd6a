//! The parsers of this crate, each with a folder of `server/store/corpus`.

#[path = "../../../app/domain/src/corpus/feed.rs"]
mod feed;

use std::path::Path;

use domain::Cursor;

use crate::backup::line;
use crate::{mark, search, sweep};
use feed::{Parser, feed, text};

const PARSERS: [Parser; 4] = [("cursor", cursor), ("line", row), ("mark", mark::fed), ("search", words)];

#[test]
fn no_parser_breaks() {
    feed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), &PARSERS);
}

/// A row of a backup: what is read is written as one line, and read again as the same.
fn row(bytes: &[u8]) -> usize {
    let Ok(read) = line::read(&text(bytes)) else { return 0 };
    // A float that is no number is written in another way than it was read: from the second time on nothing changes.
    let Ok(written) = line::write(read) else { return 0 };
    let again = line::write(line::read(&written).unwrap()).unwrap();
    assert_eq!(again, written);
    assert!(!written.contains('\n'));
    written.len()
}

/// Where the next step of a sweep begins; cursors of lists are compared and never read.
fn cursor(bytes: &[u8]) -> usize {
    let source = text(bytes);
    match sweep::place(Some(&Cursor(source.clone()))) {
        Ok((_, after)) => {
            assert!(after.as_ref().is_none_or(|after| source.ends_with(after.as_str())));
            after.map_or(0, |after| after.len())
        }
        Err(_) => 0,
    }
}

/// What is searched for: some words, behind a space each, by which a record of these words is found.
fn words(bytes: &[u8]) -> usize {
    let folded = domain::text::fold(&text(bytes));
    let needles = search::words::needles(&folded);
    assert!(needles.len() <= 32 && needles.iter().all(|word| word.starts_with(' ') && !word[1..].contains(' ')));
    assert!(search::words::begins(&folded, &folded));
    needles.iter().map(String::len).sum()
}
