//! One change for many companies: chunks that are each one transaction, with an event a company that names the bulk.

use domain::bulk::{CHUNK, Done, MOST, Verb, check_number};
use domain::company::{Filter, Selection};
use domain::{Actor, BulkId, CompanyId, Error, Problem, Result};

use super::CompanyRow;
use crate::Store;
use crate::bulk::add;
use crate::sweep::change;
use crate::write::write;

impl Store {
    pub(super) async fn bulk_companies(
        &self,
        actor: &Actor,
        selection: &Selection,
        verb: Verb,
        whole: Option<&BulkId>,
    ) -> Result<Done> {
        if verb.of_contacts() {
            return Err(Error::invalid("verb", Problem::Fixed));
        }
        self.possible(&verb).await?;
        let ids = self.selected_company_ids(selection).await?;
        let mut done = self.part_of(actor, whole).await?;
        for chunk in ids.chunks(CHUNK) {
            let tally = if done.left > 0 {
                Err(Error::Internal)
            } else {
                self.change_companies(actor, &done.bulk, chunk, &verb).await
            };
            add(&mut done, tally, chunk.len())?;
        }
        Ok(done)
    }

    /// The ids of a selection, each once.
    pub(super) async fn selected_company_ids(&self, selection: &Selection) -> Result<Vec<CompanyId>> {
        let mut ids = match selection {
            Selection::These(ids) => ids.clone(),
            Selection::Found(filter) => self.found_company_ids(filter).await?,
        };
        check_number(ids.len())?;
        ids.sort();
        ids.dedup();
        Ok(ids)
    }

    /// One more than may be changed at most.
    async fn found_company_ids(&self, filter: &Filter) -> Result<Vec<CompanyId>> {
        let (mut ids, mut after) = (Vec::new(), None);
        while ids.len() <= MOST {
            let page = self.found_companies(filter, after, CHUNK, false).await?;
            ids.extend(page.rows.into_iter().map(|row| row.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        Ok(ids)
    }

    async fn change_companies(&self, actor: &Actor, bulk: &BulkId, ids: &[CompanyId], verb: &Verb) -> Result<[u32; 3]> {
        let ids: Vec<String> = ids.iter().map(CompanyId::to_string).collect();
        write!(self, actor, tx => {
            let verb = match verb {
                Verb::AddTag(tag) => Verb::AddTag(tx.spelled(&[], vec![tag.clone()]).await?.concat()),
                verb => verb.clone(),
            };
            let next = |row: &CompanyRow| Some(Ok(verb.apply_to_company(&row.details)));
            change(&tx, bulk, &ids, next, |_| None).await
        })
    }
}
