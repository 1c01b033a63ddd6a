//! A dialog at the edge: from the right on a desktop, from below on a phone.

use leptos::prelude::*;

use super::dialog::Modal;

/// Like [`super::Dialog`], but tall and at the edge: for a record or a long form.
#[component]
pub fn Sheet(
    /// Whether it is open; closing by hand sets it to false.
    open: RwSignal<bool>,
    /// Its heading and its name.
    #[prop(into)]
    title: Signal<String>,
    /// Whether a press beside it closes it.
    #[prop(default = true)]
    light: bool,
    /// What it holds.
    children: ChildrenFn,
) -> impl IntoView {
    view! { <Modal open title class="sheet" light children /> }
}
