//! What record pages ask the server besides the record itself: colleagues to choose from, and history with its names.

use std::collections::BTreeMap;

use domain::event::{By, Event, Filter, Log};
use domain::{BulkId, Cursor, EventId, Page, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Somebody a record can be given to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// The id.
    pub id: UserId,
    /// The name.
    pub name: String,
    /// Whether records and actions may be given to them: who has left, or only reads, is still named.
    pub offered: bool,
}

/// A part of a history, and the names of the records it speaks of, by `table:id`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The events, newest first.
    pub events: Page<Event>,
    /// The names.
    pub names: BTreeMap<String, String>,
    /// Which part of it was asked for.
    pub filter: Filter,
    /// What was taken back, and by whom.
    #[serde(default)]
    pub undone: BTreeMap<EventId, By>,
    /// How many records the bulks changed that are one line.
    #[serde(default)]
    pub bulks: BTreeMap<BulkId, u32>,
}

/// The colleagues, by name.
#[server(prefix = "/api", endpoint = "record/colleagues", input = Json)]
pub async fn list_colleagues() -> Result<Vec<Colleague>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(server::colleagues(&crm, &actor).await)
}

/// The history of one record (`table:id`), newest first.
#[server(prefix = "/api", endpoint = "record/history", input = Json)]
pub async fn read_history(subject: String, filter: Filter, after: Option<Cursor>) -> Result<Past, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(server::past(&crm, &actor, &subject, filter, after).await)
}

/// The change log, newest first.
#[server(prefix = "/api", endpoint = "record/log", input = Json)]
pub async fn read_log(wanted: Log, after: Option<Cursor>) -> Result<Past, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let read = async {
        let events = crm.events().log(&actor, &wanted, after).await?;
        let bulks = events.rows.iter().filter_map(Event::bulk).filter(|_| wanted.bulk.is_none()).collect();
        let bulks = crm.events().sizes(&actor, &bulks).await?;
        Ok(Past { bulks, ..server::named(&crm, &actor, "", events, wanted.filter).await? })
    };
    crate::ssr::answer(read.await)
}

/// The server's half: other concepts' functions use it to answer a whole page at once.
#[cfg(feature = "ssr")]
pub(crate) mod server {
    use std::collections::BTreeSet;

    use domain::event::Event;
    use domain::{Actor, Page, Result, Right, SharedCrm};
    use serde_json::Value;

    use super::{BTreeMap, Colleague, Cursor, Filter, Past};

    /// More names than this are not looked up for one page of a history.
    const MOST: usize = 300;

    pub(crate) async fn colleagues(crm: &SharedCrm, actor: &Actor) -> Result<Vec<Colleague>> {
        let users = crm.users().list(actor).await?;
        Ok(users
            .into_iter()
            .map(|u| {
                let offered = !u.disabled && u.role.allows(Right::WriteNotes);
                Colleague { id: u.id, name: u.name, offered }
            })
            .collect())
    }

    pub(crate) async fn past(
        crm: &SharedCrm,
        actor: &Actor,
        subject: &str,
        filter: Filter,
        after: Option<Cursor>,
    ) -> Result<Past> {
        let events = crm.events().of(actor, subject, &filter, after).await?;
        named(crm, actor, subject, events, filter).await
    }

    /// Events with the names of the records they speak of, but for the one whose page it is.
    pub(crate) async fn named(
        crm: &SharedCrm,
        actor: &Actor,
        subject: &str,
        events: Page<Event>,
        filter: Filter,
    ) -> Result<Past> {
        let mut names = BTreeMap::new();
        let (mut wanted, mut values) = (BTreeSet::new(), BTreeSet::new());
        for event in &events.rows {
            let beside = event
                .subjects
                .first()
                .is_some_and(|first| first.starts_with("note:") || first.starts_with("exchange:"));
            wanted.extend(event.subjects.get(usize::from(beside)).cloned());
            for (field, change) in &event.changes.0 {
                let Some(table) = table_of(field) else { continue };
                for value in [&change.before, &change.after] {
                    let ids = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                    values.extend(ids.iter().filter_map(Value::as_str).map(|id| format!("{table}:{id}")));
                }
            }
            // Of what is in the bin the history itself knows the name.
            if let (Some(first), Some(bin)) = (event.subjects.first(), event.changes.0.get("bin"))
                && let Some(name) = [&bin.after, &bin.before].into_iter().find_map(|value| value["name"].as_str())
            {
                names.entry(first.clone()).or_insert_with(|| name.to_owned());
            }
            // Of actions the history itself often says the title.
            let title = event.changes.0.get("title").and_then(|change| change.after.as_str());
            if let (Some(first), Some(title)) = (event.subjects.first(), title)
                && first.starts_with("task:")
            {
                names.entry(first.clone()).or_insert_with(|| title.to_owned());
            }
        }
        // A page knows its own record, but as a value it is a name like any other.
        wanted.remove(subject);
        wanted.extend(values);
        wanted.retain(|name| !names.contains_key(name));
        look_up(crm, actor, wanted, &mut names).await?;
        let ids: Vec<_> = events.rows.iter().map(|event| event.id.clone()).collect();
        let undone = crm.events().undone(actor, &ids).await?;
        Ok(Past { events, names, filter, undone, bulks: BTreeMap::new() })
    }

    fn table_of(field: &str) -> Option<&'static str> {
        Some(match field {
            "stage" => "stage",
            "owner" | "assignee" => "user",
            "company" => "company",
            "contact" | "other_contacts" => "contact",
            "deal" => "deal",
            _ => return None,
        })
    }

    async fn look_up(
        crm: &SharedCrm,
        actor: &Actor,
        wanted: BTreeSet<String>,
        names: &mut BTreeMap<String, String>,
    ) -> Result<()> {
        if wanted.iter().any(|name| name.starts_with("stage:")) {
            for pipeline in crm.pipelines().list(actor).await? {
                names.extend(pipeline.details.stages.into_iter().map(|stage| (stage.id.subject(), stage.name)));
            }
        }
        if wanted.iter().any(|name| name.starts_with("user:")) {
            names.extend(colleagues(crm, actor).await?.into_iter().map(|user| (user.id.subject(), user.name)));
        }
        let rest = wanted.into_iter().filter(|name| !name.starts_with("stage:") && !name.starts_with("user:"));
        names.extend(crm.finder().names(actor, &rest.take(MOST).collect()).await?);
        Ok(())
    }
}
