//! Companies in the database.

mod bulk;
mod list;

use async_trait::async_trait;
use domain::bulk::{Done, Verb};
use domain::company::{Companies, Company, Details, Filter, Selection};
use domain::contact::Choice;
use domain::event::Kind;
use domain::patch::Changes;
use domain::text::fold;
use domain::{Actor, BulkId, CompanyId, Cursor, Error, Instant, Page, Patch, Result, Right};
use serde::{Deserialize, Serialize};

use crate::ask::ask;
use crate::list::PAGE;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store};

/// A company as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CompanyRow {
    pub(crate) id: CompanyId,
    pub(crate) details: Details,
    pub(crate) version: u32,
    pub(crate) created_at: Instant,
    pub(crate) updated_at: Instant,
    #[serde(default)]
    pub(crate) search: String,
    #[serde(default)]
    pub(crate) sort: String,
    /// The moment of the latest change, in thirteen digits with the id.
    #[serde(default)]
    pub(crate) updated: String,
    /// The folded name: one company a name.
    #[serde(default)]
    pub(crate) folded: String,
}

impl CompanyRow {
    pub(crate) fn new(id: CompanyId, details: Details, now: Instant) -> Self {
        let empty = String::new;
        Self {
            id,
            details,
            version: 1,
            created_at: now,
            updated_at: now,
            search: empty(),
            sort: empty(),
            updated: empty(),
            folded: empty(),
        }
        .indexed()
    }

    /// Fills what is derived from the fields.
    pub(crate) fn indexed(mut self) -> Self {
        self.folded = fold(&self.details.name);
        let (siret, siren) = (self.details.siret.as_ref(), self.details.siren.as_ref());
        // The one begins with the other.
        let number = siret.map(|siret| siret.as_str()).or(siren.map(|siren| siren.as_str())).unwrap_or_default();
        self.search = format!("{} {} {number}", self.folded, fold(&self.details.town)).trim().to_owned();
        self.sort = format!("{} {}", self.folded, self.id);
        self.updated = format!("{:013} {}", self.updated_at.0.max(0), self.id);
        self
    }

    fn shown(self) -> Company {
        let Self { id, details, version, created_at, updated_at, .. } = self;
        Company { id, details, version, created_at, updated_at }
    }
}

/// The company of that name, if there is one.
pub(crate) async fn company_named(tx: &Tx<'_>, folded: &str) -> Result<Option<CompanyRow>, Failure> {
    tx.run(ask("SELECT * FROM company WHERE folded = $folded LIMIT 1").bind("folded", folded)).await?.one(0)
}

/// Changes fields of a company.
pub(crate) async fn edit(tx: &Tx<'_>, id: &CompanyId, changes: &Changes) -> Result<CompanyRow, Failure> {
    let row: CompanyRow = tx.need("company", id.as_str()).await?;
    let mut next = changes.apply(&row.details)?.tidied();
    next.check()?;
    next.tags = tx.spelled(&row.details.tags, next.tags).await?;
    let changes = Changes::between(&row.details, &next);
    if changes.is_empty() {
        return Ok(row);
    }
    let row = CompanyRow { details: next, version: row.version + 1, updated_at: tx.now(), ..row }.indexed();
    let taken = company_named(tx, &row.folded).await?.is_some_and(|other| other.id != row.id);
    if taken {
        return Err(Error::Taken { field: "name".to_owned() }.into());
    }
    tx.put("company", row.id.as_str(), &row).await?;
    if changes.0.contains_key("name") {
        crate::contact::reindex(tx, &row).await?;
        crate::deal::reindex(tx, "company", row.id.as_str()).await?;
    }
    tx.emit(Said::new(Kind::CompanyEdited, vec![row.id.subject()], changes));
    Ok(row)
}

#[async_trait]
impl Companies for Store {
    async fn list(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>) -> Result<Page<Company>> {
        actor.may(Right::ReadContacts)?;
        let asked = Some(format!("{filter:?} {after:?}"));
        let read = async { Ok(self.found_companies(filter, after, PAGE, true).await?.map(CompanyRow::shown)) };
        self.kept(&self.answers.companies, asked, read).await
    }

    async fn export(&self, actor: &Actor, filter: &Filter, each: &mut (dyn FnMut(Company) + Send)) -> Result<u32> {
        actor.may(Right::Import)?;
        self.export_companies(actor, filter, each).await
    }

    async fn show(&self, actor: &Actor, id: &CompanyId) -> Result<Company> {
        actor.may(Right::ReadContacts)?;
        Ok(self.need::<CompanyRow>("company", id.as_str()).await?.shown())
    }

    async fn create(&self, actor: &Actor, details: Details) -> Result<Company> {
        actor.may(Right::WriteRecords)?;
        let details = details.tidied();
        details.check()?;
        let id = CompanyId::new();
        let row = write!(self, actor, tx => {
            let details = Details { tags: tx.spelled(&[], details.tags.clone()).await?, ..details.clone() };
            let row = CompanyRow::new(id.clone(), details, tx.now());
            if let Some(known) = company_named(&tx, &row.folded).await? {
                return Ok(known);
            }
            tx.put("company", row.id.as_str(), &row).await?;
            tx.emit(Said::new(Kind::CompanyCreated, vec![row.id.subject()], Changes::from_new(&row.details)));
            Ok(row)
        })?;
        Ok(row.shown())
    }

    async fn edit(&self, actor: &Actor, id: &CompanyId, patch: Patch) -> Result<Company> {
        actor.may(Right::WriteRecords)?;
        Ok(write!(self, actor, tx => { edit(&tx, id, &patch.changes).await })?.shown())
    }

    async fn selected(&self, actor: &Actor, selection: &Selection) -> Result<Vec<CompanyId>> {
        actor.may(Right::Import)?;
        self.selected_company_ids(selection).await
    }

    async fn bulk(&self, actor: &Actor, selection: &Selection, verb: &Verb, whole: Option<&BulkId>) -> Result<Done> {
        actor.may(Right::Import)?;
        self.bulk_companies(actor, selection, verb.clone().tidied(), whole).await
    }

    async fn choices(&self, actor: &Actor, text: &str) -> Result<Vec<Choice>> {
        let filter = Filter { text: text.to_owned(), ..Filter::default() };
        let found = Companies::list(self, actor, &filter, None).await?;
        let choice = |company: Company| Choice {
            id: company.id.to_string(),
            name: company.details.name,
            hint: company.details.town,
        };
        Ok(found.rows.into_iter().take(8).map(choice).collect())
    }
}
