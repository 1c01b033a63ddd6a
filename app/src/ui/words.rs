//! The few words the components say by themselves.

use leptos::prelude::*;

/// Words of the components, in the reader's language. The shell provides them; without it they are French.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Closes a dialog or a sheet.
    pub close: &'static str,
    /// Takes a message away.
    pub dismiss: &'static str,
    /// Takes back what was just done.
    pub undo: &'static str,
    /// Marks a field that may stay empty.
    pub optional: &'static str,
    /// Said while something is on its way.
    pub loading: &'static str,
    /// Name of the region where messages appear.
    pub messages: &'static str,
    /// Takes a tag away; the tag's own name follows.
    pub remove: &'static str,
}

impl Words {
    /// The words in French.
    pub const FRENCH: Self = Self {
        close: "Fermer",
        dismiss: "Masquer ce message",
        undo: "Annuler",
        optional: "facultatif",
        loading: "Chargement",
        messages: "Messages",
        remove: "Retirer",
    };

    /// The words in English.
    pub const ENGLISH: Self = Self {
        close: "Close",
        dismiss: "Hide this message",
        undo: "Undo",
        optional: "optional",
        loading: "Loading",
        messages: "Messages",
        remove: "Remove",
    };

    /// The words the shell provided, else French.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or(Self::FRENCH)
    }
}
