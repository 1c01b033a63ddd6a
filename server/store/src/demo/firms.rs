//! Companies: a name that no other company has, a town, a number.

use std::collections::HashSet;

use domain::company::Details;
use domain::text::fold;
use domain::{CompanyId, Instant, Result, Siret};

use super::dice::{Calendar, DAY, Dice};
use super::names::FAMILIES;
use super::words::{PLACES, TOWNS, TRADES};

/// A company of the demonstration.
pub(super) struct Firm {
    pub(super) id: CompanyId,
    pub(super) details: Details,
    pub(super) created: Instant,
    /// Where its people have their addresses.
    pub(super) domain: String,
    /// How often it is edited.
    pub(super) edits: u32,
}

/// As many companies as asked for. `taken` holds the folded names that are in use; `first` says when the first of a
/// company's people came, before which the company must be there.
pub(super) fn firms(
    dice: &mut Dice,
    calendar: &Calendar,
    taken: &mut HashSet<String>,
    first: &[Option<Instant>],
) -> Result<Vec<Firm>> {
    first.iter().map(|first| firm(dice, calendar, taken, *first)).collect()
}

fn firm(dice: &mut Dice, calendar: &Calendar, taken: &mut HashSet<String>, first: Option<Instant>) -> Result<Firm> {
    let town = (*dice.pick(&TOWNS)).to_owned();
    let name = name(dice, &town, taken);
    let days = dice.between(30, 540);
    let created = calendar.working(dice, days);
    let created = match first {
        Some(first) if created >= first => calendar.within(dice, Instant(first.0 - 5 * DAY), Instant(first.0 - 60_000)),
        _ => created,
    };
    let siret = Siret::from_seed((dice.next() >> 32) as u32, dice.between(1, 9) as u32);
    let domain = format!("{}.exemple.fr", slug(&name));
    let details = Details { name, siret: dice.chance(85).then_some(siret), town, ..Details::default() }.tidied();
    details.check()?;
    Ok(Firm { id: CompanyId::try_from(dice.id(created))?, details, created, domain, edits: 0 })
}

/// A name that is free, and now taken.
fn name(dice: &mut Dice, town: &str, taken: &mut HashSet<String>) -> String {
    let base = loop {
        let trade = dice.pick(&TRADES);
        let core = if dice.chance(60) { dice.pick(&FAMILIES) } else { dice.pick(&PLACES) };
        // « Maison Marie » is a company, « Noël Noël » is not.
        if trade != core {
            break format!("{trade} {core}");
        }
    };
    let ending = ["", " & Fils", " & Associés", " Services"];
    let plain = [base.clone(), format!("{base}{}", dice.pick(&ending)), format!("{base} {town}")];
    let numbered = (2..).map(|number| format!("{base} {town} {number}"));
    let free = plain.into_iter().chain(numbered).find(|name| taken.insert(fold(name)));
    free.unwrap_or(base)
}

/// A name as part of an address.
pub(super) fn slug(name: &str) -> String {
    let plain: String = fold(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(40).collect();
    plain.trim_matches('-').to_owned()
}
