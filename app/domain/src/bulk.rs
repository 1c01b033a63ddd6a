//! One change for many records of a list at once, and how it is taken back.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::contact::Status;
use crate::patch::{Changes, FieldChange};
use crate::tag::{tag_key, tidy_tags};
use crate::text::{check_required, tidy};
use crate::{BulkId, Error, Problem, Result, UserId, company, contact};

/// The most records one call changes.
pub const MOST: usize = 10_000;
/// How many are changed in one transaction.
pub const CHUNK: usize = 500;

/// Which records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection<Id, Filter> {
    /// These.
    These(Vec<Id>),
    /// All that the filter finds.
    Found(Box<Filter>),
}

/// What is done to each of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Gives a tag.
    AddTag(String),
    /// Takes a tag away.
    RemoveTag(String),
    /// Puts somebody, or nobody, in charge.
    Owner(Option<UserId>),
    /// Sets the status, which contacts have.
    Status(Status),
    /// Hides contacts from lists, or shows them again.
    Archive(bool),
}

impl Verb {
    /// The same as it is carried out.
    #[must_use]
    pub fn tidied(self) -> Self {
        match self {
            Self::AddTag(tag) => Self::AddTag(tidy(&tag)),
            Self::RemoveTag(tag) => Self::RemoveTag(tidy(&tag)),
            other => other,
        }
    }

    /// # Errors
    /// `Invalid` on `tags` when the tag is empty or too long.
    pub fn check(&self) -> Result<()> {
        match self {
            Self::AddTag(tag) | Self::RemoveTag(tag) => check_required("tags", tag, 40),
            _ => Ok(()),
        }
    }

    /// Whether it is for contacts only.
    #[must_use]
    pub fn of_contacts(&self) -> bool {
        matches!(self, Self::Status(_) | Self::Archive(_))
    }

    /// The fields of a contact as they shall be. Archiving is no field.
    #[must_use]
    pub fn apply(&self, details: &contact::Details) -> contact::Details {
        let mut next = details.clone();
        self.mark(&mut next.tags, &mut next.owner);
        if let Self::Status(status) = self {
            next.status = *status;
        }
        next
    }

    /// The same of a company.
    #[must_use]
    pub fn apply_to_company(&self, details: &company::Details) -> company::Details {
        let mut next = details.clone();
        self.mark(&mut next.tags, &mut next.owner);
        next
    }

    /// What contacts and companies have in common. A tag is the same however it is written.
    fn mark(&self, tags: &mut Vec<String>, owner: &mut Option<UserId>) {
        let is = |known: &String, tag: &String| tag_key(known) == tag_key(tag);
        match self {
            Self::AddTag(tag) if !tags.iter().any(|known| is(known, tag)) => {
                tags.push(tag.clone());
                *tags = tidy_tags(std::mem::take(tags));
            }
            Self::RemoveTag(tag) => tags.retain(|known| !is(known, tag)),
            Self::Owner(new) => owner.clone_from(new),
            Self::AddTag(_) | Self::Status(_) | Self::Archive(_) => {}
        }
    }
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Its id, by which it is taken back.
    pub bulk: BulkId,
    /// Records that were changed.
    pub changed: u32,
    /// Records that were so already, or that are not there any more.
    pub unchanged: u32,
    /// Records that could not be changed: too many tags, or changed by somebody since when it is taken back.
    pub refused: u32,
    /// Records that were not reached, because the database failed on the way.
    pub left: u32,
}

impl Done {
    /// Nothing yet.
    #[cfg(feature = "native")]
    #[must_use]
    pub fn begin() -> Self {
        Self { bulk: BulkId::new(), changed: 0, unchanged: 0, refused: 0, left: 0 }
    }
}

/// The fields as they were before a change, if nobody has changed since what it changed. Of tags those are taken back
/// that it gave or took; what others did to other tags stays.
///
/// # Errors
/// `Changed` when somebody has.
pub fn taken_back<T: Serialize + DeserializeOwned>(present: &T, changes: &Changes) -> Result<T> {
    let mut rest = changes.clone();
    let json = serde_json::to_value(present).unwrap_or_default();
    if let Some(change) = rest.0.remove("tags") {
        let list = |value: &Value| serde_json::from_value::<Vec<String>>(value.clone()).unwrap_or_default();
        let (before, after, mut next) = (list(&change.before), list(&change.after), list(&json["tags"]));
        let given: Vec<&String> = after.iter().filter(|tag| !before.contains(tag)).collect();
        let taken: Vec<&String> = before.iter().filter(|tag| !after.contains(tag)).collect();
        let untouched = given.iter().all(|tag| next.contains(tag)) && !taken.iter().any(|t| next.contains(t));
        if !untouched {
            return Err(Error::Changed {
                field: "tags".to_owned(),
                theirs: change.after,
                yours: change.before,
                by: None,
            });
        }
        next.retain(|tag| !given.contains(&tag));
        next.extend(taken.into_iter().cloned());
        let after = json["tags"].clone();
        rest.0.insert("tags".to_owned(), FieldChange { before: tidy_tags(next).into(), after });
    }
    for (field, change) in &rest.0 {
        let now = json.get(field).cloned().unwrap_or_default();
        if now != change.after {
            return Err(Error::Changed { field: field.clone(), theirs: now, yours: change.before.clone(), by: None });
        }
    }
    rest.reversed().apply(present)
}

