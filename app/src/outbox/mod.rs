//! What was written without network: kept in the browser under its writer, shown as waiting, sent when the network is back.
//! The queue itself is `public/outbox.js`, which the worker runs as well; here is what pages show of it and put into it.

mod bridge;
mod dialog;
mod entry;
mod rows;

use std::cell::Cell;

use domain::Instant;
use domain::patch::Changes;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::Serialize;

use crate::error::Error;
use crate::i18n::{Lang, Texts, fill, lang, plural, texts_here};
use crate::me::me;
use crate::palette::Palette;
use crate::ui::{Icon, Toasts};
pub(crate) use bridge::{ended, no_network, reach, unread};
pub(crate) use dialog::{OutboxDialog, sign_out};
pub(crate) use entry::{Entry, Key, Kind, new_key};
pub(crate) use rows::{WaitingMark, WaitingRows};

thread_local! {
    static PRESENT: Cell<Option<Outbox>> = const { Cell::new(None) };
}

/// What waits, and whether its list is open.
#[derive(Clone, Copy)]
pub(crate) struct Outbox {
    entries: RwSignal<Vec<Entry>>,
    open: RwSignal<bool>,
    /// Whether somebody is about to sign out.
    leaving: RwSignal<bool>,
    writer: StoredValue<String>,
    toasts: Toasts,
    t: &'static Texts,
    lang: Lang,
    palette: Option<Palette>,
}

impl Outbox {
    fn new() -> Self {
        Self {
            entries: RwSignal::new(Vec::new()),
            open: RwSignal::new(false),
            leaving: RwSignal::new(false),
            writer: StoredValue::new(me().map(|me| me.id.to_string()).unwrap_or_default()),
            toasts: Toasts::here(),
            t: texts_here(),
            lang: lang(),
            palette: use_context(),
        }
    }

    /// Makes it and provides it to everything below; after the palette, whose part of the program holds its list.
    pub(crate) fn provide() -> Self {
        let outbox = Self::new();
        provide_context(outbox);
        // Not on the server, which has many.
        Effect::new(move |_| PRESENT.set(Some(outbox)));
        bridge::hear(outbox);
        outbox
    }

    /// The outbox of this page. Take it while a component is set up.
    pub(crate) fn here() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    /// The browser's one, for what is saved where no component is being set up.
    pub(crate) fn present() -> Option<Self> {
        PRESENT.get()
    }

    /// What of one kind waits about a record, which it names first.
    pub(crate) fn about(self, kind: Kind, subject: &str) -> Vec<Entry> {
        let fits = |entry: &&Entry| entry.kind == kind && entry.subjects.first().is_some_and(|first| first == subject);
        self.entries.with(|entries| entries.iter().filter(fits).cloned().collect())
    }

    /// Keeps a write until the network is back, under a key that may be one's own from before. Says whether it is kept.
    pub(crate) async fn keep<F>(self, kind: Kind, subjects: Vec<String>, said: String, key: String, call: &F) -> bool
    where
        F: ServerFn + Serialize,
    {
        let body = serde_json::to_string(call).unwrap_or_default();
        let entry = Entry::new(kind, subjects, key, F::url(), body, self.writer.get_value()).saying(said);
        let kept = bridge::put(&entry).await;
        if kept {
            self.toasts.show(self.t.outbox().kept);
        }
        kept
    }

    /// The write on its way that changes one of these fields of a record.
    pub(crate) fn earlier(self, subject: &str, changes: &Changes) -> Option<Entry> {
        let same =
            |entry: &Entry| !entry.refused() && entry.changes().0.keys().any(|field| changes.0.contains_key(field));
        untrack(|| self.about(Kind::Edit, subject)).into_iter().find(same)
    }

    /// Keeps a change of fields until the network is back; the same field once more is the same write. Says whether it is
    /// kept.
    pub(crate) async fn keep_edit<F>(
        self,
        subject: String,
        changes: Changes,
        said: impl FnOnce(&Changes) -> String,
        call: impl FnOnce(Changes) -> F,
    ) -> bool
    where
        F: ServerFn + Serialize,
    {
        let (key, changes) = match self.earlier(&subject, &changes) {
            Some(entry) => (entry.key.clone(), entry.changes().then(changes)),
            None => (new_key(), changes),
        };
        let kept = if changes.is_empty() {
            self.discard(key).await
        } else {
            let said = said(&changes);
            self.keep(Kind::Edit, vec![subject], said, key, &call(changes)).await
        };
        if kept {
            bridge::send();
        }
        kept
    }

