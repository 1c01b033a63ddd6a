//! One change walked over many records of several kinds, a chunk a step: a colleague's records handed over, a tag renamed.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::bulk::Done;
use crate::tag::{tag_key, tidy_tags};
use crate::text::{check_required, tidy};
use crate::{Actor, BulkId, Cursor, Error, Problem, Result, Right, UserId};

/// What is done to every record it concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Gives a colleague's contacts, companies, open deals and open tasks to another one; to nobody, and the tasks stay.
    HandOver {
        /// Whose.
        from: UserId,
        /// To whom.
        to: Option<UserId>,
    },
    /// Writes a tag in another way wherever it is, however it is written; without another name takes it away.
    Tag {
        /// The tag.
        from: String,
        /// Its new name, which may be another tag's.
        to: Option<String>,
    },
    /// Takes an earlier change back wherever nobody has changed since what it changed.
    Back(BulkId),
}

impl Work {
    /// The same as it is carried out.
    #[must_use]
    pub fn tidied(self) -> Self {
        match self {
            Self::Tag { from, to } => Self::Tag { from: tidy(&from), to: to.map(|to| tidy(&to)) },
            other => other,
        }
    }

    /// What one must be allowed to ask for it.
    #[must_use]
    pub fn right(&self) -> Right {
        match self {
            Self::HandOver { .. } => Right::ManagePeople,
            Self::Tag { .. } => Right::ManageTags,
            Self::Back(_) => Right::Import,
        }
    }

    /// # Errors
    /// `Invalid` on `heir` for a colleague's own records, on `tags` for a name that no tag can have.
    pub fn check(&self) -> Result<()> {
        match self {
            Self::HandOver { from, to } if to.as_ref() == Some(from) => Err(Error::invalid("heir", Problem::Fixed)),
            Self::Tag { from, to } => {
                check_required("tags", from, 40)?;
                to.as_ref().map_or(Ok(()), |to| check_required("tags", to, 40))
            }
            _ => Ok(()),
        }
    }
}

/// Tags after one of them was renamed, or taken away.
#[must_use]
pub fn retag(tags: &[String], from: &str, to: Option<&String>) -> Vec<String> {
    let is = |tag: &&String| tag_key(tag) == tag_key(from);
    if !tags.iter().any(|tag| is(&tag)) {
        return tags.to_vec();
    }
    // First, so that what was both is written the new way.
    let rest = tags.iter().filter(|tag| !is(tag));
    tidy_tags(to.into_iter().chain(rest).cloned().collect())
}

/// What became of one step, and where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What this step did. Its id is the whole's.
    pub done: Done,
    /// Where to go on; none when everything was reached.
    pub next: Option<Cursor>,
}

/// What a colleague has in hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// Contacts in his or her charge, archived ones too.
    pub contacts: u32,
    /// Companies.
    pub companies: u32,
    /// Open deals.
    pub deals: u32,
    /// Open tasks.
    pub tasks: u32,
}

impl Load {
    /// All of it.
    #[must_use]
    pub fn all(self) -> u32 {
        self.contacts + self.companies + self.deals + self.tasks
    }
}

/// A tag and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagUse {
    /// As it is written most often.
    pub name: String,
    /// On how many contacts.
    pub contacts: u32,
    /// On how many companies.
    pub companies: u32,
    /// On how many deals.
    pub deals: u32,
}

impl TagUse {
    /// On how many records.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.contacts + self.companies + self.deals
    }
}

/// The most tags a list of them shows.
pub const MOST_TAGS: usize = 1_000;

/// What may be asked about changes of many records.
#[async_trait]
pub trait Sweeps: Send + Sync {
    /// Does the next few hundred records: each transaction is one chunk, each changed record has an event that names
    /// the whole. The first step names no whole and no place.
    ///
    /// # Errors
    /// `Invalid` on `heir` when that colleague cannot have records; `NotFound` for somebody else's change; `Forbidden`.
    async fn step(&self, actor: &Actor, work: &Work, whole: Option<&BulkId>, at: Option<Cursor>) -> Result<Step>;

    /// What a colleague has in hand.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn load(&self, actor: &Actor, user: &UserId) -> Result<Load>;

    /// The tags in use, by name: at most [`MOST_TAGS`].
    ///
    /// # Errors
    /// `Forbidden`.
    async fn tags(&self, actor: &Actor) -> Result<Vec<TagUse>>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tags(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_tag_is_renamed_merged_and_taken_away() {
        let new = "Grand compte".to_owned();
        assert_eq!(retag(&tags(&["École", "VIP"]), "vip", Some(&new)), tags(&["École", "Grand compte"]));
        assert_eq!(retag(&tags(&["Ecole", "VIP"]), "VIP", Some(&"École".to_owned())), tags(&["École"]));
        assert_eq!(retag(&tags(&["vip"]), "VIP", Some(&"VIP".to_owned())), tags(&["VIP"]));
        assert_eq!(retag(&tags(&["École", "VIP"]), "ecole", None), tags(&["VIP"]));
        // What has nothing to do with it is not even tidied.
        assert_eq!(retag(&tags(&["b", "a"]), "c", Some(&new)), tags(&["b", "a"]));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let ana: UserId = "ana".parse().unwrap();
        let own = Work::HandOver { from: ana.clone(), to: Some(ana.clone()) };
        assert_eq!(own.check(), Err(Error::invalid("heir", Problem::Fixed)));
        assert_eq!(Work::HandOver { from: ana, to: None }.check(), Ok(()));
        let tag = |to: &str| Work::Tag { from: "a".to_owned(), to: Some(to.to_owned()) }.tidied().check();
        assert!(tag("  ").is_err() && tag(&"x".repeat(41)).is_err() && tag(" b ").is_ok());
    }

    proptest! {
        #[test]
        fn the_old_name_is_nowhere_and_nothing_else_is_lost(names in prop::collection::vec("[a-dA-D]", 0..6), from in "[a-d]", to in "[e-f]") {
            let names = tidy_tags(names);
            let next = retag(&names, &from, Some(&to));
            prop_assert!(!next.iter().any(|tag| tag_key(tag) == tag_key(&from)));
            let had = names.iter().any(|tag| tag_key(tag) == tag_key(&from));
            prop_assert_eq!(next.contains(&to), had);
            prop_assert_eq!(next.len(), names.len());
        }
    }
}
