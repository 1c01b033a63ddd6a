//! Instants and days: UTC in the records, the organisation's own time on screen.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, Month, Time};

pub use crate::zone::Zone;
use crate::zone::{day_of, since_1970};
use crate::{Error, Problem, Result};

/// A moment, in milliseconds since 1970 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// A day of the calendar, `2026-11-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

impl Instant {
    /// Milliseconds from this moment to a later one; never negative.
    #[must_use]
    pub fn until(self, later: Self) -> i64 {
        (later.0 - self.0).max(0)
    }

    /// Whole days from this moment to a later one.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        self.until(later) / 86_400_000
    }

    /// The day and the time of day in a zone.
    #[must_use]
    pub fn local(self, zone: &Zone) -> (Day, Time) {
        let utc = self.0.div_euclid(1000);
        let local = utc.saturating_add(zone.offset(utc));
        (Day(day_of(local)), Time::MIDNIGHT + Duration::seconds(local.rem_euclid(86_400)))
    }

    /// The day in a zone.
    #[must_use]
    pub fn day(self, zone: &Zone) -> Day {
        self.local(zone).0
    }

    /// `2026-11-24 14:30:05`, as spreadsheets read a moment.
    #[must_use]
    pub fn plain(self, zone: &Zone) -> String {
        let (day, time) = self.local(zone);
        format!("{day} {:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }

    /// `mar. 24 nov., 14:30`, with the year when it is not the present one.
    #[must_use]
    pub fn show(self, zone: &Zone, today: Day, french: bool) -> String {
        let (day, time) = self.local(zone);
        format!("{}, {:02}:{:02}", day.show(today, french), time.hour(), time.minute())
    }
}

const DAYS: [[&str; 7]; 2] =
    [["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."], ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]];
const MONTHS: [[&str; 12]; 2] = [
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];

impl Day {
    /// The day some days later, or earlier with a negative number.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(Duration::days(i64::from(days))))
    }

    /// Days from this one to another; negative when the other is earlier.
    #[must_use]
    pub fn days_to(self, other: Self) -> i32 {
        i32::try_from((other.0 - self.0).whole_days()).unwrap_or(0)
    }

    /// Year, month from 1, day of the month.
    #[must_use]
    pub fn parts(self) -> (i32, u8, u8) {
        (self.0.year(), u8::from(self.0.month()), self.0.day())
    }

    /// The day of the week; Monday is 0.
    #[must_use]
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_days_from_monday()
    }

    /// The day of the calendar with these parts, between 1900 and 2200.
    #[must_use]
    pub fn from_parts(year: i32, month: u8, day: u8) -> Option<Self> {
        let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
        (1900..=2200).contains(&year).then_some(Self(date))
    }

    /// `mar. 24 nov.`, `hier`, `aujourd’hui`, `demain`, with the year when it is not the present one.
    #[must_use]
    pub fn show(self, today: Self, french: bool) -> String {
        let near = match (today.days_to(self), french) {
            (-1, true) => Some("hier"),
            (0, true) => Some("aujourd’hui"),
            (1, true) => Some("demain"),
            (-1, false) => Some("yesterday"),
            (0, false) => Some("today"),
            (1, false) => Some("tomorrow"),
            _ => None,
        };
        if let Some(word) = near {
            return word.to_owned();
        }
        let language = usize::from(!french);
        let weekday = DAYS[language][usize::from(self.0.weekday().number_days_from_monday())];
        let month = MONTHS[language][usize::from(u8::from(self.0.month())) - 1];
        if self.0.year() != today.0.year() {
            return self.dated(french);
        }
        let first = if french && self.0.day() == 1 { "er" } else { "" };
        format!("{weekday} {}{first} {month}", self.0.day())
    }

    /// `24 nov. 2026`: for what is to be read years later.
    #[must_use]
    pub fn dated(self, french: bool) -> String {
        let month = MONTHS[usize::from(!french)][usize::from(u8::from(self.0.month())) - 1];
        let first = if french && self.0.day() == 1 { "er" } else { "" };
        format!("{}{first} {month} {}", self.0.day(), self.0.year())
    }

    /// Reads `2026-11-24` and `24/11/2026`.
    ///
    /// # Errors
    /// `Malformed` when it is no day of the calendar between 1900 and 2200.
    pub fn parse(text: &str) -> Result<Self> {
        let bad = || Error::invalid("day", Problem::Malformed);
        let text = text.trim();
        let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
        let [a, b, c] = parts[..] else {
            return Err(bad());
        };
        let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
        // A sign is none of a day's, though a number may have one.
        let digits = parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        let read = || Self::from_parts(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).filter(|_| digits);
        read().ok_or_else(bad)
    }

    /// Midnight at the start of the day, in a zone.
    #[must_use]
    pub fn start(self, zone: &Zone) -> Instant {
        Instant(zone.moment(since_1970(self.0) * 86_400) * 1000)
    }

    /// The moment of a time of day, `14:30`, in a zone.
    ///
    /// # Errors
    /// `Malformed` when it is no time of day.
    pub fn at(self, time: &str, zone: &Zone) -> Result<Instant> {
        let part = |text: &str, below: u8| two_digits(text).filter(|n| *n < below).map(i64::from);
        // A browser may add seconds.
        let read = || {
            let (hours, rest) = time.split_once(':')?;
            let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "00"));
            let plain = !seconds.is_empty() && seconds.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            Some(part(hours, 24)? * 60 + part(minutes, 60).filter(|_| plain)?)
        };
        let minutes = read().ok_or_else(|| Error::invalid("at", Problem::Malformed))?;
        Ok(Instant(zone.moment(since_1970(self.0) * 86_400 + minutes * 60) * 1000))
    }
}

