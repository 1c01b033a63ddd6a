//! What is being typed, kept in this tab until it is saved: it survives a reload, and is nobody else's.

use leptos::prelude::window;
use leptos::web_sys::Storage;

use crate::me::me;

/// Where a draft is kept. One of a person does not show to the next who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft(String);

impl Draft {
    /// The draft about a record, `table:id`. Make it while a component is set up.
    pub(crate) fn of(subject: &str) -> Self {
        Self(format!("draft:{}:{subject}", me().map(|me| me.id.to_string()).unwrap_or_default()))
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

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
