//! The deal that a row carries.

use domain::import::Row;
use domain::patch::Changes;
use domain::{CompanyId, ContactId, PipelineId, StageId, position::Position};

use super::chunk::Chunk;
use crate::Failure;
use crate::ask::ask;
use crate::deal::{DealRow, place_on_top};

/// What a row did about its deal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    /// A new one.
    New,
    /// One that was there gained something.
    Filled,
    /// It was there as it is.
    Nothing,
}

impl Chunk<'_, '_> {
    /// Reads which deals the contacts of the chunk have already.
    pub(super) async fn know_deals(&mut self) -> Result<(), Failure> {
        let contacts: Vec<ContactId> = self.contacts.keys().filter(|id| !self.asked.contains(*id)).cloned().collect();
        if contacts.is_empty() {
            return Ok(());
        }
        let mut query = ask("");
        let parts = query.each("SELECT * FROM deal WHERE details.contact IN $any", &contacts);
        self.asked.extend(contacts);
        let mut known = self.tx.run(query).await?;
        for part in parts {
            for row in known.all::<DealRow>(part)? {
                let key = (row.details.contact.clone(), row.details.title.clone());
                self.titles.entry(key).or_insert_with(|| Some((row, Changes::default())));
            }
        }
        Ok(())
    }

    /// Fills what a deal that is there already lacks; nothing is overwritten. Says whether that was anything.
    fn fill(known: &mut (DealRow, Changes), new: &domain::deal::Details) -> bool {
        let (row, changes) = known;
        let mut details = row.details.clone();
        details.amount = details.amount.or(new.amount);
        details.closing_on = details.closing_on.or(new.closing_on);
        details.funding = details.funding.or(new.funding);
        let more = Changes::between(&row.details, &details);
        let any = !more.is_empty();
        row.details = details;
        changes.0.extend(more.0);
        any
    }

    /// Makes the deal, at the top of its column, and says whether it did: the same deal twice in a file, or in a file
    /// read twice, is one deal, which gains what it lacks.
    pub(super) async fn deal(
        &mut self,
        row: &Row,
        deal: &domain::import::DealRow,
        contact: ContactId,
        company: Option<CompanyId>,
        pipeline: PipelineId,
        stage: StageId,
    ) -> Result<Made, Failure> {
        let details = domain::deal::Details {
            title: deal.title.clone(),
            contact,
            other_contacts: Vec::new(),
            company,
            amount: deal.amount,
            owner: self.owner(&row.owner),
            training: String::new(),
            funding: deal.funding,
            closing_on: deal.closing_on,
            tags: Vec::new(),
        }
        .tidied();
        let key = (details.contact.clone(), details.title.clone());
        match self.titles.get_mut(&key) {
            Some(Some(known)) => {
                return Ok(if Self::fill(known, &details) { Made::Filled } else { Made::Nothing });
            }
            Some(None) => return Ok(Made::Nothing),
            None => self.titles.insert(key, None),
        };
        let position = match self.tops.get(&stage) {
            Some(top) => Position::between(None, Some(top)),
            None => place_on_top(self.tx, &stage).await?,
        };
        self.tops.insert(stage.clone(), position.clone());
        self.deals.push(DealRow::new(details, pipeline, stage, position, self.tx.now()));
        Ok(Made::New)
    }
}