/// A number of two digits, as times of day are written.
pub(crate) fn two_digits(text: &str) -> Option<u8> {
    let plain = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl TryFrom<String> for Day {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_organisation_lives_in_paris() {
        let zone = Zone::default();
        let today = Day::parse("2026-11-22").unwrap();
        // 24 November 2026, 13:30 UTC is 14:30 in Paris; in July Paris is two hours ahead.
        assert_eq!(Instant(1_795_527_000_000).show(&zone, today, true), "mar. 24 nov., 14:30");
        assert_eq!(Day::parse("2026-07-01").unwrap().start(&zone).day(&Zone("UTC0".into())).to_string(), "2026-06-30");
    }

    #[test]
    fn a_time_of_day_is_that_of_the_zone() {
        let zone = Zone::default();
        // On 29 March and 25 October 2026 Paris changes its clocks.
        for (day, time) in
            [("2026-11-24", "14:30"), ("2026-10-25", "09:15"), ("2026-03-29", "23:59"), ("2026-07-01", "00:00")]
        {
            let day = Day::parse(day).unwrap();
            let (shown, clock) = day.at(time, &zone).unwrap().local(&zone);
            assert_eq!((shown, format!("{:02}:{:02}", clock.hour(), clock.minute())), (day, time.to_owned()));
        }
        for bad in ["", "14", "25:00", "9:5", "ab:cd"] {
            assert!(Day::parse("2026-11-24").unwrap().at(bad, &zone).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_are_read_and_shown() {
        let today = Day::parse("22/11/2026").unwrap();
        assert_eq!(today.to_string(), "2026-11-22");
        assert_eq!(today.plus(1).show(today, true), "demain");
        assert_eq!(today.plus(-1).show(today, true), "hier");
        assert_eq!(Day::parse("2026-12-01").unwrap().show(today, true), "mar. 1er déc.");
        assert_eq!(Day::parse("2027-01-04").unwrap().show(today, true), "4 janv. 2027");
        for bad in ["", "2026-02-30", "30/02/2026", "x", "1/1/1"] {
            assert!(Day::parse(bad).is_err(), "{bad}");
        }
    }
}
