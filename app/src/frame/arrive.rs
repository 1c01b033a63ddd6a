//! Where the focus goes on the way from one page to another.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FocusOptions, HtmlElement};
use leptos_router::hooks::use_location;

thread_local! {
    /// Whether the reader has gone from one page to another. The first page leaves the focus where browsers put it.
    static GONE: Cell<bool> = const { Cell::new(false) };
}

/// Another page is there: what had the focus has gone with the page before, and the keyboard goes on in the new one, not
/// at the top of the window.
pub(super) fn arrive() {
    request_animation_frame(|| {
        let nowhere = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        let main = document().get_element_by_id("contenu").filter(|_| GONE.get() && nowhere);
        if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = main.focus_with_options(&options);
        }
    });
}

/// Looks after the focus whenever another page comes.
pub(super) fn follow_ways() {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        if before.is_some_and(|before| before != path) {
            GONE.set(true);
            arrive();
        }
        path
    });
}
