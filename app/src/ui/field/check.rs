//! Yes or no.

use leptos::{html, prelude::*};

/// A tick and its sentence.
#[component]
pub fn Checkbox(
    /// The sentence beside the box.
    #[prop(into)]
    label: String,
    /// Name in the form.
    #[prop(into)]
    name: String,
    /// Ticked or not.
    checked: RwSignal<bool>,
    /// What the form sends when ticked.
    #[prop(default = "true")]
    value: &'static str,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Id of the control where a name appears twice on a page.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    // As in `bind`: a tick set before the page woke up is kept.
    Effect::new(move |ran: Option<()>| {
        let wanted = checked.get();
        let Some(input) = node.get() else { return };
        if input.checked() == wanted {
            return;
        }
        if ran.is_none() {
            checked.set(input.checked());
        } else {
            input.set_checked(wanted);
        }
    });
    let id = id.unwrap_or_else(|| format!("field-{name}"));
    let target = id.clone();
    view! {
        <label class="check" for=target>
            <input
                node_ref=node
                class="check-box"
                type="checkbox"
                id=id
                name=name
                value=value
                checked=checked.get_untracked()
                disabled=move || disabled.get()
                on:change=move |event| checked.set(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
}
