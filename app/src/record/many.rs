//! A change of many records as one line: how many, and what they have in common by now.

use domain::event::{Event, Kind};
use domain::page::Count;
use serde_json::Value;

use super::sentence::Sentence;
use super::value::Sayer;
use crate::i18n::{fill, plural};

/// « a modifié 300 contacts », and « Responsable → Claire » below it. `number` counts the records.
pub(super) fn many(event: &Event, number: u32, sayer: &Sayer<'_>) -> Sentence {
    let (l, list) = (sayer.t.log(), sayer.t.list());
    let people = event.subjects.first().is_some_and(|first| first.starts_with("contact:"));
    let (one, more) = if people { (list.one, list.many) } else { (l.record_one, l.record_many) };
    let figure = Count::exact(number).show(sayer.lang.french());
    let what = fill(plural(sayer.lang, number, one, more), &[("n", &figure)]);
    let (icon, text) = match event.kind {
        Kind::ContactArchived => ("archive", l.many_archived),
        Kind::ContactRestored => ("undo", l.many_restored),
        _ => ("edit", l.many_edited),
    };
    Sentence { icon, text: fill(text, &[("what", &what)]), about: None, lines: common(event, sayer) }
}

/// What every one of them has now, whatever it had before. After an undo each has its own again.
fn common(event: &Event, sayer: &Sayer<'_>) -> Vec<String> {
    let l = sayer.t.log();
    let line = |(field, change): (&String, &domain::patch::FieldChange)| {
        let name = sayer.field(field)?;
        if event.undoes.is_some() {
            return Some(name.to_owned());
        }
        if let (Some(before), Some(after)) = (list(&change.before), list(&change.after)) {
            let only = |of: &[Value], than: &[Value]| {
                of.iter().filter(|one| !than.contains(one)).map(|one| sayer.say(field, one)).collect::<Vec<_>>()
            };
            let signed = |sign: &str, names: Vec<String>| {
                names.into_iter().map(move |name| format!("{sign} {name}")).collect::<Vec<_>>()
            };
            let turns = [signed("−", only(&before, &after)), signed("+", only(&after, &before))].concat();
            return Some(fill(l.many_value, &[("field", name), ("to", &turns.join(", "))]));
        }
        let to = sayer.say(field, &change.after);
        Some(if to.is_empty() {
            fill(l.many_emptied, &[("field", name)])
        } else {
            fill(l.many_to, &[("field", name), ("to", &to)])
        })
    };
    event.changes.0.iter().filter_map(line).collect()
}

/// A list, which may be missing on one side.
fn list(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(values) => Some(values.clone()),
        _ => None,
    }
}
