//! What is being typed, kept in this tab until it is saved: it survives a reload, and is nobody else's.

use leptos::prelude::{GetUntracked, window};
use leptos::web_sys::Storage;
use leptos_router::hooks::use_location;

use super::kept::{CHOICE, Typed};
use super::peek::peeking;
use crate::me::me;

/// Where a draft is kept. One of a person does not show to the next who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft(String);

impl Draft {
    /// The draft about a record, `table:id`. Make it while a component is set up.
    pub(crate) fn of(subject: &str) -> Self {
        Self(format!("draft:{}:{subject}", me().map(|me| me.id.to_string()).unwrap_or_default()))
    }

    /// The draft of a value that is edited in its place on a record's own page. In a sheet over a list the next record
    /// has the same address and the same labels: there is none.
    pub(crate) fn of_value(label: &str) -> Option<Self> {
        let path = use_location().pathname.get_untracked();
        let own = path.matches('/').count() > 1 && !peeking();
        own.then(|| Self::of(&format!("value:{path}:{label}")))
    }

    /// What was typed; only in the browser.
    pub(crate) fn read(&self) -> Option<String> {
        storage()?.get_item(&self.0).ok().flatten().filter(|text| !text.trim().is_empty())
    }

    /// Keeps what is typed. A browser that keeps nothing loses it with the page, which is all that can be done.
    pub(crate) fn keep(&self, text: &str) {
        if let Some(storage) = storage() {
            let _ = if text.is_empty() { storage.remove_item(&self.0) } else { storage.set_item(&self.0, text) };
        }
    }
}

/// Takes what the reader was typing out of this tab, as text. Call it while a component is set up.
pub(crate) fn take_drafts() -> Vec<String> {
    let own = Draft::of("").0;
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    let keys: Vec<String> = (0..count).filter_map(|at| storage.key(at).ok().flatten()).collect();
    let taken = keys.iter().filter(|key| key.starts_with(&own)).filter_map(|key| {
        let text = storage.get_item(key).ok().flatten()?;
        let _ = storage.remove_item(key);
        Some(plain(text))
    });
    taken.collect()
}

/// A note is its text; of a form its fields, one a line.
fn plain(text: String) -> String {
    match serde_json::from_str::<Typed>(&text) {
        Ok(fields) => {
            let typed = fields.into_values().filter(|value| !value.starts_with(CHOICE));
            typed.collect::<Vec<_>>().join("\n")
        }
        Err(_) => text,
    }
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_typed_is_given_back_as_text() {
        assert_eq!(super::plain("Une note".into()), "Une note");
        assert_eq!(super::plain(r#"{"summary":"Vu","text":"Rappeler"}"#.into()), "Vu\nRappeler");
        assert_eq!(super::plain(r#"{"channel":"\u001f\"email\"","text":"Rappeler"}"#.into()), "Rappeler");
    }
}
