//! One change for many contacts: chunks that are each one transaction, with an event a contact that names the bulk.

use std::collections::HashMap;

use domain::bulk::{CHUNK, Done, MOST, Verb, check_number, taken_back};
use domain::contact::{Filter, Selection};
use domain::event::{Event, Kind};
use domain::patch::{Changes, FieldChange};
use domain::sweep::Step;
use domain::{Actor, BulkId, ContactId, Cursor, Error, EventId, Instant, Result, Right, UserId};

use super::row::ContactRow;
use crate::ask::ask;
use crate::bulk::add;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store};

/// What became of one contact.
enum Fate {
    Changed(Box<ContactRow>, Kind, Changes),
    Unchanged,
    Refused,
}

/// A contact with the change made; the moment is this transaction's.
fn changed(row: &ContactRow, verb: &Verb, now: Instant) -> Fate {
    if let Verb::Archive(archived) = verb {
        return archive(row, archived.then_some(now), now);
    }
    let next = verb.apply(&row.details);
    let changes = Changes::between(&row.details, &next);
    if changes.is_empty() {
        return Fate::Unchanged;
    }
    if next.check().is_err() {
        return Fate::Refused;
    }
    let row = ContactRow { details: next, version: row.version + 1, updated_at: now, ..row.clone() };
    Fate::Changed(Box::new(row.keyed()), Kind::ContactEdited, changes)
}

fn archive(row: &ContactRow, at: Option<Instant>, now: Instant) -> Fate {
    if row.archived_at.is_some() == at.is_some() {
        return Fate::Unchanged;
    }
    let json = |at: Option<Instant>| serde_json::to_value(at).unwrap_or_default();
    let changes = Changes::one("archived_at", json(row.archived_at), json(at));
    let kind = if at.is_some() { Kind::ContactArchived } else { Kind::ContactRestored };
    let row = ContactRow { archived_at: at, version: row.version + 1, updated_at: now, ..row.clone() };
    Fate::Changed(Box::new(row.keyed()), kind, changes)
}

/// A contact as it was before an event of a bulk, if nobody has changed since what that changed.
fn restored(row: &ContactRow, changes: &Changes, now: Instant) -> Fate {
    if let Some(FieldChange { before, after }) = changes.0.get("archived_at") {
        let present = serde_json::to_value(row.archived_at).unwrap_or_default();
        let at = serde_json::from_value(before.clone()).unwrap_or_default();
        return if present == *after { archive(row, at, now) } else { Fate::Refused };
    }
    let Ok(next) = taken_back(&row.details, changes) else { return Fate::Refused };
    let changes = Changes::between(&row.details, &next);
    if changes.is_empty() || next.check().is_err() {
        return Fate::Refused;
    }
    let row = ContactRow { details: next, version: row.version + 1, updated_at: now, ..row.clone() };
    Fate::Changed(Box::new(row.keyed()), Kind::ContactEdited, changes)
}

/// Writes what became of a chunk, each with the event that it takes back, if it does. Answers how many were changed,
/// were so already, and could not be.
async fn settle(tx: &Tx<'_>, bulk: &BulkId, fates: Vec<(Fate, Option<EventId>)>) -> Result<[u32; 3], Failure> {
    let (mut rows, mut tally) = (Vec::new(), [0, 0, 0]);
    for (fate, undoes) in fates {
        match fate {
            Fate::Changed(row, kind, changes) => {
                let mut subjects = row.subjects();
                subjects.push(bulk.subject());
                tx.emit(Said { undoes, ..Said::new(kind, subjects, changes) });
                rows.push(*row);
                tally[0] += 1;
            }
            Fate::Unchanged => tally[1] += 1,
            Fate::Refused => tally[2] += 1,
        }
    }
    tx.put_all("contact", &rows).await?;
    Ok(tally)
}

async fn read(tx: &Tx<'_>, ids: &[ContactId]) -> Result<HashMap<ContactId, ContactRow>, Failure> {
    let ids = ids.iter().map(ContactId::as_str);
    let rows: Vec<ContactRow> = tx.run(ask("SELECT * FROM $ids").records("ids", "contact", ids)).await?.all(0)?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
}

