//! The picture of a chunk saved: new rows in one statement a table, changed ones each by itself.

use std::collections::HashMap;

use domain::event::Kind;
use domain::patch::Changes;

use super::chunk::{Chunk, Met};
use crate::Failure;
use crate::company::CompanyRow;
use crate::deal::DealRow;
use crate::write::Said;

impl Chunk<'_, '_> {
    /// Saves everything with its events, and says how many deals were made.
    pub(super) async fn save(self) -> Result<u32, Failure> {
        let say = |said: Said| self.tx.emit(Said { import: Some(self.import.clone()), ..said });
        let companies: Vec<&CompanyRow> = self.companies.values().filter(|(_, new)| *new).map(|(row, _)| row).collect();
        for row in &companies {
            say(Said::new(Kind::CompanyCreated, vec![row.id.subject()], Changes::from_new(&row.details)));
        }
        self.tx.insert("company", &companies).await?;

        let names = self.company_names().await?;
        let people: HashMap<_, _> =
            self.contacts.values().map(|met| (met.row.id.clone(), met.row.details.full_name())).collect();
        let (mut new, mut renamed) = (Vec::new(), Vec::new());
        for Met { row, changes, new: is_new, .. } in self.contacts.into_values() {
            let Some(changes) = changes else { continue };
            let name = row.details.company.as_ref().and_then(|id| names.get(id.as_str()));
            let row = row.indexed(name.map(String::as_str));
            let kind = if is_new { Kind::ContactCreated } else { Kind::ContactEdited };
            let name_changed = changes.0.keys().any(|field| field.ends_with("_name"));
            say(Said::new(kind, row.subjects(), changes));
            if is_new {
                new.push(row);
            } else {
                self.tx.put("contact", row.id.as_str(), &row).await?;
                renamed.extend(name_changed.then_some(row.id));
            }
        }
        self.tx.insert("contact", &new).await?;

        for (row, changes) in self.titles.into_values().flatten().filter(|(_, changes)| !changes.is_empty()) {
            let row = DealRow { version: row.version + 1, updated_at: self.tx.now(), ..row };
            self.tx.put("deal", row.id.as_str(), &row).await?;
            say(Said::new(Kind::DealEdited, row.subjects(), changes));
        }
        let mut deals = Vec::with_capacity(self.deals.len());
        for row in self.deals {
            let contact = people.get(&row.details.contact).map_or("", String::as_str);
            let company = row.details.company.as_ref().and_then(|id| names.get(id.as_str())).map_or("", String::as_str);
            let row = row.indexed(contact, company);
            say(Said::new(Kind::DealCreated, row.subjects(), row.beginning()));
            deals.push(row);
        }
        self.tx.insert("deal", &deals).await?;
        for contact in renamed {
            crate::deal::reindex(self.tx, "contact", contact.as_str()).await?;
        }
        Ok(u32::try_from(deals.len()).unwrap_or(u32::MAX))
    }

    /// The names of the companies of all contacts that changed: of the file's, and of those that were known before.
    async fn company_names(&self) -> Result<HashMap<String, String>, Failure> {
        let own = self.companies.values().map(|(row, _)| (row.id.to_string(), row.details.name.clone()));
        let mut names: HashMap<String, String> = own.collect();
        let changed = self.contacts.values().filter(|met| met.changes.is_some());
        let other = changed.filter_map(|met| met.row.details.company.as_ref()).map(|id| id.as_str());
        let other: Vec<&str> = other.filter(|id| !names.contains_key(*id)).collect();
        names.extend(self.tx.names("company", other).await?);
        Ok(names)
    }
}
