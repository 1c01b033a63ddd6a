//! Asking the server from a form: one request at a time, and what it was refused for.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::error::Error;
use crate::i18n::{Texts, texts_here};
use crate::ui::Icon;

/// The state of one form. `Copy`, so that every handler has it.
#[derive(Clone, Copy)]
pub(crate) struct Ask {
    /// A request is under way.
    pub(crate) busy: RwSignal<bool>,
    /// Why the last one was refused.
    pub(crate) error: RwSignal<Option<Error>>,
    t: &'static Texts,
}

impl Ask {
    /// For a component that is being set up.
    pub(crate) fn new() -> Self {
        Self { busy: RwSignal::new(false), error: RwSignal::new(None), t: texts_here() }
    }

    /// Sends one request; a second press while it is under way does nothing.
    pub(crate) fn send<T: 'static>(
        self,
        request: impl Future<Output = Result<T, Error>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let outcome = request.await;
            // The page may have been left meanwhile.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match outcome {
                Ok(answer) => {
                    self.error.set(None);
                    then(answer);
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    /// The text beside one field.
    pub(crate) fn on(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.error.with(|error| error.as_ref().and_then(|error| error.on(field, self.t))))
    }

    /// What is said above the form: what no field of it explains.
    pub(crate) fn above(self, fields: &'static [&'static str]) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.error.with(|error| {
                let error = error.as_ref()?;
                let beside = fields.iter().any(|field| error.on(field, self.t).is_some());
                (!beside).then(|| error.say(self.t))
            })
        })
    }
}

/// Says above a form, at once and aloud, what went wrong.
#[component]
pub(crate) fn Wrong(
    /// The text, when there is any.
    text: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div role="alert" class="wrong">
            {move || text.get().map(|text| view! { <p class="notice notice-danger"><Icon name="alert" /><span>{text}</span></p> })}
        </div>
    }
}
