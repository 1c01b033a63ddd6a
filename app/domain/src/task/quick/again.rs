//! What comes again: « tous les lundis », « tous les 2 jours », « le 31 de chaque mois », « every Monday ».

use super::day::{Found, suffix};
use super::lex::Line;
use super::words::{number, weekday};
use super::{Every, Moment, Repeat, Rule, clock};
use crate::Day;

/// A rule that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Again {
    pub(super) rule: Rule,
    /// The day of the month that is meant, where one is named.
    pub(super) number: Option<u8>,
    /// Where it begins.
    pub(super) from: usize,
    /// The place after it.
    pub(super) end: usize,
    /// The first day, where no other is named.
    pub(super) first: Found,
}

impl Again {
    /// The rule at its first day. Another day that is named has its own number.
    pub(super) fn on(&self, day: Day) -> Repeat {
        let repeat = Repeat::of(self.rule, day);
        let number = self.number.filter(|number| *number > repeat.day && coming(day, *number) == Some(day));
        Repeat { day: number.unwrap_or(repeat.day), ..repeat }
    }
}

/// A rule and the place after its words.
type Said = (Rule, usize);

/// Phrases that say a rule by themselves, the longest of those that begin alike first.
const FRENCH: [(&[&str], Every, u8); 20] = [
    (&["tous", "les", "jours", "ouvres"], Every::Workday, 1),
    (&["tous", "les", "jours", "ouvrables"], Every::Workday, 1),
    (&["chaque", "jour", "ouvre"], Every::Workday, 1),
    (&["chaque", "jour", "ouvrable"], Every::Workday, 1),
    (&["tous", "les", "jours"], Every::Day, 1),
    (&["chaque", "jour"], Every::Day, 1),
    (&["un", "jour", "sur", "deux"], Every::Day, 2),
    (&["tous", "les", "huit", "jours"], Every::Week, 1),
    (&["tous", "les", "quinze", "jours"], Every::Fortnight, 1),
    (&["tous", "les", "15", "jours"], Every::Fortnight, 1),
    (&["une", "semaine", "sur", "deux"], Every::Fortnight, 1),
    (&["toutes", "les", "semaines"], Every::Week, 1),
    (&["chaque", "semaine"], Every::Week, 1),
    (&["un", "mois", "sur", "deux"], Every::Month, 2),
    (&["tous", "les", "mois"], Every::Month, 1),
    (&["chaque", "mois"], Every::Month, 1),
    (&["chaque", "trimestre"], Every::Quarter, 1),
    (&["chaque", "semestre"], Every::Month, 6),
    (&["tous", "les", "ans"], Every::Year, 1),
    (&["chaque", "annee"], Every::Year, 1),
];
const ENGLISH: [(&[&str], Every, u8); 10] = [
    (&["every", "working", "day"], Every::Workday, 1),
    (&["every", "weekday"], Every::Workday, 1),
    (&["every", "day"], Every::Day, 1),
    (&["every", "other", "day"], Every::Day, 2),
    (&["every", "other", "week"], Every::Fortnight, 1),
    (&["every", "other", "month"], Every::Month, 2),
    (&["every", "week"], Every::Week, 1),
    (&["every", "month"], Every::Month, 1),
    (&["every", "quarter"], Every::Quarter, 1),
    (&["every", "year"], Every::Year, 1),
];

/// « tous les », « chaque », « every »: the place after it.
fn each(line: &Line<'_>, at: usize, english: bool) -> Option<usize> {
    let french = line.phrase(at, &["tous", "les"]).or_else(|| line.phrase(at, &["toutes", "les"]));
    let french = french.or_else(|| line.phrase(at, &["chaque"]));
    french.or_else(|| line.phrase(at, &["every"]).or_else(|| line.phrase(at, &["each"])).filter(|_| english))
}

