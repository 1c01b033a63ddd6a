//! Deals of the day: what stands where, what may come of it, and what waits.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Months, NAMED, Tally};
use crate::page::Count;
use crate::pipeline::{Pipeline, Stage};
use crate::{ContactId, DealId, Instant, Money, StageId};

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
    /// The same a month ago, where it can be told.
    #[serde(default)]
    pub forecast_then: Option<Money>,
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
        // In the order that the days beside them show.
        waits.sort_by(|a, b| (b.0 > 0, b.1, &a.3.id).cmp(&(a.0 > 0, a.1, &b.3.id)));
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
}
