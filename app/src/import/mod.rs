//! Imports.

use leptos::prelude::*;

/// A page.
#[component]
pub fn ImportStart() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"ImportStart"</h1></main> }
}

/// A page.
#[component]
pub fn ImportJob() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"ImportJob"</h1></main> }
}
