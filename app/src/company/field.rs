//! A company named in a form, with those that begin like what is typed.

use leptos::prelude::*;

use super::api::choose_companies;
use crate::i18n::texts_here;
use crate::record::Suggest;
use crate::ui::Icon;

/// « Entreprise » by its name.
#[component]
pub(crate) fn CompanyField(
    /// The name.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let c = texts_here().contact();
    let found = RwSignal::new(Vec::<String>::new());
    let suggest = Suggest::new(|typed: String| async move {
        let found = choose_companies(typed).await.unwrap_or_default();
        found.into_iter().map(|choice| choice.name).collect()
    });
    let input = move |event| {
        value.set(event_target_value(&event));
        suggest.fill(value, found);
    };
    view! {
        <div class="field">
            <label class="field-label" for="field-company">{c.company}</label>
            <input
                class="field-input"
                id="field-company"
                name="company"
                list="field-company-names"
                autocomplete="off"
                prop:value=move || value.get()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby="field-company-help"
                on:input=input
            />
            <datalist id="field-company-names">
                {move || found.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
            </datalist>
            {move || error.get().map(|text| view! { <p class="field-error"><Icon name="alert" /><span>{text}</span></p> })}
            <p class="field-help" id="field-company-help">{c.company_help}</p>
        </div>
    }
}
