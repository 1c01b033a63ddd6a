//! Who of the known may be the person that is being written down. Bounded: two questions by an index, and one to the
//! search in memory.

use domain::contact::{ALIKE, Alike, Choice, Sketch, Why};
use domain::import::name_key;
use domain::text::fold;
use domain::{CompanyId, find};

use crate::ask::ask;
use crate::contact::ContactRow;
use crate::search::{Near, Table, Wanted};
use crate::{Failure, Store};

/// So many people with such a name are compared.
const NAMESAKES: usize = 40;

/// Whether two words are one but for what is forgiven.
fn near(a: &str, b: &str) -> bool {
    // Beginnings are near, too: « Jean » is not « Jeannette ».
    let lengths = a.chars().count().abs_diff(b.chars().count());
    lengths <= 1 && Near::new(a, find::forgiven(a)).errors(b, &mut 0).is_some()
}

/// Whether each word of a name is near one of the other's, whatever their order.
fn nearly(a: &str, b: &str) -> bool {
    let mut rest: Vec<&str> = b.split(' ').collect();
    let all = a.split(' ').all(|word| match rest.iter().position(|other| near(word, other)) {
        Some(at) => {
            rest.swap_remove(at);
            true
        }
        None => false,
    });
    all && rest.is_empty()
}

impl Store {
    pub(crate) async fn who_is_alike(&self, sketch: Sketch) -> Result<Vec<Alike>, Failure> {
        let mut found: Vec<(ContactRow, Why)> = Vec::new();
        // Asked for none of nothing, the database reads the whole table.
        if !sketch.emails.is_empty() {
            let sql = format!("SELECT * FROM contact WHERE details.emails CONTAINSANY $emails LIMIT {ALIKE}");
            let rows: Vec<ContactRow> = self.read(ask(sql).bind("emails", &sketch.emails)).await?.all(0)?;
            found.extend(rows.into_iter().map(|row| (row, Why::Email)));
        }
        if !sketch.phones.is_empty() {
            let sql = format!("SELECT * FROM contact WHERE details.phones CONTAINSANY $phones LIMIT {ALIKE}");
            let rows: Vec<ContactRow> = self.read(ask(sql).bind("phones", &sketch.phones)).await?.all(0)?;
            found.extend(rows.into_iter().map(|row| (row, Why::Phone)));
        }
        let people = self.namesakes(&sketch).await?;
        let employers = found.iter().map(|(row, _)| row).chain(&people);
        let employers = employers.filter_map(|row| row.details.company.as_ref()).map(CompanyId::as_str);
        let companies = self.names("company", employers).await?;
        let company = |row: &ContactRow| companies.get(row.details.company.as_ref()?.as_str()).cloned();
        let (name, works_at) = (key(&sketch), fold(&sketch.company));
        let same = |row: &ContactRow| {
            let (known, at) = (name_key(&row.details), fold(&company(row).unwrap_or_default()));
            let together = !at.is_empty() && at == works_at;
            // Of two companies one knows that they are two people.
            let apart = !at.is_empty() && !works_at.is_empty() && !together;
            if together { nearly(&name, &known) } else { !apart && name == known }
        };
        found.extend(people.into_iter().filter(same).map(|row| (row, Why::Name)));
        let mut alike: Vec<Alike> = Vec::new();
        for (row, why) in found {
            let hint = company(&row).or_else(|| row.details.emails.first().map(ToString::to_string));
            let (id, name) = (row.id.to_string(), row.details.full_name());
            if alike.iter().all(|known| known.contact.id != id) {
                alike.push(Alike { contact: Choice { id, name, hint: hint.unwrap_or_default() }, why });
            }
        }
        alike.truncate(ALIKE);
        Ok(alike)
    }

    /// People with the name, or nearly.
    async fn namesakes(&self, sketch: &Sketch) -> Result<Vec<ContactRow>, Failure> {
        let words = fold(&format!("{} {}", sketch.given_name, sketch.family_name));
        if fold(&sketch.given_name).is_empty() || fold(&sketch.family_name).is_empty() {
            return Ok(Vec::new());
        }
        let ids = self.best(Table::Contact, &Wanted::new(words), NAMESAKES).await?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let ask = ask("SELECT * FROM $ids").records("ids", "contact", ids.iter().map(String::as_str));
        self.read(ask).await?.all(0)
    }
}

/// The name of a sketch as people are compared by it.
fn key(sketch: &Sketch) -> String {
    let Sketch { given_name, family_name, .. } = sketch.clone();
    name_key(&domain::contact::Details { given_name, family_name, ..Default::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_near_word_by_word() {
        for (a, b, like) in [
            ("ana roy", "ana roy", true),
            ("claire martin", "clair martin", true),
            ("claire martin", "martin claire", true),
            ("lefevre sophie", "lefebvre sophie", true),
            ("jean martin", "jeannette martin", false),
            ("ana roy", "ana roya", true),
            ("ana roy", "ana", false),
            ("luc roy", "lucie roy", false),
        ] {
            assert_eq!(nearly(a, b), like, "{a} / {b}");
        }
    }
}
