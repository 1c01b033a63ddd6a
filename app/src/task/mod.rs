//! Next actions.

use leptos::prelude::*;

/// A page.
#[component]
pub fn TaskList() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"TaskList"</h1></main> }
}
