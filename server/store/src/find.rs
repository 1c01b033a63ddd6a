//! Any record by a few letters: the index says which, the database what they are called.

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use domain::contact::Choice;
use domain::find::{EACH, Finder, Finds, LONGEST};
use domain::{Actor, CompanyId, Result, Right};
use serde::Deserialize;

use crate::ask::ask;
use crate::company::CompanyRow;
use crate::contact::{ContactRow, words};
use crate::search::{Table, Wanted};
use crate::{Failure, Store};

/// What of a deal is shown.
#[derive(Deserialize)]
struct DealName {
    id: String,
    title: String,
    contact: String,
    #[serde(default)]
    company: Option<String>,
}

/// Brings rows into the order of their ids.
fn ordered<T>(rows: Vec<T>, ids: &[String], id: impl Fn(&T) -> &str) -> Vec<T> {
    let mut rows = rows;
    rows.sort_by_cached_key(|row| ids.iter().position(|known| known == id(row)));
    rows
}

#[async_trait]
impl Finder for Store {
    async fn find(&self, actor: &Actor, text: &str) -> Result<Finds> {
        actor.may(Right::ReadContacts)?;
        let text: String = text.chars().take(LONGEST).collect();
        let Some(words) = words(&text) else { return Ok(Finds::default()) };
        let wanted = Wanted::new(words);
        let contacts = self.best(Table::Contact, &wanted, EACH).await?;
        let companies = self.best(Table::Company, &wanted, EACH).await?;
        let deals = match actor.can(Right::ReadDeals) {
            true => self.best(Table::Deal, &wanted, EACH).await?,
            false => Vec::new(),
        };
        Ok(self.called([contacts, companies, deals]).await?)
    }

    async fn names(&self, actor: &Actor, subjects: &BTreeSet<String>) -> Result<BTreeMap<String, String>> {
        actor.may(Right::ReadContacts)?;
        let tables = [
            ("contact", Right::ReadContacts),
            ("company", Right::ReadContacts),
            ("deal", Right::ReadDeals),
            ("task", Right::ReadAllTasks),
        ];
        let mut names = BTreeMap::new();
        for (table, _) in tables.into_iter().filter(|(_, right)| actor.can(*right)) {
            let ids = subjects.iter().filter_map(|subject| subject.strip_prefix(table)?.strip_prefix(':'));
            let found = Self::names(self, table, ids).await?;
            names.extend(found.into_iter().map(|(id, name)| (format!("{table}:{id}"), name)));
        }
        Ok(names)
    }
}

impl Store {
    /// The names of contacts, companies and deals, and what tells them from their namesakes: two questions in all.
    async fn called(&self, [contacts, companies, deals]: [Vec<String>; 3]) -> Result<Finds, Failure> {
        if contacts.is_empty() && companies.is_empty() && deals.is_empty() {
            return Ok(Finds::default());
        }
        let sql = "SELECT * FROM $contacts; SELECT * FROM $companies; \
                   SELECT id, details.title AS title, details.contact AS contact, details.company AS company FROM $deals";
        let ask = ask(sql)
            .records("contacts", "contact", contacts.iter().map(String::as_str))
            .records("companies", "company", companies.iter().map(String::as_str))
            .records("deals", "deal", deals.iter().map(String::as_str));
        let mut rows = self.read(ask).await?;
        let people: Vec<ContactRow> = ordered(rows.all(0)?, &contacts, |row: &ContactRow| row.id.as_str());
        let firms: Vec<CompanyRow> = ordered(rows.all(1)?, &companies, |row: &CompanyRow| row.id.as_str());
        let sales: Vec<DealName> = ordered(rows.all(2)?, &deals, |row: &DealName| row.id.as_str());
        let employers = people.iter().filter_map(|row| row.details.company.as_ref()).map(CompanyId::as_str);
        let employers = employers.chain(sales.iter().filter_map(|row| row.company.as_deref()));
        let buyers = sales.iter().map(|row| row.contact.as_str());
        let (firm, buyer) = futures::try_join!(self.names("company", employers), self.names("contact", buyers))?;
        let person = |row: ContactRow| {
            let company = row.details.company.as_ref().and_then(|id| firm.get(id.as_str()).cloned());
            let email = || row.details.emails.first().map(ToString::to_string);
            let hint = company.or_else(email).unwrap_or_default();
            Choice { id: row.id.to_string(), name: row.details.full_name(), hint }
        };
        let company =
            |row: CompanyRow| Choice { id: row.id.to_string(), name: row.details.name, hint: row.details.town };
        let deal = |row: DealName| {
            let company = row.company.as_ref().and_then(|id| firm.get(id).cloned());
            let hint: Vec<String> = buyer.get(&row.contact).cloned().into_iter().chain(company).collect();
            Choice { id: row.id, name: row.title, hint: hint.join(" · ") }
        };
        Ok(Finds {
            contacts: people.into_iter().map(person).collect(),
            companies: firms.into_iter().map(company).collect(),
            deals: sales.into_iter().map(deal).collect(),
        })
    }
}
