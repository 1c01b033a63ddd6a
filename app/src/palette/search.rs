//! What is typed, what was answered, and which line is chosen. The newest answer wins; until it is there the old one
//! stays.

use std::time::Duration;

use domain::find::Finds;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::find_records;
use crate::error::Error;

/// While an answer is on its way, the next question waits for the next letter so long.
const PAUSE: Duration = Duration::from_millis(40);

/// An answer, and the text it answers.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) finds: Finds,
    pub(super) error: Option<Error>,
}

/// The state of the search.
#[derive(Clone, Copy)]
pub(super) struct Search {
    pub(super) text: RwSignal<String>,
    pub(super) answer: RwSignal<Answer>,
    /// The line that Enter takes.
    pub(super) active: RwSignal<usize>,
    /// Questions so far, the one whose answer is shown, and how many are on their way.
    asked: StoredValue<u32>,
    shown: StoredValue<u32>,
    flying: StoredValue<u32>,
    waiting: StoredValue<Option<TimeoutHandle>>,
    /// Enter was pressed before the answer; whether for a new tab.
    eager: RwSignal<Option<bool>>,
}

impl Search {
    pub(super) fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            answer: RwSignal::new(Answer::default()),
            active: RwSignal::new(0),
            asked: StoredValue::new(0),
            shown: StoredValue::new(0),
            flying: StoredValue::new(0),
            waiting: StoredValue::new(None),
            eager: RwSignal::new(None),
        }
    }

    /// Begins anew, with what was typed already.
    pub(super) fn begin(self, typed: String) {
        self.clear();
        self.typed(typed);
    }

    /// Takes what the field holds now.
    pub(super) fn typed(self, text: String) {
        self.eager.set(None);
        let empty = text.trim().is_empty();
        self.text.set(text);
        self.stop();
        if empty {
            self.clear();
        } else if self.flying.get_value() == 0 {
            self.ask();
        } else {
            let ask = move || {
                if self.flying.try_get_value().is_some() {
                    self.ask();
                }
            };
            self.waiting.set_value(set_timeout_with_handle(ask, PAUSE).ok());
        }
    }

    /// Whether what is shown answers what was typed.
    pub(super) fn fresh(self) -> bool {
        self.answer.with(|answer| self.text.with(|text| answer.text == text.trim()))
    }

    /// Enter waits for the answer.
    pub(super) fn wait(self, new_tab: bool) {
        self.eager.set(Some(new_tab));
    }

    /// Whether an Enter waited for the answer that is there now.
    pub(super) fn waited(self) -> Option<bool> {
        let eager = self.eager.get().filter(|_| self.fresh())?;
        self.eager.set(None);
        Some(eager)
    }

    fn clear(self) {
        // Answers on their way are too late.
        self.shown.set_value(self.asked.get_value());
        self.answer.set(Answer::default());
        self.active.set(0);
    }

    fn stop(self) {
        if let Some(Some(handle)) = self.waiting.try_update_value(Option::take) {
            handle.clear();
        }
    }

    fn ask(self) {
        let text = self.text.get_untracked().trim().to_owned();
        let Some(turn) = self.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        }) else {
            return;
        };
        self.flying.update_value(|flying| *flying += 1);
        spawn_local(async move {
            let found = find_records(text.clone()).await;
            self.flying.try_update_value(|flying| *flying -= 1);
            if self.shown.try_get_value().is_none_or(|shown| shown >= turn) {
                return;
            }
            self.shown.set_value(turn);
            let (finds, error) = match found {
                Ok(finds) => (finds, None),
                Err(error) => (Finds::default(), Some(error)),
            };
            self.active.set(0);
            self.answer.set(Answer { text, finds, error });
        });
    }
}
