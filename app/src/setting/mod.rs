//! Settings.

use leptos::prelude::*;

/// A page.
#[component]
pub fn Profile() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"Profile"</h1></main> }
}

/// A page.
#[component]
pub fn SettingPage() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"SettingPage"</h1></main> }
}
