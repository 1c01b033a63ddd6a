//! Search, filters and the look of the list, all in its address: a plain form, that asks by itself where it can.

use domain::contact::Terms;
use domain::text::fold;
use leptos::html::Details;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use super::address::{NOBODY, SILENCES, SORTS};
use super::arrange::Columns;
use super::views::{SaveView, Shelf, Views};
use crate::board::bar::close_beside;
use crate::company::api::choose_companies;
use crate::contact::api::contact_terms;
use crate::contact::words::status_choices;
use crate::i18n::{Texts, fill, texts_here};
use crate::me::can;
use crate::record::api::Colleague;
use crate::record::{FilterChip, FilterText, SearchBox, choices, turn, typed};
use crate::route;
use crate::ui::Icon;

/// What a length of silence is called.
pub(super) fn silence_name(t: &'static Texts, key: &str) -> String {
    let l = t.list();
    match key {
        "jamais" => l.never_spoken.to_owned(),
        "180" => l.half_a_year.to_owned(),
        "365" => l.a_year.to_owned(),
        days => fill(l.days_ago, &[("n", days)]),
    }
}

/// Tags and sources in use, asked for when they are near.
#[derive(Clone, Copy)]
pub(super) struct Known(RwSignal<Option<Terms>>);

impl Known {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Asks for them, unless they are there.
    pub(super) fn load(self) {
        if self.0.with_untracked(Option::is_none) {
            spawn_local(async move {
                if let Ok(terms) = contact_terms().await {
                    self.0.try_set(Some(terms));
                }
            });
        }
    }

    pub(super) fn forget(self) {
        self.0.set(None);
    }

    pub(super) fn tags(self) -> Signal<Vec<String>> {
        Signal::derive(move || self.0.get().map(|terms| terms.tags).unwrap_or_default())
    }

    fn sources(self) -> Signal<Vec<String>> {
        Signal::derive(move || self.0.get().map(|terms| terms.sources).unwrap_or_default())
    }
}

/// The bar above the list.
#[component]
pub(super) fn Bar(colleagues: Signal<Vec<Colleague>>, known: Known) -> impl IntoView {
    let t = texts_here();
    let c = t.contact();
    let owners = move || {
        let mut owners = choices(c.any_owner, &colleagues.get(), None);
        owners.insert(1, (NOBODY.to_owned(), c.nobody.to_owned()));
        owners
    };
    let shelf = Shelf::new();
    let statuses = first(c.any_status, status_choices(t));
    view! {
        <form class="bar" method="get" action=route::CONTACTS>
            <SearchBox placeholder=c.search_hint />
            <FilterChip label=c.status name="statut" options=statuses push=true />
            <Transition>
                <FilterChip label=t.common().owner name="responsable" options=Signal::derive(owners) push=true />
            </Transition>
            <Further known />
            <Looks />
            <Views shelf />
            <noscript><button class="button" type="submit">{t.board().apply}</button></noscript>
        </form>
        <SaveView shelf />
    }
}

fn first(all: &str, rest: Vec<(String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), all.to_owned())).chain(rest).collect()
}

