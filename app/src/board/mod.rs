//! The board.

use leptos::prelude::*;

/// A page.
#[component]
pub fn BoardPage() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"BoardPage"</h1></main> }
}
