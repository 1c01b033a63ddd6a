//! How a value is typed while it is edited in its place.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

/// Suggestions on their way.
type Suggested = Pin<Box<dyn Future<Output = Vec<String>> + Send>>;

/// Names that begin like what was typed.
#[derive(Clone)]
pub(crate) struct Suggest(Arc<dyn Fn(String) -> Suggested + Send + Sync>);

impl Suggest {
    /// From a function that asks for them.
    pub(crate) fn new<F>(ask: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Vec<String>> + Send + 'static,
    {
        Self(Arc::new(move |typed| Box::pin(ask(typed))))
    }

    /// Asks for them, unless what was typed has changed meanwhile.
    pub(crate) fn fill(&self, typed: RwSignal<String>, found: RwSignal<Vec<String>>) {
        let text = typed.get_untracked();
        let asked = (self.0)(text.clone());
        spawn_local(async move {
            let names = asked.await;
            if typed.try_get_untracked().is_some_and(|now| now == text) {
                found.try_set(names);
            }
        });
    }
}

/// How a value is typed.
#[derive(Clone)]
pub(crate) enum Way {
    /// One line; the type of the input.
    Text(&'static str),
    /// One line of several, with commas between: one more is typed behind those that are there.
    Several,
    /// One of several, by key and name.
    Choice(Signal<Vec<(String, String)>>),
    /// One line, with names that begin so.
    Suggested(Suggest),
}

impl Default for Way {
    fn default() -> Self {
        Self::Text("text")
    }
}
