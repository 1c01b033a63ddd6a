//! What is filled in: the frame that all fields share, and the fields.

mod area;
mod check;
mod select;
mod text;

pub use area::TextArea;
pub use check::Checkbox;
pub use select::SelectField;
pub use text::TextField;

use leptos::prelude::*;

use super::{Icon, Words};

/// Names that tie a control to its label, its help and its error. They come from the field's name, so that the server
/// and the browser write the same.
#[derive(Clone, Debug)]
struct Ids {
    control: String,
    help: String,
    error: String,
}

impl Ids {
    fn new(id: Option<String>, name: &str) -> Self {
        let control = id.unwrap_or_else(|| format!("field-{name}"));
        Self { help: format!("{control}-help"), error: format!("{control}-error"), control }
    }

    /// What a screen reader says after the label.
    fn described_by(&self, has_help: bool, has_error: bool) -> Option<String> {
        match (has_help, has_error) {
            (false, false) => None,
            (true, false) => Some(self.help.clone()),
            (false, true) => Some(self.error.clone()),
            (true, true) => Some(format!("{} {}", self.error, self.help)),
        }
    }
}

/// Label above, control, then the error or the help.
#[component]
fn Frame(
    ids: Ids,
    label: String,
    required: bool,
    optional_mark: bool,
    help: Option<String>,
    error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let mark =
        (optional_mark && !required).then(|| view! { <span class="field-optional">{Words::here().optional}</span> });
    let error_id = ids.error;
    view! {
        <div class="field">
            <label class="field-label" for=ids.control>{label}{mark}</label>
            {children()}
            {move || {
                error.get().map(|text| {
                    view! { <p class="field-error" id=error_id.clone()><Icon name="alert" /><span>{text}</span></p> }
                })
            }}
            {help.map(|text| view! { <p class="field-help" id=ids.help>{text}</p> })}
        </div>
    }
}

/// Keeps a control and its signal alike. What was typed before the page woke up wins over the first value.
fn bind(value: RwSignal<String>, read: impl Fn() -> Option<String> + 'static, write: impl Fn(&str) + 'static) {
    Effect::new(move |ran: Option<()>| {
        let wanted = value.get();
        let Some(shown) = read() else { return };
        if shown == wanted {
            return;
        }
        if ran.is_none() {
            value.set(shown);
        } else {
            write(&wanted);
        }
    });
}
