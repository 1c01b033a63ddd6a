//! The filters of the board. They are the address: a plain form, sent by itself as one types.

use domain::PipelineId;
use domain::deal::Filter;
use domain::pipeline::Pipeline;
use leptos::html::Form;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::api::list_owners;
use crate::i18n::texts_here;
use crate::ui::Icon;

/// Sends the form through the router: same page, new query.
fn send(form: &web_sys::HtmlFormElement, open: Callback<String>) {
    let Ok(data) = web_sys::FormData::new_with_form(form) else { return };
    let Ok(query) = web_sys::UrlSearchParams::new() else { return };
    for name in ["pipeline", "q", "responsable", "etiquette", "montant-de", "montant-a", "du", "au"] {
        if let Some(value) = data.get(name).as_string().filter(|value| !value.trim().is_empty()) {
            query.append(name, value.trim());
        }
    }
    let query = String::from(query.to_string());
    open.run(if query.is_empty() { "/pipeline".to_owned() } else { format!("/pipeline?{query}") });
}

/// Search, owner, tag, amount, period; and the pipeline where there are several.
#[component]
pub fn Bar(filter: Filter, pipelines: Vec<Pipeline>, current: PipelineId, filtered: bool) -> impl IntoView {
    let t = texts_here();
    let open = super::open::opener();
    let form = NodeRef::<Form>::new();
    let timer = StoredValue::new(None::<leptos::leptos_dom::helpers::TimeoutHandle>);
    let soon = move |millis: u64| {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
        let act = move || {
            if let Some(form) = form.get_untracked() {
                send(&form, open);
            }
        };
        timer.set_value(set_timeout_with_handle(act, std::time::Duration::from_millis(millis)).ok());
    };
    let owners = Resource::new_blocking(|| (), |()| list_owners());
    let chosen = filter.owner.clone();
    let money =
        |amount: Option<domain::Money>| amount.map(|amount| (amount.cents() / 100).to_string()).unwrap_or_default();
    let day = |day: Option<domain::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let further = filter.tag.is_some()
        || filter.amount_from.is_some()
        || filter.amount_to.is_some()
        || filter.closing_from.is_some()
        || filter.closing_to.is_some();
    view! {
        <form
            node_ref=form
            class="bar"
            role="search"
            method="get"
            action="/pipeline"
            on:submit=move |event| {
                event.prevent_default();
                soon(0);
            }
            on:input=move |event| {
                let typed = event.target().is_some_and(|target| target.dyn_ref::<web_sys::HtmlSelectElement>().is_none());
                soon(if typed { 250 } else { 0 });
            }
        >
            {(pipelines.len() > 1).then(|| view! {
                <label class="bar-field">
                    <span class="spoken">{t.board.pipelines}</span>
                    <select class="field-input" name="pipeline">
                        {pipelines.into_iter().map(|pipeline| {
                            let selected = pipeline.id == current;
                            view! { <option value=pipeline.id.to_string() selected=selected>{pipeline.details.name}</option> }
                        }).collect_view()}
                    </select>
                </label>
            })}
            <label class="search">
                <Icon name="search" />
                <span class="spoken">{t.board.search}</span>
                <input class="field-input" type="search" name="q" placeholder=t.board.search_hint value=filter.text />
            </label>
            <label class="bar-field">
                <span class="spoken">{t.board.owner}</span>
                <select class="field-input" name="responsable">
                    <option value="">{t.board.any_owner}</option>
                    <Suspense>
                        {move || {
                            let chosen = chosen.clone();
                            owners.get().and_then(Result::ok).unwrap_or_default().into_iter().map(move |(id, name)| {
                                let selected = chosen.as_ref() == Some(&id);
                                view! { <option value=id.to_string() selected=selected>{name}</option> }
                            }).collect_view()
                        }}
                    </Suspense>
                </select>
            </label>
            <details class="bar-more" open=further>
                <summary class="chip"><Icon name="filter" />{t.board.filters}</summary>
                <div class="bar-fields">
                    <label class="bar-field">{t.board.tag}<input class="field-input" name="etiquette" value=filter.tag.unwrap_or_default() /></label>
                    <label class="bar-field">{t.board.amount_from}<input class="field-input num" name="montant-de" inputmode="decimal" value=money(filter.amount_from) /></label>
                    <label class="bar-field">{t.board.amount_to}<input class="field-input num" name="montant-a" inputmode="decimal" value=money(filter.amount_to) /></label>
                    <label class="bar-field">{t.board.closing_from}<input class="field-input" type="date" name="du" value=day(filter.closing_from) /></label>
                    <label class="bar-field">{t.board.closing_to}<input class="field-input" type="date" name="au" value=day(filter.closing_to) /></label>
                    <noscript><button class="button" type="submit">{t.board.apply}</button></noscript>
                </div>
            </details>
            {filtered.then(|| view! { <a class="chip" href="/pipeline"><Icon name="x" />{t.board.clear}</a> })}
        </form>
    }
}
