//! A state in a word.

use leptos::prelude::*;

use super::Icon;

/// What a mark means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// The colour of the product.
    Accent,
    /// As it should be.
    Good,
    /// Wants a look.
    Warning,
    /// Wrong, late or lost.
    Danger,
    /// Worth knowing.
    Info,
}

/// A state in a word; colour never says it alone.
#[component]
pub fn Badge(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// Drawing before the word.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// The word.
    children: Children,
) -> impl IntoView {
    let class = match tone {
        Tone::Neutral => "badge",
        Tone::Accent => "badge badge-accent",
        Tone::Good => "badge badge-good",
        Tone::Warning => "badge badge-warning",
        Tone::Danger => "badge badge-danger",
        Tone::Info => "badge badge-info",
    };
    view! { <span class=class>{icon.map(|name| view! { <Icon name /> })}{children()}</span> }
}
