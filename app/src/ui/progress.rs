//! How far something is.

use leptos::prelude::*;

/// How far something is, in words, figures and a bar.
#[component]
pub fn Progress(
    /// What is under way.
    #[prop(into)]
    label: String,
    /// How much is done; nothing while that is unknown.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// How much there is.
    #[prop(into)]
    max: Signal<f64>,
    /// The figures in words, as « 4 200 sur 10 000 ».
    #[prop(into)]
    figures: Signal<String>,
) -> impl IntoView {
    let name = label.clone();
    view! {
        <div class="progress">
            <div class="progress-text"><span>{label}</span><span class="num muted">{move || figures.get()}</span></div>
            <progress
                class="progress-bar"
                aria-label=name
                max=move || max.get().to_string()
                value=move || value.get().map(|done| done.to_string())
            ></progress>
        </div>
    }
}
