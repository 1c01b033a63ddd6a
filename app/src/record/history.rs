//! Which part of a history is wanted, as the address says it: `?historique=notes&par=…`.

use domain::event::{Filter, Topic};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use super::list::FilterChip;
use crate::i18n::{Texts, texts_here};
use crate::record::api::Colleague;

/// A topic in the address.
fn key(topic: Topic) -> &'static str {
    match topic {
        Topic::Notes => "notes",
        Topic::Exchanges => "echanges",
        Topic::Edits => "modifications",
        Topic::Tasks => "actions",
        Topic::Settings => "reglages",
    }
}

fn name(t: &'static Texts, topic: Topic) -> &'static str {
    match topic {
        Topic::Notes => t.note().only_notes,
        Topic::Exchanges => t.note().only_exchanges,
        Topic::Edits => t.note().only_edits,
        Topic::Tasks => t.note().only_tasks,
        Topic::Settings => t.log().only_settings,
    }
}

/// What the address asks for.
pub(crate) fn wanted() -> Memo<Filter> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| read(query, &Topic::OF_RECORDS)))
}

/// What an address asks for, of these topics.
pub(super) fn read(query: &ParamsMap, topics: &[Topic]) -> Filter {
    Filter {
        topic: topics.iter().copied().find(|topic| query.get_str("historique") == Some(key(*topic))),
        by: query.get_str("par").and_then(|id| id.parse().ok()),
    }
}

/// The two choices above a history.
#[component]
pub(super) fn HistoryFilter(
    /// Who may have acted.
    colleagues: Signal<Vec<Colleague>>,
    /// What there is to choose from.
    topics: &'static [Topic],
) -> impl IntoView {
    let t = texts_here();
    let n = t.note();
    let choice = |topic: &Topic| (key(*topic).to_owned(), name(t, *topic).to_owned());
    let topics =
        std::iter::once((String::new(), n.all.to_owned())).chain(topics.iter().map(choice)).collect::<Vec<_>>();
    let people = move || {
        let people = colleagues.get().into_iter().map(|colleague| (colleague.id.to_string(), colleague.name));
        std::iter::once((String::new(), n.anybody.to_owned())).chain(people).collect::<Vec<_>>()
    };
    view! {
        <FilterChip label=n.filter name="historique" options=topics />
        <FilterChip label=n.by name="par" options=Signal::derive(people) />
    }
}
