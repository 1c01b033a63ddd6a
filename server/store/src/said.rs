//! What a change says of itself, on its way to the event.

use domain::event::Kind;
use domain::patch::Changes;
use domain::{EventId, ImportId, UserId};
use serde::Serialize;

/// What is said about a change besides who and when.
pub(crate) struct Said {
    pub(crate) kind: Kind,
    pub(crate) subjects: Vec<String>,
    pub(crate) changes: Changes,
    pub(crate) import: Option<ImportId>,
    pub(crate) stay: Option<i64>,
    /// Who is to hear of it and is not named by the changes; see [`domain::notice::told`].
    pub(crate) concerned: Vec<UserId>,
    /// The event that this one takes back: nobody is told of that.
    pub(crate) undoes: Option<EventId>,
}

impl Said {
    pub(crate) fn new(kind: Kind, subjects: Vec<String>, changes: Changes) -> Self {
        Self { kind, subjects, changes, import: None, stay: None, concerned: Vec::new(), undoes: None }
    }
}

/// A record without its id, which stands in the address.
pub(crate) fn without_id(row: &impl Serialize) -> serde_json::Value {
    let mut json = serde_json::to_value(row).unwrap_or_default();
    if let Some(fields) = json.as_object_mut() {
        fields.remove("id");
    }
    json
}
