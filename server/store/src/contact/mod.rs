//! Contacts in the database: rows, lists, bulk changes, and the port.

mod bulk;
mod export;
mod list;
mod row;

pub(crate) use list::WORDS;
pub(crate) use row::{ContactRow, alike, words};

use async_trait::async_trait;
use domain::bulk::{Done, Verb, check_number};
use domain::contact::{Alike, Choice, Contact, Contacts, Details, Filter, Selection, Sketch, Terms};
use domain::event::Kind;
use domain::patch::Changes;
use domain::sweep::Step;
use domain::{Actor, BulkId, CompanyId, ContactId, Cursor, Instant, Page, Patch, Result, Right};

use crate::company::CompanyRow;
use crate::list::PAGE;
use crate::search::{Entry, Table};
use crate::write::{Said, Tx, write};
use crate::{Failure, Store, ask::ask};

impl Store {
    async fn contact_shown(&self, actor: &Actor, row: ContactRow) -> Result<Contact> {
        let name = match &row.details.company {
            Some(company) => self.names("company", [company.as_str()]).await?.remove(company.as_str()),
            None => None,
        };
        Ok(row.shown(actor, name))
    }
}

/// Writes a changed contact with its event.
pub(crate) async fn put_contact(
    tx: &Tx<'_>,
    row: ContactRow,
    kind: Kind,
    changes: Changes,
) -> Result<ContactRow, Failure> {
    let company = match &row.details.company {
        Some(id) => Some(tx.known::<CompanyRow>("company", id.as_str()).await?.details.name),
        None => None,
    };
    let row = row.indexed(company.as_deref());
    tx.put("contact", row.id.as_str(), &row).await?;
    let mut subjects = row.subjects();
    // The company that somebody leaves hears of it, too.
    let left = changes.0.get("company").and_then(|change| change.before.as_str()?.parse::<CompanyId>().ok());
    subjects.extend(left.map(|company| company.subject()));
    tx.emit(Said::new(kind, subjects, changes));
    Ok(row)
}

/// The contacts of a company carry its name in their search text: writes it anew.
pub(crate) async fn reindex(tx: &Tx<'_>, company: &CompanyRow) -> Result<(), Failure> {
    let sql = "SELECT * FROM contact WHERE details.company = $company";
    let rows: Vec<ContactRow> = tx.run(ask(sql).bind("company", &company.id)).await?.all(0)?;
    let rows = rows.into_iter().map(|row| row.indexed(Some(&company.details.name)));
    let entry =
        |row: ContactRow| Entry { id: row.id.to_string(), sort: row.sort, search: row.search, hidden: row.archived };
    tx.set_search(Table::Contact, rows.map(entry)).await
}

/// Changes fields of a contact.
pub(crate) async fn edit(tx: &Tx<'_>, id: &ContactId, changes: &Changes) -> Result<ContactRow, Failure> {
    let mut row: ContactRow = tx.need("contact", id.as_str()).await?;
    let mut next = changes.apply(&row.details)?.tidied();
    next.check()?;
    next.tags = tx.spelled(&row.details.tags, next.tags).await?;
    // The first touch that was noted just now may be taken back; else it is kept for ever.
    if !tx.undoing() {
        row.details.check_edit(&next)?;
    }
    let changes = Changes::between(&row.details, &next);
    if changes.is_empty() {
        return Ok(row);
    }
    let before = row.details.full_name();
    row = ContactRow { details: next, version: row.version + 1, updated_at: tx.now(), ..row };
    let row = put_contact(tx, row, Kind::ContactEdited, changes).await?;
    if before != row.details.full_name() {
        crate::deal::reindex(tx, "contact", row.id.as_str()).await?;
    }
    Ok(row)
}

/// Hides a contact from lists since a moment, or shows it again.
pub(crate) async fn archive(tx: &Tx<'_>, id: &ContactId, at: Option<Instant>) -> Result<ContactRow, Failure> {
    let row: ContactRow = tx.need("contact", id.as_str()).await?;
    if row.archived_at.is_some() == at.is_some() {
        return Ok(row);
    }
    let kind = if at.is_some() { Kind::ContactArchived } else { Kind::ContactRestored };
    let value = |at: Option<Instant>| serde_json::to_value(at).unwrap_or_default();
    let changes = Changes::one("archived_at", value(row.archived_at), value(at));
    let row = ContactRow { archived_at: at, version: row.version + 1, updated_at: tx.now(), ..row };
    put_contact(tx, row, kind, changes).await
}

