//! What is being typed into a dialog, kept in this tab until it is saved.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::draft::Draft;

/// What is chosen begins so: unlike what is typed it says nothing by itself.
pub(super) const CHOICE: char = '\u{1f}';

/// A field of the dialog.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    /// One that is typed or chosen.
    Text(RwSignal<String>),
    /// One that is ticked.
    Tick(RwSignal<bool>),
    /// One of several things, as text.
    One(Signal<String>, Callback<String>),
}

impl Slot {
    /// A field that holds one of several things.
    pub(crate) fn one<T>(chosen: RwSignal<T>) -> Self
    where
        T: Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        let read = move || {
            let key = chosen.with(|chosen| serde_json::to_string(chosen).unwrap_or_default());
            format!("{CHOICE}{key}")
        };
        let write = move |text: String| {
            drop(serde_json::from_str(text.trim_start_matches(CHOICE)).map(|value| chosen.set(value)));
        };
        Self::One(Signal::derive(read), Callback::new(write))
    }

    fn get(self) -> String {
        match self {
            Self::Text(text) => text.get(),
            Self::One(read, _) => read.get(),
            Self::Tick(on) => if on.get() { "on" } else { "" }.to_owned(),
        }
    }

    fn set(self, value: &str) {
        match self {
            Self::Text(text) => text.set(value.to_owned()),
            Self::One(_, write) => write.run(value.to_owned()),
            Self::Tick(on) => on.set(value == "on"),
        }
    }
}

/// What differs from a new form, by field.
pub(crate) type Typed = BTreeMap<String, String>;

/// The fields of a dialog, and where they are kept.
#[derive(Clone, Copy)]
pub(crate) struct Kept {
    /// Name, field and first value.
    slots: StoredValue<Vec<(&'static str, Slot, String)>>,
    draft: StoredValue<Draft>,
}

impl Kept {
    /// Brings back what was typed before a reload, and keeps what is typed from now on.
    pub(crate) fn new(subject: &str, slots: impl IntoIterator<Item = (&'static str, Slot)>) -> Self {
        let first = |(name, slot): (&'static str, Slot)| (name, slot, untrack(|| slot.get()));
        let draft = Draft::of(subject);
        let slots = StoredValue::new(slots.into_iter().map(first).collect());
        let kept = Self { slots, draft: StoredValue::new(draft.clone()) };
        Effect::new(move |ran: Option<()>| {
            let typed = kept.typed();
            let found = draft.read().filter(|_| ran.is_none());
            if let Some(found) = found.and_then(|text| serde_json::from_str::<Typed>(&text).ok()) {
                // A page that wakes up first takes what its fields show for what was typed.
                return request_animation_frame(move || kept.put(&found));
            }
            let text = if typed.is_empty() { String::new() } else { serde_json::to_string(&typed).unwrap_or_default() };
            draft.keep(&text);
        });
        kept
    }

    fn typed(self) -> Typed {
        let changed = |(name, slot, first): &(&'static str, Slot, String)| {
            let value = slot.get();
            (value != *first).then(|| ((*name).to_owned(), value))
        };
        self.slots.with_value(|slots| slots.iter().filter_map(changed).collect())
    }

    /// Fills in what was typed once.
    pub(crate) fn put(self, typed: &Typed) {
        self.slots.try_with_value(|slots| {
            for (name, slot, _) in slots {
                if let Some(value) = typed.get(*name) {
                    slot.set(value);
                }
            }
        });
    }

    /// What stands in the form was saved: from now on it is what a new form begins with.
    pub(crate) fn saved(self) {
        self.slots.try_update_value(|slots| {
            for (_, slot, first) in slots {
                *first = untrack(|| slot.get());
            }
        });
        self.draft.try_with_value(|draft| draft.keep(""));
    }

    /// Makes the form new again. Answers what stood in it.
    pub(crate) fn clear(self) -> Typed {
        let typed = untrack(|| self.typed());
        self.slots.try_with_value(|slots| slots.iter().for_each(|(_, slot, first)| slot.set(first)));
        // At once: the page may be gone before the fields have been heard.
        self.draft.try_with_value(|draft| draft.keep(""));
        typed
    }
}
