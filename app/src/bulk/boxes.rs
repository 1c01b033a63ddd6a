//! The boxes by which the rows of a list are selected, and the key that does so.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::pick::Picks;
use crate::i18n::{fill, texts_here};
use crate::ui::Icon;

/// Shows the boxes where the room is small, or lets everything go.
#[component]
pub(crate) fn Picking(picks: Picks) -> impl IntoView {
    let choosing = move || picks.shown.get();
    view! {
        <button
            type="button"
            class="button only-narrow"
            aria-pressed=move || choosing().to_string()
            on:click=move |_| if choosing() { picks.clear() } else { picks.shown.set(true) }
        ><Icon name="check" /><span class="button-words">{texts_here().list().choose}</span></button>
    }
}

/// Selects the rows of the page.
#[component]
pub(crate) fn PickPage(picks: Picks) -> impl IntoView {
    let l = texts_here().list();
    view! {
        <th scope="col" class="table-pick">
            <label class="table-box">
                <input
                    type="checkbox"
                    class="check-box"
                    autocomplete="off"
                    aria-label=l.pick_page
                    prop:checked=move || picks.of_page().0
                    prop:indeterminate=move || picks.of_page().1
                    on:change=move |_| picks.toggle_page()
                />
            </label>
        </th>
    }
}

/// Selects a row, or with the shift key those since the last one.
#[component]
pub(crate) fn PickRow(
    picks: Picks,
    /// Its id.
    id: String,
    /// What it is called.
    name: String,
) -> impl IntoView {
    let (has, label) = (id.clone(), fill(texts_here().list().pick, &[("name", &name)]));
    view! {
        <td class="table-pick">
            <label class="table-box">
                <input
                    type="checkbox"
                    class="check-box"
                    autocomplete="off"
                    aria-label=label
                    prop:checked=move || picks.has(&has)
                    on:click=move |event: MouseEvent| picks.toggle(&id, event.shift_key())
                />
            </label>
        </td>
    }
}

/// `x` selects the row that has the focus; Escape lets all go.
pub(crate) fn keyed(picks: Picks, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    match event.key().as_str() {
        "x" | "X" => {
            let row = target.and_then(|target| target.closest("tr[data-id]").ok().flatten());
            if let Some(id) = row.and_then(|row| row.get_attribute("data-id")) {
                event.prevent_default();
                picks.toggle(&id, event.shift_key());
            }
        }
        "Escape" => picks.clear(),
        _ => {}
    }
}
