//! What somebody means who types « appeler Mme Noir mardi 14h »: an action with its kind, its day and its time.

mod again;
mod clock;
mod day;
mod lex;
mod odd;
#[cfg(test)]
mod tests;
mod who;
mod words;

use lex::Line;
pub use who::is_called;
pub use words::{between, long};

use super::{Every, Kind, Repeat, Rule};
use crate::text::tidy;
use crate::time::Zone;
use crate::{Day, Instant};

/// The moment at which something is typed, in the organisation's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// Minutes since midnight.
    pub minute: u16,
}

impl Moment {
    /// A moment in a zone.
    #[must_use]
    pub fn of(at: Instant, zone: &Zone) -> Self {
        let (day, time) = at.local(zone);
        Self { day, minute: u16::from(time.hour()) * 60 + u16::from(time.minute()) }
    }
}

/// What was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quick {
    /// What is left to do when day and time are taken out; the text itself when nothing is left.
    pub title: String,
    /// The kind that a word says.
    pub kind: Option<Kind>,
    /// The day, never one of the past.
    pub due_on: Option<Day>,
    /// The time of that day, `14:00`.
    pub due_at: Option<String>,
    /// How often it comes again.
    pub repeat: Option<Repeat>,
    /// Whom it seems to be about, as written.
    pub who: Option<String>,
    /// What looks like a day or a time and is none, as written: it stays in the title.
    pub odd: Option<String>,
}

/// Reads a line of quick entry. French is always understood, English where asked for.
#[must_use]
pub fn read(text: &str, now: Moment, english: bool) -> Quick {
    let line = Line::new(text);
    let beyond = again::beyond(&line, english);
    let again = again::find(&line, now, english).filter(|_| !beyond);
    let apart =
        |(from, found): &(usize, day::Found)| again.is_none_or(|rule| found.end <= rule.from || *from >= rule.end);
    // Another day that is named is the first; else the rule has one.
    let named = day::find(&line, now, english).filter(|named| !beyond && apart(named));
    let found = named.or_else(|| again.map(|rule| (rule.from, rule.first)));
    let taken = found.map(|(from, found)| (from, found.end));
    let clock = clock::find(&line, taken, english);
    let time = clock.map(|(_, time, _)| time).or_else(|| found.and_then(|(_, found)| found.time));
    let due_on = match (found, time) {
        // On a Tuesday afternoon « mardi 9h » is that of next week.
        (Some((_, found)), Some(time)) if found.weekly && time < now.minute => Some(found.day.plus(7)),
        // From this afternoon « tous les jours 9h » begins tomorrow.
        (Some((_, found)), Some(time)) if named.is_none() && found.day == now.day && time < now.minute => {
            again.and_then(|again| again.on(found.day).next(found.day)).map(|next| next.on)
        }
        (Some((_, found)), _) => Some(found.day),
        (None, Some(time)) => Some(now.day.plus(i32::from(time < now.minute))),
        (None, None) => None,
    };
    let repeat = again.zip(due_on).map(|(again, day)| again.on(day));
    let rule = again.map(|rule| (rule.from, rule.end));
    let spans: Vec<(usize, usize)> =
        taken.into_iter().chain(clock.map(|(from, _, end)| (from, end))).chain(rule).collect();
    let said = |at: &usize| !spans.iter().any(|(from, behind)| (*from..*behind).contains(at));
    let odd = odd::find(&line, |at| said(&at), taken.map(|(_, behind)| behind), english);
    let kind = (0..line.len()).filter(said).find_map(|at| words::kind(line.key(at)));
    let due_at = time.map(|time| format!("{:02}:{:02}", time / 60, time % 60));
    let title = title(&line, &spans);
    Quick { who: who::find(&title), title, kind, due_on, due_at, repeat, odd }
}

/// What is left of a line, with a capital.
fn title(line: &Line<'_>, spans: &[(usize, usize)]) -> String {
    let mut left = tidy(line.text);
    if !spans.is_empty() {
        let cut = tidy(&line.without(spans).replace("()", " ")).replace(" ,", ",");
        let cut = cut.trim_matches([' ', ',', ';', '-', '–', ':']);
        if cut.chars().any(char::is_alphanumeric) {
            left = cut.to_owned();
        }
    }
    let mut signs = left.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}
