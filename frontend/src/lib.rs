//! The browser's entry point.

/// Takes over the page that the server sent.
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
