//! A label that somebody gave.

use leptos::prelude::*;

use super::{Icon, Words, hue_class};

/// A label that somebody gave, in its hue; with a cross where it can be taken away.
#[component]
pub fn Tag(
    /// What it says.
    #[prop(into)]
    text: String,
    /// Its hue; grey without.
    #[prop(optional)]
    hue: u8,
    /// Takes it away.
    #[prop(optional, into)]
    on_remove: Option<Callback<()>>,
) -> impl IntoView {
    let remove = format!("{} {text}", Words::here().remove);
    view! {
        <span class=format!("tag {}", hue_class(hue))>
            <span class="tag-text">{text}</span>
            {on_remove.map(|act| {
                view! {
                    <button type="button" class="tag-remove" aria-label=remove on:click=move |_| act.run(())>
                        <Icon name="x" />
                    </button>
                }
            })}
        </span>
    }
}
