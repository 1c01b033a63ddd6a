//! How the events of the plan are shared out: first what every record needs, then edits, notes, exchanges, and tasks that
//! were done.

use super::dice::Dice;
use super::firms::Firm;
use super::people::Person;
use super::sales::Sale;

/// Events that the records need to be what they are.
fn needed(firms: &[Firm], people: &[Person], sales: &[Sale]) -> usize {
    let person =
        |person: &Person| 1 + usize::from(person.details.do_not_contact.is_some()) + usize::from(person.pending);
    let sale = |sale: &Sale| sale.course.path.len() + usize::from(!sale.course.is_open()) + sale.tasks.len();
    firms.len() + people.iter().map(person).sum::<usize>() + sales.iter().map(sale).sum::<usize>()
}

/// Gives each record its share of the events that are left. When fewer were asked for than are needed, each record
/// keeps what it needs.
pub(super) fn share(dice: &mut Dice, events: usize, firms: &mut [Firm], people: &mut [Person], sales: &mut [Sale]) {
    let mut left = events.saturating_sub(needed(firms, people, sales));
    // A done task is two events: noted and done.
    while left > 0 && !(people.is_empty() && sales.is_empty()) {
        let (sale, person) = (dice.leaning(sales.len()), dice.leaning(people.len()));
        match dice.weighted(&[28, 11, 22, 13, 4, 7, 15]) {
            1 if !sales.is_empty() => sales[sale].edits += 1,
            2 if !sales.is_empty() && left > 1 => {
                sales[sale].done += 1;
                left -= 1;
            }
            3 if left > 1 => {
                people[person].done += 1;
                left -= 1;
            }
            5 if !people.is_empty() => people[person].notes += 1,
            // Who is not to be contacted is not called.
            6 if people.get(person).is_some_and(|person| person.details.do_not_contact.is_none()) => {
                people[person].talks += 1;
            }
            4 if !firms.is_empty() => {
                let firm = &mut firms[dice.below(firms.len())];
                // A company has a town and a number to be added, and no more.
                if firm.edits == 2 || (firm.edits == 1 && firm.details.siret.is_none()) {
                    people[person].edits += 1;
                } else {
                    firm.edits += 1;
                }
            }
            _ => people[person].edits += 1,
        }
        left -= 1;
    }
}
