//! Writing once what may arrive twice: the writer makes the new record's id, and asks again with it when no answer came.

use domain::event::Event;
use domain::{Actor, Error, Problem};
use serde::de::DeserializeOwned;

use crate::Failure;
use crate::ask::ask;
use crate::write::Tx;

/// What this actor wrote under an id before, if anything. Another's is never answered and never written over.
pub(crate) async fn written<T: DeserializeOwned>(
    tx: &Tx<'_>,
    actor: &Actor,
    table: &str,
    id: &str,
) -> Result<Option<T>, Failure> {
    let Some(row) = tx.get(table, id).await? else { return Ok(None) };
    let own = wrote(tx, actor, table, id).await?;
    if own { Ok(Some(row)) } else { Err(Error::Taken { field: "id".to_owned() }.into()) }
}

/// Whether this actor made a record: its first event names its writer.
pub(crate) async fn wrote(tx: &Tx<'_>, actor: &Actor, table: &str, id: &str) -> Result<bool, Failure> {
    let sql = "SELECT * FROM event WHERE subjects CONTAINS $subject ORDER BY key LIMIT 1";
    let first: Option<Event> = tx.run(ask(sql).bind("subject", format!("{table}:{id}"))).await?.one(0)?;
    Ok(first.is_some_and(|event| event.by.user.is_some() && event.by.user == actor.user))
}

/// An id that a writer made has the form of those made here.
pub(crate) fn check(id: &str) -> domain::Result<()> {
    if domain::id::is_ulid(id) { Ok(()) } else { Err(Error::invalid("id", Problem::Malformed)) }
}
