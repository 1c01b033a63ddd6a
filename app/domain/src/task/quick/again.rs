//! What comes again: « tous les lundis », « chaque mois », « toutes les deux semaines », « every Monday ».

use super::day::Found;
use super::lex::Line;
use super::words::weekday;
use super::{Every, Moment, Repeat};

/// A rule that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) every: Every,
    /// Where it begins.
    pub(super) from: usize,
    /// The place after it.
    pub(super) end: usize,
    /// The first day, where no other is named.
    pub(super) first: Found,
}

/// Phrases, the longest of those that begin alike first.
const FRENCH: [(&[&str], Every); 20] = [
    (&["tous", "les", "jours", "ouvres"], Every::Workday),
    (&["tous", "les", "jours", "ouvrables"], Every::Workday),
    (&["chaque", "jour", "ouvre"], Every::Workday),
    (&["chaque", "jour", "ouvrable"], Every::Workday),
    (&["tous", "les", "jours"], Every::Day),
    (&["chaque", "jour"], Every::Day),
    (&["toutes", "les", "deux", "semaines"], Every::Fortnight),
    (&["toutes", "les", "2", "semaines"], Every::Fortnight),
    (&["tous", "les", "quinze", "jours"], Every::Fortnight),
    (&["tous", "les", "15", "jours"], Every::Fortnight),
    (&["une", "semaine", "sur", "deux"], Every::Fortnight),
    (&["toutes", "les", "semaines"], Every::Week),
    (&["chaque", "semaine"], Every::Week),
    (&["tous", "les", "mois"], Every::Month),
    (&["chaque", "mois"], Every::Month),
    (&["tous", "les", "trois", "mois"], Every::Quarter),
    (&["tous", "les", "3", "mois"], Every::Quarter),
    (&["chaque", "trimestre"], Every::Quarter),
    (&["tous", "les", "ans"], Every::Year),
    (&["chaque", "annee"], Every::Year),
];
const ENGLISH: [(&[&str], Every); 9] = [
    (&["every", "working", "day"], Every::Workday),
    (&["every", "weekday"], Every::Workday),
    (&["every", "day"], Every::Day),
    (&["every", "two", "weeks"], Every::Fortnight),
    (&["every", "other", "week"], Every::Fortnight),
    (&["every", "week"], Every::Week),
    (&["every", "month"], Every::Month),
    (&["every", "quarter"], Every::Quarter),
    (&["every", "year"], Every::Year),
];

/// The first rule that a line names.
pub(super) fn find(line: &Line<'_>, now: Moment, english: bool) -> Option<Rule> {
    (0..line.len()).find_map(|at| {
        let rule =
            line.begins(at).then(|| on_weekday(line, at, now, english).or_else(|| plain(line, at, now, english)));
        rule.flatten().filter(|rule| line.ends(rule.end))
    })
}

/// « tous les lundis », « chaque lundi ».
fn on_weekday(line: &Line<'_>, at: usize, now: Moment, english: bool) -> Option<Rule> {
    let french = line.phrase(at, &["tous", "les"]).or_else(|| line.phrase(at, &["chaque"]));
    let place = french.or_else(|| line.phrase(at, &["every"]).filter(|_| english))?;
    let key = line.key(place);
    let wanted = weekday(key, english).or_else(|| weekday(key.strip_suffix('s')?, english))?;
    let ahead = (i32::from(wanted) - i32::from(now.day.weekday())).rem_euclid(7);
    let end = place + 1;
    let first = Found { day: now.day.plus(ahead), time: None, weekly: ahead == 0, end };
    line.close(place).then_some(Rule { every: Every::Week, from: at, end, first })
}

fn plain(line: &Line<'_>, at: usize, now: Moment, english: bool) -> Option<Rule> {
    let english = if english { &ENGLISH[..] } else { &[] };
    let phrases = FRENCH.iter().chain(english);
    let (every, end) = phrases.into_iter().find_map(|(words, every)| Some((*every, line.phrase(at, words)?)))?;
    // From today, or the first working day.
    let day = match (every, now.day.weekday()) {
        (Every::Workday, 5 | 6) => Repeat::of(every, now.day).next(now.day)?.on,
        _ => now.day,
    };
    Some(Rule { every, from: at, end, first: Found { day, time: None, weekly: false, end } })
}
