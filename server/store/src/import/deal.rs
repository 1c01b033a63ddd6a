//! The deal that a row carries.

use domain::import::Row;
use domain::{CompanyId, ContactId, PipelineId, StageId, position::Position};
use serde::Deserialize;

use super::chunk::Chunk;
use crate::Failure;
use crate::ask::ask;
use crate::deal::{DealRow, place_on_top};

#[derive(Deserialize)]
struct Titled {
    contact: ContactId,
    title: String,
}

impl Chunk<'_, '_> {
    /// Reads which deals the contacts of the chunk have already.
    pub(super) async fn know_deals(&mut self) -> Result<(), Failure> {
        let contacts: Vec<ContactId> = self.contacts.keys().filter(|id| !self.asked.contains(*id)).cloned().collect();
        if contacts.is_empty() {
            return Ok(());
        }
        let sql = "SELECT details.contact AS contact, details.title AS title FROM deal \
                   WHERE details.contact IN $contacts";
        self.asked.extend(contacts.iter().cloned());
        let known: Vec<Titled> = self.tx.run(ask(sql).bind("contacts", contacts)).await?.all(0)?;
        self.titles.extend(known.into_iter().map(|deal| (deal.contact, deal.title)));
        Ok(())
    }

    /// Makes the deal, at the top of its column, and says whether it did: the same deal twice in a file, or in a file
    /// read twice, is one deal.
    pub(super) async fn deal(
        &mut self,
        row: &Row,
        deal: &domain::import::DealRow,
        contact: ContactId,
        company: Option<CompanyId>,
        pipeline: PipelineId,
        stage: StageId,
    ) -> Result<bool, Failure> {
        let details = domain::deal::Details {
            title: deal.title.clone(),
            contact,
            other_contacts: Vec::new(),
            company,
            amount: deal.amount,
            owner: self.owner(&row.owner),
            training: String::new(),
            funding: None,
            closing_on: deal.closing_on,
            tags: Vec::new(),
        }
        .tidied();
        if !self.titles.insert((details.contact.clone(), details.title.clone())) {
            return Ok(false);
        }
        let position = match self.tops.get(&stage) {
            Some(top) => Position::between(None, Some(top)),
            None => place_on_top(self.tx, &stage).await?,
        };
        self.tops.insert(stage.clone(), position.clone());
        self.deals.push(DealRow::new(details, pipeline, stage, position, self.tx.now()));
        Ok(true)
    }
}
