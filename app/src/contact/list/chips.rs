//! The filters that are on, each with the way to be without it.

use domain::contact::Filter;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::address;
use super::bar::silence_name;
use crate::i18n::{Texts, fill, texts_here};
use crate::record::address_with;
use crate::route;
use crate::ui::Icon;

/// Key in the address, name and value of each filter that no control of the bar shows.
fn on(t: &'static Texts, filter: &Filter, silence: &str, company: Option<String>) -> Vec<(&'static str, String)> {
    let (c, l) = (t.contact(), t.list());
    let colon = l.colon;
    let mut on = Vec::new();
    let mut add = |key, name: &str, value: Option<String>| {
        on.extend(value.map(|value| (key, format!("{name}{colon}{value}"))));
    };
    add("etiquette", c.tag, filter.tag.clone());
    add("source", c.source, filter.source.clone());
    add("entreprise", c.company, filter.company.as_ref().map(|_| company.unwrap_or_else(|| "…".to_owned())));
    add("echange", t.note().latest, filter.silence.map(|_| silence_name(t, silence)));
    on.extend(filter.idle.then(|| ("action", l.no_next.to_owned())));
    on.extend(filter.newer.map(|days| ("crees", fill(l.newer, &[("n", &days.to_string())]))));
    on.extend(filter.archived.then(|| ("archives", l.archived.to_owned())));
    on
}

/// The chips; nothing where nothing is on. `company` is the name of the one that is asked for.
#[component]
pub(super) fn Chips(company: Signal<Option<String>>) -> impl IntoView {
    let t = texts_here();
    let query = use_query_map();
    let chips = move || {
        let query = query.get();
        let filter = address::filter(|name| query.get(name));
        if !filter.narrows() {
            return None;
        }
        let silence = query.get("echange").unwrap_or_default();
        let chip = |(key, text): (&'static str, String)| {
            let href = address_with(route::CONTACTS, &query, key, "");
            let label = format!("{}{}{text}", t.list().without, t.list().colon);
            view! { <a class="chip chip-on" href=href aria-label=label><span class="cut">{text}</span><Icon name="x" /></a> }
        };
        let on = on(t, &filter, &silence, company.get()).into_iter().map(chip).collect_view();
        let clear = cleared(&query);
        Some(view! { <div class="bar bar-on">{on}<a class="chip chip-quiet" href=clear>{t.contact().clear}</a></div> })
    };
    view! { {chips} }
}

/// The address without search and filters: order and look stay.
pub(super) fn cleared(query: &leptos_router::params::ParamsMap) -> String {
    let keys = [
        "q",
        "statut",
        "responsable",
        "etiquette",
        "source",
        "entreprise",
        "echange",
        "action",
        "crees",
        "archives",
        "apres",
    ];
    let mut rest = query.clone();
    for key in keys {
        rest.remove(key);
    }
    address_with(route::CONTACTS, &rest, "apres", "")
}

/// The address of the list as a file: the same people in the same order.
pub(super) fn file(query: &leptos_router::params::ParamsMap) -> String {
    let mut rest = query.clone();
    rest.remove("densite");
    rest.remove("colonnes");
    address_with(route::CONTACTS_FILE, &rest, "apres", "")
}
