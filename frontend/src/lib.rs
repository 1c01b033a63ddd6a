//! The browser's entry point.

use leptos::mount::hydrate_body;
use leptos::prelude::window;

/// Takes over the page that the server sent, as soon as the part that holds it is there.
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    let path = window().location().pathname().unwrap_or_default();
    let Some(part) = app::frame::Part::of(&path) else { return hydrate_body(app::App) };
    wasm_bindgen_futures::spawn_local(async move {
        // Without it the page stays what the server sent: readable, its links and plain forms at work.
        if part.load().await.is_ok() {
            hydrate_body(app::App);
        }
    });
}
