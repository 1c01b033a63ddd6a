//! What is wrong with a form: all of it at once, each beside its field, the focus on the first.

use domain::Error as Cause;
use leptos::prelude::*;

use super::focus_problem;
use crate::error::Error;
use crate::i18n::{Texts, texts_here};
use crate::ui::Icon;

/// What is wrong with a form.
#[derive(Clone, Copy)]
pub(crate) struct Faults {
    found: RwSignal<Vec<Error>>,
    say: fn(&Error, &'static Texts) -> String,
    texts: &'static Texts,
}

impl Faults {
    /// Nothing yet; `say` has the words of the form's own fields.
    pub(crate) fn new(say: fn(&Error, &'static Texts) -> String) -> Self {
        Self { found: RwSignal::new(Vec::new()), say, texts: texts_here() }
    }

    /// Shows what is wrong, and brings the focus to the first field of it.
    pub(crate) fn show(self, found: Vec<Error>) {
        self.found.try_set(found);
        focus_problem();
    }

    /// The words beside a field, which may have several names.
    pub(crate) fn on(self, fields: &'static [&'static str]) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.found.with(|found| {
                let mine = |error: &&Error| error.0.field().is_some_and(|field| fields.contains(&field));
                found.iter().find(mine).map(|error| (self.say)(error, self.texts))
            })
        })
    }

    /// Somebody writes in a field again: what was wrong with it is no longer said, nor with the whole, which some forms
    /// know by a name.
    pub(crate) fn ease(self, event: &leptos::ev::Event, whole: &str) {
        if self.found.with_untracked(Vec::is_empty) {
            return;
        }
        let name = event_target::<leptos::web_sys::HtmlInputElement>(event).name();
        let there = |field: &str| field != whole && (name.is_empty() || !field.starts_with(&name));
        self.found.update(|found| found.retain(|error| error.0.field().is_some_and(there)));
    }

    /// Whether one of the fields is wrong.
    pub(crate) fn any(self, fields: &'static [&'static str]) -> bool {
        self.found.with(|found| found.iter().any(|error| error.0.field().is_some_and(|field| fields.contains(&field))))
    }

    /// What stands above the form: what no field of it is to blame for.
    fn general(self, fields: &'static [&'static str]) -> Option<Error> {
        self.found.with(|found| {
            let other = |error: &&Error| error.0.field().is_none_or(|field| !fields.contains(&field));
            found.iter().find(other).cloned()
        })
    }
}

/// The line above a form. Whose session has ended finds the way back to what was typed.
#[component]
pub(crate) fn General(
    /// What is wrong.
    faults: Faults,
    /// The fields that say it themselves.
    fields: &'static [&'static str],
) -> impl IntoView {
    let t = texts_here();
    move || faults.general(fields).map(|error| refusal(&error, t))
}

/// What stands above a form that was refused as a whole; to whom has to sign in again with the way there.
pub(crate) fn refusal(error: &Error, t: &'static Texts) -> impl IntoView + use<> {
    let ended = matches!(error.0, Cause::Unauthorized);
    view! {
        <p class="notice notice-danger" role="alert">
            <Icon name="alert" />
            <span>
                {error.say(t)}
                {ended.then(|| view! { " "<a href=crate::live::again()>{t.common().sign_in_again}</a> })}
            </span>
        </p>
    }
}
