//! The shape of what is on its way.

use leptos::prelude::*;

use super::Words;

/// The shape of what is on its way; invisible for the first moments, so that a quick answer shows nothing.
#[component]
pub fn Skeleton(
    /// How many lines, or cards.
    #[prop(default = 3)]
    lines: usize,
    /// Cards of the board instead of lines of text.
    #[prop(optional)]
    cards: bool,
) -> impl IntoView {
    let class = if cards { "skeleton-line skeleton-card" } else { "skeleton-line" };
    let shapes = (0..lines).map(|_| view! { <span class=class></span> }).collect_view();
    view! {
        <div class="skeleton" role="status">
            <span class="spoken">{Words::here().loading}</span>
            {shapes}
        </div>
    }
}
