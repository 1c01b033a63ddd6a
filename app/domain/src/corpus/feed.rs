//! Feeds parsers of foreign bytes: with the files of their corpus, with what is hostile to any of them, and with changes
//! of both. The crates that have such parsers share this file; each lists its own beside it.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

/// A parser: the name of its corpus, and what reads some bytes, asserts what must hold of the outcome, and answers how
/// large that is.
pub(crate) type Parser = (&'static str, fn(&[u8]) -> usize);

/// The largest file of a corpus, and the largest corpus of a crate, in bytes.
const LARGEST: [usize; 2] = [2 << 10, 50 << 10];
/// How many changed inputs a parser gets: the same ones in every run, so that a run says something of the change that it
/// is made for. `PROPTEST_CASES` asks for that many, and others each time: a hunt.
const CHANGED: u32 = 192;
/// No changed input is longer.
const LONGEST: usize = 16 << 10;

/// What is put into the middle of something.
const PIECES: [&[u8]; 16] = [
    b"\0",
    b"\r\n",
    b"\"",
    b"'",
    b"%",
    b"-",
    b":",
    b"=",
    b"[[[[[[[[",
    b"{\"a\":",
    b"18446744073709551616",
    b"1e400",
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    "\u{202e}é\u{301}".as_bytes(),
];

/// What harms some parser somewhere.
fn hostile() -> Vec<Vec<u8>> {
    let long = |piece: &str, times: usize| piece.repeat(times).into_bytes();
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    vec![
        Vec::new(),
        b"\0".to_vec(),
        (0..=255).collect(),
        [b"\xff\xfe".to_vec(), utf_16("nom;e-mail\r\nÉlodie;e@x.fr")].concat(),
        // Half a pair, in both encodings, and what is cut in the middle of a letter.
        [&b"\xff\xfe"[..], &0xd800_u16.to_le_bytes(), b"a"].concat(),
        b"\xed\xa0\x80 \xc3".to_vec(),
        long("9", 5_000),
        long("[", 50_000),
        long("{\"a\":", 20_000),
        [b"\"".to_vec(), long("a", 20_000)].concat(),
        long("\n\r\r\n", 2_000),
        long("%", 2_000),
        long("e\u{301}", 5_000),
        long("\u{202e}\u{2066}é", 2_000),
        long("a,", 10_000),
        long("**a _b ", 1_000),
        b"-9223372036854775808".to_vec(),
        b"1e999999".to_vec(),
        "1\u{a0}234,5\u{202f}€ ٣٤ ①".as_bytes().to_vec(),
    ]
}

/// A change of some bytes: what is done, where, how much of it, and with what.
type Change = (u8, Index, usize, Index);

fn changed(mut bytes: Vec<u8>, other: &[u8], changes: &[Change]) -> Vec<u8> {
    for (kind, place, length, with) in changes {
        let at = place.index(bytes.len() + 1);
        let end = at.saturating_add(*length).min(bytes.len());
        match kind {
            0 if at < bytes.len() => bytes[at] ^= u8::try_from(1 << with.index(8)).unwrap_or(1),
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let again = bytes[at..end].repeat(1 + with.index(40));
                drop(bytes.splice(at..at, again));
            }
            4 if !other.is_empty() => {
                let from = with.index(other.len());
                let piece = other[from..from.saturating_add(*length).min(other.len())].to_vec();
                drop(bytes.splice(at..end, piece));
            }
            _ => drop(bytes.splice(at..at, PIECES[with.index(PIECES.len())].iter().copied())),
        }
        bytes.truncate(LONGEST);
    }
    bytes
}

/// Whether a parser stands some bytes: it neither panics nor makes much out of little.
fn stands(read: fn(&[u8]) -> usize, bytes: &[u8]) -> Result<(), String> {
    match catch_unwind(AssertUnwindSafe(|| read(bytes))) {
        Err(_) => Err("it panics, or what must hold does not".to_owned()),
        Ok(size) if size > 4096 + 64 * bytes.len() => Err(format!("it makes {size} bytes out of {}", bytes.len())),
        Ok(_) => Ok(()),
    }
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|cause| panic!("{}: {cause}", folder.display()));
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn runner() -> TestRunner {
    let config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return TestRunner::new(config);
    }
    let same = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(Config { cases: CHANGED, ..config }, same)
}

/// Feeds every parser. A parser without a corpus fails, and so does a corpus without a parser.
pub(crate) fn feed(corpus: &Path, parsers: &[Parser]) {
    let listed: BTreeSet<String> = parsers.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(corpus), listed, "the folders of {} and the list of parsers are the same", corpus.display());
    // Everything is fed before anything is told.
    let (mut weight, mut broken) = (0, Vec::new());
    for (name, read) in parsers {
        let folder = corpus.join(name);
        let mut seeds = Vec::new();
        for file in names(&folder) {
            let bytes = fs::read(folder.join(&file)).unwrap();
            assert!(bytes.len() <= LARGEST[0], "{name}/{file} is larger than {} bytes", LARGEST[0]);
            weight += bytes.len();
            broken.extend(stands(*read, &bytes).err().map(|why| format!("{name}/{file}: {why}")));
            seeds.push(bytes);
        }
        assert!(seeds.len() > 2, "{name}: a corpus has something well-formed, something cut off and something hostile");
        for bytes in hostile() {
            let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]).into_owned();
            let said = |why| format!("{name}, {} bytes, {shown:?}…: {why}", bytes.len());
            broken.extend(stands(*read, &bytes).err().map(said));
        }
        let change = (0_u8..6, any::<Index>(), 0_usize..80, any::<Index>());
        let input = (any::<Index>(), any::<Index>(), prop::collection::vec(change, 1..8));
        let mut runner = runner();
        let outcome = runner.run(&input, |(seed, other, changes)| {
            let bytes = changed(seeds[seed.index(seeds.len())].clone(), &seeds[other.index(seeds.len())], &changes);
            let shown = String::from_utf8_lossy(&bytes).into_owned();
            stands(*read, &bytes).map_err(|why| TestCaseError::fail(format!("{why}: {shown:?}")))
        });
        broken.extend(outcome.err().map(|cause| format!("{name}: {cause}")));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(weight <= LARGEST[1], "the corpus has {weight} bytes: keep it small");
}

/// The bytes as text, as far as they are any.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
