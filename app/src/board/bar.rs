//! The filters of deals, on the board and in the list. They are the address: a plain form, sent by itself as one types.

use domain::Money;
use domain::deal::Filter;
use leptos::ev;
use leptos::html::{Details, Form};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use wasm_bindgen::JsCast;

use super::api::list_owners;
use crate::i18n::texts_here;
use crate::ui::Icon;

/// Sends the form through the router: same page, new query.
fn send(form: &web_sys::HtmlFormElement, base: &str, open: Callback<String>) {
    let Ok(data) = web_sys::FormData::new_with_form(form) else { return };
    let Ok(query) = web_sys::UrlSearchParams::new() else { return };
    for name in [
        "pipeline",
        "etat",
        "q",
        "responsable",
        "etiquette",
        "montant-de",
        "montant-a",
        "du",
        "au",
        "attente",
        "fin-du",
        "creees-du",
    ] {
        if let Some(value) = data.get(name).as_string().filter(|value| !value.trim().is_empty()) {
            query.append(name, value.trim());
        }
    }
    let query = String::from(query.to_string());
    open.run(if query.is_empty() { base.to_owned() } else { format!("{base}?{query}") });
}

/// The filter that an address says.
pub fn read(query: &ParamsMap) -> Filter {
    let text = |name: &str| query.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    Filter {
        text: text("q").unwrap_or_default(),
        owner: text("responsable").and_then(|id| id.parse().ok()),
        tag: text("etiquette"),
        amount_from: text("montant-de").and_then(|amount| Money::parse(&amount).ok()),
        amount_to: text("montant-a").and_then(|amount| Money::parse(&amount).ok()),
        closing_from: text("du").and_then(|day| domain::Day::parse(&day).ok()),
        closing_to: text("au").and_then(|day| domain::Day::parse(&day).ok()),
        ..Filter::default()
    }
}

fn money(amount: Option<domain::Money>) -> String {
    amount.map(|amount| (amount.cents() / 100).to_string()).unwrap_or_default()
}

fn day(day: Option<domain::Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// How many of the filters behind « Filtres » are set.
fn further(filter: &Filter) -> usize {
    [
        filter.tag.is_some(),
        filter.amount_from.is_some(),
        filter.amount_to.is_some(),
        filter.closing_from.is_some(),
        filter.closing_to.is_some(),
    ]
    .into_iter()
    .filter(|set| *set)
    .count()
}

/// Writes what the address says into the fields, except where somebody is typing.
fn follow(form: &web_sys::HtmlFormElement, filter: &Filter) {
    let owner = filter.owner.as_ref().map(ToString::to_string).unwrap_or_default();
    let values = [
        ("q", filter.text.clone()),
        ("responsable", owner),
        ("etiquette", filter.tag.clone().unwrap_or_default()),
        ("montant-de", money(filter.amount_from)),
        ("montant-a", money(filter.amount_to)),
        ("du", day(filter.closing_from)),
        ("au", day(filter.closing_to)),
    ];
    for (name, value) in values {
        let Ok(Some(field)) = form.query_selector(&format!("[name={name}]")) else { continue };
        if field.matches(":focus").unwrap_or(false) {
            continue;
        }
        if let Some(select) = field.dyn_ref::<web_sys::HtmlSelectElement>() {
            select.set_value(&value);
        } else if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>().filter(|input| input.value() != value)
        {
            input.set_value(&value);
        }
    }
}

/// Closes the further filters when one presses beside them or Escape, as a menu does.
pub(crate) fn close_beside(details: NodeRef<Details>) {
    let shut = move || {
        if let Some(details) = details.try_get_untracked().flatten() {
            details.set_open(false);
        }
    };
    Effect::new(move |_| {
        let inside = |target: Option<web_sys::EventTarget>| super::gesture::closest(target, ".bar-more").is_some();
        let pressed = window_event_listener(ev::pointerdown, move |event| {
            if !inside(event.target()) {
                shut();
            }
        });
        let typed = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && inside(event.target()) {
                shut();
                if let Some(summary) = super::gesture::closest(event.target(), ".bar-more")
                    .and_then(|more| more.first_element_child()?.dyn_into::<web_sys::HtmlElement>().ok())
                {
                    let _ = summary.focus();
                }
            }
        });
        let handles = StoredValue::new_local(Some((pressed, typed)));
        on_cleanup(move || {
            if let Some((pressed, typed)) = handles.try_update_value(Option::take).flatten() {
                pressed.remove();
                typed.remove();
            }
        });
    });
}

