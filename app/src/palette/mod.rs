//! The palette and the list of shortcuts. What listens is in the first load; what is shown comes in a part of its own,
//! when somebody is about to open it.

mod account;
pub mod api;
mod dialog;
mod entry;
mod keys;
mod part;
mod recent;
mod search;
mod shortcuts;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::error::Error;
use crate::i18n::{Texts, texts_here};
use crate::ui::{Icon, Toasts};
pub(crate) use recent::{Kind, forget, opened, wipe};

/// What can stand over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The palette.
    Palette,
    /// The list of shortcuts.
    Shortcuts,
}

/// What is open over the page, and whether its part of the program is there.
#[derive(Clone, Copy)]
pub struct Palette {
    open: RwSignal<Option<Over>>,
    loaded: RwSignal<bool>,
    /// What was typed while the palette was on its way.
    typed: StoredValue<String>,
    /// Whether its field has the focus.
    ready: StoredValue<bool>,
    toasts: Toasts,
    t: &'static Texts,
}

impl Palette {
    /// Makes it, provides it to everything below, and listens to the keyboard.
    pub(crate) fn provide() -> Self {
        let palette = Self {
            open: RwSignal::new(None),
            loaded: RwSignal::new(false),
            typed: StoredValue::new(String::new()),
            ready: StoredValue::new(false),
            toasts: Toasts::here(),
            t: texts_here(),
        };
        provide_context(palette);
        keys::listen(palette);
        palette
    }

    /// Opens one of them.
    pub(crate) fn show(self, over: Over) {
        self.open.set(Some(over));
        self.load();
    }

    /// Gets the part, unless it is there.
    pub(crate) fn load(self) {
        if self.loaded.get_untracked() {
            return;
        }
        spawn_local(async move {
            match part::load_palette().await {
                Ok(()) => drop(self.loaded.try_set(true)),
                Err(_) => {
                    if self.open.try_update(Option::take).flatten().is_some() {
                        self.toasts.show(Error(domain::Error::Offline).say(self.t));
                    }
                }
            }
        });
    }

    /// Whether the palette was asked for and cannot be typed into yet.
    fn coming(self) -> bool {
        self.open.get_untracked() == Some(Over::Palette) && !self.ready.get_value()
    }

    fn close(self) {
        self.forget();
        self.open.set(None);
    }

    /// The palette's dialog was closed, maybe after something else was opened in its place.
    fn closed(self) {
        if self.open.get_untracked() == Some(Over::Palette) {
            self.open.set(None);
        }
        self.forget();
    }

    fn forget(self) {
        self.ready.set_value(false);
        self.typed.set_value(String::new());
    }
}

/// The place of both dialogs.
#[component]
pub(crate) fn Overlay(palette: Palette) -> impl IntoView {
    let view = move || Suspend::new(async move { part::overlay(palette).await.ok() });
    move || palette.loaded.get().then(view)
}

/// Opens the palette by hand.
#[component]
pub(crate) fn SearchButton(
    /// Its classes.
    class: &'static str,
) -> impl IntoView {
    let t = texts_here().common();
    let palette = use_context::<Palette>();
    let load = move || palette.map(Palette::load).unwrap_or_default();
    let keys = RwSignal::new("Ctrl K");
    Effect::new(move |_| {
        if window().navigator().platform().is_ok_and(|name| name.starts_with("Mac") || name.starts_with("iP")) {
            keys.set("⌘ K");
        }
    });
    view! {
        <button
            class=class
            type="button"
            title=t.search
            aria-haspopup="dialog"
            aria-keyshortcuts="Control+K Meta+K"
            on:pointerenter=move |_| load()
            on:focus=move |_| load()
            on:click=move |_| palette.map(|palette| palette.show(Over::Palette)).unwrap_or_default()
        >
            <Icon name="search" />
            <span class="rail-label">{t.search}</span>
            <kbd aria-hidden="true">{move || keys.get()}</kbd>
        </button>
    }
}
