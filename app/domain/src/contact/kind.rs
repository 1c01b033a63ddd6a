//! What of a person is chosen from a few: status, civility, channel.

use serde::{Deserialize, Serialize};

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

/// How a person is addressed in a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Civility {
    /// « Madame ».
    Madam,
    /// « Monsieur ».
    Sir,
}

impl Civility {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Madam, Self::Sir];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Madam => "madam",
            Self::Sir => "sir",
        }
    }

    /// The one with that name in the database.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
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

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 4] = [Self::Email, Self::Phone, Self::Sms, Self::Post];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Sms => "sms",
            Self::Post => "post",
        }
    }

    /// The one with that name in the database.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}
