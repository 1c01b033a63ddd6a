//! Says values where no component is being set up and no names come with them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::Day;
use domain::patch::{Changes, FieldChange};
use domain::time::Zone;
use leptos::prelude::*;
use serde_json::Value;

use super::value::{Sayer, field_name};
use crate::i18n::{Lang, Texts, fill, lang, texts_here};
use crate::me::{today, zone};

/// Says values where no names come with them: those of colleagues are remembered from the pages of records.
#[derive(Clone)]
pub(crate) struct Speller {
    t: &'static Texts,
    lang: Lang,
    zone: Zone,
    today: Signal<Day>,
}

thread_local! {
    static NAMES: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

impl Speller {
    /// Call it while a component is set up.
    pub(crate) fn here() -> Self {
        Self { t: texts_here(), lang: lang(), zone: zone(), today: today() }
    }

    /// Remembers names, by subject.
    pub(super) fn learn(names: impl Iterator<Item = (String, String)>) {
        NAMES.with_borrow_mut(|known| known.extend(names));
    }

    /// The value, or that there is none.
    pub(crate) fn value(&self, field: &str, value: &Value) -> String {
        let Some(today) = self.today.try_get_untracked() else { return String::new() };
        let said = NAMES.with_borrow(|names| {
            Sayer { names, t: self.t, lang: self.lang, today, zone: self.zone.clone() }.say(field, value)
        });
        if said.is_empty() { self.t.outbox().nothing.to_owned() } else { said }
    }

    /// What a field is called.
    pub(crate) fn name(&self, field: &str) -> &'static str {
        field_name(self.t, field).unwrap_or_default()
    }

    /// « Fonction : Directrice ».
    pub(crate) fn changes(&self, changes: &Changes) -> String {
        let one = |(field, change): (&String, &FieldChange)| {
            let name = field_name(self.t, field)?;
            Some(fill(self.t.outbox().field, &[("field", name), ("value", &self.value(field, &change.after))]))
        };
        changes.0.iter().filter_map(one).collect::<Vec<_>>().join(", ")
    }
}
