//! The day at a glance: what is to be done, what waits, what came in, what may come. Figures and their rules.

use std::collections::HashMap;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::page::Count;
use crate::pipeline::{Pipeline, Stage};
use crate::task::Task;
use crate::time::Zone;
use crate::{Actor, ContactId, Day, DealId, Instant, Money, Result, StageId};

/// New contacts are those of so many days, against those of as many before.
pub const FRESH_DAYS: u16 = 30;
/// So many actions, and so many deals that wait, are named.
pub const NAMED: usize = 5;
/// So many sources are told apart; the rest is one line.
pub const SOURCES: usize = 6;

/// Whose day, seen from when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Everybody's, not only one's own.
    pub team: bool,
    /// Today in the organisation's time.
    pub today: Day,
    /// When this month began.
    pub month: Instant,
    /// When the month before began.
    pub before: Instant,
}

impl Ask {
    /// From the day in the organisation's time.
    #[must_use]
    pub fn of(team: bool, today: Day, zone: &Zone) -> Self {
        let (year, month, _) = today.parts();
        let (earlier, last) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        let first = |year, month| Day::from_parts(year, month, 1).unwrap_or(today).start(zone);
        Self { team, today, month: first(year, month), before: first(earlier, last) }
    }
}

/// How many, and what they are worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many.
    pub count: u32,
    /// What they are worth together.
    pub sum: Money,
}

impl Tally {
    /// One more.
    pub fn add(&mut self, amount: Option<Money>) {
        self.count += 1;
        self.sum = self.sum + amount.unwrap_or_default();
    }
}

/// The same figure of this month and of the month before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Months {
    /// Since this month began.
    pub now: Tally,
    /// All of the month before.
    pub before: Tally,
}

impl Months {
    /// From moments and amounts since the month before began.
    #[must_use]
    pub fn of(rows: impl IntoIterator<Item = (Instant, Option<Money>)>, month: Instant) -> Self {
        let mut months = Self::default();
        for (at, amount) in rows {
            if at < month { months.before.add(amount) } else { months.now.add(amount) }
        }
        months
    }
}

/// New contacts of one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The source; none for contacts without one, and for the rest.
    #[serde(default)]
    pub name: Option<String>,
    /// Whether these are the sources that are not told apart.
    #[serde(default)]
    pub rest: bool,
    /// In the latest days.
    pub now: u32,
    /// In as many days before.
    pub before: u32,
}

/// New contacts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrivals {
    /// In the latest days.
    pub now: u32,
    /// In as many days before.
    pub before: u32,
    /// Whether there were more than are counted.
    pub more: bool,
    /// By source, the strongest first.
    pub sources: Vec<Source>,
}

impl Arrivals {
    /// From the counts of each source, now and before. The strongest are told apart.
    #[must_use]
    pub fn of(counts: impl IntoIterator<Item = (Option<String>, u32, u32)>) -> Self {
        let mut sources: Vec<Source> =
            counts.into_iter().map(|(name, now, before)| Source { name, rest: false, now, before }).collect();
        sources.sort_by(|a, b| (b.now, b.before, &a.name).cmp(&(a.now, a.before, &b.name)));
        let total = |pick: fn(&Source) -> u32| sources.iter().map(pick).sum();
        let (now, before) = (total(|one| one.now), total(|one| one.before));
        if sources.len() > SOURCES {
            let rest = sources.split_off(SOURCES - 1);
            let sum = |pick: fn(&Source) -> u32| rest.iter().map(pick).sum();
            let (now, before) = (sum(|one| one.now), sum(|one| one.before));
            sources.push(Source { name: None, rest: true, now, before });
        }
        Self { now, before, more: now + before > Count::EXACT, sources }
    }
}

/// An open deal, as far as the day needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Which.
    pub id: DealId,
    /// What it is called.
    pub title: String,
    /// Its main contact.
    pub contact: ContactId,
    /// Where it stands.
    pub stage: StageId,
    /// Since when.
    pub stage_since: Instant,
    /// Whether something is planned.
    pub planned: bool,
    /// What it is worth.
    #[serde(default)]
    pub amount: Option<Money>,
}

/// A deal that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// The deal.
    pub deal: Open,
    /// The name of its contact.
    #[serde(default)]
    pub contact_name: String,
    /// Where it stands.
    pub stage: Stage,
    /// For how many days it has stood there.
    pub days: u32,
    /// Whether that is longer than the stage's target.
    pub past: bool,
}

