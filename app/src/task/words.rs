//! Words and drawings for kinds of tasks and parts of the day's work, and days that people name.

use domain::Day;
use domain::task::{Every, Kind, Repeat, Rule};
use serde_json::Value;

use super::api::Part;
use crate::i18n::{Lang, Texts, fill};

/// What a kind of task is called.
pub(super) fn kind_name(t: &'static Texts, kind: Kind) -> &'static str {
    match kind {
        Kind::Call => t.task().call,
        Kind::Email => t.task().email,
        Kind::Meeting => t.task().meeting,
        Kind::Funding => t.task().funding,
        Kind::Other => t.task().other,
    }
}

/// What the kind with that name in the database is called.
pub(crate) fn kind_named(t: &'static Texts, name: &str) -> &'static str {
    kind_of(name).map_or("", |kind| kind_name(t, kind))
}

/// The kind with that name in the database.
pub(super) fn kind_of(name: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.as_str() == name)
}

/// What a rule of repeating is called.
pub(super) fn rule_name(t: &'static Texts, rule: Rule) -> String {
    let w = t.week();
    let each = match rule.every {
        Every::Day | Every::Workday => w.each_days,
        Every::Week | Every::Fortnight => w.each_weeks,
        Every::Month | Every::Quarter => w.each_months,
        Every::Year => w.each_years,
    };
    let once = match rule.every {
        Every::Day => w.each_day,
        Every::Workday => w.each_workday,
        Every::Week => w.each_week,
        Every::Fortnight => w.each_fortnight,
        Every::Month => w.each_month,
        Every::Quarter => w.each_quarter,
        Every::Year => w.each_year,
    };
    if rule.times == 1 { once.to_owned() } else { fill(each, &[("n", &rule.times.to_string())]) }
}

/// What a rule is called as the database keeps it.
pub(crate) fn repeat_said(t: &'static Texts, value: &Value) -> String {
    serde_json::from_value::<Repeat>(value.clone()).map_or_else(|_| String::new(), |repeat| rule_name(t, repeat.rule()))
}

/// When something is due, in words: `mar. 24 nov., 14:00`; nothing without a day.
pub(crate) fn due(on: Option<&Day>, at: Option<&str>, today: Day, lang: Lang) -> String {
    let day = on.map(|day| day.show(today, lang.french()));
    let time = at.filter(|_| on.is_some()).map(ToOwned::to_owned);
    day.into_iter().chain(time).collect::<Vec<_>>().join(", ")
}

/// The drawing of a kind.
pub(super) fn kind_icon(kind: Kind) -> &'static str {
    match kind {
        Kind::Call => "phone",
        Kind::Email => "mail",
        Kind::Meeting => "users",
        Kind::Funding => "euro",
        Kind::Other => "task",
    }
}

/// What a part of the day's work is called, and what it says when there is nothing.
pub(super) fn part_words(t: &'static Texts, part: Part) -> (&'static str, &'static str) {
    let k = t.task();
    match part {
        Part::Late => (k.late, k.nothing_late),
        Part::Today => (k.today, k.nothing_today),
        Part::Coming => (k.coming, k.nothing_coming),
        Part::Undated => (k.undated, k.nothing_undated),
    }
}

/// The Monday of a day's week.
pub(super) fn monday_of(day: Day) -> Day {
    day.plus(-i32::from(day.weekday()))
}

/// The first Monday after a day.
pub(super) fn next_monday(today: Day) -> Day {
    today.plus(7 - i32::from(today.weekday()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monday_comes_after_today() {
        let day = |text: &str| Day::parse(text).unwrap();
        // 22 November 2026 is a Sunday.
        assert_eq!(next_monday(day("2026-11-22")), day("2026-11-23"));
        assert_eq!(next_monday(day("2026-11-23")), day("2026-11-30"));
        assert_eq!(next_monday(day("2023-12-30")), day("2024-01-01"));
    }

    #[test]
    fn a_part_is_found_by_its_name() {
        for part in Part::ALL {
            assert_eq!(Part::named(part.key()), Some(part));
        }
        assert_eq!(Part::named("demain"), None);
    }
}
