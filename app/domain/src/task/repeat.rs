//! Actions that come again: every day, week, month… The rule knows its own day, so that putting one off moves only that one.

use serde::{Deserialize, Serialize};

use crate::{Day, Error, Problem, Result};

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Each day.
    Day,
    /// Monday to Friday; public holidays are working days here.
    Workday,
    /// Each week.
    Week,
    /// Each second week.
    Fortnight,
    /// Each month, on the same day of the month.
    Month,
    /// Each third month.
    Quarter,
    /// Each year.
    Year,
}

impl Every {
    /// Every rule, the most frequent first.
    pub const ALL: [Self; 7] =
        [Self::Day, Self::Workday, Self::Week, Self::Fortnight, Self::Month, Self::Quarter, Self::Year];

    /// The name in code and the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Workday => "workday",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The rule with that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.as_str() == name)
    }
}

/// A rule: each so many days, weeks, months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How often.
    pub every: Every,
    /// Each of them, each second, each third…
    pub times: u8,
}

impl Rule {
    /// The rule, by the name it has where it has one: two weeks are a fortnight, three months a quarter.
    #[must_use]
    pub fn of(every: Every, times: u8) -> Self {
        let (every, times) = match every {
            Every::Fortnight => (Every::Week, times.saturating_mul(2)),
            Every::Quarter => (Every::Month, times.saturating_mul(3)),
            every => (every, times),
        };
        let (every, times) = match (every, times) {
            (Every::Day, 7) => (Every::Week, 1),
            (Every::Day, 14) | (Every::Week, 2) => (Every::Fortnight, 1),
            (Every::Month, 3) => (Every::Quarter, 1),
            (Every::Month, times) if times > 0 && times % 12 == 0 => (Every::Year, times / 12),
            rule => rule,
        };
        Self { every, times }
    }

    /// Whether there is such a rule.
    #[must_use]
    pub fn check(self) -> bool {
        (1..=99).contains(&self.times) && (self.times == 1 || self.every != Every::Workday)
    }

    /// The rule as forms name it: `week`, `3 week`.
    #[must_use]
    pub fn key(self) -> String {
        let name = self.every.as_str();
        if self.times == 1 { name.to_owned() } else { format!("{} {name}", self.times) }
    }

    /// The rule with that name.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        let (times, name) = key.split_once(' ').unwrap_or(("1", key));
        Some(Self { every: Every::named(name)?, times: times.parse().ok()? }).filter(|rule| rule.check())
    }
}

impl From<Every> for Rule {
    fn from(every: Every) -> Self {
        Self { every, times: 1 }
    }
}

fn once() -> u8 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_once(times: &u8) -> bool {
    *times == 1
}

/// A rule, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// How often.
    pub every: Every,
    /// Each of them, each second, each third…
    #[serde(default = "once", skip_serializing_if = "is_once")]
    pub times: u8,
    /// The day that the rule gives to this action, whatever day it was put off to.
    pub on: Day,
    /// The day of the month that is meant: an action of the 31st is done on the 28th of February, and on the 31st again.
    pub day: u8,
}

impl Repeat {
    /// A rule that begins on a day.
    #[must_use]
    pub fn of(rule: impl Into<Rule>, on: Day) -> Self {
        let Rule { every, times } = rule.into();
        Self { every, times, on, day: on.parts().2 }
    }

    /// How often.
    #[must_use]
    pub fn rule(&self) -> Rule {
        Rule { every: self.every, times: self.times }
    }

    /// # Errors
    /// `Malformed` when there is no such rule, or when the day of the month is not the one of the day, nor a later one
    /// that the month lacks.
    pub fn check(&self) -> Result<()> {
        let fits = self.rule().check() && (self.on.parts().2..=31).contains(&self.day);
        if fits { Ok(()) } else { Err(Error::invalid("repeat", Problem::Malformed)) }
    }

    /// The rule at the next action, which is never due before `today`: what was missed meanwhile does not pile up. None
    /// at the end of the calendar.
    #[must_use]
    pub fn next(&self, today: Day) -> Option<Self> {
        let mut at = self.step()?;
        while at.on < today {
            at = at.step()?;
        }
        Some(at)
    }

    fn step(&self) -> Option<Self> {
        // Data that nobody checked must not stand still.
        let times = i32::from(self.times.max(1));
        match self.every {
            Every::Day => self.later(times),
            Every::Workday => self.later(match self.on.weekday() {
                4 => 3,
                5 => 2,
                _ => 1,
            }),
            Every::Week => self.later(7 * times),
            Every::Fortnight => self.later(14 * times),
            Every::Month => self.months(times),
            Every::Quarter => self.months(3 * times),
            Every::Year => self.months(12 * times),
        }
    }

    fn later(&self, days: i32) -> Option<Self> {
        let (year, month, day) = self.on.plus(days).parts();
        Some(Self::of(self.rule(), Day::from_parts(year, month, day)?))
    }

