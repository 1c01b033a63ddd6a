//! What history says of notes and exchanges.

use domain::Instant;
use domain::event::{Event, Kind};
use domain::exchange::{Channel, Direction, Outcome};
use serde_json::Value;

use super::filled;
use super::sentence::edits;
use super::value::Sayer;
use crate::exchange::words::{act, channel_icon, outcome_name};
use crate::i18n::fill;

/// The most characters of a note that its line in the history repeats.
const EXCERPT: usize = 140;

/// Drawing, sentence with a place for the record (see [`named`]), and further lines; none for other events.
pub(super) fn said(event: &Event, sayer: &Sayer<'_>) -> Option<(&'static str, String, Vec<String>)> {
    let n = sayer.t.note();
    let after = |field: &str| event.changes.0.get(field).map(|change| &change.after);
    let mut lines = Vec::new();
    let (icon, text) = match event.kind {
        Kind::NoteAdded => {
            let id = event.subjects.first().and_then(|note| note.split_once(':')).map_or("", |(_, id)| id);
            let at = domain::id::written_at(id, event.at);
            lines.extend((at != event.at).then(|| happened(at, sayer)));
            lines.extend(excerpt(after("text")));
            ("note", n.said_added)
        }
        Kind::NoteChanged if after("removed_at").is_some() => ("undo", n.said_restored),
        Kind::NoteChanged if after("text").is_some() => {
            lines.extend(excerpt(after("text")));
            ("note", n.said_changed)
        }
        Kind::NoteChanged if after("pinned") == Some(&Value::Bool(true)) => ("pin", n.said_pinned),
        Kind::NoteChanged => ("pin", n.said_unpinned),
        Kind::NoteRemoved => ("trash", n.said_removed),
        Kind::ExchangeLogged => return Some(logged(event, sayer)),
        Kind::ExchangeChanged if after("removed_at").is_some() => ("undo", n.exchange_restored),
        Kind::ExchangeChanged => {
            lines = edits(event, sayer, false);
            ("edit", n.exchange_changed)
        }
        Kind::ExchangeRemoved => ("trash", n.exchange_gone),
        _ => return None,
    };
    let place = if of_note(event.kind) { "{on}" } else { "{with}" };
    Some((icon, format!("{text}{place}"), lines))
}

fn of_note(kind: Kind) -> bool {
    matches!(kind, Kind::NoteAdded | Kind::NoteChanged | Kind::NoteRemoved)
}

/// Names the record a sentence is about at its place, in words that fit; on the record's own page it is not named.
pub(super) fn named(text: &str, name: Option<&str>, sayer: &Sayer<'_>) -> String {
    let n = sayer.t.note();
    let vowel = name.is_some_and(|name| domain::text::fold(name).starts_with(['a', 'e', 'i', 'o', 'u', 'h']));
    let of = if vowel { n.of_record_elided } else { n.of_record };
    let places = [("{on}", n.on_record), ("{with}", n.with_record), ("{to}", n.to_record), ("{of}", of)];
    places
        .iter()
        .fold(text.to_owned(), |text, (place, words)| text.replace(place, if name.is_some() { words } else { "" }))
}

fn excerpt(text: Option<&Value>) -> Option<String> {
    // In one line, without the marks of Markdown: the note itself is on the record's page.
    let words = text?.as_str()?.replace("**", "");
    let lines: Vec<&str> = words.lines().map(|line| line.trim_start().trim_start_matches("- ")).collect();
    let text = filled(&domain::text::tidy(&lines.join(" ")))?;
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => {
            let head = text.get(..end)?;
            Some(format!("{}…", head.rsplit_once(' ').map_or(head, |(head, _)| head)))
        }
        None => Some(text),
    }
}

/// When it was, where it was noted later.
fn happened(at: Instant, sayer: &Sayer<'_>) -> String {
    fill(sayer.t.note().happened, &[("at", &at.show(&sayer.zone, sayer.today, sayer.lang.french()))])
}

/// « a passé un appel{to} : sans réponse, 3 min ».
fn logged(event: &Event, sayer: &Sayer<'_>) -> (&'static str, String, Vec<String>) {
    let t = sayer.t;
    let after = |field: &str| event.changes.0.get(field).map(|change| &change.after);
    let word = |field: &str| after(field).and_then(Value::as_str).unwrap_or_default();
    let channel = Channel::named(word("channel")).unwrap_or_default();
    let direction = Direction::named(word("direction")).unwrap_or_default();
    let outcome = Outcome::named(word("outcome")).map(|outcome| outcome_name(t, outcome).to_lowercase());
    let minutes = after("minutes").and_then(Value::as_u64).map(|n| fill(t.note().in_minutes, &[("n", &n.to_string())]));
    let ends: Vec<String> = outcome.into_iter().chain(minutes).collect();
    let colon = if sayer.lang.french() { "\u{a0}: " } else { ": " };
    let ends = if ends.is_empty() { String::new() } else { format!("{colon}{}", ends.join(", ")) };
    let mut lines = Vec::new();
    // Noted at once it says its time by itself.
    let at = after("at").and_then(Value::as_i64).map(Instant);
    if let Some(at) = at.filter(|at| at.until(event.at) > 300_000) {
        lines.push(happened(at, sayer));
    }
    lines.extend(filled(word("text")));
    let place = match (channel, direction) {
        (Channel::Meeting, _) => "{with}",
        (Channel::Enrolment, _) | (_, Direction::In) => "{of}",
        (_, Direction::Out) => "{to}",
    };
    (channel_icon(channel), format!("{}{place}{ends}", act(t, channel, direction)), lines)
}
