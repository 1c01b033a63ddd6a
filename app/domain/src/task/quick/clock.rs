//! Times of day as people write them: « 14h », « 14 h 30 », « 14:30 », « midi », « matin ».

use super::lex::Line;

/// What stands before hours that are a length and not a time: « une formation de 14 h ».
const LENGTHS: [&str; 9] = ["de", "d", "pendant", "durant", "en", "of", "dans", "sous", "in"];
/// What belongs to a time and goes with it.
const BEFORE: [&str; 9] = ["a", "vers", "des", "pour", "avant", "entre", "at", "by", "around"];

/// The first time of day that a line names: where it begins, minutes since midnight, and the place after it. A part of
/// the day counts after the day, or at the end of the line.
pub(super) fn find(line: &Line<'_>, taken: Option<(usize, usize)>, english: bool) -> Option<(usize, u16, usize)> {
    let free = |at: usize| taken.is_none_or(|(from, behind)| !(from..behind).contains(&at));
    (0..line.len()).find_map(|at| {
        if !free(at) || !line.begins(at) {
            return None;
        }
        let follows = taken.is_some_and(|(_, behind)| behind == at);
        let (time, end) = numeric(line, at, english).or_else(|| part(line, at, follows, english))?;
        if !line.ends(end) || !(at..end).all(free) {
            return None;
        }
        let from = if BEFORE.contains(&line.before(at)) && free(at - 1) { at - 1 } else { at };
        // « de 14 h à 16 h »
        let from = if line.before(from) == "de" && from == at { at - 1 } else { from };
        Some((from, time, end))
    })
}

/// A time in figures, with the end of its span if it has one.
fn numeric(line: &Line<'_>, at: usize, english: bool) -> Option<(u16, usize)> {
    let (time, end) = hour(line, at, english)?;
    let joined = matches!(line.key(end), "a" | "et" | "to" | "and") && line.close(end);
    let until = if joined {
        hour(line, end + 1, english)
    } else {
        hour(line, end, english).filter(|_| matches!(line.gap(end).trim(), "-" | "–"))
    };
    if let Some((_, end)) = until {
        return Some((time, end));
    }
    let length = LENGTHS.contains(&line.before(at)) || matches!(line.key(end), "de" | "d" | "of");
    (!length).then_some((time, end))
}

/// `14h`, `14 h 30`, `14 heures`, `14:30`, `2 pm`: minutes since midnight, and the place after it.
pub(super) fn hour(line: &Line<'_>, at: usize, english: bool) -> Option<(u16, usize)> {
    let hours = line.number(at).filter(|hours| *hours < 24 && line.width(at) <= 2)?;
    let minutes = |at: usize| line.number(at).filter(|minutes| *minutes < 60 && line.width(at) == 2);
    let (time, end) = if line.gap(at + 1) == ":" {
        (hours * 60 + minutes(at + 1)?, at + 2)
    } else if matches!(line.key(at + 1), "h" | "heure" | "heures") && line.close(at + 1) {
        match minutes(at + 2).filter(|_| line.gap(at + 2).trim().is_empty()) {
            Some(more) => (hours * 60 + more, at + 3),
            None => (hours * 60, at + 2),
        }
    } else if english && matches!(line.key(at + 1), "am" | "pm") {
        (hours * 60, at + 1)
    } else {
        return None;
    };
    let half = line.key(end);
    if !(english && matches!(half, "am" | "pm") && line.gap(end).trim().is_empty()) {
        return Some((time, end));
    }
    let afternoon = half == "pm";
    (1..=12).contains(&hours).then(|| (time % 720 + if afternoon { 720 } else { 0 }, end + 1))
}

/// « matin », « midi », « après-midi », « soir ».
fn part(line: &Line<'_>, at: usize, follows: bool, english: bool) -> Option<(u16, usize)> {
    const FRENCH: [(&[&str], u16); 8] = [
        (&["matin"], 9),
        (&["dans", "la", "matinee"], 9),
        (&["en", "matinee"], 9),
        (&["midi"], 12),
        (&["apres", "midi"], 14),
        (&["aprem"], 14),
        (&["soir"], 18),
        (&["en", "soiree"], 18),
    ];
    const ENGLISH: [(&[&str], u16); 4] = [(&["morning"], 9), (&["noon"], 12), (&["afternoon"], 14), (&["evening"], 18)];
    let parts = FRENCH.iter().chain(if english { &ENGLISH[..] } else { &[] });
    let (hour, end) = parts.clone().find_map(|(words, hour)| Some((*hour, line.phrase(at, words)?)))?;
    let said = matches!(line.before(at), "a" | "vers" | "avant" | "at");
    let whose = ["du", "de", "le", "la", "l", "un", "chaque", "the", "every"].contains(&line.before(at));
    (follows || said || end == line.len() && at > 0 && !whose).then_some((hour * 60, end))
}