/// What stands in a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The stage.
    pub stage: Stage,
    /// What stands there.
    pub tally: Tally,
    /// What of it may come.
    pub forecast: Money,
}

/// What is being sold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sales {
    /// By stage, in the order of the pipelines.
    pub stages: Vec<Standing>,
    /// The sum over the stages of what stands there by its probability.
    pub forecast: Money,
    /// What stands there.
    pub open: Tally,
    /// Whether there were more open deals than are looked at.
    pub more: bool,
    /// How many wait: past the target of their stage, or without a next action.
    pub waiting: u32,
    /// Those that wait the longest.
    pub waits: Vec<Wait>,
    /// Deals that were created.
    pub created: Months,
    /// Deals that were won.
    pub won: Months,
}

impl Sales {
    /// From the open deals.
    #[must_use]
    pub fn of(deals: Vec<Open>, pipelines: &[Pipeline], now: Instant) -> Self {
        let stages: Vec<&Stage> = pipelines.iter().flat_map(|pipeline| &pipeline.details.stages).collect();
        let known: HashMap<&StageId, &Stage> = stages.iter().map(|stage| (&stage.id, *stage)).collect();
        let mut tallies: HashMap<&StageId, Tally> = HashMap::new();
        let mut sales = Self { more: deals.len() > Count::EXACT as usize, ..Self::default() };
        let mut waits = Vec::new();
        for deal in deals {
            sales.open.add(deal.amount);
            let Some(stage) = known.get(&deal.stage) else { continue };
            tallies.entry(&stage.id).or_default().add(deal.amount);
            let days = deal.stage_since.days_until(now);
            let over = stage.target_days.map_or(0, |target| days - i64::from(target)).max(0);
            if over > 0 || !deal.planned {
                waits.push((over, days, stage, deal));
            }
        }
        sales.waiting = u32::try_from(waits.len()).unwrap_or(u32::MAX);
        waits.sort_by(|a, b| (b.0, b.1, &a.3.id).cmp(&(a.0, a.1, &b.3.id)));
        let wait = |(over, days, stage, deal): (i64, i64, &&Stage, Open)| Wait {
            deal,
            contact_name: String::new(),
            stage: (**stage).clone(),
            days: u32::try_from(days).unwrap_or(u32::MAX),
            past: over > 0,
        };
        sales.waits = waits.into_iter().take(NAMED).map(wait).collect();
        let standing = |stage: &Stage| {
            let tally = tallies.get(&stage.id).copied().unwrap_or_default();
            Standing { stage: stage.clone(), tally, forecast: tally.sum.percent(stage.probability) }
        };
        let shown = |standing: &Standing| !standing.stage.hidden || standing.tally.count > 0;
        sales.stages = stages.into_iter().map(standing).filter(shown).collect();
        sales.forecast = sales.stages.iter().map(|standing| standing.forecast).sum();
        sales
    }
}

/// The day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Whether the organisation has any contact yet.
    pub begun: bool,
    /// Actions that are late.
    pub late: Count,
    /// Actions for today.
    pub today: Count,
    /// The next of them: what is late, then in the order of their days.
    pub next: Vec<Task>,
    /// New contacts.
    pub arrivals: Arrivals,
    /// Deals; none for who may not see them.
    #[serde(default)]
    pub sales: Option<Sales>,
}

/// What may be asked about the day.
#[async_trait]
pub trait Homes: Send + Sync {
    /// The day of the actor, or of everybody. A role that sees only its own actions gets those in both.
    ///
    /// # Errors
    /// `Forbidden`, `Unauthorized`.
    async fn day(&self, actor: &Actor, ask: &Ask) -> Result<Home>;
}

