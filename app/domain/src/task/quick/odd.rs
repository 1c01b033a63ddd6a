//! What looks like a day or a time and is none: « 31/02 », « 30 février », « hier », « mardi 25h ».

use super::lex::Line;
use super::words::month;

/// The first such piece of a line among what was not understood. `behind` is the place behind the day that was found:
/// elsewhere « 35h » is a length.
pub(super) fn find(
    line: &Line<'_>,
    left: impl Fn(usize) -> bool,
    behind: Option<usize>,
    english: bool,
) -> Option<String> {
    (0..line.len()).filter(|at| left(*at) && line.begins(*at)).find_map(|at| {
        let end = past(line, at, behind.is_some(), english)
            .or_else(|| date(line, at, english))
            .or_else(|| time(line, at, behind == Some(at)))?;
        (line.ends(end) && (at..end).all(&left)).then(|| line.piece(at, end).to_owned())
    })
}

fn past(line: &Line<'_>, at: usize, named: bool, english: bool) -> Option<usize> {
    let past = line.key(at) == "hier" || english && line.key(at) == "yesterday";
    (past && !named).then_some(at + 1)
}

/// `31/02`, `30 février`: figures that could be a day and a month, were the month longer.
fn date(line: &Line<'_>, at: usize, english: bool) -> Option<usize> {
    line.number(at).filter(|day| (1..=31).contains(day))?;
    if month(line.key(at + 1), english).is_some() && line.gap(at + 1).trim().is_empty() {
        return Some(at + 2);
    }
    // « 24/7 » is no day that is missing.
    line.number(at + 1).filter(|month| (1..=31).contains(month) && line.gap(at + 1) == "/" && line.key(at) != "24")?;
    let year = line.number(at + 2).is_some() && line.gap(at + 2) == "/";
    Some(at + if year { 3 } else { 2 })
}

/// `25:00`, and behind a day `25h`.
fn time(line: &Line<'_>, at: usize, follows: bool) -> Option<usize> {
    line.number(at).filter(|_| line.width(at) <= 2)?;
    if line.gap(at + 1) == ":" && line.number(at + 1).is_some() && line.width(at + 1) == 2 {
        return Some(at + 2);
    }
    (follows && line.key(at + 1) == "h" && line.close(at + 1)).then_some(at + 2)
}

#[cfg(test)]
mod tests {
    use crate::task::quick::{Moment, read};

    fn odd(text: &str, english: bool) -> Option<String> {
        read(text, Moment { day: crate::Day::parse("2026-11-22").unwrap(), minute: 600 }, english).odd
    }

    #[test]
    fn what_looks_like_a_day_or_a_time_is_named() {
        for (text, wanted) in [
            ("appeler Zoé le 31/02", "31/02"),
            ("relancer 31/11/2026 pour le devis", "31/11/2026"),
            ("facture 12/13", "12/13"),
            ("bilan le 30 février", "30 février"),
            ("rappeler hier", "hier"),
            ("visio demain 25h", "25h"),
            ("visio mardi 25 h", "25 h"),
            ("visio 14:75", "14:75"),
        ] {
            assert_eq!(odd(text, false).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(odd("call Ann yesterday", true).as_deref(), Some("yesterday"));
    }

    #[test]
    fn what_is_a_day_or_a_time_or_neither_is_not() {
        for text in [
            "appeler mardi 14h",
            "relancer 29/02",
            "formation 35h",
            "réunion 24h",
            "demain envoyer le programme de 35 h",
            "astreinte 24/7",
            "salle 14/101",
            "devis promis hier à rappeler demain",
            "appeler suite à l’appel d’hier",
            "3 stagiaires",
        ] {
            assert_eq!(odd(text, false), None, "{text}");
        }
    }
}
