//! One drawing of the sprite.

use leptos::prelude::*;

/// Address of the sprite. The shell provides it with the hash in its name.
#[derive(Clone, Debug)]
pub struct Sprite(pub String);

/// A drawing of the sprite, in the colour and at the size its surroundings give it.
/// Always decoration: a word stands beside it, or names the button around it.
#[component]
pub fn Icon(
    /// Name of the symbol in `public/icons.svg`.
    name: &'static str,
) -> impl IntoView {
    let sprite = use_context::<Sprite>();
    let address = sprite.as_ref().map_or("/assets/icons.svg", |sprite| sprite.0.as_str());
    let href = format!("{address}#{name}");
    view! { <svg class="icon" aria-hidden="true"><use_ href=href></use_></svg> }
}
