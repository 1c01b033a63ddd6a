//! What was written without network: kept in the browser under its writer, shown as waiting, sent when the network is back.
//! The queue itself is `public/outbox.js`, which the worker runs as well; here is what pages show of it and put into it.

mod bridge;
mod dialog;
mod entry;
mod rows;

use domain::Instant;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::Serialize;

use crate::error::Error;
use crate::i18n::{Texts, fill, lang, plural, texts_here};
use crate::me::me;
use crate::palette::Palette;
use crate::ui::{Icon, Toasts};
pub(crate) use bridge::{ended, reach};
pub(crate) use dialog::OutboxDialog;
pub(crate) use entry::{Entry, Key, Kind};
pub(crate) use rows::WaitingRows;

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
            palette: use_context(),
        }
    }

    /// Makes it and provides it to everything below; after the palette, whose part of the program holds its list.
    pub(crate) fn provide() -> Self {
        let outbox = Self::new();
        provide_context(outbox);
        bridge::hear(outbox);
        outbox
    }

    /// The outbox of this page. Take it while a component is set up.
    pub(crate) fn here() -> Self {
        use_context().unwrap_or_else(Self::new)
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

    /// Asks the server. What does not reach it is kept: then there is no answer yet.
    ///
    /// # Errors
    /// The server's, and that it was not reached where the browser keeps nothing.
    pub(crate) async fn send<F>(
        self,
        kind: Kind,
        subjects: Vec<String>,
        key: Key,
        call: F,
    ) -> Result<Option<F::Output>, Error>
    where
        F: ServerFn<Error = Error> + Serialize,
    {
        let body = serde_json::to_string(&call).unwrap_or_default();
        let entry = Entry::new(kind, subjects, key.text(), F::url(), body, self.writer.get_value());
        match call.run_on_client().await {
            Err(Error(domain::Error::Offline)) if bridge::put(&entry).await => {
                key.used();
                self.toasts.show(self.t.outbox().kept);
                Ok(None)
            }
            Ok(done) => {
                key.used();
                Ok(Some(done))
            }
            Err(error) => Err(error),
        }
    }
}

/// How much waits, wherever one is; nothing when nothing does.
#[component]
pub(crate) fn OutboxMark() -> impl IntoView {
    let (o, lang, outbox) = (texts_here().outbox(), lang(), Outbox::here());
    let counts = Memo::new(move |_| {
        outbox.entries.with(|entries| (entries.len(), entries.iter().filter(|entry| entry.error.is_some()).count()))
    });
    let say = move |number: usize, one, many| {
        let text = plural(lang, u32::try_from(number).unwrap_or(u32::MAX), one, many);
        (number > 0).then(|| fill(text, &[("n", &number.to_string())]))
    };
    move || {
        let (all, refused) = counts.get();
        let refusals = say(refused, o.refused_one, o.refused_many);
        let said = refusals.into_iter().chain(say(all - refused, o.count_one, o.count_many)).collect::<Vec<_>>();
        let (class, icon) =
            if refused > 0 { ("outbox-mark outbox-refused", "alert") } else { ("outbox-mark", "upload") };
        (all > 0).then(|| {
            view! {
                <button type="button" class=class aria-haspopup="dialog" on:click=move |_| outbox.show()>
                    <Icon name=icon />
                    <span>{said.join(" · ")}</span>
                </button>
            }
        })
    }
}
