//! « Reporter »: which days are offered.

use domain::task::quick::long;
use domain::{Day, task::Task};

use super::words::next_monday;
use crate::i18n::Texts;

/// The days of the week that is shown that are still to come, and the Monday after it; elsewhere, and where that week is
/// past, the usual ones. Never one that is behind us, and always tomorrow.
fn days(now: Day, week: Option<Day>, due: Option<Day>) -> Vec<Day> {
    let rest: Vec<Day> = week.into_iter().flat_map(|monday| (0..8).map(move |n| monday.plus(n))).collect();
    let mut rest: Vec<Day> = rest.into_iter().filter(|day| *day >= now).collect();
    if rest.len() < 2 {
        return vec![now.plus(1), next_monday(now), now.plus(7)];
    }
    rest.push(now.plus(1));
    rest.sort();
    rest.dedup();
    rest.retain(|day| Some(*day) != due);
    rest
}

/// The days with their names, as a menu offers them.
pub(super) fn offered(t: &'static Texts, now: Day, week: Option<Day>, task: &Task, french: bool) -> Vec<(String, Day)> {
    let k = t.task();
    let days = days(now, week, task.details.due_on);
    let usual = days == [now.plus(1), next_monday(now), now.plus(7)];
    let named = |(at, day): (usize, Day)| {
        let name = match at {
            _ if day == now => k.today.to_owned(),
            1 if usual => k.monday.to_owned(),
            2 if usual => k.in_a_week.to_owned(),
            _ if day == now.plus(1) => k.tomorrow.to_owned(),
            _ => long(day, now, french),
        };
        (name, day)
    };
    days.into_iter().enumerate().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_list_offers_tomorrow_monday_and_a_week() {
        // A Tuesday.
        let now = day("2026-11-24");
        let usual = [day("2026-11-25"), day("2026-11-30"), day("2026-12-01")];
        assert_eq!(days(now, None, None), usual);
        assert_eq!(days(now, Some(day("2026-11-09")), None), usual, "on a week that is past");
    }

    #[test]
    fn a_week_offers_what_is_left_of_it() {
        let (now, monday) = (day("2026-11-24"), day("2026-11-23"));
        let days = days(now, Some(monday), Some(day("2026-11-26")));
        let said: Vec<String> = days.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["2026-11-24", "2026-11-25", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"]);
    }

    #[test]
    fn tomorrow_is_there_on_a_later_week_too() {
        let (now, monday) = (day("2026-11-24"), day("2026-11-30"));
        let days = days(now, Some(monday), Some(monday));
        assert_eq!(days.first(), Some(&day("2026-11-25")));
        assert_eq!((days.len(), days.last()), (8, Some(&day("2026-12-07"))));
    }
}
