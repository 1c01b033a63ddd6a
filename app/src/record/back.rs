//! Offering to take a change back, in the message that says it was made: one call for every kind of change.

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::Error as Cause;
use domain::time::Zone;
use domain::undo::{Undone, Which};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use serde::Serialize;
use serde_json::Value;

use super::edit::Editable;
use super::speller::Speller;
use super::value::field_name;
use crate::error::Error;
use crate::i18n::{Lang, Texts, fill, lang, texts_here};
use crate::me::{today, zone};
use crate::ui::Toasts;

/// Takes a change back.
#[server(prefix = "/api", endpoint = "record/undo", input = Json)]
pub async fn undo_change(which: Which) -> Result<Undone, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let mut undone = crate::ssr::answer(crm.undos().undo(&actor, &which).await)?;
    // Without its name it is taken back all the same.
    let names = crm.finder().names(&actor, &[undone.subject.clone()].into()).await.unwrap_or_default();
    undone.name = names.into_values().next();
    Ok(undone)
}

/// What messages need. Taken while a component is set up.
#[derive(Clone)]
pub(crate) struct Back {
    toasts: Toasts,
    t: &'static Texts,
    lang: Lang,
    zone: Zone,
    today: Signal<domain::Day>,
    speller: Speller,
}

thread_local! {
    /// The browser's one, for fields that are saved where no component is being set up.
    static PRESENT: RefCell<Option<Back>> = const { RefCell::new(None) };
}

impl Back {
    /// Call it while a component is set up.
    pub(crate) fn here() -> Self {
        Self {
            toasts: Toasts::here(),
            t: texts_here(),
            lang: lang(),
            zone: zone(),
            today: today(),
            speller: Speller::here(),
        }
    }

    /// Lets every field of this page offer the way back.
    pub(crate) fn provide() {
        let here = Self::here();
        // Not on the server, which has many pages.
        Effect::new(move |_| PRESENT.set(Some(here.clone())));
    }

    /// Why it was not taken back: who changed what since, and when.
    pub(crate) fn refused(&self, error: &Error) -> String {
        let e = self.t.error();
        match &error.0 {
            Cause::Since { field, by, at } => match (field_name(self.t, field), self.today.try_get_untracked()) {
                (Some(name), Some(today)) => {
                    let at = at.show(&self.zone, today, self.lang.french());
                    fill(e.since_at, &[("field", name), ("by", by), ("at", &at)])
                }
                _ => fill(e.since, &[("by", by)]),
            },
            _ => error.say(self.t),
        }
    }

    /// Takes it back, says so, and calls `again` so that the page shows it.
    pub(crate) fn take(&self, which: Which, said: Option<String>, again: impl FnOnce(Option<Undone>) + 'static) {
        let back = self.clone();
        spawn_local(async move {
            match undo_change(which).await {
                Ok(undone) => {
                    back.toasts.show(taken_back(back.t, &undone, said.as_deref()));
                    again(Some(undone));
                }
                Err(error) => {
                    back.toasts.show(back.refused(&error));
                    again(None);
                }
            }
        });
    }

    /// Says what was done to a record, in the place of its former message, and offers to take that back.
    pub(crate) fn offer(
        &self,
        subject: String,
        text: impl Into<String>,
        after: BTreeMap<String, Value>,
        again: impl Fn(Option<Undone>) + Clone + Send + Sync + 'static,
    ) {
        let (back, which) = (self.clone(), Which::Own { subject: subject.clone(), after });
        let text = text.into();
        let said = text.clone();
        self.toasts.show_about(subject, text, move || back.take(which.clone(), Some(said.clone()), again.clone()));
    }
}

impl Back {
    /// Says that a record was made, and offers to take that back, which leads to its list.
    pub(crate) fn made(
        &self,
        subject: String,
        text: &'static str,
        list: &'static str,
        navigate: impl Fn(&str, NavigateOptions) + Clone + Send + Sync + 'static,
    ) {
        self.offer(subject, text, BTreeMap::new(), move |undone| {
            if undone.is_some() {
                navigate(list, NavigateOptions::default());
            }
        });
    }
}

/// Says values where no component is being set up.
pub(super) fn speller() -> Option<Speller> {
    PRESENT.with_borrow(|back| back.as_ref().map(|back| back.speller.clone()))
}

/// Says that fields of a record were changed where they stand, and offers to take that back.
pub(super) fn edited<R: Editable>(record: RwSignal<R>, next: &R, fields: &[String], said: Option<String>) {
    let Some(back) = PRESENT.with_borrow(Clone::clone) else { return };
    let now = serde_json::to_value(next.details()).unwrap_or_default();
    let after = fields.iter().map(|field| (field.clone(), now[field].clone())).collect();
    let text = said.unwrap_or_else(|| said_of(back.t, fields));
    let subject = next.subject();
    back.offer(subject, text, after, move |_| {
        let Some(present) = record.try_get_untracked() else { return };
        spawn_local(async move {
            if let Ok(present) = present.again().await {
                record.try_set(present);
            }
        });
    });
}

/// What was taken back, in one line: the field and the record, else what had been said of the change.
fn taken_back(t: &'static Texts, undone: &Undone, said: Option<&str>) -> String {
    let (common, l) = (t.common(), t.log());
    let fields: Vec<&str> = undone.fields.iter().filter_map(|field| field_name(t, field)).collect();
    match (&undone.name, &fields[..]) {
        (Some(name), [field]) if !undone.gone => fill(l.undone_field, &[("field", field), ("name", name)]),
        (Some(name), [_, _, ..]) if !undone.gone => {
            fill(l.undone_fields, &[("n", &fields.len().to_string()), ("name", name)])
        }
        (name, _) => match said.or(name.as_deref()) {
            Some(what) => fill(common.undone_what, &[("what", what)]),
            None => common.undone.to_owned(),
        },
    }
}

/// What was changed, in one line.
pub(crate) fn said_of(t: &'static Texts, fields: &[String]) -> String {
    let l = t.log();
    match fields {
        [field] if field_name(t, field).is_some() => {
            fill(l.field_edited, &[("field", field_name(t, field).unwrap_or_default())])
        }
        [_] => t.common().saved.to_owned(),
        _ => fill(l.fields_edited, &[("n", &fields.len().to_string())]),
    }
}

/// Values by field, of what was sent and answered.
pub(crate) fn values(details: &impl Serialize, fields: &[&str]) -> BTreeMap<String, Value> {
    let now = serde_json::to_value(details).unwrap_or_default();
    fields.iter().map(|field| ((*field).to_owned(), now[*field].clone())).collect()
}
