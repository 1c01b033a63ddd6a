//! The way through the list one came from, record by record: the address carries the list's own query.

use domain::{Cursor, company, contact, deal};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use super::list::after;
use crate::error::Error;
use crate::i18n::texts_here;
use crate::route;
use crate::ui::Icon;

/// The word for the list's query in a record's address.
const LIST: &str = "liste";
/// The same for the board's.
const BOARD: &str = "tableau";

/// A list, and what it is narrowed by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Within {
    /// The contacts.
    Contacts(contact::Filter),
    /// The companies.
    Companies(company::Filter),
    /// The deals.
    Deals(deal::Filter, deal::Narrow),
}

/// A neighbour, and the page of the list it stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which record.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where its page of the list begins.
    pub after: Option<Cursor>,
}

/// The neighbours of a record in its list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    /// The one before, on the same page.
    pub previous: Option<Step>,
    /// The one after, also on the next page.
    pub next: Option<Step>,
}

/// The neighbours of a record in a list: one page of it is read, and at its end the next one.
#[server(prefix = "/api", endpoint = "record/steps", input = Json)]
pub async fn steps_of(id: String, within: Within, after: Option<Cursor>) -> Result<Steps, Error> {
    let (rows, further) = crate::ssr::answer(server::page(&within, after.clone()).await)?;
    let Some(at) = rows.iter().position(|row| row.0 == id) else { return Ok(Steps::default()) };
    let step = |row: Option<&(String, String)>, after: &Option<Cursor>| {
        row.map(|(id, name)| Step { id: id.clone(), name: name.clone(), after: after.clone() })
    };
    let previous = at.checked_sub(1).and_then(|at| step(rows.get(at), &after));
    let mut next = step(rows.get(at + 1), &after);
    if next.is_none() && further.is_some() {
        let (rows, _) = crate::ssr::answer(server::page(&within, further.clone()).await)?;
        next = step(rows.first(), &further);
    }
    Ok(Steps { previous, next })
}

#[cfg(feature = "ssr")]
mod server {
    use domain::Page;

    use super::{Cursor, Within};

    /// The rows of one page by id and name, and where the next one begins.
    type Rows = (Vec<(String, String)>, Option<Cursor>);

    pub(super) async fn page(within: &Within, after: Option<Cursor>) -> domain::Result<Rows> {
        let (crm, actor) = crate::ssr::crm().map_err(|error| error.0)?;
        fn named<T>(page: Page<T>, name: impl Fn(&T) -> (String, String)) -> Rows {
            (page.rows.iter().map(name).collect(), page.next)
        }
        Ok(match within {
            Within::Contacts(filter) => named(crm.contacts().list(&actor, filter, after).await?, |contact| {
                (contact.id.to_string(), contact.details.full_name())
            }),
            Within::Companies(filter) => named(crm.companies().list(&actor, filter, after).await?, |company| {
                (company.id.to_string(), company.details.name.clone())
            }),
            Within::Deals(filter, narrow) => {
                let filter = domain::deal::Filter { narrow: *narrow, ..filter.clone() };
                named(crm.deals().list(&actor, &filter, after).await?, |card| {
                    (card.deal.id.to_string(), card.deal.details.title.clone())
                })
            }
        })
    }
}

/// The query of the list that a record's address carries; the whole list's without.
fn list(query: &ParamsMap, word: &str) -> ParamsMap {
    let text = query.get(word).unwrap_or_default();
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (Url::unescape(name), Url::unescape(value))).collect()
}

/// The address of a record that stands on the list at the present address.
pub(crate) fn from_list(page: &str) -> String {
    address(page, LIST, use_query_map().get_untracked())
}

/// The address of a record that stands on the board at such an address.
pub(crate) fn from_board(page: &str, query: ParamsMap) -> String {
    match address(page, BOARD, query) {
        bare if bare == page => format!("{page}?{BOARD}="),
        address => address,
    }
}

/// The address of a record that is shown over the page at such an address.
pub(super) fn from_page(path: &str, page: &str, query: ParamsMap) -> String {
    if path == route::PIPELINE { from_board(page, query) } else { address(page, LIST, query) }
}

fn address(page: &str, word: &str, mut query: ParamsMap) -> String {
    query.remove("nouveau");
    query.remove(super::peek::WORD);
    let query = query.to_query_string();
    match query.trim_start_matches('?') {
        "" => page.to_owned(),
        text => format!("{page}?{word}={}", Url::escape(text)),
    }
}

/// The way back to the list at `path` one came from, or to the board.
#[component]
pub(crate) fn Crumb(path: &'static str, text: &'static str) -> impl IntoView {
    let query = use_query_map().get_untracked();
    let (path, text, word) = match query.get(BOARD) {
        Some(_) => (route::PIPELINE, texts_here().board().title, BOARD),
        None => (path, text, LIST),
    };
    let query = list(&query, word).to_query_string();
    let href = if query.len() > 1 { format!("{path}{query}") } else { path.to_owned() };
    view! { <a class="crumb" href=href><Icon name="chevron-left" />{text}</a> }
}

/// Links to the neighbours in the list at `path`, as `within` reads it from its query.
#[component]
pub(crate) fn StepLinks(path: &'static str, id: String, within: fn(&ParamsMap) -> Within) -> impl IntoView {
    let f = texts_here().form();
    let query = use_query_map().get_untracked();
    // The board's columns stand beside each other: there is no one after the other.
    let listed = query.get(BOARD).is_none();
    let query = list(&query, LIST);
    let asked = (id, within(&query), after(&query));
    let found = Resource::new(
        move || asked.clone(),
        move |(id, within, after)| async move {
            if listed { steps_of(id, within, after).await } else { Ok(Steps::default()) }
        },
    );
    let link = move |step: Option<Step>, icon: &'static str, label: &'static str| {
        step.map(|step| {
            let mut query = query.clone();
            query.remove("apres");
            if let Some(Cursor(after)) = step.after {
                query.insert("apres", after);
            }
            let href = address(&format!("{path}/{}", step.id), LIST, query);
            let name = format!("{label}, {}", step.name);
            view! { <a class="button button-ghost button-icon" href=href aria-label=name.clone() title=name><Icon name=icon /></a> }
        })
    };
    let links = move || {
        let Steps { previous, next } = found.get()?.ok()?;
        let (previous, next) =
            (link.clone()(previous, "chevron-left", f.previous), link.clone()(next, "chevron-right", f.next));
        Some(view! { <nav class="steps" aria-label=f.steps>{previous}{next}</nav> })
    };
    view! { <Transition>{links}</Transition> }
}
