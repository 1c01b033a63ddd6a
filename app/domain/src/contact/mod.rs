//! People: prospects, clients, learners, and whoever answers for a company.

pub mod bulk;
mod list;

pub use list::{Filter, Order, Owner, Silence, Sort, Terms};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::exchange::Latest;
use crate::tag::{check_tags, tidy_tags};
use crate::text::{check_line, check_required, tidy};
use crate::{
    Actor, BulkId, CompanyId, ContactId, Cursor, Email, Error, Instant, Page, Patch, Phone, Problem, Result, UserId,
};

/// Where a person stands in the conversion cycle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Interested, has bought nothing.
    #[default]
    Prospect,
    /// Enrolled in a training that has not been paid or held yet.
    Enrolled,
    /// Has bought.
    Client,
    /// Bought once, no longer active.
    FormerClient,
}

impl Status {
    /// Every status, in the order of the cycle.
    pub const ALL: [Self; 4] = [Self::Prospect, Self::Enrolled, Self::Client, Self::FormerClient];

    /// The status' name in code, files and the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prospect => "prospect",
            Self::Enrolled => "enrolled",
            Self::Client => "client",
            Self::FormerClient => "former_client",
        }
    }
}

/// A way of reaching somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// Voice.
    Phone,
    /// Text message.
    Sms,
    /// Letter.
    Post,
}

/// « Ne pas contacter »: who said so, when, why, and on which channels (none named means all).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoNotContact {
    /// When it was noted.
    pub at: Instant,
    /// The colleague who noted it.
    pub by: String,
    /// Why, in a few words; may be empty.
    pub reason: String,
    /// The channels concerned; empty means all of them.
    pub channels: Vec<Channel>,
}

/// The fields of a contact that people fill in. Declared here and only here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// « Prénom ».
    pub given_name: String,
    /// « Nom ».
    pub family_name: String,
    /// Addresses, the first is the main one.
    #[serde(default)]
    pub emails: Vec<Email>,
    /// Numbers, the first is the main one.
    #[serde(default)]
    pub phones: Vec<Phone>,
    /// The company, a record of its own.
    #[serde(default)]
    pub company: Option<CompanyId>,
    /// Function in the company.
    #[serde(default)]
    pub job_title: String,
    /// Where the person stands.
    #[serde(default)]
    pub status: Status,
    /// Source of arrival: the first touch, kept for ever once known.
    #[serde(default)]
    pub source: Option<String>,
    /// The colleague in charge.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Tags by name, sorted.
    #[serde(default)]
    pub tags: Vec<String>,
    /// « Ne pas contacter ».
    #[serde(default)]
    pub do_not_contact: Option<DoNotContact>,
}

impl Details {
    /// The same fields as they are kept: spaces tidied, doubles removed.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.given_name = tidy(&self.given_name);
        self.family_name = tidy(&self.family_name);
        self.job_title = tidy(&self.job_title);
        self.source = self.source.map(|s| tidy(&s)).filter(|s| !s.is_empty());
        dedup(&mut self.emails);
        dedup(&mut self.phones);
        self.tags = tidy_tags(self.tags);
        self
    }

    /// # Errors
    /// `Invalid` on the first field that breaks a rule: a contact needs a name or an address, texts have a bound.
    pub fn check(&self) -> Result<()> {
        check_line("given_name", &self.given_name, 80)?;
        check_line("family_name", &self.family_name, 80)?;
        if self.given_name.is_empty() && self.family_name.is_empty() && self.emails.is_empty() {
            return Err(Error::invalid("family_name", Problem::Missing));
        }
        check_line("job_title", &self.job_title, 120)?;
        if let Some(source) = &self.source {
            check_required("source", source, 80)?;
        }
        if self.emails.len() > 10 || self.phones.len() > 10 {
            return Err(Error::invalid("emails", Problem::TooLong));
        }
        if let Some(stop) = &self.do_not_contact {
            check_line("do_not_contact", &stop.reason, 200)?;
        }
        check_tags(&self.tags)
    }

    /// # Errors
    /// `Invalid` with `Fixed` when the edit would replace the source of arrival: the first touch is kept for ever.
    pub fn check_edit(&self, next: &Self) -> Result<()> {
        if self.source.is_some() && self.source != next.source {
            return Err(Error::invalid("source", Problem::Fixed));
        }
        Ok(())
    }

    /// The name as people say it, or the address when there is no name.
    #[must_use]
    pub fn full_name(&self) -> String {
        match tidy(&format!("{} {}", self.given_name, self.family_name)) {
            name if name.is_empty() => self.emails.first().map(ToString::to_string).unwrap_or_default(),
            name => name,
        }
    }
}

