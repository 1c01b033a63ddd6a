//! A change of many records taken back, in the order in which it was made.

use domain::bulk::{CHUNK, Done, taken_back};
use domain::event::Event;
use domain::sweep::Step;
use domain::{Actor, BulkId, Cursor, Error, Result, Right};

use super::add;
use super::row::{Row, change};
use crate::ask::ask;
use crate::company::CompanyRow;
use crate::contact::ContactRow;
use crate::deal::DealRow;
use crate::task::TaskRow;
use crate::view::ViewRow;
use crate::write::{Tx, write};
use crate::{Failure, Store};

/// Takes back what the events say of the records of one table.
async fn restore<R: Row>(tx: &Tx<'_>, whole: &BulkId, events: &[Event]) -> Result<[u32; 3], Failure> {
    let id = |event: &Event| {
        let (table, id) = event.subjects.first()?.split_once(':')?;
        (table == R::TABLE).then(|| id.to_owned())
    };
    let known: Vec<(String, &Event)> = events.iter().filter_map(|event| Some((id(event)?, event))).collect();
    if known.is_empty() {
        return Ok([0; 3]);
    }
    let ids: Vec<String> = known.iter().map(|(id, _)| id.clone()).collect();
    let of = |record: &str| known.iter().find(|(id, _)| *id == record).map(|(_, event)| *event);
    let next = |row: &R| Some(taken_back(row.details(), &of(&row.id())?.changes));
    let undoes = |record: &str| of(record).map(|event| event.id.clone());
    let [changed, gone, refused] = change(tx, whole, &ids, next, undoes).await?;
    // What is in the bin cannot be as it was.
    Ok([changed, 0, refused + gone])
}

/// The next few hundred records of an earlier change. One takes back one's own; an administrator anybody's.
pub(super) async fn step(
    store: &Store,
    actor: &Actor,
    earlier: &BulkId,
    mut done: Done,
    at: Option<Cursor>,
) -> Result<Step> {
    let sql =
        format!("SELECT * FROM event WHERE subjects CONTAINS $subject AND key > $after ORDER BY key LIMIT {CHUNK}");
    let after = at.as_ref().map_or("", |Cursor(key)| key.as_str());
    let ask = ask(sql).bind("subject", earlier.subject()).bind("after", after);
    let events: Vec<Event> = store.read(ask).await?.all(0)?;
    let Some(last) = events.last() else {
        return if at.is_some() { Ok(Step { done, next: None }) } else { Err(Error::NotFound) };
    };
    if last.by.user != actor.user && !actor.can(Right::ReadLog) {
        return Err(Error::NotFound);
    }
    let whole = done.bulk.clone();
    let tallies = write!(store, actor, tx => {
        tx.untell(&events).await?;
        tx.spell_back(&events).await?;
        // Views are no records: they are not counted.
        restore::<ViewRow>(&tx, &whole, &events).await?;
        Ok([
            restore::<ContactRow>(&tx, &whole, &events).await?,
            restore::<CompanyRow>(&tx, &whole, &events).await?,
            restore::<DealRow>(&tx, &whole, &events).await?,
            restore::<TaskRow>(&tx, &whole, &events).await?,
        ])
    })?;
    tallies.into_iter().for_each(|tally| add(&mut done, tally));
    let next = (events.len() == CHUNK).then(|| Cursor(last.id.to_string()));
    Ok(Step { done, next })
}