#[async_trait]
impl Contacts for Store {
    async fn list(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>) -> Result<Page<Contact>> {
        actor.may(Right::ReadContacts)?;
        let steady = filter.silence.is_none() && filter.newer.is_none();
        let asked = steady.then(|| format!("{filter:?} {after:?} {}", actor.can(Right::ReadAllTasks)));
        let read = async {
            let rows = self.found_contacts(actor, filter, after, PAGE, true).await?;
            self.contacts_shown(actor, rows).await
        };
        self.kept(&self.answers.contacts, asked, read).await
    }

    async fn show(&self, actor: &Actor, id: &ContactId) -> Result<Contact> {
        actor.may(Right::ReadContacts)?;
        let row: ContactRow = self.need("contact", id.as_str()).await?;
        self.contact_shown(actor, row).await
    }

    async fn create(&self, actor: &Actor, details: Details) -> Result<Contact> {
        actor.may(Right::WriteRecords)?;
        let details = details.tidied();
        details.check()?;
        let id = ContactId::new();
        let row = write!(self, actor, tx => {
            let details = Details { tags: tx.spelled(&[], details.tags.clone()).await?, ..details.clone() };
            let changes = Changes::from_new(&details);
            put_contact(&tx, ContactRow::new(id.clone(), details, tx.now()), Kind::ContactCreated, changes).await
        })?;
        self.contact_shown(actor, row).await
    }

    async fn edit(&self, actor: &Actor, id: &ContactId, patch: Patch) -> Result<Contact> {
        actor.may(Right::WriteRecords)?;
        let row = write!(self, actor, tx => { edit(&tx, id, &patch.changes).await })?;
        self.contact_shown(actor, row).await
    }

    async fn archive(&self, actor: &Actor, id: &ContactId, archived: bool) -> Result<Contact> {
        actor.may(Right::WriteRecords)?;
        let row = write!(self, actor, tx => { archive(&tx, id, archived.then(|| tx.now())).await })?;
        self.contact_shown(actor, row).await
    }

    async fn choices(&self, actor: &Actor, text: &str) -> Result<Vec<Choice>> {
        let filter = Filter { text: text.to_owned(), ..Filter::default() };
        let found = Contacts::list(self, actor, &filter, None).await?;
        let choice = |contact: Contact| Choice {
            id: contact.id.to_string(),
            name: contact.details.full_name(),
            hint: contact
                .company_name
                .or_else(|| contact.details.emails.first().map(ToString::to_string))
                .unwrap_or_default(),
        };
        Ok(found.rows.into_iter().take(8).map(choice).collect())
    }

    async fn alike(&self, actor: &Actor, sketch: &Sketch) -> Result<Vec<Alike>> {
        actor.may(Right::ReadContacts)?;
        Ok(self.who_is_alike(sketch.clone().bounded()).await?)
    }

    async fn terms(&self, actor: &Actor) -> Result<Terms> {
        actor.may(Right::ReadContacts)?;
        self.kept(&self.answers.terms, Some(String::new()), self.contact_terms()).await
    }

    async fn selected(&self, actor: &Actor, selection: &Selection) -> Result<Vec<ContactId>> {
        actor.may(Right::Import)?;
        let ids = self.selected_ids(actor, selection).await?;
        check_number(ids.len()).map(|()| ids)
    }

    async fn bulk(&self, actor: &Actor, selection: &Selection, verb: &Verb, whole: Option<&BulkId>) -> Result<Done> {
        actor.may(Right::Import)?;
        self.bulk_contacts(actor, selection, verb.clone().tidied(), whole).await
    }

    async fn take_back(
        &self,
        actor: &Actor,
        bulk: &BulkId,
        whole: Option<&BulkId>,
        at: Option<Cursor>,
    ) -> Result<Step> {
        actor.may(Right::Import)?;
        self.take_bulk_back(actor, bulk, whole, at).await
    }

    async fn export(&self, actor: &Actor, filter: &Filter, each: &mut (dyn FnMut(Contact) + Send)) -> Result<u32> {
        actor.may(Right::Import)?;
        self.export_contacts(actor, filter, each).await
    }
}
