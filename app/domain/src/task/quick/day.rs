//! Days as people name them: « demain », « mardi prochain », « dans 3 jours », « le 24 », « 24/11 ».

use super::Moment;
use super::clock;
use super::lex::Line;
use super::words::{month, number, weekday};
use crate::Day;

/// A day that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) day: Day,
    /// The time of day that the same words say, in minutes.
    pub(super) time: Option<u16>,
    /// It was named by its weekday alone, and is today.
    pub(super) weekly: bool,
    /// The place after it.
    pub(super) end: usize,
}

/// What stands before a day that is not the action's: « la session du 24 novembre ».
const OTHERS: [&str; 8] = ["du", "de", "d", "au", "depuis", "of", "since", "from"];
/// What belongs to a day and goes with it.
const BEFORE: [&str; 13] =
    ["le", "ce", "cet", "pour", "avant", "des", "ici", "on", "by", "for", "before", "this", "the"];

/// The first day that a line names, and where it begins.
pub(super) fn find(line: &Line<'_>, now: Moment, english: bool) -> Option<(usize, Found)> {
    (0..line.len()).find_map(|at| {
        let free = line.begins(at) && !OTHERS.contains(&line.before(at));
        let found = free.then(|| read(line, at, now, english)).flatten()?;
        (found.day >= now.day && line.ends(found.end)).then(|| (begin(line, at), found))
    })
}

/// Where the words begin that belong to the day at a place.
fn begin(line: &Line<'_>, at: usize) -> usize {
    let mut from = at;
    while from > 0 && at - from < 2 && BEFORE.contains(&line.before(from)) && line.close(from) {
        from -= 1;
        if line.key(from) == "ici" && line.before(from) == "d" {
            return from - 1;
        }
    }
    from
}

fn read(line: &Line<'_>, at: usize, now: Moment, english: bool) -> Option<Found> {
    let dated = |(day, end)| Found { day, time: None, weekly: false, end };
    named(line, at, now, english)
        .or_else(|| delay(line, at, now, english))
        .or_else(|| on_weekday(line, at, now.day, english))
        .or_else(|| written(line, at, now.day, english).map(dated))
        .or_else(|| numbered(line, at, now.day, english).map(dated))
}

/// « demain », « ce soir », « la semaine prochaine ».
fn named(line: &Line<'_>, at: usize, now: Moment, english: bool) -> Option<Found> {
    const FRENCH: [(&[&str], i32); 6] = [
        (&["aujourd", "hui"], 0),
        (&["aujourdhui"], 0),
        (&["auj"], 0),
        (&["apres", "demain"], 2),
        (&["surlendemain"], 2),
        (&["demain"], 1),
    ];
    const ENGLISH: [(&[&str], i32); 4] = [
        (&["today"], 0),
        (&["the", "day", "after", "tomorrow"], 2),
        (&["day", "after", "tomorrow"], 2),
        (&["tomorrow"], 1),
    ];
    const PARTS: [(&[&str], u16); 8] = [
        (&["ce", "matin"], 9),
        (&["ce", "midi"], 12),
        (&["cet", "apres", "midi"], 14),
        (&["cette", "apres", "midi"], 14),
        (&["ce", "soir"], 18),
        (&["this", "morning"], 9),
        (&["this", "afternoon"], 14),
        (&["tonight"], 18),
    ];
    let found = |days: i32, end| Found { day: now.day.plus(days), time: None, weekly: false, end };
    let english_days = if english { &ENGLISH[..] } else { &[] };
    let days = FRENCH.iter().chain(english_days);
    if let Some(found) = days.clone().find_map(|(words, days)| Some(found(*days, line.phrase(at, words)?))) {
        return Some(found);
    }
    if let Some((end, hour)) = PARTS.iter().find_map(|(words, hour)| Some((line.phrase(at, words)?, *hour))) {
        let time = Some(hour * 60).filter(|time| *time >= now.minute);
        return Some(Found { time, ..found(0, end) });
    }
    let monday = 7 - i32::from(now.day.weekday());
    let at = if matches!(line.key(at), "la" | "le") { at + 1 } else { at };
    let (year, month, _) = now.day.parts();
    let next_month = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let first = |(year, month): (i32, u8)| Day::from_parts(year, month, 1);
    let ends: [(&[&str], bool); 8] = [
        (&["en", "fin", "de", "semaine"], false),
        (&["fin", "du", "mois"], true),
        (&["fin", "de", "mois"], true),
        (&["fin", "de", "semaine"], false),
        (&["fin", "de", "la", "semaine"], false),
        (&["end", "of", "the", "month"], true),
        (&["end", "of", "month"], true),
        (&["end", "of", "the", "week"], false),
    ];
    if let Some((end, of_month)) = ends.iter().find_map(|(words, of_month)| Some((line.phrase(at, words)?, *of_month)))
    {
        let friday = (4 - i32::from(now.day.weekday())).rem_euclid(7);
        let last = (28..=31).rev().find_map(|day| Day::from_parts(year, month, day));
        return Some(Found { day: last.filter(|_| of_month).unwrap_or_else(|| now.day.plus(friday)), ..found(0, end) });
    }
    let phrases = [&["semaine", "prochaine"], &["next", "week"], &["mois", "prochain"], &["next", "month"]];
    let (which, end) = phrases.iter().enumerate().find_map(|(n, words)| Some((n, line.phrase(at, *words)?)))?;
    let day = if which < 2 { now.day.plus(monday) } else { first(next_month)? };
    Some(Found { day, ..found(0, end) })
}

