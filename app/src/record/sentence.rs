//! An event as a sentence that a colleague would say.

use domain::event::{Event, Kind};
use serde_json::Value;

use super::listed::listed;
use super::office::office;
use super::said::{named, said};
use super::value::Sayer;
use crate::i18n::{Texts, fill, plural};

/// A sentence of the history: who comes before it, the record it speaks of stands at `{about}`.
pub(super) struct Sentence {
    pub(super) icon: &'static str,
    pub(super) text: String,
    /// Address and name of the record, when it is not the one whose page this is.
    pub(super) about: Option<(Option<String>, String)>,
    /// Further lines.
    pub(super) lines: Vec<String>,
}

/// How long somebody stayed, in words.
fn duration(t: &'static Texts, sayer: &Sayer<'_>, millis: i64) -> String {
    let c = t.contact();
    let (minutes, hours, days) = (millis / 60_000, millis / 3_600_000, millis / 86_400_000);
    let (number, one, many) = match (minutes, hours, days) {
        (0, ..) => return c.a_moment.to_owned(),
        (_, 0, _) => (minutes, c.one_minute, c.minutes),
        (_, _, 0) => (hours, c.one_hour, c.hours),
        _ => (days, c.one_day, c.days),
    };
    let text = plural(sayer.lang, u32::try_from(number).unwrap_or(u32::MAX), one, many);
    fill(text, &[("n", &number.to_string())])
}

fn address(subject: &str) -> Option<String> {
    let (table, id) = subject.split_once(':')?;
    match table {
        "contact" => Some(format!("{}/{id}", crate::route::CONTACTS)),
        "company" => Some(format!("{}/{id}", crate::route::COMPANIES)),
        "deal" => Some(format!("{}/{id}", crate::route::DEALS)),
        _ => None,
    }
}

/// What changed, one line a field.
pub(super) fn edits(event: &Event, sayer: &Sayer<'_>, alone: bool) -> Vec<String> {
    let c = &sayer.t.contact();
    let line = |(field, change): (&String, &domain::patch::FieldChange)| {
        let name = sayer.field(field)?;
        let (from, to) = (sayer.say(field, &change.before), sayer.say(field, &change.after));
        let text = match (from.is_empty(), to.is_empty()) {
            (true, true) => return None,
            (true, false) if alone => c.field_set,
            (true, false) => c.line_set,
            (false, true) if alone => c.field_removed,
            (false, true) => c.line_removed,
            (false, false) if alone => c.field_changed,
            (false, false) => c.line_changed,
        };
        Some(fill(text, &[("field", name), ("from", &from), ("to", &to)]))
    };
    event.changes.0.iter().filter_map(line).collect()
}

fn subject_table(event: &Event, at: usize) -> &str {
    event.subjects.get(at).and_then(|subject| subject.split(':').next()).unwrap_or_default()
}

/// The sentence; none for what only the board cares about, such as the order of cards.
pub(super) fn sentence(event: &Event, page: &str, sayer: &Sayer<'_>) -> Option<Sentence> {
    let (c, f) = (&sayer.t.contact(), sayer.t.form());
    // Of a note or an exchange one speaks by the record it is on.
    let beside = matches!(subject_table(event, 0), "note" | "exchange");
    let first = event.subjects.get(usize::from(beside)).map_or("", String::as_str);
    let value = |field: &str| event.changes.0.get(field);
    let mut lines = Vec::new();
    let (icon, text) = match event.kind {
        Kind::ContactCreated | Kind::CompanyCreated if event.import.is_some() => ("import", c.imported.to_owned()),
        Kind::ContactCreated | Kind::CompanyCreated => ("plus", c.created.to_owned()),
        Kind::DealCreated => ("plus", c.deal_created.to_owned()),
        Kind::TaskCreated => ("task", c.task_created.to_owned()),
        Kind::TaskRemoved => ("trash", sayer.t.log().task_removed.to_owned()),
        Kind::TaskDone => ("check", c.task_done.to_owned()),
        Kind::TaskReopened => ("undo", c.task_reopened.to_owned()),
        Kind::ContactArchived => ("archive", c.archived_event.to_owned()),
        Kind::ContactRestored => ("undo", c.restored_event.to_owned()),
        Kind::DealReopened => ("undo", c.deal_reopened.to_owned()),
        Kind::DealMoved => {
            let stage = value("stage")?;
            let (from, to) = (sayer.say("stage", &stage.before), sayer.say("stage", &stage.after));
            let stay = event.stay.map(|stay| duration(sayer.t, sayer, stay));
            let text = if stay.is_some() { c.deal_moved_after } else { c.deal_moved };
            ("arrow-right", fill(text, &[("from", &from), ("to", &to), ("stay", &stay.unwrap_or_default())]))
        }
        Kind::DealClosed => {
            let outcome = &value("outcome")?.after;
            lines.extend(super::filled(outcome.get("reason").and_then(Value::as_str).unwrap_or_default()));
            let won = outcome.get("state").and_then(Value::as_str) == Some("won");
            if won { ("trophy", c.deal_won.to_owned()) } else { ("flag", c.deal_lost.to_owned()) }
        }
        Kind::ContactEdited | Kind::CompanyEdited | Kind::DealEdited | Kind::TaskEdited => {
            if let Some(moved) = value("company").filter(|_| first != page && page.starts_with("company:")) {
                let here = page.split_once(':').map(|(_, id)| id);
                let left = moved.before.as_str() == here;
                (
                    if left { "arrow-right" } else { "contact" },
                    if left { f.said_left } else { f.said_joined }.to_owned(),
                )
            } else if let Some(stop) = value("do_not_contact") {
                lines.extend(super::filled(&sayer.say("do_not_contact", &stop.after)));
                let text = if stop.after.is_null() { c.stop_lifted } else { c.stop_noted };
                ("ban", text.to_owned())
            } else {
                let alone = first == page && event.changes.0.len() == 1;
                lines = edits(event, sayer, alone);
                match lines.is_empty() {
                    true => return None,
                    false if alone => ("edit", lines.remove(0)),
                    false => ("edit", c.edited.to_owned()),
                }
            }
        }
        _ if let Some(office) = office(event, sayer) => {
            if matches!(event.kind, Kind::UserEdited | Kind::OrganisationEdited | Kind::PipelineEdited) {
                lines = edits(event, sayer, false);
            }
            if matches!(event.kind, Kind::PipelineEdited | Kind::VocabularyEdited) {
                lines.extend(["stages", "words"].into_iter().flat_map(|field| listed(event, field, sayer)));
            }
            office
        }
        _ => {
            let (icon, text, more) = said(event, sayer)?;
            lines = more;
            let name = (first != page).then(|| sayer.name(first));
            (icon, named(&text, name.as_deref(), sayer))
        }
    };
    let gone = matches!(event.kind, Kind::RecordDeleted | Kind::RecordErased);
    let about = if first == page { None } else { Some((address(first).filter(|_| !gone), sayer.name(first))) };
    let text = match event.kind {
        _ if about.is_some() => text,
        // « l’opportunité » is said already.
        Kind::DealCreated | Kind::DealMoved | Kind::DealClosed | Kind::DealReopened => text.replace(" {about}", ""),
        Kind::CompanyCreated | Kind::CompanyEdited => fill(&text, &[("about", c.this_company)]),
        Kind::DealEdited => fill(&text, &[("about", c.this_deal)]),
        _ => fill(&text, &[("about", c.this_record)]),
    };
    Some(Sentence { icon, text, about, lines })
}
