//! Where the focus goes when its line leaves the list: never nowhere.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlElement};

/// The line that somebody acts on.
pub(super) type Row = Option<Element>;

/// The line of an event.
pub(super) fn row_of(event: &Event) -> Row {
    event.target()?.dyn_into::<Element>().ok()?.closest("li").ok().flatten()
}

fn focus(element: Option<Element>) -> bool {
    element.and_then(|element| element.dyn_into::<HtmlElement>().ok()).is_some_and(|element| element.focus().is_ok())
}

/// Gives the focus of a line that is about to go to its neighbour, else to the page.
pub(super) fn hand_on(row: Row) {
    let Some(row) = row else { return };
    if !row.is_connected() {
        return settle(document().query_selector("main").ok().flatten());
    }
    // Somebody who has moved on is not called back.
    let held = document()
        .active_element()
        .is_some_and(|active| active.tag_name() == "BODY" || row.contains(Some(active.unchecked_ref())));
    if !held {
        return;
    }
    let tick = |row: Element| row.query_selector("input").ok().flatten();
    let near = row.next_element_sibling().or_else(|| row.previous_element_sibling()).and_then(tick);
    if !focus(near) {
        settle(row.closest("dialog[open], main").ok().flatten());
    }
}

/// Gives the focus to the page.
pub(super) fn leave() {
    focus(document().query_selector("main").ok().flatten());
}

/// Gives the focus to the first action under an element, else to the element.
pub(super) fn settle(within: Option<Element>) {
    let Some(within) = within else { return };
    let first = within.query_selector(".item-task:not(.item-done) > input").ok().flatten();
    if !focus(first) {
        focus(Some(within));
    }
}
