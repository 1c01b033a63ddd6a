//! One record of ordered things while it is shaped: at once on screen, then on the server, one change after the other.

use std::pin::Pin;
use std::sync::Arc;

use domain::patch::Patch;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

use crate::error::Error;
use crate::i18n::{Texts, fill};
use crate::record::{Back, values};

/// The answer to a change: the version and the fields as they stand then.
pub(super) type Saving<D> = Pin<Box<dyn Future<Output = Result<(u32, D), Error>>>>;

type Send<D> = Arc<dyn Fn(Patch) -> Saving<D> + std::marker::Send + Sync>;

type Read<D> = Arc<dyn Fn() -> Saving<D> + std::marker::Send + Sync>;

/// One record while it is shaped.
pub(super) struct Editor<D: 'static> {
    /// What is on screen.
    pub(super) shown: RwSignal<D>,
    /// Why the last change was refused.
    pub(super) error: RwSignal<Option<Error>>,
    /// What the server last answered.
    known: StoredValue<(u32, D)>,
    busy: StoredValue<bool>,
    /// What is said of the change under way, once it is saved.
    saying: StoredValue<Option<String>>,
    send: StoredValue<Send<D>>,
    read: StoredValue<Read<D>>,
    /// How events name the record, `table:id`.
    subject: StoredValue<String>,
    back: StoredValue<Back>,
}

impl<D> Clone for Editor<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D> Copy for Editor<D> {}

impl<D: Clone + PartialEq + Serialize + std::marker::Send + Sync + 'static> Editor<D> {
    /// `subject` is how events name the record; `send` brings a change to the server, `read` asks for what is there.
    pub(super) fn new(
        subject: String,
        (version, details): (u32, D),
        send: impl Fn(Patch) -> Saving<D> + std::marker::Send + Sync + 'static,
        read: impl Fn() -> Saving<D> + std::marker::Send + Sync + 'static,
    ) -> Self {
        Self {
            shown: RwSignal::new(details.clone()),
            error: RwSignal::new(None),
            known: StoredValue::new((version, details)),
            busy: StoredValue::new(false),
            saying: StoredValue::new(None),
            send: StoredValue::new(Arc::new(send)),
            read: StoredValue::new(Arc::new(read)),
            subject: StoredValue::new(subject),
            back: StoredValue::new(Back::here()),
        }
    }

    /// The answer to come, and the fields it is about.
    fn ask(self, wanted: &D) -> (Saving<D>, Vec<String>) {
        let patch = self.known.with_value(|(version, known)| Patch::between(*version, known, wanted));
        let fields = patch.changes.0.keys().cloned().collect();
        (self.send.with_value(|send| send(patch)), fields)
    }

    /// Says what was saved and offers the way back, which may be taken from another page, too.
    fn offer(self, text: String, fields: &[String], now: &D) {
        let (Some(back), Some(subject)) = (self.back.try_get_value(), self.subject.try_get_value()) else { return };
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        back.offer(subject, text, values(now, &fields), move |_| self.renew());
    }

    /// Shows what the server has.
    fn renew(self) {
        let Some(read) = self.read.try_get_value() else { return };
        spawn_local(async move {
            if let Ok((version, details)) = read().await {
                self.shown.try_set(details.clone());
                self.known.try_set_value((version, details));
            }
        });
    }

    /// Saves from a form, which waits for the answer and keeps what was typed when it is refused; says `text` then.
    pub(super) async fn save(self, wanted: D, text: String) -> Result<(), Error> {
        // What is on its way first: from two changes of the same list the later one would be refused.
        while self.busy.try_get_value() == Some(true) {
            gloo_timers::future::TimeoutFuture::new(20).await;
        }
        let (saving, fields) = self.ask(&wanted);
        let (version, details) = saving.await?;
        if !fields.is_empty() {
            self.offer(text, &fields, &details);
        }
        let _ = self.shown.try_set(details.clone());
        let _ = self.known.try_set_value((version, details));
        Ok(())
    }

    /// Changes what is on screen at once and sends it; what changes meanwhile is sent after the answer.
    pub(super) fn change(self, change: impl FnOnce(&mut D)) {
        self.error.set(None);
        self.shown.update(change);
        self.settle();
    }

    /// As [`Editor::change`], and says `text` once it is saved.
    pub(super) fn change_saying(self, text: String, change: impl FnOnce(&mut D)) {
        self.saying.set_value(Some(text));
        self.change(change);
    }

    fn settle(self) {
        let wanted = self.shown.get_untracked();
        if self.busy.get_value() || self.known.with_value(|(_, known)| *known == wanted) {
            return;
        }
        self.busy.set_value(true);
        let (saving, fields) = self.ask(&wanted);
        let saying = self.saying.try_update_value(Option::take).flatten();
        spawn_local(async move {
            let outcome = saving.await;
            if self.busy.try_set_value(false).is_some() {
                return;
            }
            match outcome {
                Ok((version, details)) => {
                    if let Some(text) = saying {
                        self.offer(text, &fields, &details);
                    }
                    if self.shown.with_untracked(|shown| *shown == wanted) {
                        self.shown.set(details.clone());
                    }
                    self.known.set_value((version, details));
                    self.settle();
                }
                Err(error) => {
                    self.shown.set(self.known.with_value(|(_, known)| known.clone()));
                    self.error.set(Some(error));
                }
            }
        });
    }
}

/// What was saved of something with a name: that it is new, its new name, or only that it is saved.
pub(super) fn said(t: &'static Texts, before: &str, now: &str) -> String {
    match before {
        "" => fill(t.log().listed_added, &[("name", now)]),
        same if same == now => t.common().saved.to_owned(),
        before => fill(t.log().listed_renamed, &[("name", before), ("to", now)]),
    }
}
