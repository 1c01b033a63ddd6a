//! The second factor: asked for at the sign-in, turned on, and its codes on paper. Plain forms, like the sign-in itself.

mod api;
mod code;
mod codes;
mod page;
mod profile;

pub(crate) use api::reset_second;
pub use code::AskCode;
pub use codes::CodesPage;
pub use page::SecondPage;
pub(crate) use profile::Profile;

use domain::second::Demand;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::i18n::{Lang, Texts, fill, plural, texts_here};
use crate::route;

/// What a choice of the organisation is called.
pub(crate) fn demand_name(t: &'static Texts, demand: Demand) -> &'static str {
    let s = t.second();
    match demand {
        Demand::Nobody => s.demand_nobody,
        Demand::Administrators => s.demand_administrators,
        Demand::Everybody => s.demand_everybody,
    }
}

/// How many codes on paper are left.
fn left(t: &'static Texts, lang: Lang, number: u32) -> String {
    let s = t.second();
    if number == 0 {
        return s.left_none.to_owned();
    }
    fill(plural(lang, number, s.left_one, s.left_many), &[("n", &number.to_string())])
}

/// What the address says went wrong.
fn problem() -> &'static str {
    let s = texts_here().second();
    match use_query_map().get_untracked().get_str("erreur") {
        Some("code") => s.wrong_code,
        Some("mot-de-passe") => s.wrong_password,
        Some("attente") => s.wait,
        Some(_) => texts_here().setting().failed,
        None => "",
    }
}

/// Where the address says to go afterwards.
fn suite() -> String {
    let suite = use_query_map().get_untracked().get("suite").unwrap_or_default();
    // A path of this site, as the server looks at it as well.
    let inside = suite.starts_with('/') && !suite.starts_with("//") && !suite.contains(['\\', '\r', '\n', '\t']);
    if inside { suite } else { String::new() }
}

/// The way back to one's profile.
#[component]
fn ToProfile() -> impl IntoView {
    view! { <p class="auth-foot"><a href=route::SETTINGS>{texts_here().second().to_profile}</a></p> }
}
