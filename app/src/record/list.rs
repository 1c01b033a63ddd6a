//! What stands around a list: search and filters, kept in the address, and the way to its next page.

use std::time::Duration;

use domain::Cursor;
use domain::page::Count;
use leptos::html::Input;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use crate::i18n::{fill, lang, texts_here};
use crate::ui::{Icon, Toasts};

/// How long the search waits for the next letter.
const PAUSE: Duration = Duration::from_millis(40);

/// Where in the list the address points.
pub(crate) fn after(query: &ParamsMap) -> Option<Cursor> {
    query.get("apres").filter(|text| !text.is_empty()).map(Cursor)
}

/// The address of the same list with one thing changed, from its start.
pub(crate) fn address_with(path: &str, query: &ParamsMap, key: &'static str, value: &str) -> String {
    let mut query = query.clone();
    query.remove("apres");
    query.remove(super::peek::WORD);
    query.remove(key);
    if !value.is_empty() {
        query.insert(key, value.to_owned());
    }
    match query.to_query_string() {
        text if text.len() > 1 => format!("{path}{text}"),
        _ => path.to_owned(),
    }
}

/// Goes to the list with one thing changed; `push` makes it a new entry in the browser's history.
pub(crate) fn turn(push: bool) -> impl Fn(&'static str, &str) + Clone + 'static {
    let (query, path, navigate) = (use_query_map(), use_location().pathname, use_navigate());
    move |key, value| {
        let address = address_with(&path.get_untracked(), &query.get_untracked(), key, value);
        navigate(&address, NavigateOptions { replace: !push, scroll: false, ..NavigateOptions::default() });
    }
}

/// Writes into a box what the address says, except while somebody types there.
fn follow(node: NodeRef<Input>, key: &'static str) {
    let query = use_query_map();
    Effect::new(move |before: Option<String>| {
        let text = query.with(|query| query.get(key).unwrap_or_default());
        if before.is_some()
            && let Some(input) = node.get_untracked()
            && !input.matches(":focus").unwrap_or(false)
        {
            input.set_value(&text);
        }
        text
    });
}

/// Calls `act` with the control's text a moment after the last letter.
pub(crate) fn typed(act: impl Fn(&str) + Clone + 'static) -> impl Fn(leptos::ev::Event) + 'static {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    on_cleanup(stop);
    move |event| {
        stop();
        let (act, text) = (act.clone(), event_target_value(&event));
        let handle = set_timeout_with_handle(move || act(text.trim()), PAUSE).ok();
        waiting.try_set_value(handle);
    }
}

/// The box to search a list with.
#[component]
pub(crate) fn SearchBox(
    /// What one may look for.
    placeholder: &'static str,
) -> impl IntoView {
    let t = texts_here().common();
    let (query, turn, node) = (use_query_map(), turn(false), NodeRef::new());
    let start = query.get_untracked().get("q").unwrap_or_default();
    follow(node, "q");
    let search = typed(move |text| turn("q", text));
    view! {
        <label class="search">
            <Icon name="search" />
            <span class="spoken">{t.search}</span>
            <input
                node_ref=node
                class="field-input"
                type="search"
                name="q"
                autocomplete="off"
                value=start
                placeholder=placeholder
                on:input=search
                on:keydown=|event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                    }
                }
            />
        </label>
    }
}

/// A filter with a few choices.
#[component]
pub(crate) fn FilterChip(
    /// What it filters by.
    label: &'static str,
    /// Its key in the address.
    name: &'static str,
    /// Keys and names; the empty key lets everything through.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Whether a choice is a new entry in the browser's history.
    #[prop(optional)]
    push: bool,
    /// Its class, where it is a field and no chip.
    #[prop(optional)]
    class: Option<&'static str>,
) -> impl IntoView {
    let (query, turn) = (use_query_map(), turn(push));
    let chosen = move || query.with(|query| query.get(name).unwrap_or_default());
    let choices = move || {
        let chosen = chosen();
        let choice = |(key, text): (String, String)| {
            let selected = key == chosen;
            view! { <option value=key selected=selected>{text}</option> }
        };
        options.get().into_iter().map(choice).collect_view()
    };
    let select = view! {
        <select
            class=move || class.unwrap_or(if chosen().is_empty() { "chip" } else { "chip chip-on" })
            name=name
            aria-label=label
            on:change=move |event| turn(name, &event_target_value(&event))
        >
            {choices}
        </select>
    };
    if class.is_some() {
        return select.into_any();
    }
    view! { <span class="bar-choice">{select}<Icon name="chevron-down" /></span> }.into_any()
}

/// A filter one types, with words to choose from.
#[component]
pub(crate) fn FilterText(
    /// What it filters by.
    label: &'static str,
    /// Its key in the address.
    name: &'static str,
    /// What is in use.
    options: Signal<Vec<String>>,
) -> impl IntoView {
    let (query, turn, node) = (use_query_map(), turn(false), NodeRef::new());
    let start = query.get_untracked().get(name).unwrap_or_default();
    follow(node, name);
    let search = typed(move |text| turn(name, text));
    let list = format!("filter-{name}");
    view! {
        <label class="bar-field">
            {label}
            <input
                node_ref=node
                class="field-input"
                type="text"
                name=name
                list=list.clone()
                autocomplete="off"
                value=start
                on:input=search
            />
            <datalist id=list>
                {move || options.get().into_iter().map(|word| view! { <option value=word></option> }).collect_view()}
            </datalist>
        </label>
    }
}

/// How much is shown, and plain links to the next page and back to the start.
#[component]
pub(crate) fn Pager(
    /// How many rows stand above.
    shown: usize,
    /// How many there are.
    count: Count,
    /// Where the next page starts.
    next: Option<Cursor>,
) -> impl IntoView {
    let t = texts_here();
    let query = use_query_map().get_untracked();
    let path = use_location().pathname.get_untracked();
    let further = query.get_str("apres").is_some_and(|text| !text.is_empty());
    let total = count.show(lang().french());
    let text = fill(t.contact().shown_of, &[("shown", &shown.to_string()), ("total", &total)]);
    // Without network the list that is here is worth more than a page that says so.
    let toasts = Toasts::here();
    let stay = move |event: leptos::ev::MouseEvent| {
        if crate::outbox::no_network() {
            event.prevent_default();
            toasts.say("line", t.error().unread_offline);
        }
    };
    (next.is_some() || further).then(|| {
        view! {
            <footer class="table-foot" on:click=stay>
                <span>{text}</span>
                {further.then(|| {
                    view! { <a class="button push" href=address_with(&path, &query, "apres", "")>{t.common().first_page}</a> }
                })}
                {next.map(|Cursor(next)| {
                    view! {
                        <a class=if further { "button" } else { "button push" } href=address_with(&path, &query, "apres", &next)>
                            {t.common().next_page}
                            <Icon name="chevron-right" />
                        </a>
                    }
                })}
            </footer>
        }
    })
}
