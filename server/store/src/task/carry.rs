//! The next action that contacts and deals carry, written anew where tasks came or went.

use std::collections::BTreeSet;

use domain::deal::Next;
use domain::{ContactId, DealId};

use super::TaskRow;
use crate::Failure;
use crate::ask::ask;
use crate::contact::ContactRow;
use crate::write::Tx;

/// The earliest open task of a deal.
pub(super) async fn next_of(tx: &Tx<'_>, deal: &DealId) -> Result<Option<Next>, Failure> {
    let sql = "SELECT * FROM task WHERE details.deal = $deal AND open = true ORDER BY due LIMIT 1";
    let first: Option<TaskRow> = tx.run(ask(sql).bind("deal", deal)).await?.one(0)?;
    Ok(first.map(TaskRow::next))
}

/// The earliest open task with a contact.
pub(super) async fn next_with(tx: &Tx<'_>, contact: &ContactId) -> Result<Option<Next>, Failure> {
    let sql = "SELECT * FROM task WHERE details.contact = $contact AND open = true ORDER BY due LIMIT 1";
    let first: Option<TaskRow> = tx.run(ask(sql).bind("contact", contact)).await?.one(0)?;
    Ok(first.map(TaskRow::next))
}

/// Writes the next action of these contacts anew, as far as they are there: tasks came or went with something else.
pub(crate) async fn anew(tx: &Tx<'_>, contacts: BTreeSet<String>) -> Result<(), Failure> {
    for id in contacts {
        let Some(contact) = tx.get::<ContactRow>("contact", &id).await? else { continue };
        let next = next_with(tx, &contact.id).await?;
        if next != contact.next {
            tx.put("contact", &id, &ContactRow { next, ..contact }).await?;
        }
    }
    Ok(())
}

/// Writes the next action of every contact with an open task, where many were planted at once. The earliest comes last,
/// and stays.
pub(crate) async fn settle(tx: &Tx<'_>) -> Result<(), Failure> {
    let sql = "FOR $task IN (SELECT * FROM task WHERE open = true AND details.contact != NONE ORDER BY due DESC) { \
               UPDATE type::record('contact', $task.details.contact) SET next = { task: record::id($task.id), \
               title: $task.details.title, due_on: $task.details.due_on, due_at: $task.details.due_at } RETURN NONE }";
    tx.run(ask(sql)).await.map(drop)
}
