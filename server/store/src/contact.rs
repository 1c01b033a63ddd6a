//! Contacts in the database.

use async_trait::async_trait;
use domain::contact::{Alike, Choice, Contact, Contacts, Details, Filter, Sketch};
use domain::event::Kind;
use domain::exchange::Latest;
use domain::import::name_key;
use domain::patch::Changes;
use domain::text::fold;
use domain::{Actor, CompanyId, ContactId, Cursor, Instant, Page, Patch, Result, Right};
use serde::{Deserialize, Serialize};

use crate::company::CompanyRow;
use crate::list::{Clauses, PAGE, page};
use crate::search::{Entry, Table};
use crate::write::{Said, Tx, write};
use crate::{Failure, Store, ask::ask};

/// A contact as it is stored: the domain's fields, and what lists and search are ordered by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ContactRow {
    pub(crate) id: ContactId,
    pub(crate) details: Details,
    pub(crate) version: u32,
    pub(crate) created_at: Instant,
    pub(crate) updated_at: Instant,
    #[serde(default)]
    pub(crate) archived_at: Option<Instant>,
    #[serde(default)]
    pub(crate) last_exchange: Option<Latest>,
    /// Whether it is archived, as lists are narrowed by it.
    #[serde(default)]
    pub(crate) archived: bool,
    #[serde(default)]
    pub(crate) search: String,
    #[serde(default)]
    pub(crate) sort: String,
    /// What an import knows the person again by, without address or number; see [`alike`].
    #[serde(default)]
    pub(crate) alike: String,
}

impl ContactRow {
    pub(crate) fn new(id: ContactId, details: Details, now: Instant) -> Self {
        Self {
            id,
            details,
            version: 1,
            created_at: now,
            updated_at: now,
            archived_at: None,
            last_exchange: None,
            archived: false,
            search: String::new(),
            sort: String::new(),
            alike: String::new(),
        }
    }

    /// Fills what is derived from the fields.
    pub(crate) fn indexed(mut self, company: Option<&str>) -> Self {
        let details = &self.details;
        let mut words = vec![fold(&details.full_name()), fold(company.unwrap_or_default())];
        words.extend(details.emails.iter().map(|email| fold(email.as_str())));
        for phone in &details.phones {
            words.push(national(phone.as_str().trim_start_matches('+')));
        }
        words.retain(|word| !word.is_empty());
        self.search = words.join(" ");
        let name = fold(&format!("{} {}", details.family_name, details.given_name));
        let name = if name.is_empty() { fold(&details.full_name()) } else { name };
        self.sort = format!("{name} {}", self.id);
        self.alike = alike(&name_key(&self.details), &self.details).unwrap_or_default();
        self.archived = self.archived_at.is_some();
        self
    }

    fn shown(self, company_name: Option<String>) -> Contact {
        Contact {
            id: self.id,
            details: self.details,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
            archived_at: self.archived_at,
            company_name,
            last_exchange: self.last_exchange,
        }
    }

    /// The records an event about this contact concerns.
    pub(crate) fn subjects(&self) -> Vec<String> {
        let company = self.details.company.as_ref().map(CompanyId::subject);
        std::iter::once(self.id.subject()).chain(company).collect()
    }
}

/// The name with the company, or the bare name of somebody of whom nothing else is known: what tells a person from
/// others where there is neither address nor number. `name` is the [`name_key`] of the details.
pub(crate) fn alike(name: &str, details: &Details) -> Option<String> {
    let bare = details.emails.is_empty() && details.phones.is_empty();
    let company = match &details.company {
        Some(company) => company.as_str(),
        None if bare => "",
        None => return None,
    };
    (!name.is_empty()).then(|| format!("{name}/{company}"))
}

/// A French number as people say it, `0612345678`; any other with its country's code.
fn national(digits: &str) -> String {
    digits.strip_prefix("33").map_or_else(|| digits.to_owned(), |rest| format!("0{rest}"))
}

