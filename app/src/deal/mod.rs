//! Deals.

pub mod api;

use leptos::prelude::*;

/// A page.
#[component]
pub fn DealList() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"DealList"</h1></main> }
}

/// A page.
#[component]
pub fn DealShow() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"DealShow"</h1></main> }
}
