//! The records a colleague opened last, kept in the browser under that person's name, gone at sign-out.

use domain::UserId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::me::me;

/// How many are kept.
const MOST: usize = 8;
/// What the keys in the browser's storage begin with.
const PREFIX: &str = "recent:";

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// A person.
    Contact,
    /// A company.
    Company,
    /// A deal.
    Deal,
}

/// A record that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Recent {
    pub(super) kind: Kind,
    pub(super) id: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) hint: String,
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn key(person: &UserId) -> String {
    format!("{PREFIX}{person}")
}

/// The records that this person opened last, the last one first.
pub(super) fn recent(person: &UserId) -> Vec<Recent> {
    storage().map(|storage| read(&storage, &key(person))).unwrap_or_default()
}

/// Remembers the record of this page, also under a name it gets later. `told` says its name and what tells it from its
/// namesakes.
pub(crate) fn opened(kind: Kind, id: String, told: impl Fn() -> (String, String) + 'static) {
    let Some(me) = me() else { return };
    Effect::new(move |_| {
        let (name, hint) = told();
        let mut all = recent(&me.id);
        all.retain(|known| known.id != id);
        all.insert(0, Recent { kind, id: id.clone(), name, hint });
        all.truncate(MOST);
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&all)) {
            let _ = storage.set_item(&key(&me.id), &text);
        }
    });
}

/// The keys of everybody who opened something in this browser.
fn keys(storage: &web_sys::Storage) -> Vec<String> {
    let count = storage.length().unwrap_or_default();
    let all = (0..count).filter_map(|at| storage.key(at).ok().flatten());
    all.filter(|key| key.starts_with(PREFIX)).collect()
}

fn read(storage: &web_sys::Storage, key: &str) -> Vec<Recent> {
    let text = storage.get_item(key).ok().flatten();
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Forgets a record that is gone for good; also one whose address, `/contacts/ID`, no longer answers.
pub(crate) fn forget(id: &str) {
    let Some(storage) = storage() else { return };
    for key in keys(&storage) {
        let mut all = read(&storage, &key);
        all.retain(|known| known.id != id);
        if let Ok(text) = serde_json::to_string(&all) {
            let _ = storage.set_item(&key, &text);
        }
    }
}

/// Forgets what everybody opened in this browser.
pub(crate) fn wipe() {
    let Some(storage) = storage() else { return };
    for key in keys(&storage) {
        let _ = storage.remove_item(&key);
    }
}
