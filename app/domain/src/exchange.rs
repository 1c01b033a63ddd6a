//! Exchanges: calls, e-mails, meetings and enrolments with a contact, noted after the fact.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::note::check_text;
use crate::{Actor, ContactId, DealId, Error, ExchangeId, Instant, Patch, Problem, Result};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$note])* $variant,)* }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in code and the database.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The one with that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == name)
            }
        }
    };
}

words! {
    /// By what way.
    Channel {
        /// A call.
        #[default]
        Call = "call",
        /// An e-mail.
        Email = "email",
        /// A meeting.
        Meeting = "meeting",
        /// An enrolment, taken on the spot.
        Enrolment = "enrolment",
    }
}

words! {
    /// Who began.
    Direction {
        /// The contact.
        In = "in",
        /// The organisation.
        #[default]
        Out = "out",
    }
}

words! {
    /// How it ended.
    Outcome {
        /// They spoke.
        #[default]
        Reached = "reached",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// A message was left.
        MessageLeft = "message_left",
        /// To be called back.
        CallBack = "call_back",
    }
}

/// A length of time as people type it, in minutes: `90`, `90 min`, `1h30`, `1 h`, `1:30`.
///
/// # Errors
/// `Invalid` on `minutes`.
pub fn minutes(text: &str) -> Result<u16> {
    let bad = || Error::invalid("minutes", Problem::Malformed);
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_lowercase).collect();
    let text = text.trim_end_matches('.');
    let bare = ["minutes", "minute", "min", "mn", "m"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
    let number = |part: &str| match part.bytes().all(|digit| digit.is_ascii_digit()) {
        true => part.parse::<u16>().map_err(|_| bad()),
        false => Err(bad()),
    };
    match bare.split_once(['h', ':']) {
        None => number(bare),
        Some((hours, rest)) => {
            let rest = if rest.is_empty() { 0 } else { number(rest)? };
            let whole = number(hours)?.checked_mul(60).and_then(|hours| hours.checked_add(rest));
            whole.filter(|_| rest < 60).ok_or_else(bad)
        }
    }
}

/// The fields of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// With whom.
    pub contact: ContactId,
    /// About which deal.
    #[serde(default)]
    pub deal: Option<DealId>,
    /// By what way.
    #[serde(default)]
    pub channel: Channel,
    /// Who began.
    #[serde(default)]
    pub direction: Direction,
    /// How it ended.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// How long it took, in minutes.
    #[serde(default)]
    pub minutes: Option<u16>,
    /// What was said, in short.
    #[serde(default)]
    pub text: String,
    /// When. One that is being logged may leave it out: then it is now.
    #[serde(default)]
    pub at: Option<Instant>,
}

impl Details {
    /// The same fields as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.text = self.text.replace("\r\n", "\n").trim().to_owned();
        self
    }

    /// # Errors
    /// `Invalid` on the first field that breaks a rule; nothing is logged that has not happened yet.
    pub fn check(&self, now: Instant) -> Result<()> {
        check_text(&self.text, 1_000)?;
        if self.minutes.is_some_and(|minutes| minutes > 24 * 60) {
            return Err(Error::invalid("minutes", Problem::OutOfRange));
        }
        // Some minutes of grace: clocks differ.
        let early = self.at.is_some_and(|at| at.0 > now.0 + 300_000 || at.0 < 0);
        if early { Err(Error::invalid("at", Problem::OutOfRange)) } else { Ok(()) }
    }
}

/// An exchange as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Its id.
    pub id: ExchangeId,
    /// The fields; `at` is there.
    pub details: Details,
    /// Raised by each change.
    pub version: u32,
    /// When it was removed.
    #[serde(default)]
    pub removed_at: Option<Instant>,
}

/// The latest exchange with a contact, as the contact carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Latest {
    /// When.
    pub at: Instant,
    /// By what way.
    pub channel: Channel,
}

/// What may be asked about exchanges. They are read in the history of their records.
#[async_trait]
pub trait Exchanges: Send + Sync {
    /// One exchange.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn show(&self, actor: &Actor, id: &ExchangeId) -> Result<Exchange>;

    /// A new exchange; the contact's latest follows.
    ///
    /// # Errors
    /// `Invalid`, also on `contact` and `deal` when they are not there or not together; `Forbidden`.
    async fn log(&self, actor: &Actor, details: Details) -> Result<Exchange>;

    /// The same under an id that the writer made: asked again, it answers what stands there already. Where that is as it
    /// was first written and differs, it becomes what is asked for now.
    ///
    /// # Errors
    /// As above; `Taken` when another wrote under that id.
    async fn log_once(&self, actor: &Actor, id: ExchangeId, details: Details) -> Result<Exchange>;

    /// Changed fields of an exchange. Its contact stays.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `NotFound`, `Forbidden`.
    async fn edit(&self, actor: &Actor, id: &ExchangeId, patch: Patch) -> Result<Exchange>;

    /// Takes an exchange away, or brings it back.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn remove(&self, actor: &Actor, id: &ExchangeId, removed: bool) -> Result<Exchange>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exchange_is_short_and_past() {
        let now = Instant(1_000_000_000);
        let call = Details {
            contact: "x1".parse().unwrap(),
            deal: None,
            channel: Channel::default(),
            direction: Direction::default(),
            outcome: Some(Outcome::default()),
            minutes: Some(12),
            text: String::new(),
            at: Some(now),
        };
        assert_eq!(call.check(now), Ok(()));
        let on = |details: Details| match details.check(now) {
            Err(Error::Invalid { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(on(Details { minutes: Some(2_000), ..call.clone() }), "minutes");
        assert_eq!(on(Details { text: "é".repeat(1_001), ..call.clone() }), "text");
        assert_eq!(on(Details { at: Some(Instant(now.0 + 400_000)), ..call.clone() }), "at");
        assert_eq!(Outcome::named("no_answer"), Some(Outcome::NoAnswer));
    }

    #[test]
    fn a_length_of_time_is_read_as_people_type_it() {
        let read = |text| minutes(text).ok();
        for (text, whole) in [("90", 90), ("90 min", 90), ("1h30", 90), ("1 h 30 min", 90), ("1:30", 90), ("2 H", 120)]
        {
            assert_eq!(read(text), Some(whole), "{text}");
        }
        for text in ["", "trop", "-5", "+5", "1h75", "h30", "1h30h", "99999", "2000h", "1,5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_length_is_read_back_and_nothing_breaks(whole in 0u16..=1440, text in "\\PC{0,12}") {
            proptest::prop_assert_eq!(minutes(&format!("{}h{:02}", whole / 60, whole % 60)).ok(), Some(whole));
            let _ = minutes(&text);
        }
    }
}
