//! Taking a change back: one transaction that looks whether it still stands, puts back what was, and says so.

mod deal;
mod desk;
mod record;

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::bulk::taken_back;
use domain::error::Refusal;
use domain::event::Event;
use domain::patch::{Changes, FieldChange};
use domain::undo::{Undone, Undos, Which};
use domain::{Actor, Error, EventId, Result, Right};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::ask::ask;
use crate::write::{Tx, write};
use crate::{Failure, Store};

/// So many of the latest events of a record are looked through for one's own.
const LOOKED: usize = 100;

/// What cannot be taken back.
fn never() -> Failure {
    Error::refused(Refusal::Final).into()
}

/// Something stands in the way of an undo: the record is another by now, in this field.
fn changed(field: &str) -> Failure {
    Error::Changed {
        field: field.to_owned(),
        theirs: serde_json::Value::Null,
        yours: serde_json::Value::Null,
        by: None,
    }
    .into()
}

fn json(value: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// The changes that give the fields of a record what they had before an event.
fn backward<D: Serialize + DeserializeOwned>(present: &D, event: &Event) -> Result<Changes> {
    let known = json(present);
    // An event may tell more than the fields that people fill in.
    let own = |(field, _): &(&String, &FieldChange)| known.get(field.as_str()).is_some();
    let fields = event.changes.0.iter().filter(own).map(|(field, change)| (field.clone(), change.clone()));
    let before = taken_back(present, &Changes(fields.collect()))?;
    Ok(Changes::between(present, &before))
}

/// A moment that an event changed, if it still stands as the event left it: what it was before.
fn moment<T: DeserializeOwned>(present: &impl Serialize, event: &Event, field: &str) -> Result<T, Failure> {
    let change = event.changes.0.get(field).ok_or_else(never)?;
    if json(present) != change.after {
        return Err(changed(field));
    }
    serde_json::from_value(change.before.clone()).map_err(Failure::shape)
}

/// The event that is meant, as far as the actor may take it back.
async fn sought(tx: &Tx<'_>, actor: &Actor, which: &Which) -> Result<Event, Failure> {
    match which {
        Which::Event(id) => tx.need("event", id.as_str()).await,
        Which::Own { subject, after } => {
            let sql = format!("SELECT * FROM event WHERE subjects CONTAINS $subject ORDER BY key DESC LIMIT {LOOKED}");
            let latest: Vec<Event> = tx.run(ask(sql).bind("subject", subject)).await?.all(0)?;
            let has = |event: &Event| {
                let is = |(field, value): (&String, &serde_json::Value)| {
                    event.changes.0.get(field).is_some_and(|change| change.after == *value)
                };
                after.iter().all(is)
            };
            let own = |event: &Event| {
                let mine = event.by.user == actor.user && event.undoes.is_none();
                mine && event.subjects.first() == Some(subject) && has(event)
            };
            // What was taken back already is behind: the one before it is meant, unless there is none.
            let undone: BTreeSet<EventId> = latest.iter().filter_map(|event| event.undoes.clone()).collect();
            let mine: Vec<Event> = latest.into_iter().filter(own).collect();
            let stands = mine.iter().position(|event| !undone.contains(&event.id)).unwrap_or_default();
            mine.into_iter().nth(stands).ok_or_else(|| Error::NotFound.into())
        }
    }
}

/// Whether somebody took it back already.
async fn is_undone(tx: &Tx<'_>, event: &EventId) -> Result<bool, Failure> {
    let sql = "SELECT id FROM event WHERE subjects CONTAINS $subject LIMIT 1";
    Ok(tx.run(ask(sql).bind("subject", event.subject())).await?.one::<serde_json::Value>(0)?.is_some())
}

/// Who changed a field since, and when.
async fn since(tx: &Tx<'_>, event: &Event, field: &str) -> Result<Option<Error>, Failure> {
    let first = event.subjects.first();
    let sql = format!(
        "SELECT * FROM event WHERE subjects CONTAINS $subject AND key > $after ORDER BY key DESC LIMIT {LOOKED}"
    );
    let query = ask(sql).bind("subject", first).bind("after", &event.id);
    let later: Vec<Event> = tx.run(query).await?.all(0)?;
    let touching = |later: &&Event| later.subjects.first() == first && later.changes.0.contains_key(field);
    let found = later.iter().find(touching);
    Ok(found.map(|later| Error::Since { field: field.to_owned(), by: later.by.name.clone(), at: later.at }))
}

/// Puts back what the event changed, by the rules and permissions of its record.
async fn reverse(tx: &Tx<'_>, actor: &Actor, event: &Event) -> Result<(), Failure> {
    let (table, id) = event.subjects.first().and_then(|first| first.split_once(':')).ok_or_else(never)?;
    match table {
        _ if event.changes.0.contains_key("bin") => record::binned(tx, actor, event).await,
        "contact" => record::contact(tx, actor, event, &id.parse()?).await,
        "company" => record::company(tx, actor, event, &id.parse()?).await,
        "deal" => deal::deal(tx, actor, event, &id.parse()?).await,
        "task" => record::task(tx, actor, event, &id.parse()?).await,
        "note" => record::note(tx, actor, event, &id.parse()?).await,
        "exchange" => record::exchange(tx, actor, event, &id.parse()?).await,
        _ => desk::desk(tx, actor, event, (table, id)).await,
    }
}

#[async_trait]
impl Undos for Store {
    async fn undo(&self, actor: &Actor, which: &Which) -> Result<Undone> {
        actor.may(Right::WriteNotes)?;
        write!(self, actor, tx => {
            let event = sought(&tx, actor, which).await?;
            let needed = event.undo_right();
            if needed.is_none() && !actor.can(Right::WriteRecords) {
                return Err(Error::NotFound.into());
            }
            actor.may(needed.ok_or_else(never)?)?;
            if is_undone(&tx, &event.id).await? {
                return Err(Error::refused(Refusal::Undone).into());
            }
            tx.undoes(&event.id);
            // The notice of many is not about this one alone.
            if event.import.is_none() && !event.subjects.last().is_some_and(|last| last.starts_with("bulk:")) {
                tx.untell(std::slice::from_ref(&event)).await?;
            }
            if let Err(failure) = reverse(&tx, actor, &event).await {
                let Failure::Answer(Error::Changed { field, .. }) = &failure else { return Err(failure) };
                return Err(since(&tx, &event, field).await?.map_or(failure, Failure::Answer));
            }
            let subject = event.subjects.first().cloned().unwrap_or_default();
            let fields = event.changes.0.into_keys().collect();
            Ok(Undone { event: event.id, subject, gone: event.kind.makes(), fields, name: None })
        })
    }
}
