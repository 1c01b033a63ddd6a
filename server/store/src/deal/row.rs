//! A deal as it is stored.

use domain::deal::{Deal, Details, Next, Outcome};
use domain::patch::Changes;
use domain::position::Position;
use domain::text::fold;
use domain::{CompanyId, ContactId, DealId, Error, Instant, PipelineId, Problem, StageId};
use serde::{Deserialize, Serialize};

use crate::Failure;
use crate::ask::ask;
use crate::company::CompanyRow;
use crate::contact::ContactRow;
use crate::search::{Entry, Table};
use crate::write::Tx;

/// The domain's fields, and what columns, lists and search are ordered by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct DealRow {
    pub(crate) id: DealId,
    pub(crate) details: Details,
    pub(crate) pipeline: PipelineId,
    pub(crate) stage: StageId,
    pub(crate) position: Position,
    pub(crate) stage_since: Instant,
    #[serde(default)]
    pub(crate) outcome: Outcome,
    #[serde(default)]
    pub(crate) next: Option<Next>,
    pub(crate) version: u32,
    pub(crate) created_at: Instant,
    pub(crate) updated_at: Instant,
    /// `open`, `won` or `lost`.
    #[serde(default)]
    pub(crate) state: String,
    /// The position and the id: a total order in the column.
    #[serde(default)]
    pub(crate) place: String,
    /// The id, as the newest-first list is ordered by it.
    #[serde(default)]
    pub(crate) born: String,
    #[serde(default)]
    pub(crate) search: String,
}

impl DealRow {
    pub(crate) fn new(
        details: Details,
        pipeline: PipelineId,
        stage: StageId,
        position: Position,
        now: Instant,
    ) -> Self {
        let empty = String::new;
        Self {
            id: DealId::new(),
            details,
            pipeline,
            stage,
            position,
            stage_since: now,
            outcome: Outcome::Open,
            next: None,
            version: 1,
            created_at: now,
            updated_at: now,
            state: empty(),
            place: empty(),
            born: empty(),
            search: empty(),
        }
    }

    /// Fills what is derived from the fields.
    pub(crate) fn indexed(mut self, contact: &str, company: &str) -> Self {
        self.state = match self.outcome {
            Outcome::Open => "open",
            Outcome::Won { .. } => "won",
            Outcome::Lost { .. } => "lost",
        }
        .to_owned();
        self.place = format!("{} {}", self.position.as_str(), self.id);
        self.born = self.id.to_string();
        self.search = fold(&format!("{} {contact} {company}", self.details.title));
        self
    }

    pub(crate) fn shown(self) -> Deal {
        Deal {
            id: self.id,
            details: self.details,
            pipeline: self.pipeline,
            stage: self.stage,
            position: self.position,
            stage_since: self.stage_since,
            outcome: self.outcome,
            next: self.next,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }

    /// What the history says of a new deal: its fields, and where it stands.
    pub(crate) fn beginning(&self) -> Changes {
        let mut changes = Changes::from_new(&self.details);
        for (field, value) in
            [("stage", self.stage.as_str()), ("position", self.position.as_str()), ("pipeline", self.pipeline.as_str())]
        {
            changes.0.extend(Changes::one(field, serde_json::Value::Null, value.into()).0);
        }
        changes
    }

    /// The records an event about this deal concerns.
    pub(crate) fn subjects(&self) -> Vec<String> {
        let mut subjects = vec![self.id.subject(), self.details.contact.subject()];
        subjects.extend(self.details.other_contacts.iter().map(|contact| contact.subject()));
        subjects.extend(self.details.company.as_ref().map(|company| company.subject()));
        subjects
    }
}

/// `Invalid` when one of the people added to those of before is not there. Who was among them already may lie in the bin.
pub(crate) async fn know_others(tx: &Tx<'_>, before: &[ContactId], after: &[ContactId]) -> Result<(), Failure> {
    let added: Vec<&str> = after.iter().filter(|id| !before.contains(id)).map(|id| id.as_str()).collect();
    match tx.names("contact", added.iter().copied()).await?.len() == added.len() {
        true => Ok(()),
        false => Err(Error::invalid("other_contacts", Problem::Unknown).into()),
    }
}

/// Writes a deal whose contact and company must be there.
pub(crate) async fn put_row(tx: &Tx<'_>, row: DealRow) -> Result<DealRow, Failure> {
    let contact: ContactRow = tx.known("contact", row.details.contact.as_str()).await?;
    let company = match &row.details.company {
        Some(id) => tx.known::<CompanyRow>("company", id.as_str()).await?.details.name,
        None => String::new(),
    };
    let row = row.indexed(&contact.details.full_name(), &company);
    tx.put("deal", row.id.as_str(), &row).await?;
    Ok(row)
}

/// Deals carry the names of their contact and company in their search text: writes it anew after one of them changed.
pub(crate) async fn reindex(tx: &Tx<'_>, table: &'static str, id: &str) -> Result<(), Failure> {
    let sql = match table {
        "contact" => "SELECT * FROM deal WHERE details.contact = $id",
        _ => "SELECT * FROM deal WHERE details.company = $id",
    };
    let deals: Vec<DealRow> = tx.run(ask(sql).bind("id", id)).await?.all(0)?;
    let contacts = deals.iter().map(|deal| deal.details.contact.as_str());
    let contacts = tx.names("contact", contacts).await?;
    let companies = deals.iter().filter_map(|deal| deal.details.company.as_ref());
    let companies = tx.names("company", companies.map(CompanyId::as_str)).await?;
    let rows = deals.into_iter().map(|deal| {
        let contact = contacts.get(deal.details.contact.as_str()).cloned().unwrap_or_default();
        let company = deal.details.company.as_ref().and_then(|id| companies.get(id.as_str()).cloned());
        deal.indexed(&contact, &company.unwrap_or_default())
    });
    let entry = |row: DealRow| Entry { id: row.id.to_string(), sort: row.born, search: row.search, hidden: false };
    tx.set_search(Table::Deal, rows.map(entry)).await
}