    /// The day of the month that is meant, so many months later; the last one of a month that lacks it.
    fn months(&self, count: i32) -> Option<Self> {
        let (year, month, _) = self.on.parts();
        let months = year * 12 + i32::from(month) - 1 + count;
        let (year, month) = (months / 12, u8::try_from(months % 12 + 1).ok()?);
        let on = (self.day.min(28)..=self.day).rev().find_map(|day| Day::from_parts(year, month, day))?;
        Some(Self { on, ..*self })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// The days of a rule, each finished on its day.
    fn days(every: Every, from: &str, count: usize) -> Vec<String> {
        let mut at = Repeat::of(every, day(from));
        let mut days = Vec::new();
        for _ in 0..count {
            at = at.next(at.on).unwrap();
            days.push(at.on.to_string());
        }
        days
    }

    #[test]
    fn each_rule_has_its_days() {
        assert_eq!(days(Every::Day, "2026-12-30", 3), ["2026-12-31", "2027-01-01", "2027-01-02"]);
        // 20 November 2026 is a Friday.
        assert_eq!(days(Every::Workday, "2026-11-19", 3), ["2026-11-20", "2026-11-23", "2026-11-24"]);
        assert_eq!(days(Every::Workday, "2026-11-21", 1), ["2026-11-23"]);
        assert_eq!(days(Every::Week, "2026-11-23", 2), ["2026-11-30", "2026-12-07"]);
        assert_eq!(days(Every::Fortnight, "2026-11-23", 2), ["2026-12-07", "2026-12-21"]);
        assert_eq!(days(Every::Month, "2026-12-31", 3), ["2027-01-31", "2027-02-28", "2027-03-31"]);
        assert_eq!(days(Every::Quarter, "2026-11-30", 2), ["2027-02-28", "2027-05-30"]);
        assert_eq!(days(Every::Year, "2028-02-29", 4), ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]);
    }

    #[test]
    fn a_rule_may_count() {
        let next = |every, times, from: &str| {
            let next = Repeat::of(Rule::of(every, times), day(from)).next(day(from)).unwrap();
            assert_eq!(next.times, Rule::of(every, times).times);
            next.on.to_string()
        };
        assert_eq!(next(Every::Day, 2, "2026-12-30"), "2027-01-01");
        assert_eq!(next(Every::Month, 2, "2026-12-31"), "2027-02-28");
        assert_eq!(next(Every::Month, 24, "2026-11-22"), "2028-11-22");
        assert_eq!(Rule::of(Every::Week, 2), Every::Fortnight.into());
        assert_eq!(Rule::of(Every::Month, 3), Every::Quarter.into());
        assert_eq!(Rule::named("3 week"), Some(Rule { every: Every::Week, times: 3 }));
        for wrong in ["0 week", "100 day", "2 workday", "x week", "3", ""] {
            assert_eq!(Rule::named(wrong), None, "{wrong}");
        }
        // Rules that were written before they counted.
        let old: Repeat = serde_json::from_str(r#"{"every":"week","on":"2026-11-23","day":23}"#).unwrap();
        assert_eq!(old, Repeat::of(Every::Week, day("2026-11-23")));
        assert_eq!(serde_json::to_value(old).unwrap().get("times"), None);
    }

    #[test]
    fn what_was_missed_does_not_pile_up() {
        let monday = Repeat::of(Every::Week, day("2026-11-02"));
        assert_eq!(monday.next(day("2026-11-18")).unwrap().on, day("2026-11-23"));
        // Late and finished on the day of the next one: that one is still to be done.
        assert_eq!(monday.next(day("2026-11-09")).unwrap().on, day("2026-11-09"));
        // Finished early: the next is not the same again.
        assert_eq!(monday.next(day("2026-10-30")).unwrap().on, day("2026-11-09"));
        assert_eq!(Repeat::of(Every::Year, day("2200-06-01")).next(day("2026-11-22")), None);
    }

    #[test]
    fn a_rule_is_kept_in_words() {
        for every in Every::ALL {
            assert_eq!(serde_json::to_value(every).unwrap(), every.as_str());
            assert_eq!(Every::named(every.as_str()), Some(every));
        }
        let odd = |day| Repeat { day, ..Repeat::of(Every::Month, Day::parse("2026-02-28").unwrap()) };
        assert_eq!(odd(31).check(), Ok(()));
        assert!(odd(32).check().is_err());
        assert!(odd(27).check().is_err());
    }

    proptest! {
        #[test]
        fn the_next_is_later_than_this_one_and_not_before_today(
            which in 0..7_usize, from in 0..40_000_i32, today in -400..4_000_i32
        ) {
            let start = day("1950-01-01").plus(from);
            let rule = Repeat::of(Every::ALL[which], start);
            let today = start.plus(today);
            let next = rule.next(today).unwrap();
            prop_assert!(next.on > start && next.on >= today);
            prop_assert_eq!(next.check(), Ok(()));
            let longest = [1, 3, 7, 14, 31, 92, 366][which];
            prop_assert!(next.on <= start.max(today).plus(longest));
            if rule.every == Every::Workday {
                prop_assert!(next.on.weekday() < 5);
            }
            if which > 3 {
                // The day that is meant, or the last of a shorter month.
                let (_, month, number) = next.on.parts();
                prop_assert_eq!(next.day, rule.day);
                prop_assert!(number == rule.day || number < rule.day && next.on.plus(1).parts().1 != month);
            }
        }
    }
}