/// The first rule that a line names.
pub(super) fn find(line: &Line<'_>, now: Moment, english: bool) -> Option<Again> {
    (0..line.len()).find_map(|at| {
        let found = || {
            monthly(line, at, now.day, english)
                .or_else(|| on_weekday(line, at, now, english))
                .or_else(|| plain(line, at, now, english))
        };
        line.begins(at).then(found).flatten().filter(|again| line.ends(again.end))
    })
}

/// Whether a line names a rule that there is not: « le premier lundi du mois », « tous les lundis et jeudis ». It is left
/// as it stands, for half of it would be another rule.
pub(super) fn beyond(line: &Line<'_>, english: bool) -> bool {
    let day = |at: usize| named_day(line.key(at), english).is_some();
    let nth = |at: usize| {
        let key = line.key(at);
        key.starts_with("premier")
            || key.starts_with("dernier")
            || matches!(key, "deuxieme" | "troisieme")
            || english && matches!(key, "first" | "second" | "third" | "last")
    };
    let joined = |at: usize| matches!(line.key(at), "et" | "ou" | "and" | "or");
    (0..line.len()).any(|at| {
        nth(at) && day(at + 1) && (month_after(line, at + 2, english).is_some() || line.before(at) == "chaque")
            || each(line, at, english).is_some_and(|place| day(place) && joined(place + 1) && day(place + 2))
    })
}

/// A weekday, of one or of all weeks.
fn named_day(key: &str, english: bool) -> Option<u8> {
    weekday(key, english).or_else(|| weekday(key.strip_suffix('s')?, english))
}

/// « tous les lundis », « chaque lundi », « un lundi sur deux ».
fn on_weekday(line: &Line<'_>, at: usize, now: Moment, english: bool) -> Option<Again> {
    let once = |place: usize| line.phrase(place + 1, &["sur", "deux"]).map(|end| (Every::Fortnight, place, end));
    let half = (line.key(at) == "un").then(|| once(at + 1)).flatten();
    let (every, place, end) = half.or_else(|| {
        let place = each(line, at, english)?;
        let second = matches!(line.key(place), "deux" | "2") || english && line.key(place) == "other";
        let (every, place) = if second { (Every::Fortnight, place + 1) } else { (Every::Week, place) };
        Some((every, place, place + 1))
    })?;
    let wanted = named_day(line.key(place), english)?;
    let ahead = (i32::from(wanted) - i32::from(now.day.weekday())).rem_euclid(7);
    let first = Found { day: now.day.plus(ahead), time: None, weekly: ahead == 0, end };
    line.close(place).then_some(Again { rule: every.into(), number: None, from: at, end, first })
}

/// « de chaque mois », « du mois », « of every month »: the place after it.
fn month_after(line: &Line<'_>, at: usize, english: bool) -> Option<usize> {
    let french: [&[&str]; 5] = [
        &["de", "chaque", "mois"],
        &["chaque", "mois"],
        &["de", "tous", "les", "mois"],
        &["tous", "les", "mois"],
        &["du", "mois"],
    ];
    let other: [&[&str]; 4] =
        [&["of", "every", "month"], &["of", "each", "month"], &["every", "month"], &["of", "the", "month"]];
    let phrases = french.iter().chain(if english { &other[..] } else { &[] });
    phrases.into_iter().find_map(|words| line.phrase(at, words)).filter(|_| line.close(at))
}

/// « le 31 de chaque mois », « le premier de chaque mois », « tous les 5 du mois », « fin de chaque mois ».
fn monthly(line: &Line<'_>, at: usize, today: Day, english: bool) -> Option<Again> {
    let mark = matches!(line.key(at), "le" | "au") || english && line.key(at) == "the";
    let all = each(line, at, english);
    let place = all.unwrap_or(at + usize::from(mark));
    let (number, behind) = number_of_month(line, place, english)?;
    let end = month_after(line, behind, english)?;
    // « le 5 du mois » is one day; « fin du mois » as well.
    let vague = matches!(line.key(behind), "du") || line.phrase(behind, &["of", "the"]).is_some();
    if vague && all.is_none() || !(mark || all.is_some() || number == 31) {
        return None;
    }
    let begins = |at: usize| {
        ["pour", "avant", "des", "on", "by", "before", "a", "at"].contains(&line.before(at)) && line.close(at)
    };
    let from = if begins(at) { at - 1 } else { at };
    let first = Found { day: coming(today, number)?, time: None, weekly: false, end };
    Some(Again { rule: Every::Month.into(), number: Some(number), from, end, first })
}