/// Since when a deal stands in a stage that waits too long there, for each stage that has a target.
#[must_use]
pub fn cuts(pipelines: &[Pipeline], now: Instant) -> HashMap<StageId, Instant> {
    let stages = pipelines.iter().flat_map(|pipeline| &pipeline.details.stages);
    // As many whole days as the target and one more, like a card's mark.
    let cut = |stage: &Stage| {
        let days = i64::from(stage.target_days?) + 1;
        Some((stage.id.clone(), Instant(now.0 - days * 86_400_000 + 1)))
    };
    stages.filter_map(cut).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Details;
    use proptest::prelude::*;

    const DAY: i64 = 86_400_000;

    fn stage(id: &str, probability: u8, target_days: Option<u16>, hidden: bool) -> Stage {
        Stage { id: id.parse().unwrap(), name: id.to_owned(), hue: 0, probability, target_days, hidden }
    }

    fn pipelines() -> Vec<Pipeline> {
        let stages = vec![stage("a", 10, Some(14), false), stage("b", 50, None, false), stage("old", 90, None, true)];
        vec![Pipeline { id: "p".parse().unwrap(), details: Details { name: "Ventes".into(), stages }, version: 1 }]
    }

    fn open(id: &str, stage: &str, days: i64, planned: bool, cents: i64) -> Open {
        Open {
            id: id.parse().unwrap(),
            title: id.to_owned(),
            contact: "c".parse().unwrap(),
            stage: stage.parse().unwrap(),
            stage_since: Instant(1_000 * DAY - days * DAY),
            planned,
            amount: (cents > 0).then(|| Money::from_cents(cents)),
        }
    }

    #[test]
    fn deals_wait_past_the_target_or_without_an_action() {
        let deals = vec![
            open("fresh", "a", 3, true, 0),
            open("idle", "b", 90, false, 0),
            open("past", "a", 15, true, 0),
            open("onto", "a", 14, true, 0),
            open("longest", "a", 40, false, 0),
        ];
        let now = Instant(1_000 * DAY);
        let cuts = cuts(&pipelines(), now);
        let late = |deal: &Open| cuts.get(&deal.stage).is_some_and(|cut| deal.stage_since < *cut);
        let listed = deals.iter().filter(|deal| late(deal) || !deal.planned).count();
        let sales = Sales::of(deals, &pipelines(), now);
        let names: Vec<_> = sales.waits.iter().map(|wait| (wait.deal.title.as_str(), wait.days, wait.past)).collect();
        assert_eq!(names, [("longest", 40, true), ("past", 15, true), ("idle", 90, false)]);
        assert_eq!((sales.waiting, listed), (3, 3));
    }

    #[test]
    fn the_forecast_weighs_each_stage_and_leaves_empty_hidden_ones_out() {
        let deals = vec![open("x", "a", 0, true, 100_000), open("y", "b", 0, true, 50_000), open("z", "b", 0, true, 0)];
        let sales = Sales::of(deals, &pipelines(), Instant(1_000 * DAY));
        assert_eq!(sales.forecast, Money::from_cents(10_000 + 25_000));
        assert_eq!((sales.open.count, sales.open.sum), (3, Money::from_cents(150_000)));
        assert_eq!(sales.stages.iter().map(|one| one.tally.count).collect::<Vec<_>>(), [1, 2]);
        let kept = Sales::of(vec![open("x", "old", 0, true, 100)], &pipelines(), Instant(1_000 * DAY));
        assert_eq!((kept.stages.len(), kept.forecast), (3, Money::from_cents(90)));
    }

    #[test]
    fn months_part_where_the_month_begins() {
        let cents = |n| Some(Money::from_cents(n));
        let months = Months::of([(Instant(9), cents(1)), (Instant(10), cents(5)), (Instant(11), None)], Instant(10));
        assert_eq!((months.before.count, months.now.count, months.now.sum), (1, 2, Money::from_cents(5)));
    }

    #[test]
    fn the_month_before_january_is_december() {
        let ask = |day: &str| Ask::of(false, Day::parse(day).unwrap(), &Zone::default());
        let zone = Zone::default();
        let days = |ask: Ask| (ask.month.day(&zone).to_string(), ask.before.day(&zone).to_string());
        assert_eq!(days(ask("2026-11-22")), ("2026-11-01".to_owned(), "2026-10-01".to_owned()));
        assert_eq!(days(ask("2027-01-01")), ("2027-01-01".to_owned(), "2026-12-01".to_owned()));
    }

    proptest! {
        #[test]
        fn no_arrival_is_lost(counts in prop::collection::vec((0_u32..50, 0_u32..50), 0..20)) {
            let named = counts.iter().enumerate().map(|(at, (now, before))| ((at > 0).then(|| format!("s{at}")), *now, *before));
            let arrivals = Arrivals::of(named);
            prop_assert!(arrivals.sources.len() <= SOURCES);
            prop_assert_eq!(arrivals.now, counts.iter().map(|(now, _)| now).sum::<u32>());
            prop_assert_eq!(arrivals.sources.iter().map(|one| one.before).sum::<u32>(), arrivals.before);
            prop_assert!(arrivals.sources.iter().filter(|one| !one.rest).is_sorted_by(|a, b| a.now >= b.now));
        }
    }
}
