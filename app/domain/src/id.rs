//! Identifiers: one type a concept, so that a contact's id cannot stand where a deal's is wanted.

use serde::{Deserialize, Serialize};

use crate::{Error, Instant, Problem};

/// Whether a text has the form of a ULID: 26 letters and digits, the time first.
#[must_use]
pub fn is_ulid(text: &str) -> bool {
    let letter = |b: u8| b.is_ascii_digit() || (b.is_ascii_uppercase() && !b"ILOU".contains(&b));
    text.len() == 26 && text.starts_with(|c| ('0'..='7').contains(&c)) && text.bytes().all(letter)
}

/// When an id was made, by the clock of whoever made it; none where it is no ULID.
fn made_at(id: &str) -> Option<Instant> {
    // Ten signs of five bits each, in the alphabet of Crockford.
    let value = |sign: u8| b"0123456789ABCDEFGHJKMNPQRSTVWXYZ".iter().position(|one| *one == sign);
    let millis = id.bytes().take(10).try_fold(0_i64, |sum, sign| Some(sum * 32 + i64::try_from(value(sign)?).ok()?));
    millis.filter(|_| is_ulid(id)).map(Instant)
}

/// So much later than written it is called sent late, and not by a clock that goes wrong: in milliseconds.
const LATE: std::ops::Range<i64> = 2 * 60_000..30 * 86_400_000;

/// When what came under an id that its writer made was written: before it came, where that was without network.
#[must_use]
pub fn written_at(id: &str, came: Instant) -> Instant {
    made_at(id).filter(|made| LATE.contains(&made.until(came))).unwrap_or(came)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $table:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The table, event subject prefix and file name of the concept.
            pub const TABLE: &'static str = $table;

            /// A new id: a ULID, so that ids sort by time of creation.
            #[cfg(feature = "native")]
            #[must_use]
            pub fn new() -> Self {
                Self(ulid::Ulid::generate().to_string())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// How events name the record: `table:id`.
            #[must_use]
            pub fn subject(&self) -> String {
                format!("{}:{}", $table, self.0)
            }
        }

        #[cfg(feature = "native")]
        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl TryFrom<String> for $name {
            type Error = Error;
            fn try_from(text: String) -> Result<Self, Error> {
                let well_formed = (1..=64).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
                if well_formed { Ok(Self(text)) } else { Err(Error::invalid("id", Problem::Malformed)) }
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;
            fn from_str(text: &str) -> Result<Self, Error> {
                text.to_owned().try_into()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A person.
    ContactId = "contact";
    /// A company.
    CompanyId = "company";
    /// An opportunity.
    DealId = "deal";
    /// A pipeline.
    PipelineId = "pipeline";
    /// A stage of a pipeline.
    StageId = "stage";
    /// A next action.
    TaskId = "task";
    /// A note on a record.
    NoteId = "note";
    /// A notice to a colleague.
    NoticeId = "notice";
    /// A place in the bin.
    BinId = "bin";
    /// A call, an e-mail, a meeting.
    ExchangeId = "exchange";
    /// A colleague who signs in.
    UserId = "user";
    /// An event of the history.
    EventId = "event";
    /// One import of a file.
    ImportId = "import";
    /// One change of many records at once.
    BulkId = "bulk";
    /// A saved view.
    ViewId = "view";
    /// A word of a list that forms offer.
    WordId = "word";
    /// An open session, named without giving the secret away.
    SessionId = "session";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ulid_is_known_by_its_form() {
        assert!(is_ulid("01ARZ3NDEKTSV4RRFFQ69G5FAV"));
        for bad in [
            "",
            "01ARZ3NDEKTSV4RRFFQ69G5FA",
            "81ARZ3NDEKTSV4RRFFQ69G5FAV",
            "01ARZ3NDEKTSV4RRFFQ69G5FAU",
            "01arz3ndektsv4rrffq69g5fav",
        ] {
            assert!(!is_ulid(bad), "{bad}");
        }
    }

    #[test]
    fn what_comes_late_was_written_when_its_id_was_made() {
        let (id, made) = ("01ARZ3NDEKTSV4RRFFQ69G5FAV", 1_469_922_850_259);
        for (after, said) in [(0, 0), (60_000, 60_000), (3_600_000, 0), (-3_600_000, -3_600_000), (LATE.end, LATE.end)]
        {
            assert_eq!(written_at(id, Instant(made + after)), Instant(made + said), "{after}");
        }
        assert_eq!(written_at("x1", Instant(made)), Instant(made));
    }

    #[test]
    fn an_id_is_short_and_plain() {
        assert!("01J8Z0C9".parse::<ContactId>().is_ok());
        for bad in ["", "a:b", "⟨x⟩", "a b", &"x".repeat(65)] {
            assert!(bad.parse::<ContactId>().is_err(), "{bad}");
        }
        assert_eq!("x1".parse::<DealId>().map(|id| id.subject()), Ok("deal:x1".to_owned()));
    }
}