/// Search, owner, tag, amount, period; before them what only this page asks, as its children.
#[component]
pub fn Bar(
    #[prop(into)] filter: Signal<Filter>,
    /// The page's address without filters.
    base: &'static str,
    /// The address that shows everything again, where something is hidden.
    #[prop(into)]
    clear: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let t = texts_here();
    let open = super::open::opener();
    let form = NodeRef::<Form>::new();
    let details = NodeRef::<Details>::new();
    let timer = StoredValue::new(None::<leptos::leptos_dom::helpers::TimeoutHandle>);
    let soon = move |millis: u64| {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
        let act = move || {
            if let Some(form) = form.try_get_untracked().flatten() {
                send(&form, base, open);
            }
        };
        timer.set_value(set_timeout_with_handle(act, std::time::Duration::from_millis(millis)).ok());
    };
    let owners = Resource::new_blocking(|| (), |()| list_owners());
    let wanted = filter;
    let filter = wanted.get_untracked();
    let chosen = filter.owner.clone();
    Effect::new(move |again: Option<()>| {
        let filter = wanted.get();
        if again.is_some()
            && let Some(form) = form.get_untracked()
        {
            follow(&form, &filter);
        }
    });
    close_beside(details);
    let set = Memo::new(move |_| wanted.with(further));
    view! {
        <form
            node_ref=form
            class="bar"
            role="search"
            method="get"
            action=base
            on:submit=move |event| {
                event.prevent_default();
                soon(0);
            }
            on:input=move |event| {
                let typed = event.target().is_some_and(|target| target.dyn_ref::<web_sys::HtmlSelectElement>().is_none());
                soon(if typed { 250 } else { 0 });
            }
        >
            {children()}
            <label class="search">
                <Icon name="search" />
                <span class="spoken">{t.board().search}</span>
                <input class="field-input" type="search" name="q" placeholder=t.board().search_hint value=filter.text />
            </label>
            <label class="bar-field bar-choice" class:bar-choice-on=move || wanted.with(|wanted| wanted.owner.is_some())>
                <span class="spoken">{t.board().owner}</span>
                <select class="chip" name="responsable">
                    <option value="">{t.board().any_owner}</option>
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
                <Icon name="chevron-down" />
            </label>
            <details class="bar-more" node_ref=details>
                <summary class="chip" class:chip-on=move || set.get() != 0>
                    <Icon name="filter" />
                    {t.board().filters}
                    {move || (set.get() != 0).then(|| view! { <span class="num">{set.get()}</span> })}
                </summary>
                <div class="bar-fields">
                    <label class="bar-field">{t.board().tag}<input class="field-input" name="etiquette" value=filter.tag.unwrap_or_default() /></label>
                    <label class="bar-field">{t.board().amount_from}<input class="field-input num" name="montant-de" inputmode="decimal" value=money(filter.amount_from) /></label>
                    <label class="bar-field">{t.board().amount_to}<input class="field-input num" name="montant-a" inputmode="decimal" value=money(filter.amount_to) /></label>
                    <label class="bar-field">{t.board().closing_from}<input class="field-input" type="date" name="du" value=day(filter.closing_from) /></label>
                    <label class="bar-field">{t.board().closing_to}<input class="field-input" type="date" name="au" value=day(filter.closing_to) /></label>
                    <noscript><button class="button" type="submit">{t.board().apply}</button></noscript>
                </div>
            </details>
            {move || clear.get().map(|href| view! { <a class="chip" href=href><Icon name="x" />{t.board().clear}</a> })}
        </form>
    }
}
