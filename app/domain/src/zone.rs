//! A time zone as a POSIX rule: all that is needed without a table of the world's zones in the browser.
//! POSIX.1-2024, base definitions 8.3, `TZ`; of its three forms of dates the one in use everywhere, `Mm.w.d`.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, Month, UtcDateTime};

/// `CET-1CEST,M3.5.0,M10.5.0/3`. A rule that cannot be read counts as UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Zone(pub String);

impl Default for Zone {
    fn default() -> Self {
        Self("CET-1CEST,M3.5.0,M10.5.0/3".to_owned())
    }
}

impl Zone {
    /// Seconds to add to UTC at a moment, given in seconds since 1970.
    pub(crate) fn offset(&self, at: i64) -> i64 {
        Rule::read(&self.0).map_or(0, |rule| rule.offset(at))
    }

    /// The moment of a local time, both in seconds since 1970. A time that is skipped counts from before the change, one
    /// that comes twice is its first.
    pub(crate) fn moment(&self, local: i64) -> i64 {
        let Some(rule) = Rule::read(&self.0) else { return local };
        let summer = rule.summer.as_ref().map_or(rule.standard, |summer| summer.offset);
        let mut offsets = [rule.standard, summer];
        offsets.sort_unstable();
        let fits = |offset: &&i64| rule.offset(local - **offset) == **offset;
        local - offsets.iter().rev().find(fits).unwrap_or(&offsets[0])
    }
}

struct Rule {
    standard: i64,
    summer: Option<Summer>,
}

struct Summer {
    offset: i64,
    begins: Change,
    ends: Change,
}

/// `M3.5.0/2`: month, week (5 is the last), weekday (0 is Sunday), local second of the day.
struct Change {
    month: Month,
    week: u8,
    weekday: u8,
    second: i64,
}

impl Rule {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(',');
        let (rest, standard) = place(parts.next()?)?;
        if rest.is_empty() {
            return Some(Self { standard, summer: None });
        }
        // Summer is an hour ahead unless the rule says otherwise.
        let (rest, offset) = place(rest).or_else(|| Some(("", name(rest).map(|_| standard + 3600)?)))?;
        let (begins, ends) = (Change::read(parts.next()?)?, Change::read(parts.next()?)?);
        rest.is_empty().then_some(Self { standard, summer: Some(Summer { offset, begins, ends }) })
    }

    fn offset(&self, at: i64) -> i64 {
        let Some(summer) = &self.summer else { return self.standard };
        let year = day_of(at + self.standard).year();
        let (Some(begins), Some(ends)) = (summer.begins.local(year), summer.ends.local(year)) else {
            return self.standard;
        };
        let (begins, ends) = (begins - self.standard, ends - summer.offset);
        // South of the equator summer spans the new year.
        let inside = if begins < ends { begins <= at && at < ends } else { at < ends || begins <= at };
        if inside { summer.offset } else { self.standard }
    }
}

impl Change {
    fn read(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('/').unwrap_or((text, "2"));
        let mut numbers = date.strip_prefix('M')?.split('.').map(|number| number.parse::<u8>().ok());
        let (month, week, weekday) = (numbers.next()??, numbers.next()??, numbers.next()??);
        let valid = (1..=5).contains(&week) && weekday <= 6;
        valid.then_some(Self { month: Month::try_from(month).ok()?, week, weekday, second: seconds(time)? })
    }

    /// The change in a year, in local seconds since 1970.
    fn local(&self, year: i32) -> Option<i64> {
        let first = Date::from_calendar_date(year, self.month, 1).ok()?;
        let ahead = (7 + self.weekday - first.weekday().number_days_from_sunday()) % 7;
        let mut day = 1 + ahead + 7 * (self.week - 1);
        if day > self.month.length(year) {
            day -= 7;
        }
        Some(since_1970(Date::from_calendar_date(year, self.month, day).ok()?) * 86_400 + self.second)
    }
}

/// A name and the offset that follows it. POSIX counts what to add to reach UTC: the sign is the other way round.
fn place(text: &str) -> Option<(&str, i64)> {
    let rest = name(text)?;
    let end = rest.find(|letter: char| !(letter.is_ascii_digit() || "+-:".contains(letter))).unwrap_or(rest.len());
    let (offset, rest) = rest.split_at(end);
    Some((rest, -seconds(offset)?))
}

/// What follows a zone's name: three letters or more, or anything between `<` and `>`.
fn name(text: &str) -> Option<&str> {
    if let Some(quoted) = text.strip_prefix('<') {
        return quoted.split_once('>').map(|(_, rest)| rest);
    }
    let end = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    (end >= 3).then(|| &text[end..])
}

/// `[+-]h[:mm[:ss]]` as seconds.
fn seconds(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut total = 0;
    let mut unit = 3600;
    for number in text.split(':') {
        total += i64::from(number.parse::<u8>().ok()?) * unit;
        unit /= 60;
    }
    Some(sign * total)
}

const EPOCH: Date = UtcDateTime::UNIX_EPOCH.date();

/// Days since 1970.
pub(crate) fn since_1970(date: Date) -> i64 {
    (date - EPOCH).whole_days()
}

/// The day of a moment, both without a zone.
pub(crate) fn day_of(seconds: i64) -> Date {
    EPOCH.saturating_add(Duration::days(seconds.div_euclid(86_400)))
}

#[cfg(test)]
mod tests {
    use super::Zone;
    use jiff::Timestamp;
    use jiff::civil::DateTime;
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    const RULES: [&str; 7] = [
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "GMT0BST,M3.5.0/1,M10.5.0",
        "EST5EDT,M3.2.0,M11.1.0",
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
        "AEST-10AEDT,M10.1.0,M4.1.0/3",
        "<+11>-11",
        "UTC0",
    ];

    #[test]
    fn a_rule_that_cannot_be_read_is_utc() {
        for text in
            ["", "x", "CET", "CET-1CEST", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.9.0,M10.5.0", "Europe/Paris"]
        {
            assert_eq!(Zone(text.to_owned()).offset(1_782_864_000), 0, "{text}");
        }
    }

    proptest! {
        #[test]
        fn moments_have_the_offset_that_jiff_gives(rule in 0..RULES.len(), at in 0_i64..6_000_000_000) {
            let theirs = TimeZone::posix(RULES[rule]).unwrap();
            let theirs = theirs.to_offset(Timestamp::from_second(at).unwrap()).seconds();
            prop_assert_eq!(Zone(RULES[rule].to_owned()).offset(at), i64::from(theirs));
        }

        #[test]
        fn local_times_are_the_moments_that_jiff_gives(rule in 0..RULES.len(), quarter in 0_i64..6_600_000) {
            let local = quarter * 900;
            let civil: DateTime = TimeZone::UTC.to_datetime(Timestamp::from_second(local).unwrap());
            let theirs = TimeZone::posix(RULES[rule]).unwrap().to_zoned(civil).unwrap().timestamp().as_second();
            prop_assert_eq!(Zone(RULES[rule].to_owned()).moment(local), theirs);
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,40}", at in any::<i32>()) {
            Zone(text).offset(i64::from(at));
        }
    }
}
