//! The words of days, months, numbers and kinds, in French and in English.

use crate::Day;
use crate::task::Kind;
use crate::text::fold;

const DAYS: [[&str; 7]; 2] = [
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];
const MONTHS: [[&str; 12]; 2] = [
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];
/// Months as they are shortened; longer beginnings of a name count as well.
const SHORT: [[&str; 12]; 2] = [
    ["janv", "fev", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec"],
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
];
const NUMBERS: [(&str, u16); 26] = [
    ("un", 1),
    ("une", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("douze", 12),
    ("quinze", 15),
    ("vingt", 20),
    ("trente", 30),
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("seven", 7),
    ("eight", 8),
    ("ten", 10),
    ("fifteen", 15),
];
/// What an action is, by the words that say so.
const KINDS: [(Kind, &[&str]); 4] = [
    (
        Kind::Call,
        &[
            "appeler",
            "rappeler",
            "appel",
            "rappel",
            "telephoner",
            "tel",
            "joindre",
            "relancer",
            "call",
            "phone",
            "ring",
        ],
    ),
    (
        Kind::Email,
        &[
            "mail",
            "mails",
            "email",
            "courriel",
            "ecrire",
            "envoyer",
            "renvoyer",
            "repondre",
            "transmettre",
            "write",
            "send",
            "reply",
        ],
    ),
    (
        Kind::Meeting,
        &[
            "rdv",
            "rendez",
            "rencontrer",
            "rencontre",
            "reunion",
            "entretien",
            "visio",
            "dejeuner",
            "visiter",
            "meet",
            "meeting",
            "visit",
            "lunch",
        ],
    ),
    (Kind::Funding, &["dossier", "financement", "opco", "cpf", "edof", "agefiph", "fifpl", "funding"]),
];

/// French, and English where it is asked for.
fn tongues(english: bool) -> std::ops::Range<usize> {
    0..1 + usize::from(english)
}

/// The day of the week with this name; Monday is 0.
pub(super) fn weekday(key: &str, english: bool) -> Option<u8> {
    tongues(english).find_map(|tongue| DAYS[tongue].iter().position(|name| fold(name) == key)).and_then(narrow)
}

/// The month with this name; January is 1.
pub(super) fn month(key: &str, english: bool) -> Option<u8> {
    let named = |tongue: usize, n: usize| {
        let (name, short) = (fold(MONTHS[tongue][n]), SHORT[tongue][n]);
        key.starts_with(short) && name.starts_with(key)
    };
    let found = tongues(english).find_map(|tongue| (0..12).find(|n| named(tongue, *n)));
    found.and_then(narrow).map(|n| n + 1)
}

fn narrow(n: usize) -> Option<u8> {
    u8::try_from(n).ok()
}

/// The number that a word says.
pub(super) fn number(key: &str) -> Option<u16> {
    NUMBERS.iter().find(|(word, _)| *word == key).map(|(_, number)| *number)
}

/// The kind that a word says.
pub(super) fn kind(key: &str) -> Option<Kind> {
    KINDS.iter().find(|(_, words)| words.contains(&key)).map(|(kind, _)| *kind)
}

/// `23 – 29 novembre 2026`, each month and year as often as it is needed.
#[must_use]
pub fn between(from: Day, to: Day, french: bool) -> String {
    let name = |month: u8| MONTHS[usize::from(!french)][usize::from(month.clamp(1, 12)) - 1];
    let number = |day: u8| if french && day == 1 { "1er".to_owned() } else { day.to_string() };
    let ((year, month, first), (last_year, last_month, last)) = (from.parts(), to.parts());
    let mut start = number(first);
    if (year, month) != (last_year, last_month) {
        start = format!("{start} {}", name(month));
    }
    if year != last_year {
        start = format!("{start} {year}");
    }
    format!("{start} – {} {} {last_year}", number(last), name(last_month))
}

/// `mardi 24 novembre`, with the year when it is not the present one.
#[must_use]
pub fn long(day: Day, today: Day, french: bool) -> String {
    let tongue = usize::from(!french);
    let (year, month, number) = day.parts();
    let weekday = DAYS[tongue][usize::from(day.weekday())];
    let month = MONTHS[tongue][usize::from(month.clamp(1, 12)) - 1];
    let number = if french && number == 1 { "1er".to_owned() } else { number.to_string() };
    let year = if year == today.parts().0 { String::new() } else { format!(" {year}") };
    format!("{weekday} {number} {month}{year}")
}
