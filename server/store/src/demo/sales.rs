//! Deals: what is sold, for how much, who pays, and what comes next.

use domain::deal::{Details, Funding, Outcome};
use domain::position::Position;
use domain::task::{self, Kind};
use domain::{Day, DealId, Instant, Money, Result};

use super::Owner;
use super::course::{Course, End};
use super::dice::{Calendar, Dice};
use super::offers::{ACTIONS, HOURS, OFFERS, funding_action};
use super::people::Person;
use super::words::DEAL_TAGS;

/// A deal of the demonstration.
pub(super) struct Sale {
    pub(super) id: DealId,
    pub(super) details: Details,
    pub(super) course: Course,
    pub(super) position: Position,
    pub(super) owner: usize,
    /// Open tasks, with the moment somebody noted them.
    pub(super) tasks: Vec<(Instant, task::Details)>,
    /// How often the deal is edited, and how many tasks were done.
    pub(super) edits: u32,
    pub(super) done: u32,
}

impl Sale {
    /// Until when things happen to the deal.
    pub(super) fn until(&self, calendar: &Calendar) -> Instant {
        self.course.until(calendar.end())
    }

    /// How the deal ended, when it was closed at that moment.
    pub(super) fn outcome(&self, at: Instant) -> Outcome {
        match self.course.end {
            End::Open => Outcome::Open,
            End::Won(_) => Outcome::Won { at },
            End::Lost(_, reason) => Outcome::Lost { at, reason: reason.to_owned() },
        }
    }
}

/// The deals of these courses. `tops` holds the place above each column: who came last stands on top.
pub(super) fn sales(
    dice: &mut Dice,
    calendar: &Calendar,
    mut courses: Vec<Course>,
    tops: Vec<Position>,
    people: &[Person],
    owners: &[Owner],
) -> Result<Vec<Sale>> {
    courses.sort_by_key(|course| course.arrivals.last().copied());
    let stages = tops.len();
    let mut tops: Vec<(Position, bool)> = tops.into_iter().map(|top| (top, false)).collect();
    let mut sales = Vec::with_capacity(courses.len());
    for course in courses {
        let (top, used) = &mut tops[course.stage()];
        if *used {
            *top = Position::between(None, Some(top));
        }
        *used = true;
        let position = top.clone();
        sales.push(sale(dice, calendar, course, position, stages, people, owners)?);
    }
    Ok(sales)
}

fn sale(
    dice: &mut Dice,
    calendar: &Calendar,
    course: Course,
    position: Position,
    stages: usize,
    people: &[Person],
    owners: &[Owner],
) -> Result<Sale> {
    let person = &people[course.contact];
    let company = person.details.company.clone().filter(|_| dice.chance(65));
    // Cpf, opco, company, France Travail, personal, other: in the order of the domain.
    let weights = if company.is_some() { [15, 45, 40, 0, 0, 0] } else { [55, 3, 0, 20, 18, 4] };
    let funding = Funding::ALL[dice.weighted(&weights)];
    let offer = dice.pick(&OFFERS);
    let price = offer.low + dice.between(0, (offer.high - offer.low) / offer.step) * offer.step;
    let most = if company.is_some() && offer.low < 1_100 && dice.chance(40) { (12_000 / price).min(8) } else { 1 };
    let learners = dice.between(1, most);
    let title = match learners {
        1 => offer.title.to_owned(),
        many => format!("{} ({many} stagiaires)", offer.title),
    };
    let is_open = course.is_open();
    // Nobody knows the price, or who pays, on the first day.
    let settled = course.stage() > 0 || dice.chance(80);
    let closing_on = if is_open {
        let stage = course.stage() as i64;
        let left = (stages as i64 - stage) * 16;
        let days = if dice.chance(9) { -dice.between(1, 15) } else { dice.between(left / 3, left + 10) };
        dice.chance(90).then(|| calendar.workday(calendar.today.plus(days as i32)))
    } else {
        let ended = course.until(calendar.end());
        Some(ended.day(&calendar.zone).plus(dice.between(-10, 10) as i32))
    };
    // Most deals are their contact's owner's.
    let owner = if dice.chance(80) { person.owner } else { dice.below(owners.len()) };
    let details = Details {
        title,
        contact: person.id.clone(),
        other_contacts: Vec::new(),
        company,
        amount: settled.then(|| Money::from_cents(price * learners * 100)),
        owner: Some(owners[owner].id.clone()),
        training: offer.training.to_owned(),
        funding: settled.then_some(funding),
        closing_on,
        tags: if dice.chance(25) { vec![(*dice.pick(&DEAL_TAGS)).to_owned()] } else { Vec::new() },
    }
    .tidied();
    details.check()?;
    let id = DealId::try_from(dice.id(course.created()))?;
    let mut sale = Sale { id, details, course, position, owner, tasks: Vec::new(), edits: 0, done: 0 };
    if is_open && dice.chance(70) {
        let count = if dice.chance(12) { 2 } else { 1 };
        for _ in 0..count {
            let task = next_action(dice, calendar, &sale, stages, person, owners);
            task.1.check()?;
            sale.tasks.push(task);
        }
    }
    Ok(sale)
}

/// An action that is still to be done: some overdue, some for the day, most for later.
fn next_action(
    dice: &mut Dice,
    calendar: &Calendar,
    sale: &Sale,
    stages: usize,
    person: &Person,
    owners: &[Owner],
) -> (Instant, task::Details) {
    let due = match dice.weighted(&[24, 16, 60]) {
        0 => -dice.between(1, 14),
        1 => 0,
        _ => dice.between(1, 28),
    };
    let days = (1 - due).max(1) + dice.between(0, 9);
    let noted = calendar.working(dice, days);
    let noted = noted.max(Instant(sale.course.created().0 + 60_000)).min(calendar.end());
    let due = calendar.workday(calendar.today.plus(due as i32)).max(noted.day(&calendar.zone));
    let progress = sale.course.stage() * ACTIONS.len() / stages.max(1);
    let mut details = action(dice, progress, due, person, sale.details.funding);
    details.assignee = Some(owners[sale.owner].id.clone());
    details.deal = Some(sale.id.clone());
    (noted, details)
}

/// Something to do about a person, of what is done around that point of the list.
pub(super) fn action(
    dice: &mut Dice,
    progress: usize,
    due: Day,
    person: &Person,
    funding: Option<Funding>,
) -> task::Details {
    let (title, kind) = ACTIONS[(progress + dice.below(4)).min(ACTIONS.len() - 1)];
    let timed = kind == Kind::Meeting || dice.chance(15);
    let title = if kind == Kind::Funding { funding_action(funding) } else { title };
    task::Details {
        title: title.replace("{}", &person.details.given_name),
        kind,
        due_on: Some(due),
        due_at: timed.then(|| (*dice.pick(&HOURS)).to_owned()),
        assignee: None,
        contact: Some(person.id.clone()),
        deal: None,
        repeat: None,
    }
}

/// Another price for the same deal, as one negotiates.
pub(super) fn bargained(dice: &mut Dice, amount: Money) -> Money {
    let step = [5_000, 10_000, 15_000, 25_000][dice.below(4)];
    let up = dice.chance(60);
    let cents = if up { amount.cents() + step } else { amount.cents() - step };
    Money::from_cents(cents.clamp(35_000, 1_200_000))
}
