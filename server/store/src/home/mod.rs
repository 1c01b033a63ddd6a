//! The day at a glance: a few questions asked at once, each answered by an index and bounded.

mod then;

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::home::{Arrivals, Ask as Asked, FRESH_DAYS, Home, Homes, Months, NAMED, Open, Sales};
use domain::page::Count;
use domain::pipeline::Pipeline;
use domain::{Actor, Instant, Money, Result, Right, UserId};
use serde::Deserialize;
pub(crate) use then::Ago;

use crate::ask::{Rows, ask};
use crate::task::TaskRow;
use crate::{Failure, Store};

/// No question looks at more rows than this.
const MOST: u32 = Count::EXACT + 1;

#[derive(Deserialize)]
struct Counted {
    count: u32,
}

/// New contacts of a source in one of the two stretches of days.
#[derive(Deserialize)]
struct Fresh {
    #[serde(default)]
    source: Option<String>,
    fresh: bool,
    count: u32,
}

/// A moment and an amount.
#[derive(Deserialize)]
struct Moment {
    at: Instant,
    #[serde(default)]
    amount: Option<Money>,
}

fn count(rows: &mut Rows, at: usize) -> Result<Count, Failure> {
    let rows = rows.one::<Counted>(at)?.map_or(0, |counted| counted.count);
    Ok(Count { rows: rows.min(Count::EXACT), more: rows > Count::EXACT })
}

fn months(rows: &mut Rows, at: usize, month: Instant) -> Result<Months, Failure> {
    let rows: Vec<Moment> = rows.all(at)?;
    Ok(Months::of(rows.into_iter().map(|row| (row.at, row.amount)), month))
}

fn arrivals(rows: Vec<Fresh>) -> Arrivals {
    let mut counts: BTreeMap<Option<String>, (u32, u32)> = BTreeMap::new();
    for row in rows {
        let counts = counts.entry(row.source.filter(|name| !name.trim().is_empty())).or_default();
        if row.fresh { counts.0 += row.count } else { counts.1 += row.count }
    }
    Arrivals::of(counts.into_iter().map(|(name, (now, before))| (name, now, before)))
}

#[async_trait]
impl Homes for Store {
    async fn day(&self, actor: &Actor, asked: &Asked) -> Result<Home> {
        actor.may(Right::ReadContacts)?;
        let me = actor.colleague()?;
        let (team, deals) = (asked.team, actor.can(Right::ReadDeals));
        let own_tasks = !team || !actor.can(Right::ReadAllTasks);
        let tasks = if own_tasks { "open = true AND details.assignee = $me" } else { "open = true" };
        let own = if team { "" } else { " AND details.owner = $me" };
        let mut sql = format!(
            "SELECT count() FROM contact GROUP ALL; \
             SELECT count() FROM (SELECT id FROM task WHERE {tasks} AND due < $today LIMIT {MOST}) GROUP ALL; \
             SELECT count() FROM (SELECT id FROM task WHERE {tasks} AND due >= $today AND due < $tomorrow LIMIT {MOST}) GROUP ALL; \
             SELECT * FROM task WHERE {tasks} ORDER BY due LIMIT {NAMED}; \
             SELECT source, fresh, count() AS count FROM (SELECT created, details.source AS source, created >= $fresh AS fresh \
             FROM contact WITH INDEX contact_created WHERE archived = false AND created >= $stale{own} \
             ORDER BY created DESC LIMIT {MOST}) GROUP BY source, fresh"
        );
        if deals {
            sql += &format!(
                "; SELECT * FROM pipeline ORDER BY id LIMIT 50; \
                 SELECT id, details.title AS title, details.contact AS contact, stage, stage_since, next != NONE AS planned, \
                 details.amount AS amount FROM deal WHERE state = 'open'{own} LIMIT {MOST}; \
                 SELECT created_at AS at, details.amount AS amount FROM deal WITH INDEX deal_created \
                 WHERE created_at >= $before{own} LIMIT {MOST}; \
                 SELECT outcome.at AS at, details.amount AS amount FROM deal WITH INDEX deal_ended \
                 WHERE state = 'won' AND outcome.at >= $before{own} LIMIT {MOST}"
            );
        }
        let now = self.now();
        let key = |days: u16| format!("{:013}", (now.0 - i64::from(days) * 86_400_000).max(0));
        let ask = ask(sql)
            .bind("me", me)
            .bind("today", asked.today)
            .bind("tomorrow", asked.today.plus(1))
            .bind("fresh", key(FRESH_DAYS))
            .bind("stale", key(2 * FRESH_DAYS))
            .bind("before", asked.before);
        let mut rows = self.read(ask).await?;
        let begun = count(&mut rows, 0)?.rows > 0;
        let (late, today) = (count(&mut rows, 1)?, count(&mut rows, 2)?);
        let next: Vec<TaskRow> = rows.all(3)?;
        let arrivals = arrivals(rows.all(4)?);
        let sales = if deals { Some(self.sales(&mut rows, asked, now, (!team).then_some(me)).await?) } else { None };
        Ok(Home { begun, late, today, next: self.tasks_shown(actor, next).await?, arrivals, sales })
    }
}

impl Store {
    async fn sales(
        &self,
        rows: &mut Rows,
        asked: &Asked,
        now: Instant,
        owner: Option<&UserId>,
    ) -> Result<Sales, Failure> {
        let (pipelines, open): (Vec<Pipeline>, Vec<Open>) = (rows.all(5)?, rows.all(6)?);
        let (created, won) = (months(rows, 7, asked.month)?, months(rows, 8, asked.month)?);
        let mut sales = Sales { created, won, ..Sales::of(open, &pipelines, now) };
        sales.forecast_then = self.then(asked.ago).await?.map(|then| then.forecast(owner, &pipelines));
        let contacts = sales.waits.iter().map(|wait| wait.deal.contact.as_str());
        let names = self.names("contact", contacts).await?;
        for wait in &mut sales.waits {
            wait.contact_name = names.get(wait.deal.contact.as_str()).cloned().unwrap_or_default();
        }
        Ok(sales)
    }
}
