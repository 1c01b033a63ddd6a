//! The parsers of this crate that read what strangers write, each with a folder of `app/domain/corpus`.

mod feed;
mod value;

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::import::{Column, Mapping, read_row};
use crate::mention::{Mention, find, marked};
use crate::patch::{Changes, Patch};
use crate::task::quick::{self, Moment};
use crate::{Error, Instant, company, contact, deal, exchange, markdown, note, organisation, sweep, task, view};
use feed::{Parser, feed, text};

const PARSERS: [Parser; 21] = [
    ("day", value::day),
    ("email", value::email),
    ("filter", filter),
    ("id", value::id),
    ("logo", value::logo),
    ("markdown", notes),
    ("money", value::money),
    ("naf", value::naf),
    ("nda", value::nda),
    ("password", value::password),
    ("patch", patch),
    ("phone", value::phone),
    ("quick", quick),
    ("record", record),
    ("recovery", value::recovery),
    ("row", row),
    ("siret", value::siret),
    ("totp", value::totp),
    ("view", value::view),
    ("website", value::website),
    ("zone", value::zone),
];

#[test]
fn no_parser_breaks() {
    feed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), &PARSERS);
}

/// A note: only harmless addresses, however it is written, and names are found in it or not.
fn notes(bytes: &[u8]) -> usize {
    let source = text(bytes);
    let colleague = |name: &str, id: &str| Mention { user: id.parse().unwrap(), name: name.to_owned() };
    let colleagues = [colleague("Ana Roy", "u1"), colleague("Ana", "u2"), colleague("Élodie N'Diaye", "u3")];
    let found = find(&source, &colleagues);
    assert!(found.len() <= colleagues.len());
    let blocks = marked(markdown::read(&source), &colleagues);
    let shown = serde_json::to_string(&blocks).unwrap();
    for href in shown.split("\"href\":\"").skip(1) {
        assert!(markdown::safe(href.split('"').next().unwrap()), "{href}");
    }
    shown.len()
}

/// A line of quick entry: what it makes is an action that may be kept, never of the past.
fn quick(bytes: &[u8]) -> usize {
    let (line, now) = (text(bytes), Moment { day: "2026-11-24".to_owned().try_into().unwrap(), minute: 600 });
    let mut size = 0;
    for english in [false, true] {
        let made = quick::read(&line, now, english);
        assert!(made.due_on.is_none_or(|day| day >= now.day) && (made.due_at.is_none() || made.due_on.is_some()));
        let json = serde_json::json!({ "title": "x", "kind": "call", "due_on": made.due_on, "due_at": made.due_at, "repeat": made.repeat });
        let details: task::Details = serde_json::from_value(json).unwrap();
        assert_eq!(details.check(), Ok(()), "{line:?}");
        size += made.title.len() + made.who.map_or(0, |who| who.len());
    }
    size
}

/// A row of a file, its cells by lines: what is taken keeps the rules of a contact.
fn row(bytes: &[u8]) -> usize {
    let source = text(bytes);
    let cells: Vec<&str> = source.split('\n').collect();
    let headings: Vec<String> = cells.iter().take(40).map(|cell| (*cell).to_owned()).collect();
    assert_eq!(Mapping::guess(&headings).0.len(), headings.len());
    match read_row(&Mapping(Column::ALL.to_vec()), &cells) {
        Ok(row) => {
            assert_eq!(row.contact.check(), Ok(()));
            assert_eq!(row.contact.clone().tidied(), row.contact, "it is kept as it was read");
            assert!(row.deal.as_ref().is_none_or(|deal| deal.title.chars().count() <= 120));
            serde_json::to_string(&row).unwrap().len()
        }
        Err((_, value)) => value.len(),
    }
}

/// What keeps the rules is written out and read again as the same, and keeps them still.
fn kept<T>(bytes: &[u8], tidied: impl Fn(T) -> T, check: impl Fn(&T) -> Result<(), Error>) -> usize
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let Ok(read) = serde_json::from_slice::<T>(bytes) else { return 0 };
    let read = tidied(read);
    if check(&read).is_err() {
        return 0;
    }
    let line = serde_json::to_string(&read).unwrap();
    let again: T = serde_json::from_str(&line).unwrap();
    assert_eq!((&again, check(&again)), (&read, Ok(())));
    assert_eq!(tidied(again), read, "tidying twice is tidying once");
    line.len()
}

/// A record as JSON, of any kind.
fn record(bytes: &[u8]) -> usize {
    let now = Instant(1_763_816_700_000);
    kept(bytes, contact::Details::tidied, contact::Details::check)
        + kept(bytes, company::Details::tidied, company::Details::check)
        + kept(bytes, deal::Details::tidied, deal::Details::check)
        + kept(bytes, task::Details::tidied, task::Details::check)
        + kept(bytes, note::Details::tidied, note::Details::check)
        + kept(bytes, exchange::Details::tidied, |exchange: &exchange::Details| exchange.check(now))
        + kept(bytes, organisation::Details::tidied, |own: &organisation::Details| {
            own.faults().into_iter().next().map_or(Ok(()), Err)
        })
        + kept(bytes, view::Details::tidied, view::Details::check)
        + kept(bytes, sweep::Work::tidied, sweep::Work::check)
        + kept(bytes, crate::bulk::Verb::tidied, crate::bulk::Verb::check)
}

/// An edit as JSON: it is carried out or refused, and its way back is one as well.
fn patch(bytes: &[u8]) -> usize {
    let Ok(patch) = serde_json::from_slice::<Patch>(bytes) else { return 0 };
    let line = serde_json::to_string(&patch).unwrap();
    assert_eq!(serde_json::from_str::<Patch>(&line).unwrap(), patch);
    let present = contact::Details { family_name: "Roy".to_owned(), ..contact::Details::default() };
    if let Ok(next) = patch.changes.apply(&present) {
        let made = Changes::between(&present, &next);
        assert_eq!(made.apply(&present), Ok(next.clone()));
        assert_eq!(made.reversed().apply(&next), Ok(present));
    }
    line.len()
}

/// A filter, by an address and as JSON.
fn filter(bytes: &[u8]) -> usize {
    let source = text(bytes);
    let value =
        |name: &str| source.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned));
    let asked = company::Filter::of(value);
    let line = serde_json::to_string(&asked).unwrap();
    assert_eq!(serde_json::from_str::<company::Filter>(&line).unwrap(), asked);
    line.len()
        + kept(bytes, |filter: contact::Filter| filter, |_| Ok(()))
        + kept(bytes, |log: crate::event::Log| log, |_| Ok(()))
}
