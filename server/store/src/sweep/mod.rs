//! Changes of many records: which ones come next, and what is done to them.

mod back;
mod row;
mod tags;

use async_trait::async_trait;
use domain::bulk::{CHUNK, Done};
use domain::sweep::{Load, Step, Sweeps, TagUse, Work, retag};
use domain::tag::tag_key;
use domain::{Actor, BulkId, Cursor, Error, Problem, Result, Right, UserId};
use serde::Deserialize;

use self::row::Row;
pub(crate) use self::row::change;
use crate::ask::ask;
use crate::company::CompanyRow;
use crate::contact::ContactRow;
use crate::deal::DealRow;
use crate::task::TaskRow;
use crate::user::UserRow;
use crate::view::ViewRow;
use crate::write::{Tx, write};
use crate::{Failure, Store};

/// The tables that are walked, one after the other, each with the condition on what a colleague has in hand there.
const TABLES: [(&str, &str); 4] = [
    ("contact", "details.owner = $from"),
    ("company", "details.owner = $from"),
    ("deal", "state = 'open' AND details.owner = $from"),
    ("task", "open = true AND details.assignee = $from"),
];

#[derive(Deserialize)]
struct Counted {
    count: u32,
}

/// A record that may be concerned.
#[derive(Deserialize)]
struct Near {
    id: String,
    #[serde(default)]
    tags: Vec<String>,
}

/// Which table, and after which record.
pub(crate) fn place(at: Option<&Cursor>) -> Result<(usize, Option<String>)> {
    let Some(Cursor(text)) = at else { return Ok((0, None)) };
    let (table, id) = text.split_once(':').ok_or(Error::NotFound)?;
    let table = TABLES.iter().position(|(name, _)| *name == table).ok_or(Error::NotFound)?;
    Ok((table, (!id.is_empty()).then(|| id.to_owned())))
}

/// Adds what a chunk came to.
fn add(done: &mut Done, [changed, unchanged, refused]: [u32; 3]) {
    done.changed += changed;
    done.unchanged += unchanged;
    done.refused += refused;
}

/// The colleague to whom records go: there, not disabled, and somebody who may work on them.
async fn heir(tx: &Tx<'_>, id: &UserId) -> Result<(), Failure> {
    let user = tx.get::<UserRow>("user", id.as_str()).await?.map(UserRow::shown);
    if user.is_some_and(|user| !user.disabled && user.role.allows(Right::WriteRecords)) {
        return Ok(());
    }
    Err(Error::invalid("heir", Problem::Unknown).into())
}

impl Store {
    /// The next records of a table that a change concerns, and the last one that was looked at, unless it was the end.
    async fn near(&self, table: usize, after: Option<&str>, work: &Work) -> Result<(Vec<String>, Option<String>)> {
        let (name, owned) = TABLES[table];
        let about = match work {
            Work::HandOver { to: None, .. } if name == "task" => return Ok((Vec::new(), None)),
            Work::Tag { .. } if name == "task" => return Ok((Vec::new(), None)),
            Work::HandOver { .. } => owned,
            _ => "details.tags[0] != NONE",
        };
        let sql = format!("SELECT id, details.tags ?? [] AS tags FROM $range WHERE {about} LIMIT {CHUNK}");
        let mut query = ask(sql).range("range", name, after);
        if let Work::HandOver { from, .. } = work {
            query = query.bind("from", from);
        }
        let near: Vec<Near> = self.read(query).await?.all(0)?;
        let last = near.last().filter(|_| near.len() == CHUNK).map(|near| near.id.clone());
        let concerned = |near: &Near| match work {
            Work::Tag { from, .. } => near.tags.iter().any(|tag| tag_key(tag) == tag_key(from)),
            _ => true,
        };
        Ok((near.into_iter().filter(concerned).map(|near| near.id).collect(), last))
    }

