//! Companies.

use leptos::prelude::*;

/// A page.
#[component]
pub fn CompanyList() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"CompanyList"</h1></main> }
}

/// A page.
#[component]
pub fn CompanyShow() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><h1 class="page-title">"CompanyShow"</h1></main> }
}
