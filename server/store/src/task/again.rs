//! What comes after a task that repeats: made with the event that finishes it, taken back when it is opened again.

use domain::event::Kind;
use domain::patch::Changes;
use domain::task::Details;

use super::{TaskRow, json, put};
use crate::Failure;
use crate::write::Tx;

/// The task that comes after this one. None when it does not repeat, or when the next is there already: it was changed
/// before this one was opened again.
pub(super) async fn after(tx: &Tx<'_>, row: &TaskRow) -> Result<Option<TaskRow>, Failure> {
    let Some(repeat) = row.details.repeat else { return Ok(None) };
    if let Some(next) = &row.next
        && tx.get::<TaskRow>("task", next.as_str()).await?.is_some_and(|next| next.removed_at.is_none())
    {
        return Ok(None);
    }
    let today = crate::organisation::today(tx).await?;
    Ok(repeat.next(today).map(|repeat| {
        let details = Details { due_on: Some(repeat.on), repeat: Some(repeat), ..row.details.clone() };
        TaskRow::new(details, tx.now())
    }))
}

/// Writes it. Nobody is told: whose it is knows the one before.
pub(super) async fn begin(tx: &Tx<'_>, after: Option<TaskRow>) -> Result<(), Failure> {
    let Some(row) = after else { return Ok(()) };
    let changes = Changes::from_new(&row.details);
    put(tx, row, Kind::TaskCreated, changes, None, true).await.map(drop)
}

/// Takes the next one away while nobody has touched it.
pub(super) async fn take_back(tx: &Tx<'_>, row: TaskRow) -> Result<TaskRow, Failure> {
    let Some(id) = &row.next else { return Ok(row) };
    let next = tx.get::<TaskRow>("task", id.as_str()).await?;
    if next.as_ref().is_some_and(|next| next.version > 1 || !next.is_open()) {
        return Ok(row);
    }
    if let Some(next) = next {
        let removed_at = Some(tx.now());
        let changes = Changes::one("removed_at", serde_json::Value::Null, json(removed_at));
        let gone = TaskRow { removed_at, version: next.version + 1, ..next };
        put(tx, gone, Kind::TaskRemoved, changes, None, true).await?;
    }
    Ok(TaskRow { next: None, ..row })
}
