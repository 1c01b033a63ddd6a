//! One of several choices.

use leptos::{html, prelude::*};

use super::{Frame, FrameProps, Ids, bind};
use crate::ui::Icon;

/// One of several choices, through the browser's own list.
#[component]
pub fn SelectField(
    /// Words above the control.
    #[prop(into)]
    label: String,
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// The chosen value.
    value: RwSignal<String>,
    /// Values and what they are called.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// One sentence of help.
    #[prop(optional, into)]
    help: Option<String>,
    /// Must not stay empty.
    #[prop(optional)]
    required: bool,
    /// Says « facultatif » after the label.
    #[prop(optional)]
    optional_mark: bool,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Id of the control where a name appears twice on a page.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Select>::new();
    let read = move || {
        // New options may have made the browser choose another one.
        options.track();
        node.get().map(|select| select.value())
    };
    bind(value, read, move |wanted| {
        if let Some(select) = node.get_untracked() {
            select.set_value(wanted);
        }
    });
    let choices = move || {
        let chosen = value.get_untracked();
        options
            .get()
            .into_iter()
            .map(|(key, text)| {
                let selected = key == chosen;
                view! { <option value=key selected=selected>{text}</option> }
            })
            .collect_view()
    };
    let ids = Ids::new(id, &name);
    let (described, has_help) = (ids.clone(), help.is_some());
    let control = view! {
        <span class="field-select">
            <select
                node_ref=node
                class="field-input"
                id=ids.control.clone()
                name=name
                on:change=move |event| value.set(event_target_value(&event))
                required=required
                disabled=move || disabled.get()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || described.described_by(has_help, error.with(Option::is_some))
            >
                {choices}
            </select>
            <Icon name="chevron-down" />
        </span>
    };
    Frame(FrameProps {
        ids,
        label,
        required,
        optional_mark,
        help,
        error,
        children: Box::new(move || control.into_any()),
    })
}
