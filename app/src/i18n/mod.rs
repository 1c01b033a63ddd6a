//! Every text on screen: a typed key with its French and its English, side by side, so that none can be missing.

mod agenda;
mod away;
mod backup;
mod board;
mod common;
mod contact;
mod desk;
mod error;
mod form;
mod health;
mod home;
mod import;
mod list;
mod log;
mod note;
mod notice;
mod outbox;
pub mod palette;
mod second;
mod setting;
mod task;
mod week;

use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};

/// Declares a group of texts: each key once, French first, then English.
macro_rules! texts {
    ($(#[$doc:meta])* $name:ident { $($key:ident: $fr:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug)]
        #[allow(missing_docs, reason = "each key is documented by its French text")]
        pub struct $name { $(pub $key: &'static str,)* }
        impl $name {
            pub(super) const FRENCH: Self = Self { $($key: $fr,)* };
            pub(super) const ENGLISH: Self = Self { $($key: $en,)* };
        }
    };
}
pub(crate) use texts;

/// A language of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Whether texts, amounts and dates are written the French way.
    #[must_use]
    pub fn french(self) -> bool {
        self == Self::Fr
    }

    /// The language's tag for `lang=`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        if self.french() { "fr" } else { "en" }
    }

    /// Its texts.
    #[must_use]
    pub fn texts(self) -> &'static Texts {
        if self.french() { &FRENCH } else { &ENGLISH }
    }
}

/// All texts of one language. Each group is asked for by itself, so that it travels with the pages that say it.
#[derive(Debug)]
pub struct Texts(Lang);

static FRENCH: Texts = Texts(Lang::Fr);
static ENGLISH: Texts = Texts(Lang::En);

/// Gives each group its method.
macro_rules! groups {
    ($($group:ident: $kind:path;)*) => {
        #[allow(missing_docs, reason = "each group is named after its concept")]
        impl Texts {
            $(
                #[must_use]
                pub fn $group(&self) -> &'static $kind {
                    static TEXTS: [$kind; 2] = [<$kind>::FRENCH, <$kind>::ENGLISH];
                    &TEXTS[usize::from(!self.0.french())]
                }
            )*

            /// Every text, for the test of their typography.
            #[cfg(test)]
            fn every(&self) -> String {
                [$(format!("{:?}", self.$group())),*].concat()
            }
        }
    };
}

groups! {
    common: common::Common;
    error: error::Errors;
    board: board::Board;
    contact: contact::Contact;
    task: task::Task;
    week: week::Week;
    agenda: agenda::Agenda;
    backup: backup::Backup;
    notice: notice::Notice;
    health: health::Health;
    home: home::Home;
    form: form::Form;
    note: note::Note;
    away: away::Away;
    outbox: outbox::Outbox;
    second: second::Second;
    setting: setting::Setting;
    desk: desk::Desk;
    import: import::Import;
    log: log::Log;
    list: list::List;
    palette: palette::Palette;
}

/// The language of this page.
#[must_use]
pub fn lang() -> Lang {
    use_context().unwrap_or_default()
}

/// The texts of this page's language. Call it while a component is set up.
#[must_use]
pub fn texts_here() -> &'static Texts {
    lang().texts()
}

/// A text with its `{name}` places filled.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// One of two texts, by number. French counts zero and one as one; English only one.
#[must_use]
pub fn plural(lang: Lang, number: u32, one: &'static str, many: &'static str) -> &'static str {
    let single = if lang.french() { number < 2 } else { number == 1 };
    if single { one } else { many }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_typography_holds() {
        // Before ; ! ? and inside « » a narrow or full no-break space; never a plain one.
        let all = FRENCH.every();
        for wrong in [" ;", " !", " ?", " :", " »", "« "] {
            assert!(
                !all.contains(wrong),
                "a plain space in {wrong:?}: {}",
                &all[all.find(wrong).unwrap_or(0).saturating_sub(60)..][..80]
            );
        }
        assert!(!all.contains("'"), "a typewriter apostrophe");
    }

    #[test]
    fn places_are_filled() {
        assert_eq!(fill("{a} et {b}", &[("a", "1"), ("b", "2")]), "1 et 2");
        assert_eq!(plural(Lang::Fr, 0, "un", "des"), "un");
        assert_eq!(plural(Lang::En, 0, "one", "many"), "many");
    }
}
