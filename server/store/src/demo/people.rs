//! People: who they are, where they work, where they stand.

use std::collections::HashSet;

use domain::contact::{Channel, Details, DoNotContact, Status};
use domain::{ContactId, Email, Instant, Phone, Result};

use super::Owner;
use super::course::{Course, End};
use super::dice::{Calendar, DAY, Dice, PAST};
use super::firms::{Firm, slug};
use super::names::{FAMILIES, MEN, WOMEN};
use super::words::{JOBS, MAILBOXES, SITUATIONS, SOURCES, STOPS, TAGS};

/// What is known of a person before the name: when they came, for which company, what they bought.
pub(super) struct Seat {
    created: Instant,
    pub(super) firm: Option<usize>,
    standing: Standing,
}

/// How far a person's deals have come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    None,
    Lost,
    Talking,
    Confirmed,
    Bought,
}

/// A person of the demonstration.
pub(super) struct Person {
    pub(super) id: ContactId,
    pub(super) details: Details,
    pub(super) created: Instant,
    pub(super) firm: Option<usize>,
    /// The colleague in charge, by place in the list of owners.
    pub(super) owner: usize,
    /// Somebody should call, though there is no deal yet.
    pub(super) pending: bool,
    /// How often the person is edited, and how many tasks were done.
    pub(super) edits: u32,
    pub(super) done: u32,
    /// How many notes were written about the person, and how many exchanges there were.
    pub(super) notes: u32,
    pub(super) talks: u32,
}

/// Places for as many people as asked for. A person came before the first of their deals.
pub(super) fn seats(
    dice: &mut Dice,
    calendar: &Calendar,
    count: usize,
    firms: usize,
    courses: &[Course],
    last_stage: usize,
) -> Vec<Seat> {
    let mut filled = 0;
    let mut seats: Vec<Seat> = (0..count)
        .map(|_| {
            let days = if dice.chance(30) { dice.between(1, 120) } else { dice.between(1, PAST - 12) };
            let works = firms > 0 && dice.chance(70);
            // Each company has somebody first; then some have many.
            let firm = works.then(|| if filled < firms { filled } else { dice.leaning(firms) });
            filled += usize::from(works);
            Seat { created: calendar.working(dice, days), firm, standing: Standing::None }
        })
        .collect();
    for course in courses {
        let seat = &mut seats[course.contact];
        let latest = Instant(course.created().0 - 900_000);
        if seat.created > latest {
            seat.created = calendar.within(dice, Instant(latest.0 - 8 * DAY), latest);
        }
        let standing = match course.end {
            End::Won(_) => Standing::Bought,
            End::Open if course.stage() == last_stage => Standing::Confirmed,
            End::Open => Standing::Talking,
            End::Lost(..) => Standing::Lost,
        };
        seat.standing = seat.standing.max(standing);
    }
    seats
}

/// When the first of each company's people came.
pub(super) fn first_of(seats: &[Seat], firms: usize) -> Vec<Option<Instant>> {
    let mut first: Vec<Option<Instant>> = vec![None; firms];
    for seat in seats {
        if let Some(firm) = seat.firm {
            first[firm] = Some(first[firm].map_or(seat.created, |first| first.min(seat.created)));
        }
    }
    first
}

/// The people in their places.
pub(super) fn people(dice: &mut Dice, seats: &[Seat], firms: &[Firm], owners: &[Owner]) -> Result<Vec<Person>> {
    let mut numbers = Numbers { next: 0, offset: dice.below(10_000) as u64 };
    let mut addresses = HashSet::new();
    seats.iter().map(|seat| person(dice, seat, firms, owners, &mut numbers, &mut addresses)).collect()
}