/// « dans 3 jours », « dans une semaine », « sous huit jours », « dans 2 h ».
fn delay(line: &Line<'_>, at: usize, now: Moment, english: bool) -> Option<Found> {
    let at = line.phrase(at, &["d", "ici"]).map_or(at, |end| end - 1);
    let says = matches!(line.key(at), "dans" | "sous" | "ici") || english && matches!(line.key(at), "in" | "within");
    let count = says.then(|| line.number(at + 1).or_else(|| number(line.key(at + 1)))).flatten()?;
    let count = i32::from(count);
    let day = match line.key(at + 2) {
        "jour" | "jours" | "j" | "day" | "days" => now.day.plus(count),
        "semaine" | "semaines" | "week" | "weeks" => now.day.plus(count * 7),
        "mois" | "month" | "months" => months_later(now.day, count)?,
        "h" | "heure" | "heures" | "hour" | "hours" => return soon(now, count * 60, at + 3),
        "min" | "minute" | "minutes" => return soon(now, count, at + 3),
        _ => return None,
    };
    (day.parts().0 <= 2200).then_some(Found { day, time: None, weekly: false, end: at + 3 })
}

fn soon(now: Moment, minutes: i32, end: usize) -> Option<Found> {
    let then = i32::from(now.minute) + minutes;
    // To five minutes: nobody means it more exactly.
    let then = (then + 4) / 5 * 5;
    let time = u16::try_from(then % 1440).ok()?;
    Some(Found { day: now.day.plus(then / 1440), time: Some(time), weekly: false, end })
}

/// The same day some months later; the last of the month where it has fewer days.
fn months_later(day: Day, count: i32) -> Option<Day> {
    let (year, month, number) = day.parts();
    let months = year * 12 + i32::from(month) - 1 + count;
    let (year, month) = (months / 12, u8::try_from(months % 12 + 1).ok()?);
    (number.min(28)..=number).rev().find_map(|number| Day::from_parts(year, month, number))
}

/// « mardi », « mardi prochain », « lundi en huit », « mardi 24 », « mardi 24 novembre ».
fn on_weekday(line: &Line<'_>, at: usize, today: Day, english: bool) -> Option<Found> {
    let (at, next) = if english && line.key(at) == "next" { (at + 1, true) } else { (at, false) };
    let wanted = i32::from(weekday(line.key(at), english)?);
    let behind = at + 1;
    let dated = |(day, end)| Found { day, time: None, weekly: false, end };
    if line.close(behind) {
        // The date says more than the weekday; one of the past says that the words mean something else.
        if let Some(found) = written(line, behind, today, english) {
            return Some(dated(found));
        }
        let number = line.number(behind).and_then(|number| u8::try_from(number).ok());
        let alone = line.ends(behind + 1) && clock::hour(line, behind, english).is_none();
        if let Some(day) = number.filter(|_| alone).and_then(|number| next_number(today, number))
            && i32::from(day.weekday()) == wanted
        {
            return Some(dated((day, behind + 1)));
        }
    }
    let ahead = (wanted - i32::from(today.weekday())).rem_euclid(7);
    let later = if ahead == 0 { 7 } else { ahead };
    if let Some(end) = line.phrase(behind, &["prochain"]) {
        return Some(dated((today.plus(later), end)));
    }
    if let Some(end) = line.phrase(behind, &["en", "huit"]) {
        return Some(dated((today.plus(later + 7), end)));
    }
    let ahead = if next { later } else { ahead };
    Some(Found { weekly: ahead == 0, ..dated((today.plus(ahead), behind)) })
}

