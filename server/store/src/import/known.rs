//! Who of a chunk is known already: by address, by number and name, or by name and company.

use domain::ContactId;
use domain::contact::Details;
use domain::import::{Likeness, Reason, Row, Traits, by_number, name_key};
use domain::text::fold;

use super::chunk::{Chunk, Refused};
use crate::Failure;
use crate::ask::ask;
use crate::contact::{ContactRow, alike};

/// The most people read for the names of a chunk: name and company make them nearly unique.
const MOST: usize = 10_000;

impl Chunk<'_, '_> {
    /// Reads who has the names of the rows that have neither address nor number.
    pub(super) async fn know_names(&mut self, rows: &[Row]) -> Result<(), Failure> {
        let mut keys: Vec<String> = rows.iter().filter_map(|row| self.key(row)).collect();
        if keys.is_empty() {
            return Ok(());
        }
        keys.sort();
        keys.dedup();
        let mut query = ask("");
        let parts = query.each(&format!("SELECT * FROM contact WHERE alike IN $any LIMIT {MOST}"), &keys);
        let mut found = self.tx.run(query).await?;
        for part in parts {
            for row in found.all::<ContactRow>(part)? {
                self.meet(row);
            }
        }
        Ok(())
    }

    /// What a row without address and number would be known by; none for others, and for a company nobody knows.
    fn key(&self, row: &Row) -> Option<String> {
        if !row.contact.emails.is_empty() || !row.contact.phones.is_empty() {
            return None;
        }
        let company = match fold(&row.company) {
            none if none.is_empty() => None,
            name => Some(self.companies.get(&name)?.0.id.clone()),
        };
        alike(&name_key(&row.contact), &Details { company, ..Details::default() })
    }

    /// The one known contact that the row is about, if there is one.
    pub(super) fn known(&self, row: &Row) -> Result<Option<ContactId>, Refused> {
        let details = &row.contact;
        let emails =
            details.emails.iter().filter_map(|email| Some((email.to_string(), self.by_email.get(email.as_str())?)));
        if let Some(known) = one(emails.collect())? {
            return Ok(Some(known));
        }
        if let Some(key) = self.key(row) {
            let named = self.by_name.get(&key).map(|ids| (details.full_name(), ids));
            return one(named.into_iter().collect());
        }
        self.by_number(row)
    }

    /// A number is often a switchboard's or a household's: it counts where the name agrees, or one side has none.
    fn by_number(&self, row: &Row) -> Result<Option<ContactId>, Refused> {
        let stop = row.do_not_contact || row.contact.do_not_contact.is_some();
        let name = name_key(&row.contact);
        let (mut same, mut maybe) = (Vec::new(), Vec::new());
        for phone in &row.contact.phones {
            for id in self.by_phone.get(phone.as_str()).into_iter().flatten() {
                let Some(met) = self.contacts.get(id) else { continue };
                let known = Traits { name: &met.name, stop: met.row.details.do_not_contact.is_some() };
                match by_number(known, Traits { name: &name, stop }) {
                    Likeness::Same => same.push((phone.show(), id)),
                    Likeness::Maybe => maybe.push((phone.show(), id)),
                    Likeness::Other => {}
                }
            }
        }
        let found = if same.is_empty() { maybe } else { same };
        let found: Vec<_> = found.into_iter().map(|(phone, id)| (phone, std::slice::from_ref(id))).collect();
        one(found)
    }
}

/// The one contact that was found; several are told by the first value that they were found by.
fn one<T: AsRef<[ContactId]>>(found: Vec<(String, T)>) -> Result<Option<ContactId>, Refused> {
    let mut ids: Vec<&ContactId> = found.iter().flat_map(|(_, ids)| ids.as_ref()).collect();
    ids.sort();
    ids.dedup();
    match ids[..] {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        _ => Err((Reason::Ambiguous, found.into_iter().next().map_or_else(String::new, |(value, _)| value))),
    }
}
