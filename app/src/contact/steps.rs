//! The way through the list one came from, record by record: the address carries the list's own query.

use domain::contact::{Choice, Filter};
use domain::{ContactId, Cursor};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use super::list::filter_of as filter;
use crate::error::Error;
use crate::i18n::texts_here;
use crate::record::after;
use crate::route;
use crate::ui::Icon;

/// The word for the list's query in a record's address.
const WORD: &str = "liste";

/// A neighbour, and the page of the list it stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Who.
    pub contact: Choice,
    /// Where its page of the list begins.
    pub after: Option<Cursor>,
}

/// The neighbours of a contact in its list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    /// The one before, on the same page.
    pub previous: Option<Step>,
    /// The one after, also on the next page.
    pub next: Option<Step>,
}

/// The neighbours of a contact in a list: one page of it is read, and at its end the next one.
#[server(prefix = "/api", endpoint = "contact/steps", input = Json)]
pub async fn steps_of(id: ContactId, filter: Filter, after: Option<Cursor>) -> Result<Steps, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let page = crate::ssr::answer(crm.contacts().list(&actor, &filter, after.clone()).await)?;
    let Some(at) = page.rows.iter().position(|row| row.id == id) else { return Ok(Steps::default()) };
    let step = |contact: Option<&domain::contact::Contact>, after: &Option<Cursor>| {
        contact.map(|contact| {
            let (id, name) = (contact.id.to_string(), contact.details.full_name());
            Step { contact: Choice { id, name, hint: String::new() }, after: after.clone() }
        })
    };
    let previous = at.checked_sub(1).and_then(|at| step(page.rows.get(at), &after));
    let mut next = step(page.rows.get(at + 1), &after);
    if next.is_none() && page.next.is_some() {
        let further = crate::ssr::answer(crm.contacts().list(&actor, &filter, page.next.clone()).await)?;
        next = step(further.rows.first(), &page.next);
    }
    Ok(Steps { previous, next })
}

/// The query of the list that a record's address carries; the whole list's without.
fn list(query: &ParamsMap) -> ParamsMap {
    let text = query.get(WORD).unwrap_or_default();
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (Url::unescape(name), Url::unescape(value))).collect()
}

/// The address of a contact that stands on the list at the present address.
pub(super) fn from_list(id: &ContactId) -> String {
    address(id.as_str(), use_query_map().get_untracked())
}

fn address(id: &str, mut query: ParamsMap) -> String {
    query.remove("nouveau");
    query.remove("apercu");
    let query = query.to_query_string();
    let path = format!("{}/{id}", route::CONTACTS);
    match query.trim_start_matches('?') {
        "" => path,
        text => format!("{path}?{WORD}={}", Url::escape(text)),
    }
}

/// The way back to the list one came from.
pub(super) fn back() -> String {
    let query = list(&use_query_map().get_untracked()).to_query_string();
    if query.len() > 1 { format!("{}{query}", route::CONTACTS) } else { route::CONTACTS.to_owned() }
}

/// Links to the neighbours.
#[component]
pub(super) fn StepLinks(id: ContactId) -> impl IntoView {
    let f = texts_here().form();
    let query = list(&use_query_map().get_untracked());
    let asked = (id, filter(|name| query.get(name)), after(&query));
    let found = Resource::new(move || asked.clone(), |(id, filter, after)| steps_of(id, filter, after));
    let link = move |step: Option<Step>, icon: &'static str, label: &'static str| {
        step.map(|step| {
            let mut query = query.clone();
            query.remove("apres");
            if let Some(Cursor(after)) = step.after {
                query.insert("apres", after);
            }
            let (href, name) = (address(&step.contact.id, query), format!("{label}, {}", step.contact.name));
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