impl Store {
    pub(super) async fn bulk_contacts(
        &self,
        actor: &Actor,
        selection: &Selection,
        verb: Verb,
        whole: Option<&BulkId>,
    ) -> Result<Done> {
        self.possible(&verb).await?;
        let ids = self.selected_ids(actor, selection).await?;
        check_number(ids.len())?;
        let mut done = self.part_of(actor, whole).await?;
        for chunk in ids.chunks(CHUNK) {
            let tally = if done.left > 0 {
                Err(Error::Internal)
            } else {
                self.change_chunk(actor, &done.bulk, chunk, &verb).await
            };
            add(&mut done, tally, chunk.len())?;
        }
        Ok(done)
    }

    /// The ids of a selection, each once.
    pub(super) async fn selected_ids(&self, actor: &Actor, selection: &Selection) -> Result<Vec<ContactId>> {
        let mut ids = match selection {
            Selection::These(ids) => {
                check_number(ids.len())?;
                ids.clone()
            }
            Selection::Found(filter) => self.found_ids(actor, filter).await?,
        };
        ids.sort();
        ids.dedup();
        Ok(ids)
    }

    /// One more than may be changed at most.
    async fn found_ids(&self, actor: &Actor, filter: &Filter) -> Result<Vec<ContactId>> {
        let (mut ids, mut after) = (Vec::new(), None);
        while ids.len() <= MOST {
            let page = self.block(actor, filter, after).await?;
            ids.extend(page.rows.into_iter().map(|row| row.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        Ok(ids)
    }

    async fn change_chunk(&self, actor: &Actor, bulk: &BulkId, ids: &[ContactId], verb: &Verb) -> Result<[u32; 3]> {
        write!(self, actor, tx => {
            let rows = read(&tx, ids).await?;
            let verb = match verb {
                Verb::AddTag(tag) => Verb::AddTag(tx.spelled(&[], vec![tag.clone()]).await?.concat()),
                verb => verb.clone(),
            };
            let fate = |id| (rows.get(id).map_or(Fate::Unchanged, |row| changed(row, &verb, tx.now())), None);
            settle(&tx, bulk, ids.iter().map(fate).collect()).await
        })
    }

    pub(super) async fn take_bulk_back(
        &self,
        actor: &Actor,
        bulk: &BulkId,
        whole: Option<&BulkId>,
        at: Option<Cursor>,
    ) -> Result<Step> {
        let mut done = self.part_of(actor, whole).await?;
        let after = at.as_ref().map_or("", |Cursor(key)| key.as_str());
        let sql =
            format!("SELECT * FROM event WHERE subjects CONTAINS $subject AND key > $after ORDER BY key LIMIT {CHUNK}");
        let ask = ask(sql).bind("subject", bulk.subject()).bind("after", after);
        let events: Vec<Event> = self.read(ask).await?.all(0)?;
        let Some(last) = events.last() else {
            return if at.is_some() { Ok(Step { done, next: None }) } else { Err(Error::NotFound) };
        };
        let own = last.by.user.as_ref().is_some_and(|user: &UserId| actor.is(user));
        if !own && !actor.can(Right::ReadLog) {
            return Err(Error::NotFound);
        }
        let tally = self.restore_chunk(actor, &done.bulk, &events).await;
        add(&mut done, tally, events.len())?;
        let next = (events.len() == CHUNK).then(|| Cursor(last.id.to_string()));
        Ok(Step { done, next })
    }

    async fn restore_chunk(&self, actor: &Actor, bulk: &BulkId, events: &[Event]) -> Result<[u32; 3]> {
        write!(self, actor, tx => {
            let of = |event: &Event| event.subjects.first()?.strip_prefix("contact:")?.parse::<ContactId>().ok();
            let ids: Vec<ContactId> = events.iter().filter_map(of).collect();
            let rows = read(&tx, &ids).await?;
            let fate = |event: &Event| {
                let row = of(event).and_then(|id| rows.get(&id));
                let fate = row.map_or(Fate::Refused, |row| restored(row, &event.changes, tx.now()));
                (fate, Some(event.id.clone()))
            };
            tx.untell(events).await?;
            settle(&tx, bulk, events.iter().map(fate).collect()).await
        })
    }
}
