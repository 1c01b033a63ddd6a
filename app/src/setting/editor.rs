//! One record of ordered things while it is shaped: at once on screen, then on the server, one change after the other.

use std::pin::Pin;
use std::sync::Arc;

use domain::patch::Patch;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

use crate::error::Error;

/// The answer to a change: the version and the fields as they stand then.
pub(super) type Saving<D> = Pin<Box<dyn Future<Output = Result<(u32, D), Error>>>>;

type Send<D> = Arc<dyn Fn(Patch) -> Saving<D> + std::marker::Send + Sync>;

/// One record while it is shaped.
pub(super) struct Editor<D: 'static> {
    /// What is on screen.
    pub(super) shown: RwSignal<D>,
    /// Why the last change was refused.
    pub(super) error: RwSignal<Option<Error>>,
    /// What the server last answered.
    known: StoredValue<(u32, D)>,
    busy: StoredValue<bool>,
    send: StoredValue<Send<D>>,
}

impl<D> Clone for Editor<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D> Copy for Editor<D> {}

impl<D: Clone + PartialEq + Serialize + std::marker::Send + Sync + 'static> Editor<D> {
    /// `send` brings a change to the server.
    pub(super) fn new(
        version: u32,
        details: D,
        send: impl Fn(Patch) -> Saving<D> + std::marker::Send + Sync + 'static,
    ) -> Self {
        Self {
            shown: RwSignal::new(details.clone()),
            error: RwSignal::new(None),
            known: StoredValue::new((version, details)),
            busy: StoredValue::new(false),
            send: StoredValue::new(Arc::new(send)),
        }
    }

    fn ask(self, wanted: &D) -> Saving<D> {
        let patch = self.known.with_value(|(version, known)| Patch::between(*version, known, wanted));
        self.send.with_value(|send| send(patch))
    }

    /// Saves from a form, which waits for the answer and keeps what was typed when it is refused.
    pub(super) async fn save(self, wanted: D) -> Result<(), Error> {
        // What is on its way first: from two changes of the same list the later one would be refused.
        while self.busy.try_get_value() == Some(true) {
            gloo_timers::future::TimeoutFuture::new(20).await;
        }
        let (version, details) = self.ask(&wanted).await?;
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

    fn settle(self) {
        let wanted = self.shown.get_untracked();
        if self.busy.get_value() || self.known.with_value(|(_, known)| *known == wanted) {
            return;
        }
        self.busy.set_value(true);
        let saving = self.ask(&wanted);
        spawn_local(async move {
            let outcome = saving.await;
            if self.busy.try_set_value(false).is_some() {
                return;
            }
            match outcome {
                Ok((version, details)) => {
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
