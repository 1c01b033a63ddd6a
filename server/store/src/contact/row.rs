//! A contact as it is stored.

use domain::contact::{Contact, Details};
use domain::deal::Next;
use domain::exchange::Latest;
use domain::import::name_key;
use domain::text::fold;
use domain::{Actor, CompanyId, ContactId, Instant, Right};
use serde::{Deserialize, Serialize};

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
    /// The earliest open task.
    #[serde(default)]
    pub(crate) next: Option<Next>,
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
    /// The moments a list is ordered by, each in thirteen digits with the id: created, last changed, last spoken to.
    #[serde(default)]
    pub(crate) created: String,
    #[serde(default)]
    pub(crate) updated: String,
    #[serde(default)]
    pub(crate) spoken: String,
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
            next: None,
            archived: false,
            search: String::new(),
            sort: String::new(),
            alike: String::new(),
            created: String::new(),
            updated: String::new(),
            spoken: String::new(),
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
        self.keyed()
    }

    /// Fills what is derived from moments.
    pub(crate) fn keyed(mut self) -> Self {
        let key = |at: Instant| format!("{:013} {}", at.0.max(0), self.id);
        let spoken = self.last_exchange.map(|latest| latest.at).unwrap_or_default();
        (self.created, self.updated, self.spoken) = (key(self.created_at), key(self.updated_at), key(spoken));
        self.archived = self.archived_at.is_some();
        self
    }

    /// The contact as this actor sees it.
    pub(super) fn shown(self, actor: &Actor, company_name: Option<String>) -> Contact {
        Contact {
            id: self.id,
            details: self.details,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
            archived_at: self.archived_at,
            company_name,
            last_exchange: self.last_exchange,
            next: self.next.filter(|_| actor.can(Right::ReadAllTasks)),
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