/// # Errors
/// `Invalid` on `selection` when nobody or too many are selected.
pub fn check_number(number: usize) -> Result<()> {
    match number {
        0 => Err(Error::invalid("selection", Problem::Missing)),
        1..=MOST => Ok(()),
        _ => Err(Error::invalid("selection", Problem::TooLong)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::Details;
    use proptest::prelude::*;

    fn tagged(tags: &[&str]) -> Details {
        Details { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..Details::default() }
    }

    #[test]
    fn a_tag_is_given_once_however_it_is_written() {
        let add = Verb::AddTag("  école ".to_owned()).tidied();
        assert_eq!(add.apply(&tagged(&["École", "VIP"])), tagged(&["École", "VIP"]));
        assert_eq!(add.apply(&tagged(&["VIP"])).tags, ["école", "VIP"]);
        assert_eq!(Verb::RemoveTag("ECOLE".to_owned()).apply(&tagged(&["École", "VIP"])), tagged(&["VIP"]));
        assert!(Verb::AddTag("  ".to_owned()).tidied().check().is_err());
        assert!(Verb::AddTag("x".repeat(41)).check().is_err());
    }

    #[test]
    fn a_company_has_no_status_and_is_not_archived() {
        let acme = company::Details { name: "Acme".to_owned(), ..company::Details::default() };
        let status = Verb::Status(Status::Client);
        assert!(status.of_contacts() && Verb::Archive(true).of_contacts() && !Verb::Owner(None).of_contacts());
        assert_eq!(status.apply_to_company(&acme), acme);
        assert_eq!(Verb::AddTag("VIP".to_owned()).apply_to_company(&acme).tags, ["VIP"]);
    }

    #[test]
    fn what_somebody_changed_since_stays() {
        let before = Details { status: Status::Prospect, ..tagged(&["VIP"]) };
        let after = Verb::Status(Status::Client).apply(&before);
        let changes = Changes::between(&before, &after);
        assert_eq!(taken_back(&after, &changes), Ok(before.clone()));
        let renamed = Details { family_name: "Roy".to_owned(), ..after.clone() };
        assert_eq!(
            taken_back(&renamed, &changes).map(|back| (back.status, back.family_name)),
            Ok((Status::Prospect, "Roy".to_owned()))
        );
        let moved = Details { status: Status::Enrolled, ..after };
        assert!(taken_back(&moved, &changes).is_err());
    }

    #[test]
    fn a_tag_is_taken_back_from_among_later_ones() {
        let (before, after) = (tagged(&["a"]), tagged(&["a", "new"]));
        let given = Changes::between(&before, &after);
        assert_eq!(taken_back(&tagged(&["a", "b", "new"]), &given), Ok(tagged(&["a", "b"])));
        assert!(taken_back(&tagged(&["a", "b"]), &given).is_err());
        let taken = Changes::between(&after, &before);
        assert_eq!(taken_back(&tagged(&["b"]), &taken), Ok(tagged(&["b", "new"])));
    }

    #[test]
    fn a_selection_has_a_size() {
        assert!(check_number(0).is_err() && check_number(MOST + 1).is_err());
        assert_eq!(check_number(MOST), Ok(()));
    }

    proptest! {
        #[test]
        fn taking_back_gives_what_was(tags in prop::collection::vec("[a-d]", 0..4), tag in "[a-f]", add: bool, owner: bool) {
            let before = Details { tags: tidy_tags(tags), ..Details::default() };
            let verb = match (owner, add) {
                (true, _) => Verb::Owner(Some("u1".parse().unwrap())),
                (false, true) => Verb::AddTag(tag),
                (false, false) => Verb::RemoveTag(tag),
            };
            let after = verb.apply(&before);
            prop_assert_eq!(verb.apply(&after).clone(), after.clone());
            let changes = Changes::between(&before, &after);
            prop_assert_eq!(taken_back(&after, &changes), Ok(before));
        }
    }
}
