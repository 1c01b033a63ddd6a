//! Reading again what others changed: soon, once for many changes, and never after the page has gone.

use std::time::Duration;

use domain::live::Message;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::error::Error;
use crate::i18n::texts_here;
use crate::live::Live;
use crate::outbox::no_network;
use crate::ui::Toasts;

/// Changes that come this close together are read once.
const TOGETHER: Duration = Duration::from_millis(120);
/// How soon a page whose record is gone looks again whether its reader has put down what she was writing.
const PATIENCE: Duration = Duration::from_secs(1);
/// What somebody is in the middle of: a dialog, a field of the record.
const AT_WORK: &str = "dialog[open]:not(:has(.peek)), main .record form:focus-within";

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

    /// Reads a record's page again when the record changed. One that is there no more, or not for this reader, is asked
    /// for as a page, which says so and makes the browser forget what it kept.
    pub(crate) fn of_record<T: 'static, F: Future<Output = Result<T, Error>> + 'static>(
        subject: String,
        read: impl Fn() -> Option<F> + Send + Sync + 'static,
        take: impl Fn(T) + Copy + Send + Sync + 'static,
    ) -> Self {
        use domain::Error as Cause;
        let (gone, toasts) = (texts_here().error().gone_now, Toasts::here());
        let lost = StoredValue::new(false);
        let act = move || {
            let Some(answer) = read() else { return };
            spawn_local(async move {
                match answer.await {
                    Ok(fresh) => {
                        // It may be back.
                        lost.try_set_value(false);
                        toasts.unsay("gone");
                        take(fresh);
                    }
                    Err(Error(Cause::NotFound | Cause::Forbidden)) if lost.try_get_value() == Some(false) => {
                        lost.set_value(true);
                        leave(lost, &move || toasts.say("gone", gone));
                    }
                    Err(_) => {}
                }
            });
        };
        Self::on(move |subjects| subjects.contains(&subject), act)
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

/// Asks for the page anew, once nothing that is being written would go with it, if its record is still lost by then.
fn leave(lost: StoredValue<bool>, say: &dyn Fn()) {
    if lost.try_get_value() != Some(true) {
        return;
    }
    if !at_work() {
        let _ = window().location().reload();
        return;
    }
    say();
    set_timeout(move || leave(lost, &|| {}), PATIENCE);
}

/// Whether somebody is writing on the page.
fn at_work() -> bool {
    let page = document();
    if page.query_selector(AT_WORK).ok().flatten().is_some() {
        return true;
    }
    let Ok(texts) = page.query_selector_all("main textarea") else { return false };
    (0..texts.length())
        .filter_map(|at| texts.item(at)?.dyn_into::<HtmlTextAreaElement>().ok())
        .any(|text| !text.value().trim().is_empty())
}

/// Whether a change touches a record of one of the tables.
pub(crate) fn concerns(tables: &'static [&'static str]) -> impl Fn(&[String]) -> bool + 'static {
    move |subjects| {
        subjects.iter().any(|subject| subject.split_once(':').is_some_and(|(table, _)| tables.contains(&table)))
    }
}