/// « 24/11 », « 24/11/2026 », « 2026-11-24 », « 24 novembre », « 1er déc. 2026 », « November 24 ».
fn written(line: &Line<'_>, at: usize, today: Day, english: bool) -> Option<(Day, usize)> {
    let small = |at: usize| (line.width(at) <= 2).then(|| line.number(at)).flatten().and_then(|n| u8::try_from(n).ok());
    let year = |at: usize| (line.width(at) == 4).then(|| line.number(at)).flatten().map(i32::from);
    if let (Some(year), "-", Some(month), "-", Some(day)) =
        (year(at), line.gap(at + 1), small(at + 1), line.gap(at + 2), small(at + 2))
    {
        return Some((Day::from_parts(year, month, day)?, at + 3));
    }
    if let Some(month) = month(line.key(at), english).filter(|_| english && line.close(at + 1)) {
        return Some((coming(today, month, small(at + 1)?)?, suffix(line, at + 2)));
    }
    let number = small(at)?;
    if line.gap(at + 1) == "/" {
        let month = small(at + 1)?;
        let short = |at| small(at).filter(|_| line.width(at) == 2).map(|n| 2000 + i32::from(n));
        let year = (line.gap(at + 2) == "/").then(|| year(at + 2).or_else(|| short(at + 2)));
        return match year {
            Some(year) => Some((Day::from_parts(year?, month, number)?, at + 3)),
            None => Some((coming(today, month, number)?, at + 2)),
        };
    }
    let behind = suffix(line, at + 1);
    let month = month(line.key(behind), english).filter(|_| line.close(behind))?;
    let behind = behind + 1;
    match year(behind)
        .filter(|year| *year >= 1900 && line.gap(behind).trim_matches(['.', ',', ' ', '\u{a0}']).is_empty())
    {
        Some(year) => Some((Day::from_parts(year, month, number)?, behind + 1)),
        None => Some((coming(today, month, number)?, behind)),
    }
}

/// « le 24 », « le 1er », « the 24th ».
fn numbered(line: &Line<'_>, at: usize, today: Day, english: bool) -> Option<(Day, usize)> {
    let end = suffix(line, at + 1);
    let says = line.before(at) == "le" || english && (line.before(at) == "the" || end > at + 1);
    let number = line.number(at).filter(|_| says && line.width(at) <= 2)?;
    // « le 30 février » is no 30th of this month.
    let month = month(line.key(end), english).is_some() && line.gap(end).trim().is_empty();
    if month || clock::hour(line, at, english).is_some() || !line.ends(end) {
        return None;
    }
    Some((next_number(today, u8::try_from(number).ok()?)?, end))
}

/// The place after « er » or « th » that sticks to a number.
pub(super) fn suffix(line: &Line<'_>, at: usize) -> usize {
    let sticks = line.gap(at).is_empty() && matches!(line.key(at), "er" | "st" | "nd" | "rd" | "th");
    if sticks { at + 1 } else { at }
}

/// The first day from today with this number.
fn next_number(today: Day, number: u8) -> Option<Day> {
    (0..62).map(|days| today.plus(days)).find(|day| day.parts().2 == number)
}

/// The first day from today with this month and number.
fn coming(today: Day, month: u8, number: u8) -> Option<Day> {
    let year = today.parts().0;
    (year..=year + 8).filter_map(|year| Day::from_parts(year, month, number)).find(|day| *day >= today)
}