fn person(
    dice: &mut Dice,
    seat: &Seat,
    firms: &[Firm],
    owners: &[Owner],
    numbers: &mut Numbers,
    addresses: &mut HashSet<String>,
) -> Result<Person> {
    let woman = dice.chance(54);
    let given_name = (*dice.pick(if woman { &WOMEN } else { &MEN })).to_owned();
    let family_name = (*dice.pick(&FAMILIES)).to_owned();
    let firm = seat.firm.map(|at| &firms[at]);
    let named = |(man, lady): &(&str, &str)| (if woman { *lady } else { *man }).to_owned();
    let job_title = match firm {
        Some(_) if dice.chance(88) => named(dice.pick(&JOBS)),
        None if dice.chance(45) => named(dice.pick(&SITUATIONS)),
        _ => String::new(),
    };
    let mut emails = Vec::new();
    if dice.chance(93) {
        let host = firm.map_or_else(|| (*dice.pick(&MAILBOXES)).to_owned(), |firm| firm.domain.clone());
        emails.push(address(dice, &given_name, &family_name, &host, addresses)?);
    }
    if dice.chance(12) || emails.is_empty() && dice.chance(50) {
        let host = *dice.pick(&MAILBOXES);
        emails.push(address(dice, &given_name, &family_name, host, addresses)?);
    }
    let mut phones = Vec::new();
    if dice.chance(86) {
        phones.push(numbers.mobile()?);
    }
    if dice.chance(if firm.is_some() { 38 } else { 8 }) {
        phones.push(landline(dice)?);
    }
    let owner = dice.below(owners.len());
    let mut tags = Vec::new();
    while tags.len() < 4 && dice.chance(if tags.is_empty() { 48 } else { 30 }) {
        tags.push((*dice.pick(&TAGS)).to_owned());
    }
    let weights = SOURCES.map(|(_, weight)| weight);
    let source = dice.chance(94).then(|| SOURCES[dice.weighted(&weights)].0.to_owned());
    let stop = dice.chance(2).then(|| DoNotContact {
        at: seat.created,
        by: owners[owner].name.clone(),
        reason: (*dice.pick(&STOPS)).to_owned(),
        channels: if dice.chance(60) { Vec::new() } else { vec![Channel::Phone, Channel::Sms] },
    });
    let status = status(dice, seat.standing);
    let details = Details {
        given_name,
        family_name,
        emails,
        phones,
        company: firm.map(|firm| firm.id.clone()),
        job_title,
        status,
        source,
        owner: dice.chance(94).then(|| owners[owner].id.clone()),
        tags,
        do_not_contact: stop,
        ..Details::default()
    }
    .tidied();
    details.check()?;
    let pending = seat.standing == Standing::None && details.do_not_contact.is_none() && dice.chance(3);
    let id = ContactId::try_from(dice.id(seat.created))?;
    Ok(Person {
        id,
        details,
        created: seat.created,
        firm: seat.firm,
        owner,
        pending,
        edits: 0,
        done: 0,
        notes: 0,
        talks: 0,
    })
}

fn status(dice: &mut Dice, standing: Standing) -> Status {
    // In the order of the cycle: prospect, enrolled, client, former client.
    let weights = match standing {
        Standing::None => [64, 5, 21, 10],
        Standing::Lost => [78, 0, 6, 16],
        Standing::Talking => [84, 2, 14, 0],
        Standing::Confirmed => [20, 75, 5, 0],
        Standing::Bought => [0, 24, 70, 6],
    };
    Status::ALL[dice.weighted(&weights)]
}

/// An address made of the name; a namesake's gets a number.
fn address(dice: &mut Dice, given: &str, family: &str, host: &str, taken: &mut HashSet<String>) -> Result<Email> {
    let (given, family) = (slug(given), slug(family));
    let initial: String = given.chars().take(1).collect();
    let local = match dice.weighted(&[70, 20, 10]) {
        0 => format!("{given}.{family}"),
        1 => format!("{initial}.{family}"),
        _ => given,
    };
    let mut text = format!("{local}@{host}");
    let mut number = 2;
    while !taken.insert(text.clone()) {
        text = format!("{local}{number}@{host}");
        number += 1;
    }
    Email::parse(&text)
}

/// Mobile numbers, each given once: those that ARCEP keeps for fiction (06 39 98), and 07 00, where nobody answers.
struct Numbers {
    next: u64,
    offset: u64,
}

impl Numbers {
    fn mobile(&mut self) -> Result<Phone> {
        self.next += 1;
        let turn = self.next / 2 * 7_919 + self.offset;
        if self.next.is_multiple_of(2) {
            Phone::parse(&format!("063998{:04}", turn % 10_000))
        } else {
            Phone::parse(&format!("0700{:06}", turn * 37 % 1_000_000))
        }
    }
}

/// A fixed number, of those that ARCEP keeps for fiction in each of the five zones, or of the telephones on the internet.
pub(super) fn landline(dice: &mut Dice) -> Result<Phone> {
    let start = dice.pick(&["019900", "026191", "035301", "046571", "053649", "090000"]);
    Phone::parse(&format!("{start}{:04}", dice.below(10_000)))
}
