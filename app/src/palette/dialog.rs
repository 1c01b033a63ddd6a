//! The palette itself: a field with a list under it, which the keyboard walks without leaving the field.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

use super::account::Account;
use super::entry::{Act, Entry, Face, Group, Maker};
use super::recent::recent;
use super::search::Search;
use super::{Over, Palette};
use crate::i18n::{fill, lang, plural};
use crate::me::me;
use crate::outbox::sign_out;
use crate::setting::choose_theme;
use crate::ui::{Avatar, Icon, reach};

/// What a line does when it is chosen; whether in a new tab.
type Run = Callback<(Entry, bool)>;

fn line(at: usize) -> String {
    format!("palette-{at}")
}

/// The dialog.
#[component]
pub(super) fn PaletteDialog(palette: Palette) -> impl IntoView {
    let (t, w) = (palette.t, palette.t.palette());
    let Some(me) = me() else { return ().into_any() };
    let (search, recents) = (Search::new(), RwSignal::new(Vec::new()));
    let (dialog, field) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Input>::new());
    let person = me.id.clone();
    let open = move || palette.open.get() == Some(Over::Palette);
    Effect::new(move |_| {
        let (wanted, Some(dialog), Some(field)) = (open(), dialog.get(), field.get()) else { return };
        if wanted && !dialog.open() {
            // Not the one that is open already.
            let path = window().location().pathname().unwrap_or_default();
            recents.set(recent(&person).into_iter().filter(|one| !path.ends_with(&one.id)).collect());
            search.begin(palette.typed.try_update_value(std::mem::take).unwrap_or_default());
            if dialog.show_modal().is_ok() {
                reach::opened(&dialog);
                let _ = field.focus();
                palette.ready.set_value(true);
            }
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let groups = Memo::new(move |_| {
        let maker = Maker { t, w, me: &me };
        search.answer.with(|answer| recents.with(|recents| maker.groups(&answer.text, &answer.finds, recents)))
    });
    let count = Memo::new(move |_| groups.with(|groups| groups.iter().map(|group| group.entries.len()).sum::<usize>()));
    let run = runner(palette);
    let choose = move |at: usize, new_tab: bool| {
        let entry = groups.with_untracked(|groups| groups.iter().flat_map(|group| &group.entries).nth(at).cloned());
        if let Some(entry) = entry {
            run.run((entry, new_tab));
        }
    };
    Effect::new(move |_| {
        if let Some(new_tab) = search.waited() {
            choose(0, new_tab);
        }
    });
    Effect::new(move |_| {
        let (at, _) = (search.active.get(), count.get());
        reveal(at);
    });
    let press = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let command = event.ctrl_key() || event.meta_key();
        let (last, at) = (count.get_untracked().saturating_sub(1), search.active.get_untracked());
        let goal = match event.key().as_str() {
            "ArrowDown" => {
                if at >= last {
                    0
                } else {
                    at + 1
                }
            }
            "ArrowUp" => at.checked_sub(1).unwrap_or(last),
            "PageDown" => (at + 8).min(last),
            "PageUp" => at.saturating_sub(8),
            "Home" if !event.shift_key() => 0,
            "End" if !event.shift_key() => last,
            "Enter" => {
                event.prevent_default();
                if untrack(|| search.fresh()) {
                    choose(at, command)
                } else {
                    search.wait(command)
                }
                return;
            }
            "k" | "K" if command => {
                event.prevent_default();
                return palette.close();
            }
            _ => return,
        };
        event.prevent_default();
        search.active.set(goal);
    };
    let spoken = move || {
        let number = u32::try_from(count.get()).unwrap_or(u32::MAX);
        let text = fill(plural(lang(), number, w.count_one, w.count_many), &[("n", &number.to_string())]);
        (open() && search.fresh()).then_some(text)
    };
    let none = move || {
        let answer = search.answer.get();
        if let Some(error) = answer.error {
            return Some(
                view! { <p class="palette-none" role="alert"><Icon name="alert" /><span>{error.say_unread(t)}</span></p> }.into_any(),
            );
        }
        let found =
            [&answer.finds.contacts, &answer.finds.companies, &answer.finds.deals].iter().any(|list| !list.is_empty());
        let known = groups.with(|groups| groups.iter().any(|group| [w.recent, w.go, w.display].contains(&group.name)));
        if answer.text.is_empty() || found || known {
            return None;
        }
        let text = fill(w.nothing, &[("text", &answer.text)]);
        Some(view! { <p class="palette-none">{text}<span>{w.nothing_help}</span></p> }.into_any())
    };
    let lines = move || open().then(|| view! { <Lines groups search run /> });
    view! {
        <dialog
            node_ref=dialog
            class="dialog palette"
            aria-label=w.title
            on:close=move |_| {
                if let Some(dialog) = dialog.get_untracked() {
                    reach::left(&dialog);
                }
                // Opened again at once: the news is old.
                if !dialog.get_untracked().is_some_and(|dialog| dialog.open()) {
                    palette.closed();
                }
            }
            on:click=move |event: ev::MouseEvent| {
                let beside = dialog.get_untracked().is_some_and(|dialog| event.target().is_some_and(|target| target == *dialog.unchecked_ref()));
                if beside {
                    palette.close();
                }
            }
        >
            <div class="palette-head">
                <Icon name="search" />
                <input
                    node_ref=field
                    class="palette-field"
                    type="text"
                    role="combobox"
                    aria-label=w.title
                    aria-expanded=move || (count.get() > 0).to_string()
                    aria-controls="palette-list"
                    aria-autocomplete="list"
                    aria-activedescendant=move || (count.get() > 0).then(|| line(search.active.get()))
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="go"
                    maxlength="80"
                    placeholder=w.hint
                    prop:value=move || search.text.get()
                    on:input=move |event| search.typed(event_target_value(&event))
                    on:keydown=press
                />
                <button class="button button-ghost palette-close" type="button" on:click=move |_| palette.close()>{t.common().close}</button>
            </div>
            <p class="spoken" role="status">{spoken}</p>
            <Account palette hidden=Signal::derive(move || search.text.with(|text| !text.is_empty())) />
            <div class="palette-body" class:palette-old=move || !search.fresh()>
                {none}
                <div class="palette-list" id="palette-list" role="listbox" aria-label=w.results hidden=move || count.get() == 0>
                    {lines}
                </div>
            </div>
            <p class="palette-foot" aria-hidden="true">
                <span><kbd>"↑"</kbd><kbd>"↓"</kbd>{w.browse}</span>
                <span><kbd>"↵"</kbd>{w.open}</span>
                <span><kbd>{w.key_ctrl}</kbd><kbd>"↵"</kbd>{w.new_tab}</span>
                <span class="push"><kbd>{w.key_escape}</kbd>{w.close}</span>
            </p>
        </dialog>
    }
    .into_any()
}

/// The lines of all groups.
#[component]
fn Lines(groups: Memo<Vec<Group>>, search: Search, run: Run) -> impl IntoView {
    move || {
        let mut at = 0;
        let groups = groups.get().into_iter().map(|group| {
            let entries = group.entries.into_iter().map(|entry| {
                at += 1;
                option(at - 1, entry, search, run)
            });
            let entries = entries.collect_view();
            view! {
                <div class="palette-group" role="group" aria-label=group.name>
                    <p class="palette-title" role="presentation">{group.name}</p>
                    {entries}
                </div>
            }
        });
        groups.collect_view()
    }
}

fn option(at: usize, entry: Entry, search: Search, run: Run) -> impl IntoView {
    let Entry { face, name, hint, keys, .. } = entry.clone();
    let chosen = move || search.active.get() == at;
    let face = match face {
        Face::Icon(name) => view! { <span class="palette-icon"><Icon name /></span> }.into_any(),
        face => view! { <Avatar name=name.clone() square=face == Face::Company silent=true /> }.into_any(),
    };
    let other = entry.clone();
    view! {
        <div
            class="palette-line"
            id=line(at)
            role="option"
            aria-selected=move || chosen().to_string()
            on:pointermove=move |_| {
                if search.active.get_untracked() != at {
                    search.active.set(at);
                }
            }
            // The field keeps the focus.
            on:mousedown=|event| event.prevent_default()
            on:click=move |event| run.run((entry.clone(), event.ctrl_key() || event.meta_key()))
            on:auxclick=move |event| {
                if event.button() == 1 {
                    run.run((other.clone(), true));
                }
            }
        >
            {face}
            <span class="palette-name cut">{name}</span>
            <span class="palette-hint cut">{hint}</span>
            {(!keys.is_empty()).then(|| view! {
                <span class="palette-keys" aria-hidden="true">{keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view()}</span>
            })}
        </div>
    }
}

/// Brings a line into view, the first one with the heading above it.
fn reveal(at: usize) {
    request_animation_frame(move || {
        if at == 0 {
            if let Some(list) = document().get_element_by_id("palette-list") {
                list.set_scroll_top(0);
            }
        } else if let Some(line) = document().get_element_by_id(&line(at)) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            line.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Does what a line stands for. The palette is closed first, so that the focus is where it was.
fn runner(palette: Palette) -> Run {
    let navigate = use_navigate();
    Callback::new(move |(entry, new_tab): (Entry, bool)| {
        palette.close();
        match entry.act {
            Act::Open(address) if new_tab => drop(window().open_with_url_and_target(&address, "_blank")),
            Act::Open(address) => navigate(&address, NavigateOptions::default()),
            Act::Shortcuts => palette.show(Over::Shortcuts),
            Act::Wear(theme) => spawn_local(async move {
                if let Err(error) = choose_theme(theme).await {
                    palette.toasts.show(error.say(palette.t));
                }
            }),
            Act::SignOut => sign_out(),
        }
    })
}
