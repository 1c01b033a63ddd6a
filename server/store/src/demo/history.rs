//! The history of each record, from its creation to its present state, and the row that state is.

use domain::event::Kind;
use domain::patch::{Changes, FieldChange};
use domain::pipeline::Pipeline;
use domain::position::Position;
use domain::task::Every;
use domain::{Instant, Result, StageId, TaskId, task};
use serde_json::Value;

use super::dice::apart;
use super::firms::Firm;
use super::people::Person;
use super::rewind::{company_before, contact_before, deal_before, rewind};
use super::sales::{Sale, action};
use super::scribe::Scribe;
use super::talk::talks;
use crate::company::CompanyRow;
use crate::contact::ContactRow;
use crate::deal::DealRow;
use crate::task::TaskRow;
use crate::write::Said;

const MINUTE: i64 = 60_000;

fn json(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// A company: created, then completed.
pub(super) fn company(scribe: &mut Scribe<'_>, firm: &Firm) -> Result<()> {
    let (first, edits) = rewind(&firm.details, firm.edits as usize, |later| Ok(company_before(later)))?;
    let subjects = vec![firm.id.subject()];
    let owner = scribe.dice.below(scribe.owners.len());
    scribe.say(firm.created, owner, Said::new(Kind::CompanyCreated, subjects.clone(), Changes::from_new(&first)))?;
    let times = scribe.calendar.moments(&mut scribe.dice, edits.len(), firm.created, scribe.calendar.end());
    let mut row = CompanyRow::new(firm.id.clone(), firm.details.clone(), firm.created);
    for (at, changes) in times.into_iter().zip(edits) {
        scribe.say(at, owner, Said::new(Kind::CompanyEdited, subjects.clone(), changes))?;
        row.version += 1;
        row.updated_at = at;
    }
    scribe.companies.push(row);
    Ok(())
}

/// A person: created, edited, called.
pub(super) fn contact(scribe: &mut Scribe<'_>, person: &Person, firm: Option<&Firm>) -> Result<()> {
    let (created, end) = (person.created, scribe.calendar.end());
    let stopped = usize::from(person.details.do_not_contact.is_some());
    let times = scribe.calendar.moments(&mut scribe.dice, person.edits as usize + stopped, created, end);
    let mut last = person.details.clone();
    if let (Some(stop), Some(at)) = (&mut last.do_not_contact, times.last()) {
        // « Ne pas contacter » came last.
        stop.at = *at;
    }
    let (dice, owners) = (&mut scribe.dice, scribe.owners);
    let (first, edits) = rewind(&last, times.len(), |later| match later.do_not_contact {
        Some(_) => Ok(domain::contact::Details { do_not_contact: None, ..later.clone() }),
        None => contact_before(dice, later, owners),
    })?;
    let mut row =
        ContactRow::new(person.id.clone(), last, created).indexed(firm.map(|firm| firm.details.name.as_str()));
    let subjects = row.subjects();
    let said = Said::new(Kind::ContactCreated, subjects.clone(), Changes::from_new(&first));
    scribe.say(created, person.owner, said)?;
    for (at, changes) in times.into_iter().zip(edits) {
        scribe.say(at, person.owner, Said::new(Kind::ContactEdited, subjects.clone(), changes))?;
        row = ContactRow { version: row.version + 1, updated_at: at, ..row };
    }
    talks(scribe, person, &mut row)?;
    scribe.contacts.push(row.keyed());
    if person.pending {
        let noted = scribe.calendar.within(&mut scribe.dice, Instant(created.0.max(end.0 - 20_000 * MINUTE)), end);
        let due = scribe.calendar.today.plus(scribe.dice.between(-5, 15) as i32);
        let due = scribe.calendar.workday(due).max(noted.day(scribe.zone()));
        let mut details = action(&mut scribe.dice, 0, due, person, None);
        details.assignee = Some(scribe.owners[person.owner].id.clone());
        // A few come again.
        if scribe.dice.chance(12) {
            let every = *scribe.dice.pick(&[Every::Week, Every::Fortnight, Every::Month]);
            details.repeat = details.due_on.map(|due| task::Repeat::of(every, due));
        }
        task(scribe, details, person.owner, Instant(noted.0 + MINUTE), None)?;
    }
    for _ in 0..person.done {
        done(scribe, person, None, (created, end))?;
    }
    Ok(())
}

/// A deal: created, moved from stage to stage, edited, and closed when it has ended.
pub(super) fn deal(
    scribe: &mut Scribe<'_>,
    sale: &Sale,
    person: &Person,
    company: &str,
    pipeline: &Pipeline,
    stages: &[StageId],
) -> Result<()> {
    let created = sale.course.created();
    let until = sale.until(scribe.calendar);
    // Moves and edits on one line of time; a move knows the step it makes.
    let times = scribe.calendar.moments(&mut scribe.dice, sale.edits as usize, created, until);
    let moves = sale.course.arrivals.iter().copied().enumerate().skip(1);
    let mut line: Vec<(Instant, Option<usize>)> = moves.map(|(step, at)| (at, Some(step))).collect();
    line.extend(times.into_iter().map(|at| (at, None)));
    line.sort();
    apart(created, &mut line, |(at, _)| at);

    let (dice, owners) = (&mut scribe.dice, scribe.owners);
    let (first, edits) = rewind(&sale.details, sale.edits as usize, |later| Ok(deal_before(dice, later, owners)))?;
    let mut edits = edits.into_iter();
    let stage = |step: usize| stages[sale.course.path[step]].clone();
    let mut row = DealRow::new(sale.details.clone(), pipeline.id.clone(), stage(0), sale.position.clone(), created);
    row.id = sale.id.clone();
    let subjects = row.subjects();
    let mut places = places(&sale.position, sale.course.path.len());
    let mut changes = Changes::from_new(&first);
    let place = json(places.last().unwrap_or(&sale.position));
    for (field, after) in [("stage", json(&row.stage)), ("position", place), ("pipeline", json(&row.pipeline))] {
        changes.0.insert(field.to_owned(), FieldChange { before: Value::Null, after });
    }
    scribe.say(created, sale.owner, Said::new(Kind::DealCreated, subjects.clone(), changes))?;

    for (at, step) in line {
        let said = match step {
            None => Said::new(Kind::DealEdited, subjects.clone(), edits.next().unwrap_or_default()),
            Some(step) => {
                let mut changes = Changes::one("stage", json(&row.stage), json(stage(step)));
                let before = places.pop().unwrap_or_else(|| sale.position.clone());
                let after = json(places.last().unwrap_or(&sale.position));
                changes.0.insert("position".to_owned(), FieldChange { before: json(before), after });
                let stay = Some(row.stage_since.until(at));
                row = DealRow { stage: stage(step), stage_since: at, ..row };
                Said { stay, ..Said::new(Kind::DealMoved, subjects.clone(), changes) }
            }
        };
        scribe.say(at, sale.owner, said)?;
        row = DealRow { version: row.version + 1, updated_at: at, ..row };
    }
    if !sale.course.is_open() {
        let at = Instant(until.0.max(row.updated_at.0 + MINUTE));
        let outcome = sale.outcome(at);
        let changes = Changes::one("outcome", json(&row.outcome), json(&outcome));
        let stay = Some(row.stage_since.until(at));
        scribe.say(at, sale.owner, Said { stay, ..Said::new(Kind::DealClosed, subjects, changes) })?;
        row = DealRow { outcome, version: row.version + 1, updated_at: at, ..row };
    }
    for (noted, details) in &sale.tasks {
        task(scribe, details.clone(), sale.owner, *noted, None)?;
    }
    row.next = TaskRow::earliest(&scribe.tasks[scribe.tasks.len() - sale.tasks.len()..]);
    scribe.deals.push(row.indexed(&person.details.full_name(), company));
    for _ in 0..sale.done {
        done(scribe, person, Some(sale), (created, until))?;
    }
    Ok(())
}

/// The places a card had in each of its columns; the last one first, so that each move takes one away from the end.
fn places(last: &Position, columns: usize) -> Vec<Position> {
    let next = |place: &Position| Some(Position::between(Some(place), None));
    std::iter::successors(Some(last.clone()), next).take(columns).collect()
}

/// A task that was noted and done in that time.
fn done(scribe: &mut Scribe<'_>, person: &Person, sale: Option<&Sale>, time: (Instant, Instant)) -> Result<()> {
    let times = scribe.calendar.moments(&mut scribe.dice, 1, time.0, time.1);
    let noted = times.first().copied().unwrap_or(time.0);
    let latest = Instant(time.1.0.min(noted.0 + 14_400 * MINUTE));
    let at = scribe.calendar.within(&mut scribe.dice, noted, latest).max(Instant(noted.0 + MINUTE));
    let due = at.day(scribe.zone()).plus(scribe.dice.between(-1, 1) as i32);
    let due = scribe.calendar.workday(due).max(noted.day(scribe.zone()));
    let owner = sale.map_or(person.owner, |sale| sale.owner);
    let progress = scribe.dice.below(12);
    let mut details = action(&mut scribe.dice, progress, due, person, sale.and_then(|sale| sale.details.funding));
    details.assignee = Some(scribe.owners[owner].id.clone());
    details.deal = sale.map(|sale| sale.id.clone());
    task(scribe, details, owner, noted, Some(at))
}

/// A task with its events.
fn task(
    scribe: &mut Scribe<'_>,
    details: task::Details,
    owner: usize,
    noted: Instant,
    done: Option<Instant>,
) -> Result<()> {
    let id = TaskId::try_from(scribe.dice.id(noted))?;
    let row = TaskRow::planted(id, details, noted, done);
    let said = Said::new(Kind::TaskCreated, row.subjects(), Changes::from_new(&row.details));
    scribe.say(noted, owner, said)?;
    if let Some(at) = done {
        let changes = Changes::one("done_at", Value::Null, json(at));
        scribe.say(at, owner, Said::new(Kind::TaskDone, row.subjects(), changes))?;
    }
    scribe.tasks.push(row);
    Ok(())
}