/// « 31 », « 1er », « premier », « dernier jour », « fin »: the number, and the place after it.
fn number_of_month(line: &Line<'_>, at: usize, english: bool) -> Option<(u8, usize)> {
    let words: [(&[&str], u8); 4] = [(&["dernier", "jour"], 31), (&["dernier"], 31), (&["fin"], 31), (&["premier"], 1)];
    let other: [(&[&str], u8); 4] = [(&["last", "day"], 31), (&["last"], 31), (&["end"], 31), (&["first"], 1)];
    let known = words.iter().chain(if english { &other[..] } else { &[] });
    known.into_iter().find_map(|(words, number)| Some((*number, line.phrase(at, words)?))).or_else(|| {
        let number = line.number(at).filter(|number| (1..=31).contains(number) && line.width(at) <= 2)?;
        Some((u8::try_from(number).ok()?, suffix(line, at + 1)))
    })
}

/// The first day from today with this number, or the last of its month where that has fewer.
fn coming(today: Day, number: u8) -> Option<Day> {
    let (year, month, _) = today.parts();
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let last = |(year, month)| (number.min(28)..=number).rev().find_map(|day| Day::from_parts(year, month, day));
    last((year, month)).filter(|day| *day >= today).or_else(|| last(next))
}

fn plain(line: &Line<'_>, at: usize, now: Moment, english: bool) -> Option<Again> {
    let phrases = FRENCH.iter().chain(if english { &ENGLISH[..] } else { &[] });
    let said =
        phrases.into_iter().find_map(|(words, every, times)| Some((Rule::of(*every, *times), line.phrase(at, words)?)));
    let (rule, end) = said.or_else(|| counted(line, at, english))?;
    // « tous les mois le 5 »
    let monthly = matches!(rule.every, Every::Month | Every::Quarter);
    let day =
        (monthly && line.key(end) == "le" && line.close(end)).then(|| number_of_month(line, end + 1, false)).flatten();
    if let Some((number, end)) =
        day.filter(|(_, end)| line.ends(*end) && clock::hour(line, *end - 1, english).is_none())
    {
        let first = Found { day: coming(now.day, number)?, time: None, weekly: false, end };
        return Some(Again { rule, number: Some(number), from: at, end, first });
    }
    // From today, or the first working day.
    let day = match (rule.every, now.day.weekday()) {
        (Every::Workday, 5 | 6) => Repeat::of(rule, now.day).next(now.day)?.on,
        _ => now.day,
    };
    Some(Again { rule, number: None, from: at, end, first: Found { day, time: None, weekly: false, end } })
}

/// « tous les 2 jours », « toutes les trois semaines », « every 6 months ».
fn counted(line: &Line<'_>, at: usize, english: bool) -> Option<Said> {
    let place = each(line, at, english).filter(|_| line.key(at) != "chaque")?;
    let count = line.number(place).or_else(|| number(line.key(place))).filter(|count| *count > 0)?;
    let every = match line.key(place + 1) {
        "jour" | "jours" => Every::Day,
        "semaine" | "semaines" => Every::Week,
        "mois" => Every::Month,
        "trimestre" | "trimestres" => Every::Quarter,
        "an" | "ans" | "annee" | "annees" => Every::Year,
        "day" | "days" if english => Every::Day,
        "week" | "weeks" if english => Every::Week,
        "month" | "months" if english => Every::Month,
        "year" | "years" if english => Every::Year,
        _ => return None,
    };
    let rule = Rule::of(every, u8::try_from(count).ok()?);
    (rule.check() && line.close(place + 1)).then_some((rule, place + 2))
}
