//! `@` in a note offers colleagues: a list below the box, by keyboard and by touch. Typing the whole name does as well.

use domain::mention::{answers, typing};
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, web_sys};

use super::api::colleague_names;
use crate::i18n::texts_here;
use crate::ui::{Avatar, AvatarSize};

/// So many names are offered at once.
const OFFERED: usize = 6;
/// The list's address for the box.
pub(super) const LIST: &str = "mention-list";

/// What is offered while a name is typed.
#[derive(Clone, Copy)]
pub(super) struct Mentions {
    area: NodeRef<Textarea>,
    /// The colleagues' names, once they were asked for.
    names: RwSignal<Option<Vec<String>>>,
    offered: RwSignal<Vec<String>>,
    at: RwSignal<usize>,
    /// Takes the changed text.
    typed: Callback<String>,
}

/// The text before the caret and behind it. The browser counts in UTF-16.
fn around(area: &web_sys::HtmlTextAreaElement) -> Option<(String, String)> {
    let units: Vec<u16> = area.value().encode_utf16().collect();
    let caret = (area.selection_start().ok()?? as usize).min(units.len());
    let (before, behind) = units.split_at(caret);
    Some((String::from_utf16_lossy(before), String::from_utf16_lossy(behind)))
}

impl Mentions {
    pub(super) fn new(area: NodeRef<Textarea>, typed: Callback<String>) -> Self {
        let (offered, at) = (RwSignal::new(Vec::new()), RwSignal::new(0));
        Self { area, names: RwSignal::new(None), offered, at, typed }
    }

    /// Looks at what is being typed, after each letter and each step of the caret.
    pub(super) fn look(self) {
        let Some(Some((before, _))) = self.area.get_untracked().map(|area| around(&area)) else { return };
        let Some(typed) = typing(&before) else { return self.close() };
        let Some(names) = self.names.get_untracked() else { return self.ask() };
        // A whole name and a space: it is there.
        let said = |name: &String| typed.trim_end() == name && typed.ends_with(' ');
        let fits = names.iter().filter(|name| answers(name, typed));
        let fits: Vec<String> = if names.iter().any(said) { Vec::new() } else { fits.take(OFFERED).cloned().collect() };
        if self.offered.with_untracked(|before| *before != fits) {
            self.at.set(0);
            self.offered.set(fits);
        }
    }

    /// Asks for the names once, when the first `@` is typed.
    fn ask(self) {
        self.names.set(Some(Vec::new()));
        spawn_local(async move {
            let names = colleague_names().await.unwrap_or_default();
            if self.names.try_set(Some(names)).is_none() {
                self.look();
            }
        });
    }

    pub(super) fn close(self) {
        if self.open() {
            self.offered.set(Vec::new());
        }
    }

    fn open(self) -> bool {
        // Taking the box away blurs it.
        self.offered.try_with_untracked(|offered| !offered.is_empty()) == Some(true)
    }

    /// The list's keys while it is open; says whether the key was for it.
    pub(super) fn press(self, event: &ev::KeyboardEvent) -> bool {
        if !self.open() || event.is_composing() || event.ctrl_key() || event.meta_key() {
            return false;
        }
        let (at, count) = (self.at.get_untracked(), self.offered.with_untracked(Vec::len));
        match event.key().as_str() {
            "ArrowDown" => self.at.set((at + 1) % count),
            "ArrowUp" => self.at.set((at + count - 1) % count),
            "Enter" | "Tab" if !event.shift_key() => self.choose(at),
            "Escape" => self.close(),
            _ => return false,
        }
        event.prevent_default();
        event.stop_propagation();
        true
    }

    /// Writes the name where its beginning stands.
    fn choose(self, at: usize) {
        let Some(name) = self.offered.with_untracked(|offered| offered.get(at).cloned()) else { return };
        let Some(area) = self.area.get_untracked() else { return };
        let Some((before, behind)) = around(&area) else { return };
        let Some(typed) = typing(&before) else { return };
        let head = before.get(..before.len() - typed.len()).unwrap_or_default();
        let space = if behind.starts_with(' ') { "" } else { " " };
        let head = format!("{head}{name}{space}");
        let caret = u32::try_from(head.encode_utf16().count()).unwrap_or(u32::MAX);
        let text = format!("{head}{behind}");
        area.set_value(&text);
        let _ = area.focus();
        let _ = area.set_selection_range(caret, caret);
        self.close();
        self.typed.run(text);
    }

    /// Which line of the list is meant, for who cannot see it.
    pub(super) fn active(self) -> Option<String> {
        self.offered.with(|offered| !offered.is_empty()).then(|| format!("{LIST}-{}", self.at.get()))
    }
}

/// The list.
#[component]
pub(super) fn MentionList(mentions: Mentions) -> impl IntoView {
    let t = texts_here();
    let line = move |(at, name): (usize, String)| {
        view! {
            <li
                id=format!("{LIST}-{at}")
                class="mention-line"
                role="option"
                aria-selected=move || if mentions.at.get() == at { "true" } else { "false" }
                // The box keeps the focus.
                on:pointerdown=|event| event.prevent_default()
                on:click=move |_| mentions.choose(at)
            >
                <Avatar name=name.clone() size=AvatarSize::Small silent=true />
                <span class="cut">{name}</span>
            </li>
        }
    };
    move || {
        let offered = mentions.offered.get();
        (!offered.is_empty()).then(|| {
            view! {
                <ul class="mention-list" id=LIST role="listbox" aria-label=t.note().colleagues>
                    {offered.into_iter().enumerate().map(line).collect_view()}
                </ul>
            }
        })
    }
}
