//! One row written into the picture of its chunk.

use domain::contact::{Details, DoNotContact};
use domain::import::{Outcome, Reason, Remark, Row};
use domain::patch::Changes;
use domain::text::fold;
use domain::{CompanyId, ContactId, Error};

use super::chunk::{Chunk, Met, Refused};
use crate::Failure;
use crate::contact::ContactRow;

impl Chunk<'_, '_> {
    /// Writes a row into the picture, whole or not at all.
    pub(super) async fn take(&mut self, at: usize, row: &Row) -> Result<Outcome, Failure> {
        let rejected = |(reason, detail): Refused| Ok(Outcome::Rejected { reason, detail });
        let known = match self.known(row) {
            Ok(known) => known,
            Err(why) => return rejected(why),
        };
        let details = match self.details(known.as_ref(), row)? {
            Ok(details) => details,
            Err(why) => return rejected(why),
        };
        let company = self.company(&row.company);
        let (contact, outcome) = match known {
            Some(id) => self.update(&id, details, company.clone())?,
            None => self.add(details, company.clone()),
        };
        if let Some(deal) = &row.deal {
            let named = self.stage(&deal.stage);
            let unknown = named.is_none();
            // A deal under an unknown name of a stage goes to the first one; without a pipeline it goes nowhere.
            let made = match named.or_else(|| self.stage("")) {
                Some((pipeline, stage)) => self.deal(row, deal, contact, company, pipeline, stage).await?,
                None => true,
            };
            if unknown && made {
                self.remarks.push(Remark { row: at, reason: Reason::UnknownStage, detail: deal.stage.clone() });
            }
        }
        if !row.owner.is_empty() && !self.owners.contains_key(&fold(&row.owner)) {
            self.remarks.push(Remark { row: at, reason: Reason::UnknownOwner, detail: row.owner.clone() });
        }
        Ok(outcome)
    }

    /// The fields as they would stand, but for the company; or why they cannot.
    fn details(&self, known: Option<&ContactId>, row: &Row) -> Result<Result<Details, Refused>, Failure> {
        let stop = row.do_not_contact.then(|| DoNotContact {
            at: self.tx.now(),
            by: self.actor.name.clone(),
            reason: String::new(),
            channels: Vec::new(),
        });
        let stop = stop.or_else(|| row.contact.do_not_contact.clone());
        let details = match known {
            Some(id) => {
                let present = self.contacts.get(id).ok_or(Failure::Answer(Error::Internal))?;
                let known = present.row.details.clone();
                let owner = known.owner.clone().or_else(|| self.owners.get(&fold(&row.owner)).cloned());
                filled(Details { owner, ..known }, &row.contact, stop)
            }
            None => {
                let owner = row.contact.owner.clone().or_else(|| self.owner(&row.owner));
                Details { owner, do_not_contact: stop, ..row.contact.clone() }.tidied()
            }
        };
        Ok(match details.check() {
            Ok(()) => Ok(details),
            Err(Error::Invalid { problem: domain::Problem::Missing, .. }) => Err((Reason::Nobody, String::new())),
            Err(Error::Invalid { field, .. }) => Err((Reason::TooLong, field)),
            Err(_) => Err((Reason::Nobody, String::new())),
        })
    }

    fn add(&mut self, details: Details, company: Option<CompanyId>) -> (ContactId, Outcome) {
        let row = ContactRow::new(ContactId::new(), Details { company, ..details }, self.tx.now());
        let (id, changes) = (row.id.clone(), Some(Changes::from_new(&row.details)));
        self.remember(Met::new(row, changes, true));
        (id, Outcome::Created)
    }

    fn update(
        &mut self,
        id: &ContactId,
        details: Details,
        company: Option<CompanyId>,
    ) -> Result<(ContactId, Outcome), Failure> {
        let Met { row, changes: earlier, new, .. } =
            self.contacts.get(id).cloned().ok_or(Failure::Answer(Error::Internal))?;
        let next = Details { company: details.company.clone().or(company), ..details };
        let changes = Changes::between(&row.details, &next);
        if changes.is_empty() {
            return Ok((id.clone(), Outcome::Unchanged));
        }
        // However many rows of a chunk concern a contact, it is written once.
        let version = if new || earlier.is_some() { row.version } else { row.version + 1 };
        let changes = if new { Changes::from_new(&next) } else { merged(earlier, changes) };
        let row = ContactRow { details: next, version, updated_at: self.tx.now(), ..row };
        self.remember(Met::new(row, Some(changes), new));
        Ok((id.clone(), Outcome::Updated))
    }
}

/// What is empty is filled, addresses, numbers and tags are added; nothing is overwritten or weakened.
fn filled(mut known: Details, row: &Details, stop: Option<DoNotContact>) -> Details {
    let fill = |old: &mut String, new: &str| {
        if old.is_empty() {
            new.clone_into(old);
        }
    };
    fill(&mut known.given_name, &row.given_name);
    fill(&mut known.family_name, &row.family_name);
    fill(&mut known.job_title, &row.job_title);
    known.source = known.source.or_else(|| row.source.clone());
    known.do_not_contact = stronger(known.do_not_contact, stop);
    known.emails.extend(row.emails.iter().cloned());
    known.phones.extend(row.phones.iter().cloned());
    known.tags.extend(row.tags.iter().cloned());
    known.tidied()
}

/// The wider of two refusals: no channels named means all of them.
fn stronger(known: Option<DoNotContact>, new: Option<DoNotContact>) -> Option<DoNotContact> {
    let (Some(mut known), Some(new)) = (known.clone(), new.clone()) else { return known.or(new) };
    if known.channels.is_empty() || new.channels.is_empty() {
        known.channels.clear();
    } else {
        known.channels.extend(new.channels);
        known.channels.sort();
        known.channels.dedup();
    }
    Some(known)
}

/// Two changes of one record, one after the other, as one.
fn merged(earlier: Option<Changes>, later: Changes) -> Changes {
    let mut all = earlier.unwrap_or_default();
    for (field, change) in later.0 {
        all.0.entry(field).and_modify(|first| first.after = change.after.clone()).or_insert(change);
    }
    all
}