/// The words of a search as the search text knows them; none when nothing is searched.
pub(crate) fn words(text: &str) -> Option<String> {
    let text = text.trim();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number = digits.len() >= 3 && text.chars().all(|c| c.is_ascii_digit() || " .+-/()\u{a0}".contains(c));
    let folded = match number {
        true => national(digits.strip_prefix("00").unwrap_or(&digits)),
        false => fold(text),
    };
    (!folded.is_empty()).then_some(folded)
}

impl Store {
    async fn contact_shown(&self, row: ContactRow) -> Result<Contact> {
        let name = match &row.details.company {
            Some(company) => self.names("company", [company.as_str()]).await?.remove(company.as_str()),
            None => None,
        };
        Ok(row.shown(name))
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

#[async_trait]
impl Contacts for Store {
    async fn list(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>) -> Result<Page<Contact>> {
        actor.may(Right::ReadContacts)?;
        let text = words(&filter.text);
        let clauses = Clauses::new()
            .text(text)
            .when("details.status = $status", "status", filter.status)
            .when("details.owner = $owner", "owner", filter.owner.as_ref())
            .when("$tag IN details.tags", "tag", filter.tag.as_ref())
            .when("details.company = $company", "company", filter.company.as_ref())
            .showing("archived = false", "archived = true");
        let rows: Page<ContactRow> =
            page(self, "contact", &clauses, "sort", true, after, PAGE, |row: &ContactRow| row.sort.clone()).await?;
        let ids = rows.rows.iter().filter_map(|row| row.details.company.as_ref()).map(CompanyId::as_str);
        let names = self.names("company", ids).await?;
        Ok(rows.map(|row| {
            let name = row.details.company.as_ref().and_then(|id| names.get(id.as_str()).cloned());
            row.shown(name)
        }))
    }

    async fn show(&self, actor: &Actor, id: &ContactId) -> Result<Contact> {
        actor.may(Right::ReadContacts)?;
        let row: ContactRow = self.need("contact", id.as_str()).await?;
        self.contact_shown(row).await
    }

    async fn create(&self, actor: &Actor, details: Details) -> Result<Contact> {
        actor.may(Right::WriteRecords)?;
        let details = details.tidied();
        details.check()?;
        let id = ContactId::new();
        let row = write!(self, actor, tx => {
            let row = ContactRow::new(id.clone(), details.clone(), tx.now());
            put_contact(&tx, row, Kind::ContactCreated, Changes::from_new(&details)).await
        })?;
        self.contact_shown(row).await
    }

    async fn edit(&self, actor: &Actor, id: &ContactId, patch: Patch) -> Result<Contact> {
        actor.may(Right::WriteRecords)?;
        let row = write!(self, actor, tx => {
            let mut row: ContactRow = tx.need("contact", id.as_str()).await?;
            let next = patch.changes.apply(&row.details)?.tidied();
            next.check()?;
            row.details.check_edit(&next)?;
            let changes = Changes::between(&row.details, &next);
            if changes.is_empty() {
                return Ok(row);
            }
            let before = row.details.full_name();
            row = ContactRow { details: next, version: row.version + 1, updated_at: tx.now(), ..row };
            let row = put_contact(&tx, row, Kind::ContactEdited, changes).await?;
            if before != row.details.full_name() {
                crate::deal::reindex(&tx, "contact", row.id.as_str()).await?;
            }
            Ok(row)
        })?;
        self.contact_shown(row).await
    }

    async fn archive(&self, actor: &Actor, id: &ContactId, archived: bool) -> Result<Contact> {
        actor.may(Right::WriteRecords)?;
        let row = write!(self, actor, tx => {
            let row: ContactRow = tx.need("contact", id.as_str()).await?;
            if row.archived_at.is_some() == archived {
                return Ok(row);
            }
            let at = archived.then(|| tx.now());
            let kind = if archived { Kind::ContactArchived } else { Kind::ContactRestored };
            let value = |at: Option<Instant>| serde_json::to_value(at).unwrap_or_default();
            let changes = Changes::one("archived_at", value(row.archived_at), value(at));
            let row = ContactRow { archived_at: at, version: row.version + 1, updated_at: tx.now(), ..row };
            put_contact(&tx, row, kind, changes).await
        })?;
        self.contact_shown(row).await
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
}
