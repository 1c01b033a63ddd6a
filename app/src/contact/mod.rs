//! Contacts.

pub mod choice;

use leptos::prelude::*;

/// A page.
#[component]
pub fn ContactList() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"ContactList"</h1></main> }
}

/// A page.
#[component]
pub fn ContactShow() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"ContactShow"</h1></main> }
}
