//! The way back for contacts, companies, tasks, notes and exchanges, and for what was put into the bin.

use domain::error::Refusal;
use domain::event::{Event, Kind};
use domain::note::Subject;
use domain::undo::altered;
use domain::{Actor, CompanyId, ContactId, Error, ExchangeId, Instant, NoteId, Result, TaskId};
use serde::Serialize;

use super::{backward, changed, moment, never};
use crate::bin::Rows;
use crate::company::CompanyRow;
use crate::contact::ContactRow;
use crate::task::TaskRow;
use crate::write::Tx;
use crate::{Failure, bin, company, contact, exchange, note, task};

/// Fails on the first field in which a record is another than it was made.
fn untouched(present: &impl Serialize, event: &Event) -> Result<(), Failure> {
    altered(present, &event.changes).map_or(Ok(()), |field| Err(changed(&field)))
}

/// How many rows still stand that went, or would go, into the bin beside the record itself. What was removed, or should
/// not have been made, counts for nothing.
fn others(rows: &Rows) -> usize {
    rows.values().flatten().filter(|row| row["removed_at"].is_null()).count().saturating_sub(1)
}

/// Puts a record that should not have been made into the bin, unless something hangs on it.
pub(super) async fn unmake(tx: &Tx<'_>, actor: &Actor, subject: Subject) -> Result<(), Failure> {
    let alone = |rows: &Rows| match others(rows) {
        0 => Ok(()),
        _ => Err(Error::refused(Refusal::Depended)),
    };
    match bin::delete(tx, actor, &subject, alone).await {
        Err(Failure::Answer(Error::Refused { reason: Refusal::CompanyInUse })) => {
            Err(Error::refused(Refusal::Depended).into())
        }
        other => other.map(drop),
    }
}

/// Out of the bin again, or into it again.
pub(super) async fn binned(tx: &Tx<'_>, actor: &Actor, event: &Event) -> Result<(), Failure> {
    let gone = |failure| match failure {
        Failure::Answer(Error::NotFound) => Error::refused(Refusal::Undone).into(),
        other => other,
    };
    if event.kind == Kind::RecordDeleted {
        let place = event.bin_id().ok_or_else(never)?;
        return bin::restore(tx, &place).await.map(drop).map_err(gone);
    }
    let first = event.subjects.first().cloned().unwrap_or_default();
    let with = event.changes.0.get("bin").and_then(|bin| bin.before["others"].as_u64()).unwrap_or_default();
    // What came to hang on it since would go along unasked.
    let as_before = |rows: &Rows| match others(rows) as u64 {
        now if now <= with => Ok(()),
        _ => Err(Error::refused(Refusal::Depended)),
    };
    bin::delete(tx, actor, &Subject::try_from(first)?, as_before).await.map(drop).map_err(gone)
}

pub(super) async fn contact(tx: &Tx<'_>, actor: &Actor, event: &Event, id: &ContactId) -> Result<(), Failure> {
    let row: ContactRow = tx.need("contact", id.as_str()).await?;
    match event.kind {
        Kind::ContactCreated => {
            if event.import.is_some() && row.details.do_not_contact.is_some() {
                return Err(never());
            }
            untouched(&row.details, event)?;
            unmake(tx, actor, Subject::Contact(id.clone())).await
        }
        Kind::ContactArchived | Kind::ContactRestored => {
            let before: Option<Instant> = moment(&row.archived_at, event, "archived_at")?;
            contact::archive(tx, id, before).await.map(drop)
        }
        _ => contact::edit(tx, id, &backward(&row.details, event)?).await.map(drop),
    }
}

pub(super) async fn company(tx: &Tx<'_>, actor: &Actor, event: &Event, id: &CompanyId) -> Result<(), Failure> {
    let row: CompanyRow = tx.need("company", id.as_str()).await?;
    if event.kind == Kind::CompanyCreated {
        untouched(&row.details, event)?;
        return unmake(tx, actor, Subject::Company(id.clone())).await;
    }
    company::edit(tx, id, &backward(&row.details, event)?).await.map(drop)
}

pub(super) async fn task(tx: &Tx<'_>, actor: &Actor, event: &Event, id: &TaskId) -> Result<(), Failure> {
    let row: TaskRow = tx.need("task", id.as_str()).await?;
    match event.kind {
        Kind::TaskCreated => {
            if row.done_at.is_some() {
                return Err(changed("done_at"));
            }
            untouched(&row.details, event)?;
            task::remove(tx, actor, id).await.map(drop)
        }
        Kind::TaskDone | Kind::TaskReopened => {
            let before = moment(&row.done_at, event, "done_at")?;
            task::mark(tx, actor, id, before).await.map(drop)
        }
        _ => task::edit(tx, actor, id, &backward(&row.details, event)?).await.map(drop),
    }
}

pub(super) async fn note(tx: &Tx<'_>, actor: &Actor, event: &Event, id: &NoteId) -> Result<(), Failure> {
    let stored = note::stored(tx, id).await?;
    if event.changes.0.contains_key("removed_at") {
        let before: Option<Instant> = moment(&stored.removed_at, event, "removed_at")?;
        return note::remove(tx, actor, id, before).await.map(drop);
    }
    if event.kind == Kind::NoteAdded {
        untouched(&stored.details, event)?;
        return note::remove(tx, actor, id, Some(tx.now())).await.map(drop);
    }
    note::edit(tx, actor, id, &backward(&stored.details, event)?).await.map(drop)
}

pub(super) async fn exchange(tx: &Tx<'_>, actor: &Actor, event: &Event, id: &ExchangeId) -> Result<(), Failure> {
    let stored = exchange::stored(tx, id).await?;
    if event.changes.0.contains_key("removed_at") {
        let before: Option<Instant> = moment(&stored.removed_at, event, "removed_at")?;
        return exchange::remove(tx, actor, id, before).await.map(drop);
    }
    if event.kind == Kind::ExchangeLogged {
        untouched(&stored.details, event)?;
        return exchange::remove(tx, actor, id, Some(tx.now())).await.map(drop);
    }
    exchange::edit(tx, actor, id, &backward(&stored.details, event)?).await.map(drop)
}
