//! History is told from its end: from the record as it stands, edit by edit, back to what it was when it was created.

use domain::contact::{Details as Contact, Status};
use domain::deal::{Details as Deal, Funding};
use domain::patch::Changes;
use domain::text::fold;
use domain::{Email, Result};
use serde::Serialize;

use super::Owner;
use super::dice::Dice;
use super::people::landline;
use super::sales::bargained;
use super::words::{DEAL_TAGS, JOBS, MAILBOXES, TAGS};

/// The record as it was created, and each edit since, in order. `before` makes an earlier state of a later one, which
/// must differ.
pub(super) fn rewind<T: Clone + Serialize>(
    last: &T,
    edits: usize,
    mut before: impl FnMut(&T) -> Result<T>,
) -> Result<(T, Vec<Changes>)> {
    let mut state = last.clone();
    let mut changes = Vec::with_capacity(edits);
    for _ in 0..edits {
        let earlier = before(&state)?;
        changes.push(Changes::between(&earlier, &state));
        state = earlier;
    }
    changes.reverse();
    Ok((state, changes))
}

/// A contact before an edit.
pub(super) fn contact_before(dice: &mut Dice, later: &Contact, owners: &[Owner]) -> Result<Contact> {
    // A few throws hit nothing that could have changed; a tag can always have come or gone.
    for _ in 0..6 {
        let earlier = contact_throw(dice, later, owners)?.tidied();
        if earlier != *later {
            return Ok(earlier);
        }
    }
    let mut earlier = later.clone();
    toggle(dice, &mut earlier.tags, &TAGS);
    Ok(earlier.tidied())
}

fn contact_throw(dice: &mut Dice, later: &Contact, owners: &[Owner]) -> Result<Contact> {
    let mut earlier = later.clone();
    match dice.weighted(&[30, 14, 14, 10, 24, 12, 4, 4]) {
        0 => toggle(dice, &mut earlier.tags, &TAGS),
        1 if !later.job_title.is_empty() => {
            let known = JOBS.iter().any(|(_, lady)| *lady == later.job_title);
            let (man, lady) = dice.pick(&JOBS);
            let job = if dice.chance(50) {
                ""
            } else if known {
                lady
            } else {
                man
            };
            job.clone_into(&mut earlier.job_title);
        }
        2 => match later.phones.len() {
            // The second number was added; the only one replaced another.
            2.. => earlier.phones.truncate(later.phones.len() - 1),
            1 if dice.chance(60) => earlier.phones.clear(),
            _ => earlier.phones = vec![landline(dice)?],
        },
        3 => match later.emails.len() {
            2.. => earlier.emails.truncate(later.emails.len() - 1),
            1 => {
                let local = later.emails[0].as_str().split('@').next().unwrap_or_default();
                earlier.emails = vec![Email::parse(&format!("{local}@{}", dice.pick(&MAILBOXES)))?];
            }
            _ => {}
        },
        4 => {
            earlier.status = match later.status {
                Status::Prospect | Status::Enrolled => Status::Prospect,
                Status::Client => Status::Enrolled,
                Status::FormerClient => Status::Client,
            }
        }
        5 => earlier.owner = other_owner(dice, owners),
        6 => earlier.source = None,
        _ => earlier.given_name = hurried(&later.given_name),
    }
    Ok(earlier)
}

/// A deal before an edit.
pub(super) fn deal_before(dice: &mut Dice, later: &Deal, owners: &[Owner]) -> Deal {
    for _ in 0..6 {
        let mut earlier = later.clone();
        match dice.weighted(&[30, 30, 14, 10, 10, 6]) {
            0 => earlier.amount = later.amount.filter(|_| dice.chance(85)).map(|amount| bargained(dice, amount)),
            1 => earlier.closing_on = later.closing_on.map(|day| day.plus(-(dice.between(5, 35) as i32))),
            2 => earlier.funding = later.funding.filter(|_| dice.chance(40)).map(|_| *dice.pick(&Funding::ALL)),
            3 => toggle(dice, &mut earlier.tags, &DEAL_TAGS),
            4 => earlier.owner = other_owner(dice, owners),
            _ => earlier.training = String::new(),
        }
        let earlier = earlier.tidied();
        if earlier != *later {
            return earlier;
        }
    }
    let mut earlier = later.clone();
    toggle(dice, &mut earlier.tags, &DEAL_TAGS);
    earlier.tidied()
}

/// A company before an edit: its number, then its town was filled in.
pub(super) fn company_before(later: &domain::company::Details) -> domain::company::Details {
    let mut earlier = later.clone();
    if earlier.siret.take().is_none() {
        earlier.town.clear();
    }
    earlier.siren = None;
    earlier
}

/// Takes a tag away, or puts one on that is not there.
fn toggle(dice: &mut Dice, tags: &mut Vec<String>, all: &[&str]) {
    if !tags.is_empty() && (tags.len() > 3 || dice.chance(60)) {
        tags.remove(dice.below(tags.len()));
    } else if let Some(tag) = all.iter().cycle().skip(dice.below(all.len())).find(|tag| !tags.iter().any(|t| t == *tag))
    {
        tags.push((*tag).to_owned());
    }
}

fn other_owner(dice: &mut Dice, owners: &[Owner]) -> Option<domain::UserId> {
    dice.chance(80).then(|| dice.pick(owners).id.clone())
}

/// A name as it was typed in a hurry: without accents.
fn hurried(name: &str) -> String {
    if name.contains(['-', ' ', '’']) {
        return name.to_owned();
    }
    let mut letters = fold(name);
    if let Some(first) = letters.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    letters
}
