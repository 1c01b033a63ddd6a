//! What the change log says of the bin, of people, pipelines, the organisation and imports.

use domain::event::{Event, Kind};
use serde_json::Value;

use super::value::Sayer;
use crate::i18n::fill;

/// Drawing and sentence, with a place for the record; none for other events.
pub(super) fn office(event: &Event, sayer: &Sayer<'_>) -> Option<(&'static str, String)> {
    let l = sayer.t.log();
    let after = |field: &str| event.changes.0.get(field).map(|change| &change.after);
    Some(match event.kind {
        Kind::RecordDeleted => {
            let others = after("bin").and_then(|bin| bin["others"].as_u64()).unwrap_or_default();
            let text =
                if others > 1 { fill(l.deleted_with, &[("n", &others.to_string())]) } else { l.deleted.to_owned() };
            ("trash", text)
        }
        Kind::RecordRestored => ("undo", l.restored.to_owned()),
        Kind::RecordErased => ("trash", l.erased.to_owned()),
        Kind::PipelineCreated => {
            let name = after("name").and_then(Value::as_str).unwrap_or_default();
            ("board", fill(l.pipeline_created, &[("name", name)]))
        }
        Kind::PipelineEdited => ("board", l.pipeline_edited.to_owned()),
        Kind::UserCreated => ("user", l.user_created.to_owned()),
        Kind::UserEdited => ("user", l.user_edited.to_owned()),
        Kind::UserPasswordChanged => ("lock", l.password_changed.to_owned()),
        Kind::UserCalendarMade if after("renewed").is_some() => ("calendar", l.calendar_renewed.to_owned()),
        Kind::UserCalendarMade => ("calendar", l.calendar_made.to_owned()),
        Kind::UserCalendarRemoved => ("calendar", l.calendar_removed.to_owned()),
        Kind::UserSecondOn => ("lock", l.second_on.to_owned()),
        Kind::UserSecondOff => ("lock", l.second_off.to_owned()),
        Kind::UserSecondReset => ("lock", l.second_reset.to_owned()),
        Kind::UserCodesMade => ("lock", l.codes_made.to_owned()),
        Kind::UserCodeSpent => ("lock", l.code_spent.to_owned()),
        Kind::OrganisationCreated => ("company", l.organisation_created.to_owned()),
        Kind::OrganisationEdited => ("company", l.organisation_edited.to_owned()),
        Kind::ContactsExported | Kind::CompaniesExported => {
            let rows = after("rows").and_then(Value::as_u64).unwrap_or_default();
            let people = event.kind == Kind::ContactsExported;
            let text = if people { l.contacts_exported } else { l.companies_exported };
            ("download", fill(text, &[("n", &rows.to_string())]))
        }
        Kind::ExportMade => ("download", l.everything_exported.to_owned()),
        Kind::BackupMade => ("archive", l.backup_made.to_owned()),
        Kind::BackupFailed => ("alert", l.backup_failed.to_owned()),
        Kind::TailLost => {
            let missing = after("tail").and_then(|tail| tail["events"].as_u64()).unwrap_or_default();
            ("alert", fill(l.tail_lost, &[("n", &missing.to_string())]))
        }
        Kind::VocabularyEdited => {
            let sources = event.subjects.first().is_some_and(|subject| subject.ends_with(":sources"));
            (
                if sources { "globe" } else { "flag" },
                if sources { l.sources_edited } else { l.reasons_edited }.to_owned(),
            )
        }
        Kind::ImportStarted => {
            let (file, rows) = (after("file").and_then(Value::as_str), after("rows").and_then(Value::as_u64));
            let rows = rows.unwrap_or_default().to_string();
            ("import", fill(l.import_started, &[("file", file.unwrap_or_default()), ("n", &rows)]))
        }
        Kind::ImportFinished => {
            let part = |name: &str| after("tally").and_then(|tally| tally[name].as_u64()).unwrap_or_default();
            let [made, filled, refused] = ["created", "updated", "rejected"].map(|name| part(name).to_string());
            let stopped = after("stopped").and_then(Value::as_bool) == Some(true);
            let text = if stopped { l.import_stopped } else { l.import_finished };
            ("import", fill(text, &[("made", &made), ("filled", &filled), ("refused", &refused)]))
        }
        _ => return None,
    })
}
