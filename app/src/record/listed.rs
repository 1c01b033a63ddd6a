//! What changed in an ordered list: the stages of a pipeline, the words of a form.

use domain::event::Event;
use serde_json::Value;

use super::value::Sayer;
use crate::i18n::fill;

/// One line a change: what was added, taken away, renamed, hidden or shown again, and the new order.
pub(super) fn listed(event: &Event, field: &str, sayer: &Sayer<'_>) -> Vec<String> {
    let Some(change) = event.changes.0.get(field) else { return Vec::new() };
    let l = sayer.t.log();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let (before, after) = (list(&change.before), list(&change.after));
    let name = |one: &Value| one["name"].as_str().unwrap_or_default().to_owned();
    let known = |list: &[Value], id: &Value| list.iter().find(|one| one["id"] == *id).cloned();
    let mut lines = Vec::new();
    for one in &after {
        let Some(was) = known(&before, &one["id"]) else {
            lines.push(fill(l.listed_added, &[("name", &name(one))]));
            continue;
        };
        if name(&was) != name(one) {
            lines.push(fill(l.listed_renamed, &[("name", &name(&was)), ("to", &name(one))]));
        }
        let hidden = one["hidden"].as_bool().unwrap_or_default();
        if was["hidden"].as_bool().unwrap_or_default() != hidden {
            let text = if hidden { l.listed_hidden } else { l.listed_shown };
            lines.push(fill(text, &[("name", &name(one))]));
        }
        for (field, text) in [("probability", l.listed_probability), ("target_days", l.listed_days)] {
            if was[field] != one[field] {
                let say = |value: &Value| value.as_u64().map_or_else(|| "–".to_owned(), |number| number.to_string());
                let (from, to) = (say(&was[field]), say(&one[field]));
                lines.push(fill(text, &[("name", &name(one)), ("from", &from), ("to", &to)]));
            }
        }
        if was["hue"] != one["hue"] {
            lines.push(fill(l.listed_hue, &[("name", &name(one))]));
        }
    }
    for one in before.iter().filter(|one| known(&after, &one["id"]).is_none()) {
        lines.push(fill(l.listed_removed, &[("name", &name(one))]));
    }
    let order = |list: &[Value], other: &[Value]| -> Vec<Value> {
        list.iter().map(|one| one["id"].clone()).filter(|id| known(other, id).is_some()).collect()
    };
    if order(&before, &after) != order(&after, &before) {
        let names: Vec<String> = after.iter().map(name).collect();
        lines.push(fill(l.listed_order, &[("names", &names.join(", "))]));
    }
    lines
}