/// The filters that are wanted less often.
#[component]
fn Further(known: Known) -> impl IntoView {
    let t = texts_here();
    let (c, l) = (t.contact(), t.list());
    let details = NodeRef::<Details>::new();
    close_beside(details);
    let query = use_query_map();
    let set = move || {
        let on = |key: &&str| query.with(|query| query.get_str(key).is_some_and(|text| !text.is_empty()));
        ["etiquette", "source", "entreprise", "echange", "action", "archives"].iter().filter(|key| on(key)).count()
    };
    let silences = SILENCES.map(|key| (key.to_owned(), silence_name(t, key))).to_vec();
    let silences = first(l.any_time, silences);
    let idle = vec![(String::new(), l.with_or_without.to_owned()), ("aucune".to_owned(), l.none.to_owned())];
    let archived = vec![(String::new(), l.present.to_owned()), ("oui".to_owned(), l.archived.to_owned())];
    view! {
        <details class="bar-more" name="bar" node_ref=details on:toggle=move |_| known.load()>
            <summary class="chip" class:chip-on=move || set() != 0>
                <Icon name="filter" />
                {t.board().filters}
                {move || (set() != 0).then(|| view! { <span class="num">{set()}</span> })}
            </summary>
            <div class="bar-fields bar-fields-even">
                <FilterText label=c.tag name="etiquette" options=known.tags() />
                <FilterText label=c.source name="source" options=known.sources() />
                <CompanyFilter />
                <label class="bar-field">
                    {t.note().latest}
                    <FilterChip label=t.note().latest name="echange" options=silences push=true class="field-input" />
                </label>
                {can(domain::Right::ReadAllTasks).then(|| view! {
                    <label class="bar-field">
                        {l.next}
                        <FilterChip label=l.next name="action" options=idle push=true class="field-input" />
                    </label>
                })}
                <label class="bar-field">
                    {l.records}
                    <FilterChip label=l.records name="archives" options=archived push=true class="field-input" />
                </label>
            </div>
        </details>
    }
}

/// A company, chosen from those that begin like what is typed.
#[component]
fn CompanyFilter() -> impl IntoView {
    let c = texts_here().contact();
    let (turn, found) = (turn(true), RwSignal::new(Vec::<domain::contact::Choice>::new()));
    let query = use_query_map();
    let search = typed(move |text: &str| {
        let (turn, text) = (turn.clone(), text.to_owned());
        if text.is_empty() {
            turn("entreprise", "");
            return;
        }
        spawn_local(async move {
            let choices = choose_companies(text.clone()).await.unwrap_or_default();
            let chosen =
                choices.iter().find(|choice| fold(&choice.name) == fold(&text)).map(|choice| choice.id.clone());
            if found.try_set(choices).is_none()
                && let Some(id) = chosen
            {
                turn("entreprise", &id);
            }
        });
    });
    let kept = query.get_untracked().get("entreprise").unwrap_or_default();
    view! {
        <label class="bar-field">
            {c.company}
            <input class="field-input" type="text" list="filter-companies" autocomplete="off" on:input=search />
            <datalist id="filter-companies">
                {move || found.get().into_iter().map(|choice| view! { <option value=choice.name></option> }).collect_view()}
            </datalist>
        </label>
        {(!kept.is_empty()).then(|| view! { <noscript><input type="hidden" name="entreprise" value=kept.clone() /></noscript> })}
    }
}

/// What an order is called.
fn sort_names(t: &'static Texts) -> Vec<(String, String)> {
    let l = t.list();
    let names = [
        l.by_name,
        l.by_name_back,
        l.by_exchange,
        l.by_exchange_back,
        l.by_created,
        l.by_created_back,
        l.by_updated,
        l.by_updated_back,
    ];
    let key = |at: usize, key: &str| if at == 0 { String::new() } else { key.to_owned() };
    SORTS.iter().zip(names).enumerate().map(|(at, ((name, _), text))| (key(at, name), text.to_owned())).collect()
}

/// Order, density and columns.
#[component]
fn Looks() -> impl IntoView {
    let t = texts_here();
    let l = t.list();
    let details = NodeRef::<Details>::new();
    close_beside(details);
    let densities = vec![(String::new(), l.roomy.to_owned()), ("serree".to_owned(), l.dense.to_owned())];
    view! {
        <details class="bar-more" name="bar" node_ref=details>
            <summary class="chip"><Icon name="settings" />{l.look}</summary>
            <div class="bar-fields bar-fields-even">
                <label class="bar-field bar-wide">
                    {l.order}
                    <FilterChip label=l.order name="tri" options=sort_names(t) push=true class="field-input" />
                </label>
                <label class="bar-field bar-wide">
                    {l.density}
                    <FilterChip label=l.density name="densite" options=densities push=true class="field-input" />
                </label>
                <Columns />
            </div>
        </details>
    }
}