    /// How many writes wait to be sent, how many for a choice between two values, and how many the server refused.
    pub(crate) fn counts(self) -> [usize; 3] {
        let mut counts = [0; 3];
        self.entries.with(|entries| {
            for entry in entries {
                let at = if entry.conflict().is_some() { 1 } else { usize::from(entry.refused()) * 2 };
                counts[at] += 1;
            }
        });
        counts
    }

    /// What waits for its writer to decide, in words; nothing where nothing does.
    pub(crate) fn undecided(self, [_, choices, refused]: [usize; 3]) -> Option<String> {
        let o = self.t.outbox();
        let parts =
            [self.number(choices, o.choice_one, o.choice_many), self.number(refused, o.refused_one, o.refused_many)];
        let said = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        (!said.is_empty()).then_some(said)
    }

    fn number(self, number: usize, one: &'static str, many: &'static str) -> Option<String> {
        let text = plural(self.lang, u32::try_from(number).unwrap_or(u32::MAX), one, many);
        (number > 0).then(|| fill(text, &[("n", &number.to_string())]))
    }

    /// Whether its list is open.
    pub(crate) fn is_open(self) -> bool {
        self.open.get_untracked()
    }

    /// Takes a write away that was not sent yet.
    pub(crate) async fn discard(self, key: String) -> bool {
        bridge::remove(&key).await
    }

    /// Opens the list.
    pub(crate) fn show(self) {
        self.open.set(true);
        if let Some(palette) = self.palette {
            palette.load();
        }
    }

    /// The present moment by this device.
    pub(crate) fn now(self) -> Option<Instant> {
        Some(Instant(js_sys::Date::now() as i64))
    }

    /// Asks the server. What does not reach it is kept, with words for what the page does not tell: then there is no
    /// answer yet.
    ///
    /// # Errors
    /// The server's, and that it was not reached where the browser keeps nothing.
    pub(crate) async fn send<F>(
        self,
        kind: Kind,
        subjects: Vec<String>,
        said: String,
        key: Key,
        call: F,
    ) -> Result<Option<F::Output>, Error>
    where
        F: ServerFn<Error = Error> + Serialize + Clone,
    {
        let sent = self.send_saying(kind, subjects, said, key.text(), call).await;
        if sent.is_ok() {
            key.used();
        }
        sent
    }

    /// As [`send`](Self::send) under a key of one's own, with words for what was done where nothing was written.
    ///
    /// # Errors
    /// As there.
    pub(crate) async fn send_saying<F>(
        self,
        kind: Kind,
        subjects: Vec<String>,
        said: String,
        key: String,
        call: F,
    ) -> Result<Option<F::Output>, Error>
    where
        F: ServerFn<Error = Error> + Serialize + Clone,
    {
        // Asking again is harmless: so nobody waits for a network that only seems to be there.
        let answer = bridge::within(call.clone().run_on_client()).await.unwrap_or(Err(Error(domain::Error::Offline)));
        match answer {
            Err(Error(domain::Error::Offline)) if self.keep(kind, subjects, said, key, &call).await => Ok(None),
            answer => answer.map(Some),
        }
    }
}

/// How much waits, wherever one is; nothing when nothing does.
#[component]
pub(crate) fn OutboxMark() -> impl IntoView {
    let (o, outbox) = (texts_here().outbox(), Outbox::here());
    let counts = Memo::new(move |_| outbox.counts());
    move || {
        let counts = counts.get();
        let undecided = outbox.undecided(counts);
        let (class, icon) =
            if undecided.is_some() { ("outbox-mark outbox-refused", "alert") } else { ("outbox-mark", "upload") };
        let said: Vec<_> = undecided.into_iter().chain(outbox.number(counts[0], o.count_one, o.count_many)).collect();
        (!said.is_empty()).then(|| {
            view! {
                <button type="button" class=class aria-haspopup="dialog" on:click=move |_| outbox.show()>
                    <Icon name=icon />
                    <span>{said.join(" · ")}</span>
                </button>
            }
        })
    }
}
