//! When there is nothing.

use leptos::prelude::*;

use super::Icon;

/// Says that there is nothing, why, and what to do about it.
#[component]
pub fn Empty(
    /// Drawing above the words.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// That there is nothing.
    #[prop(into)]
    title: String,
    /// Why, or what would be here.
    #[prop(optional, into)]
    text: Option<String>,
    /// For a panel or a column.
    #[prop(optional)]
    small: bool,
    /// All there is on the page, whose title it is.
    #[prop(optional)]
    alone: bool,
    /// The acts that would change it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = if small { "empty empty-small" } else { "empty" };
    let title = match alone {
        true => view! { <h1 class="empty-title">{title}</h1> }.into_any(),
        false => view! { <p class="empty-title">{title}</p> }.into_any(),
    };
    view! {
        <div class=class>
            {icon.map(|name| view! { <Icon name /> })}
            {title}
            {text.map(|text| view! { <p class="empty-text">{text}</p> })}
            {children.map(|children| view! { <div class="empty-actions">{children()}</div> })}
        </div>
    }
}
