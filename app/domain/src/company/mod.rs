//! Companies and other bodies that contacts belong to.

mod list;

pub use list::{Filter, Sort};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::bulk::{self, Done, Verb};
use crate::contact::Choice;
use crate::tag::{check_tags, tidy_tags};
use crate::text::{check_line, check_required, tidy};
use crate::{
    Actor, Address, BulkId, CompanyId, Cursor, Error, Instant, Naf, Page, Patch, Problem, Result, Siren, Siret, UserId,
    Website,
};

/// More people work nowhere.
const MOST_PEOPLE: u32 = 5_000_000;

/// The fields of a company that people fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// « Nom ».
    pub name: String,
    /// The company's number; it follows the establishment's where that is known.
    #[serde(default)]
    pub siren: Option<Siren>,
    /// The establishment's number.
    #[serde(default)]
    pub siret: Option<Siret>,
    /// The code of its activity.
    #[serde(default)]
    pub naf: Option<Naf>,
    /// How many people work there.
    #[serde(default)]
    pub head_count: Option<u32>,
    /// Its site.
    #[serde(default)]
    pub website: Option<Website>,
    /// Where letters go.
    #[serde(default)]
    pub address: Option<Address>,
    /// Town, to tell namesakes apart; it follows the address where that is known.
    #[serde(default)]
    pub town: String,
    /// The colleague in charge.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Tags by name, sorted.
    #[serde(default)]
    pub tags: Vec<String>,
}

impl Details {
    /// The same fields as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.name = tidy(&self.name);
        self.address = self.address.and_then(Address::tidied);
        self.town = match &self.address {
            Some(address) if !address.city.is_empty() => address.city.clone(),
            _ => tidy(&self.town),
        };
        self.tags = tidy_tags(self.tags);
        self.siren = self.siret.as_ref().map(Siret::siren).or(self.siren);
        self
    }

    /// Everything that breaks a rule, in the order of the form.
    #[must_use]
    pub fn faults(&self) -> Vec<Error> {
        let housed = self.address.as_ref().is_some_and(|address| !address.city.is_empty());
        let crowd = self.head_count.is_some_and(|count| count > MOST_PEOPLE);
        let checks = [
            check_required("name", &self.name, 120),
            // The town of an address is said by its own field.
            if housed { Ok(()) } else { check_line("town", &self.town, 80) },
            if crowd { Err(Error::invalid("head_count", Problem::OutOfRange)) } else { Ok(()) },
            check_tags(&self.tags),
        ];
        let address = self.address.iter().flat_map(Address::faults);
        checks.into_iter().filter_map(Result::err).chain(address).collect()
    }

    /// # Errors
    /// `Invalid` on the first field that breaks a rule.
    pub fn check(&self) -> Result<()> {
        self.faults().into_iter().next().map_or(Ok(()), Err)
    }
}

/// Many companies of the list.
pub type Selection = bulk::Selection<CompanyId, Filter>;

/// A company as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Its id.
    pub id: CompanyId,
    /// What people fill in.
    pub details: Details,
    /// Raised by each change.
    pub version: u32,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// What may be asked about companies.
#[async_trait]
pub trait Companies: Send + Sync {
    /// A page of the list.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn list(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>) -> Result<Page<Company>>;

    /// One company.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn show(&self, actor: &Actor, id: &CompanyId) -> Result<Company>;

    /// A new company; one of the same name (accents and case apart) is given back instead of doubled.
    ///
    /// # Errors
    /// `Invalid`, `Forbidden`.
    async fn create(&self, actor: &Actor, details: Details) -> Result<Company>;

    /// Changed fields of a company.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `NotFound`, `Forbidden`.
    async fn edit(&self, actor: &Actor, id: &CompanyId, patch: Patch) -> Result<Company>;

    /// The first few companies whose name begins so, to choose from.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn choices(&self, actor: &Actor, text: &str) -> Result<Vec<Choice>>;

    /// The ids of a selection, each once, so that it can be walked part by part while what the filter finds changes.
    ///
    /// # Errors
    /// `Invalid` for none or too many; `Forbidden`.
    async fn selected(&self, actor: &Actor, selection: &Selection) -> Result<Vec<CompanyId>>;

    /// Changes many companies, in chunks that are each written whole, with an event a company that names the bulk:
    /// `whole`, where this is a part of one. A sweep takes it back.
    ///
    /// # Errors
    /// `Invalid` for none, too many, a value that breaks a rule, or on `verb` for what only contacts have; `NotFound` for
    /// somebody else's bulk; `Forbidden`.
    async fn bulk(&self, actor: &Actor, selection: &Selection, verb: &Verb, whole: Option<&BulkId>) -> Result<Done>;

    /// Hands every company that the filter finds to `each`; the log then says who took how many away.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn export(&self, actor: &Actor, filter: &Filter, each: &mut (dyn FnMut(Company) + Send)) -> Result<u32>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_from_other_fields_follows_them() {
        let address = Address { city: " Lyon ".into(), ..Address::default() };
        let siret = Some(Siret::from_seed(1, 2));
        let siren = Some(Siret::from_seed(9, 2).siren());
        let town = "Paris".to_owned();
        let kept =
            Details { siret: siret.clone(), siren: siren.clone(), address: Some(address), town, ..Details::default() };
        let kept = kept.tidied();
        assert_eq!((kept.siren, kept.town.as_str()), (siret.map(|siret| siret.siren()), "Lyon"));
        let kept = Details { siren: siren.clone(), town: " Paris ".into(), ..Details::default() }.tidied();
        assert_eq!((kept.siren, kept.town.as_str()), (siren, "Paris"));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let wrong = Details { town: "x".repeat(81), head_count: Some(u32::MAX), ..Details::default() };
        let fields: Vec<_> = wrong.faults().iter().filter_map(Error::field).map(str::to_owned).collect();
        assert_eq!(fields, ["name", "town", "head_count"]);
        let old: Details = serde_json::from_str(r#"{"name":"Acme","town":"Lyon"}"#).unwrap();
        assert_eq!((old.check(), old.address), (Ok(()), None));
    }
}
