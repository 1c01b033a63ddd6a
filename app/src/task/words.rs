//! Words and drawings for kinds of tasks, and days that people name.

use domain::Day;
use domain::task::Kind;

use crate::i18n::Texts;

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

/// The first Monday after a day.
pub(super) fn next_monday(today: Day) -> Day {
    // The first of January 2024 was a Monday.
    let weekday = Day::parse("2024-01-01").map_or(0, |monday| monday.days_to(today).rem_euclid(7));
    today.plus(7 - weekday)
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
}