    async fn change_near(
        &self,
        actor: &Actor,
        table: usize,
        whole: &BulkId,
        ids: &[String],
        work: &Work,
    ) -> Result<[u32; 3]> {
        write!(self, actor, tx => {
            match work {
                Work::HandOver { from, to } => {
                    if let Some(to) = to {
                        heir(&tx, to).await?;
                    }
                    // Given to somebody else meanwhile: it stays there.
                    match TABLES[table].0 {
                        "contact" => change(&tx, whole, ids, |row: &ContactRow| {
                            let own = row.details().owner.as_ref() == Some(from);
                            own.then(|| Ok(domain::contact::Details { owner: to.clone(), ..row.details().clone() }))
                        }, |_| None).await,
                        "company" => change(&tx, whole, ids, |row: &CompanyRow| {
                            let own = row.details().owner.as_ref() == Some(from);
                            own.then(|| Ok(domain::company::Details { owner: to.clone(), ..row.details().clone() }))
                        }, |_| None).await,
                        "deal" => change(&tx, whole, ids, |row: &DealRow| {
                            let own = row.details().owner.as_ref() == Some(from) && row.outcome.is_open();
                            own.then(|| Ok(domain::deal::Details { owner: to.clone(), ..row.details().clone() }))
                        }, |_| None).await,
                        _ => change(&tx, whole, ids, |row: &TaskRow| {
                            let own = row.details().assignee.as_ref() == Some(from) && row.is_open();
                            own.then(|| Ok(domain::task::Details { assignee: to.clone(), ..row.details().clone() }))
                        }, |_| None).await,
                    }
                }
                Work::Tag { from, to } => match TABLES[table].0 {
                    "contact" => change(&tx, whole, ids, |row: &ContactRow| {
                        let tags = retag(&row.details().tags, from, to.as_ref());
                        Some(Ok(domain::contact::Details { tags, ..row.details().clone() }))
                    }, |_| None).await,
                    "company" => change(&tx, whole, ids, |row: &CompanyRow| {
                        let tags = retag(&row.details().tags, from, to.as_ref());
                        Some(Ok(domain::company::Details { tags, ..row.details().clone() }))
                    }, |_| None).await,
                    _ => change(&tx, whole, ids, |row: &DealRow| {
                        let tags = retag(&row.details().tags, from, to.as_ref());
                        Some(Ok(domain::deal::Details { tags, ..row.details().clone() }))
                    }, |_| None).await,
                },
                Work::Back(_) => Ok([0; 3]),
            }
        })
    }

    /// Saved views go on finding what they found. They are no records, and not counted.
    async fn retag_views(&self, actor: &Actor, whole: &BulkId, from: &str, to: &str) -> Result<()> {
        let named = crate::view::everybodys(self).await?;
        let named = named.iter().filter(|view| view.details.retagged(from, to).is_some());
        let ids: Vec<String> = named.map(|view| view.id.to_string()).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let next = |row: &ViewRow| row.details().retagged(from, to).map(Ok);
        write!(self, actor, tx => { change(&tx, whole, &ids, next, |_| None).await }).map(drop)
    }

    /// Nobody adds to somebody else's change.
    pub(crate) async fn own_whole(&self, actor: &Actor, whole: &BulkId) -> Result<()> {
        let sql = "SELECT * FROM event WHERE subjects CONTAINS $subject ORDER BY key LIMIT 1";
        let first: Option<domain::event::Event> = self.read(ask(sql).bind("subject", whole.subject())).await?.one(0)?;
        if first.is_some_and(|first| first.by.user != actor.user) {
            return Err(Error::NotFound);
        }
        Ok(())
    }
}

#[async_trait]
impl Sweeps for Store {
    async fn step(&self, actor: &Actor, work: &Work, whole: Option<&BulkId>, at: Option<Cursor>) -> Result<Step> {
        actor.may(work.right())?;
        let work = work.clone().tidied();
        work.check()?;
        let mut done = Done::begin();
        if let Some(whole) = whole {
            self.own_whole(actor, whole).await?;
            done.bulk = whole.clone();
        }
        if let Work::Back(earlier) = &work {
            return back::step(self, actor, earlier, done, at).await;
        }
        let (mut table, mut after) = place(at.as_ref())?;
        if let (None, Work::HandOver { to: Some(to), .. }) = (&at, &work) {
            // Said before anything is looked for: also where there is nothing to hand over.
            write!(self, actor, tx => { heir(&tx, to).await })?;
        }
        if let (None, Work::Tag { from, to }) = (&at, &work) {
            write!(self, actor, tx => { tx.respell(from, to.as_deref()).await })?;
            if let Some(to) = to {
                self.retag_views(actor, &done.bulk, from, to).await?;
            }
        }
        loop {
            let (ids, last) = self.near(table, after.as_deref(), &work).await?;
            if !ids.is_empty() {
                let tally = self.change_near(actor, table, &done.bulk, &ids, &work).await?;
                add(&mut done, tally);
            }
            (table, after) = if last.is_some() { (table, last) } else { (table + 1, None) };
            let Some((name, _)) = TABLES.get(table) else { return Ok(Step { done, next: None }) };
            if !ids.is_empty() {
                let next = Cursor(format!("{name}:{}", after.unwrap_or_default()));
                return Ok(Step { done, next: Some(next) });
            }
        }
    }

    async fn load(&self, actor: &Actor, user: &UserId) -> Result<Load> {
        actor.may(Right::ManagePeople)?;
        let mut counts = [0; 4];
        for (count, (table, owned)) in counts.iter_mut().zip(TABLES) {
            let sql = format!("SELECT count() FROM $range WHERE {owned} GROUP ALL");
            let ask = ask(sql).range("range", table, None).bind("from", user);
            let counted: Option<Counted> = self.read(ask).await?.one(0)?;
            *count = counted.map_or(0, |counted| counted.count);
        }
        let [contacts, companies, deals, tasks] = counts;
        Ok(Load { contacts, companies, deals, tasks })
    }

    async fn tags(&self, actor: &Actor) -> Result<Vec<TagUse>> {
        actor.may(Right::ManageTags)?;
        Ok(self.tags_in_use().await?)
    }
}
