//! Why a row was not written, or not all of it.

use serde::{Deserialize, Serialize};

/// Why a row is set aside, or what of it could not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Neither a name nor an address.
    Nobody,
    /// The address is none.
    BadEmail,
    /// The number is none.
    BadPhone,
    /// The amount is none; the contact is written.
    BadAmount,
    /// No stage has that name; the contact is written, the deal goes to the first stage.
    UnknownStage,
    /// No status has that name; the contact is written without.
    UnknownStatus,
    /// The day of closing is none; the contact and the deal are written.
    BadDay,
    /// No colleague has that name or address; the one who imports is in charge.
    UnknownOwner,
    /// The deal's title is longer than its field holds; it is written cut.
    CutTitle,
    /// A text is longer than its field holds.
    TooLong,
    /// Several known contacts have this address, number or name.
    Ambiguous,
    /// The row has more cells than the heading.
    TooManyCells,
}

impl Reason {
    /// Whether the row was written all the same.
    #[must_use]
    pub fn is_remark(self) -> bool {
        matches!(
            self,
            Self::BadAmount
                | Self::UnknownStage
                | Self::UnknownStatus
                | Self::BadDay
                | Self::UnknownOwner
                | Self::CutTitle
        )
    }
}
