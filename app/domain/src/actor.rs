//! Who acts, and what each role may do. Every port method takes an `&Actor` and asks it first.

use serde::{Deserialize, Serialize};

use crate::{Error, Result, UserId};

/// What a colleague is to the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the CRM: people, settings, deletion for good.
    Administrator,
    /// Sells and follows up.
    Advisor,
    /// Teaches: sees people, not money.
    Trainer,
    /// Sees everything, changes nothing.
    Reader,
}

/// What may be asked of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// See contacts and companies.
    ReadContacts,
    /// See deals, boards and amounts.
    ReadDeals,
    /// See everybody's tasks, not only one's own.
    ReadAllTasks,
    /// Create, edit, move, archive contacts, companies, deals and anybody's tasks.
    WriteRecords,
    /// Write notes, exchanges and own tasks.
    WriteNotes,
    /// Import, change in bulk, export.
    Import,
    /// Create and rename tags.
    ManageTags,
    /// Pipelines, stages, sources, settings.
    ManageSettings,
    /// Invite, disable, change roles.
    ManagePeople,
    /// Read the change log of everything.
    ReadLog,
    /// Delete for good.
    DeleteForGood,
}

impl Right {
    /// Every right, for the test that walks the table.
    pub const ALL: [Self; 11] = [
        Self::ReadContacts,
        Self::ReadDeals,
        Self::ReadAllTasks,
        Self::WriteRecords,
        Self::WriteNotes,
        Self::Import,
        Self::ManageTags,
        Self::ManageSettings,
        Self::ManagePeople,
        Self::ReadLog,
        Self::DeleteForGood,
    ];
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Administrator, Self::Advisor, Self::Trainer, Self::Reader];

    /// The table of permissions.
    #[must_use]
    pub fn allows(self, right: Right) -> bool {
        use Right as R;
        match self {
            Self::Administrator => true,
            Self::Advisor => matches!(
                right,
                R::ReadContacts
                    | R::ReadDeals
                    | R::ReadAllTasks
                    | R::WriteRecords
                    | R::WriteNotes
                    | R::Import
                    | R::ManageTags
            ),
            Self::Trainer => matches!(right, R::ReadContacts | R::WriteNotes),
            Self::Reader => matches!(right, R::ReadContacts | R::ReadDeals | R::ReadAllTasks),
        }
    }

    /// The role's name in code, commands and the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Advisor => "advisor",
            Self::Trainer => "trainer",
            Self::Reader => "reader",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| Error::invalid("role", crate::Problem::Unknown))
    }
}

/// Who asks: a colleague, the operator at the server's command line, or a visitor who has not signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The colleague; none for the operator and for a visitor.
    pub user: Option<UserId>,
    /// The name that history shows.
    pub name: String,
    /// What the actor may do; none for a visitor, who may do nothing but sign in.
    pub role: Option<Role>,
}

impl Actor {
    /// The person at the server's command line: may do everything, and is named as such in the history.
    #[must_use]
    pub fn operator() -> Self {
        Self { user: None, name: "operator".to_owned(), role: Some(Role::Administrator) }
    }

    /// Somebody who has not signed in.
    #[must_use]
    pub fn visitor() -> Self {
        Self { user: None, name: String::new(), role: None }
    }

    /// The colleague's id.
    ///
    /// # Errors
    /// `Unauthorized` for a visitor, `Forbidden` for the operator, who has no account.
    pub fn colleague(&self) -> Result<&UserId> {
        self.user.as_ref().ok_or(if self.role.is_some() { Error::Forbidden } else { Error::Unauthorized })
    }

    /// Whether the actor has the right.
    #[must_use]
    pub fn can(&self, right: Right) -> bool {
        self.role.is_some_and(|role| role.allows(right))
    }

    /// Passes if the actor has the right.
    ///
    /// # Errors
    /// `Unauthorized` for a visitor, `Forbidden` otherwise.
    pub fn may(&self, right: Right) -> Result<()> {
        match self.role {
            None => Err(Error::Unauthorized),
            Some(role) if role.allows(right) => Ok(()),
            Some(_) => Err(Error::Forbidden),
        }
    }

    /// Whether this is the colleague with that id.
    #[must_use]
    pub fn is(&self, user: &UserId) -> bool {
        self.user.as_ref() == Some(user)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_permissions_stands() {
        // Columns: administrator, advisor, trainer, reader.
        let table = [
            (Right::ReadContacts, [true, true, true, true]),
            (Right::ReadDeals, [true, true, false, true]),
            (Right::ReadAllTasks, [true, true, false, true]),
            (Right::WriteRecords, [true, true, false, false]),
            (Right::WriteNotes, [true, true, true, false]),
            (Right::Import, [true, true, false, false]),
            (Right::ManageTags, [true, true, false, false]),
            (Right::ManageSettings, [true, false, false, false]),
            (Right::ManagePeople, [true, false, false, false]),
            (Right::ReadLog, [true, false, false, false]),
            (Right::DeleteForGood, [true, false, false, false]),
        ];
        assert_eq!(table.len(), Right::ALL.len());
        for (right, expected) in table {
            assert_eq!(Role::ALL.map(|role| role.allows(right)), expected, "{right:?}");
        }
    }
}
