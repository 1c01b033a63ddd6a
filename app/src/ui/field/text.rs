//! One line of text.

use leptos::{html, prelude::*};

use super::{Frame, FrameProps, Ids, bind};

/// One line of text: also e-mail, telephone, number, date, password.
#[component]
pub fn TextField(
    /// Words above the control.
    #[prop(into)]
    label: String,
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// What is typed.
    value: RwSignal<String>,
    /// Type of the input.
    #[prop(default = "text")]
    kind: &'static str,
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
    /// What a browser may fill in.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// An example, never the label.
    #[prop(optional, into)]
    placeholder: Option<String>,
    /// Id of the words it offers.
    #[prop(optional)]
    list: Option<&'static str>,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// Id of the control where a name appears twice on a page.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    bind(
        value,
        move || node.get().map(|input| input.value()),
        move |text| {
            if let Some(input) = node.get_untracked() {
                input.set_value(text);
            }
        },
    );
    let ids = Ids::new(id, &name);
    let (described, has_help) = (ids.clone(), help.is_some());
    let control = view! {
        <input
            node_ref=node
            class="field-input"
            id=ids.control.clone()
            name=name
            type=kind
            dir=(kind == "text").then_some("auto")
            value=value.get_untracked()
            on:input=move |event| value.set(event_target_value(&event))
            required=required
            disabled=move || disabled.get()
            autofocus=autofocus
            autocomplete=autocomplete
            inputmode=inputmode
            placeholder=placeholder
            list=list
            aria-invalid=move || error.with(Option::is_some).then_some("true")
            aria-describedby=move || described.described_by(has_help, error.with(Option::is_some))
        />
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
