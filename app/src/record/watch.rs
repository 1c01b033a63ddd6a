//! Reading again what others changed: soon, once for many changes, and never after the page has gone.

use std::time::Duration;

use domain::live::Message;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::live::Live;
use crate::outbox::no_network;

/// Changes that come this close together are read once.
const TOGETHER: Duration = Duration::from_millis(120);

/// Reads a page's data again, a moment after being asked to.
#[derive(Clone, Copy)]
pub(crate) struct Reload {
    waiting: StoredValue<Option<TimeoutHandle>>,
    act: Callback<()>,
}

impl Reload {
    /// Calls `act` soon after a change that concerns the page, by whomever.
    pub(crate) fn on(concerned: impl Fn(&[String]) -> bool + 'static, act: impl Fn() + Send + Sync + 'static) -> Self {
        let reload = Self { waiting: StoredValue::new(None), act: Callback::new(move |()| act()) };
        Live::here().on_message(Box::new(move |message| {
            let wanted = match &message {
                Message::Resync => true,
                Message::Hello { .. } => false,
                Message::Change(change) => concerned(&change.subjects),
            };
            if wanted {
                reload.soon();
            }
        }));
        on_cleanup(move || reload.stop());
        reload
    }

    /// Asks for it.
    pub(crate) fn soon(self) {
        self.stop();
        let handle = set_timeout_with_handle(
            // Without network there is nothing to read; the server says what changed when it is back.
            move || {
                if !no_network() {
                    self.act.try_run(());
                }
            },
            TOGETHER,
        )
        .ok();
        self.waiting.try_set_value(handle);
    }

    fn stop(self) {
        if let Some(Some(handle)) = self.waiting.try_update_value(Option::take) {
            handle.clear();
        }
    }
}

/// What was read again. A record that is there no more, or not for this reader, is asked for as a page, which says so and
/// makes the browser forget what it kept.
pub(crate) fn reread<T>(answer: Result<T, crate::error::Error>) -> Option<T> {
    use domain::Error as Cause;
    if let Err(crate::error::Error(Cause::NotFound | Cause::Forbidden)) = &answer {
        let _ = window().location().reload();
    }
    answer.ok()
}

/// Whether a change touches a record of one of the tables.
pub(crate) fn concerns(tables: &'static [&'static str]) -> impl Fn(&[String]) -> bool + 'static {
    move |subjects| {
        subjects.iter().any(|subject| subject.split_once(':').is_some_and(|(table, _)| tables.contains(&table)))
    }
}
