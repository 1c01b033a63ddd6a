//! Several lines of text.

use leptos::{html, prelude::*};

use super::{Frame, FrameProps, Ids, bind};

/// Several lines of text. Grows with what is typed.
#[component]
pub fn TextArea(
    /// Words above the control.
    #[prop(into)]
    label: String,
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// What is typed.
    value: RwSignal<String>,
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
    /// An example, never the label.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// Lines shown while empty.
    #[prop(default = 3)]
    rows: u32,
    /// Id of the control where a name appears twice on a page.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Textarea>::new();
    bind(
        value,
        move || node.get().map(|area| area.value()),
        move |text| {
            if let Some(area) = node.get_untracked() {
                area.set_value(text);
            }
        },
    );
    let ids = Ids::new(id, &name);
    let (described, has_help) = (ids.clone(), help.is_some());
    let control = view! {
        <textarea
            node_ref=node
            class="field-input"
            id=ids.control.clone()
            name=name
            rows=rows.to_string()
            on:input=move |event| value.set(event_target_value(&event))
            required=required
            disabled=move || disabled.get()
            placeholder=placeholder
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=move || described.described_by(has_help, error.with(Option::is_some))
        >
            {value.get_untracked()}
        </textarea>
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