fn dedup<T: PartialEq>(list: &mut Vec<T>) {
    let mut kept: Vec<T> = Vec::with_capacity(list.len());
    for item in list.drain(..) {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    *list = kept;
}

/// A contact as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// What people fill in.
    pub details: Details,
    /// Raised by each change.
    pub version: u32,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Hidden from lists since.
    #[serde(default)]
    pub archived_at: Option<Instant>,
    /// The company's name, for showing.
    #[serde(default)]
    pub company_name: Option<String>,
    /// The latest exchange, for showing.
    #[serde(default)]
    pub last_exchange: Option<Latest>,
    /// The next action, for showing; none for who sees only their own.
    #[serde(default)]
    pub next: Option<crate::deal::Next>,
}

/// A name to choose from, in a search-as-you-type field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The record's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What tells it from its namesakes.
    pub hint: String,
}

/// What may be asked about contacts.
#[async_trait]
pub trait Contacts: Send + Sync {
    /// A page of the list.
    ///
    /// # Errors
    /// `Forbidden`, also to ask for next actions without the right to see everybody's.
    async fn list(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>) -> Result<Page<Contact>>;

    /// One contact.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn show(&self, actor: &Actor, id: &ContactId) -> Result<Contact>;

    /// A new contact.
    ///
    /// # Errors
    /// `Invalid`, `Forbidden`.
    async fn create(&self, actor: &Actor, details: Details) -> Result<Contact>;

    /// Changed fields of a contact.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `NotFound`, `Forbidden`.
    async fn edit(&self, actor: &Actor, id: &ContactId, patch: Patch) -> Result<Contact>;

    /// Hides the contact from lists, or shows it again.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn archive(&self, actor: &Actor, id: &ContactId, archived: bool) -> Result<Contact>;

    /// The first few contacts whose name begins so, to choose from.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn choices(&self, actor: &Actor, text: &str) -> Result<Vec<Choice>>;

    /// The tags and sources in use, to choose from.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn terms(&self, actor: &Actor) -> Result<Terms>;

    /// Changes many contacts, in chunks that are each written whole, with an event a contact that names the bulk.
    ///
    /// # Errors
    /// `Invalid` for nobody, too many, or a value that breaks a rule; `Forbidden`.
    async fn bulk(&self, actor: &Actor, selection: &bulk::Selection, verb: &bulk::Verb) -> Result<bulk::Done>;

    /// Takes a bulk back wherever nobody has changed since what it changed. One takes back one's own; an administrator
    /// anybody's.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn take_back(&self, actor: &Actor, bulk: &BulkId) -> Result<bulk::Done>;

    /// Hands every contact that the filter finds to `each`, in the order of the list; the log then says who took how
    /// many away.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn export(&self, actor: &Actor, filter: &Filter, each: &mut (dyn FnMut(Contact) + Send)) -> Result<u32>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_needs_a_name_or_an_address() {
        assert!(Details::default().check().is_err());
        let only_mail = Details { emails: vec![Email::parse("a@b.fr").unwrap()], ..Details::default() };
        assert_eq!(only_mail.check(), Ok(()));
        assert_eq!(only_mail.full_name(), "a@b.fr");
        let long = Details { family_name: "x".repeat(81), ..Details::default() };
        assert!(long.check().is_err());
    }

    #[test]
    fn the_first_touch_is_kept() {
        let first = Details { source: Some("Salon".into()), ..Details::default() };
        let second = Details { source: Some("Site".into()), ..Details::default() };
        assert_eq!(Details::default().check_edit(&first), Ok(()));
        assert!(first.check_edit(&second).is_err());
        assert!(first.check_edit(&Details::default()).is_err());
    }
}
