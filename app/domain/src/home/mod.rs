//! The day at a glance: what is to be done, what waits, what came in, what may come. Figures and their rules.

mod sales;
mod then;

pub use sales::{Open, Sales, Standing, Wait, cuts};
pub use then::{Past, Then};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::page::Count;
use crate::task::Task;
use crate::time::Zone;
use crate::{Actor, Day, Instant, Money, Result};

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
    /// When this day began a month ago, or the last of that month where it has no such day.
    pub ago: Instant,
}

impl Ask {
    /// From the day in the organisation's time.
    #[must_use]
    pub fn of(team: bool, today: Day, zone: &Zone) -> Self {
        let (year, month, _) = today.parts();
        let (earlier, last) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        let first = |year, month| Day::from_parts(year, month, 1).unwrap_or(today).start(zone);
        let (_, _, day) = today.parts();
        let ago = (1..=day).rev().find_map(|day| Day::from_parts(earlier, last, day)).unwrap_or(today).start(zone);
        Self { team, today, month: first(year, month), before: first(earlier, last), ago }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
