//! Errors on their way to the browser, and what people read of them.

use domain::error::Refusal;
use domain::{Error as Cause, Problem};
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::{Bytes, Decodes};
use serde::{Deserialize, Serialize};

use crate::i18n::{Texts, fill};

/// The domain's error, as a server function answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Error(pub Cause);

impl From<Cause> for Error {
    fn from(cause: Cause) -> Self {
        Self(cause)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What was asked cannot be read: by a foreign program, or by a page of another release.
#[cfg(feature = "ssr")]
fn unread() -> Cause {
    let unread = Cause::invalid("", Problem::Malformed);
    crate::ssr::status(unread.status());
    unread
}

/// An answer that is none of the server's: a proxy's page, a sign-in of a hotel.
#[cfg(not(feature = "ssr"))]
fn unread() -> Cause {
    Cause::Offline
}

impl FromServerFnError for Error {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        Self(match value {
            ServerFnErrorErr::Deserialization(_) | ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                unread()
            }
            ServerFnErrorErr::Request(_) => Cause::Offline,
            _ => Cause::Internal,
        })
    }

    fn de(data: Bytes) -> Self {
        let decoded = <Self::Encoder as Decodes<Self>>::decode(data);
        let error = decoded
            .unwrap_or_else(|cause| Self::from_server_fn_error(ServerFnErrorErr::Deserialization(cause.to_string())));
        if error.0 == Cause::Unauthorized {
            crate::outbox::ended();
        }
        error
    }
}

impl Error {
    /// What happened, what was kept, and what to do.
    #[must_use]
    pub fn say(&self, t: &'static Texts) -> String {
        let e = t.error();
        match &self.0 {
            Cause::Unauthorized => e.unauthorized.to_owned(),
            Cause::Forbidden => e.forbidden.to_owned(),
            Cause::NotFound => e.not_found.to_owned(),
            Cause::Invalid { problem: Problem::TooLong, limit: Some(limit), .. } => {
                fill(e.too_long_by, &[("n", &domain::money::group(i64::from(*limit), '\u{202f}'))])
            }
            Cause::Invalid { field, problem: Problem::Malformed, .. } if field == "amount" => e.bad_amount.to_owned(),
            Cause::Invalid { field, problem: Problem::OutOfRange, .. } if field == "amount" => {
                e.amount_range.to_owned()
            }
            Cause::Invalid { field, problem: Problem::Malformed | Problem::OutOfRange, .. } if field == "minutes" => {
                e.minutes_range.to_owned()
            }
            // What it was written on, or names, went meanwhile.
            Cause::Invalid { field, problem: Problem::Unknown, .. }
                if ["contact", "company", "deal"].contains(&field.as_str()) =>
            {
                e.not_found.to_owned()
            }
            Cause::Invalid { problem, .. } => problem_text(*problem, t).to_owned(),
            Cause::Changed { field, theirs, by, .. } => {
                let by = by.as_deref().unwrap_or(e.somebody);
                match theirs.as_str().filter(|_| !domain::patch::is_key(field)) {
                    Some(text) => fill(e.changed_to, &[("by", by), ("value", text)]),
                    None => fill(e.changed, &[("by", by)]),
                }
            }
            Cause::Since { by, .. } => fill(e.since, &[("by", by)]),
            Cause::Taken { .. } => e.taken.to_owned(),
            Cause::Refused { reason } => match reason {
                Refusal::LastAdministrator => e.last_administrator,
                Refusal::LastStage => e.last_stage,
                Refusal::DealClosed => e.deal_closed,
                Refusal::DealMoved => e.deal_moved,
                Refusal::CompanyInUse => e.company_in_use,
                Refusal::ContactGone => e.contact_gone,
                Refusal::LinkExpired => e.link_expired,
                Refusal::AlreadySetUp => e.already_set_up,
                Refusal::Undone => e.undone_already,
                Refusal::Final => e.lasting,
                Refusal::Depended => e.depended,
                Refusal::Elsewhere => e.elsewhere,
            }
            .to_owned(),
            Cause::TooMany { seconds } => fill(e.too_many, &[("seconds", &seconds.to_string())]),
            Cause::Offline if crate::outbox::no_network() => e.no_network.to_owned(),
            Cause::Offline => e.offline.to_owned(),
            Cause::Full => e.full.to_owned(),
            Cause::Internal => e.internal.to_owned(),
        }
    }

    /// The same of what was only to be read: there is nothing that could be lost.
    #[must_use]
    pub fn say_unread(&self, t: &'static Texts) -> String {
        match &self.0 {
            Cause::Offline if crate::outbox::no_network() => t.error().unread_offline.to_owned(),
            Cause::Offline => t.error().unread_away.to_owned(),
            _ => self.say(t),
        }
    }

    /// The text for one field of a form: its own problem, or nothing.
    #[must_use]
    pub fn on(&self, name: &str, t: &'static Texts) -> Option<String> {
        (self.0.field() == Some(name)).then(|| self.say(t))
    }
}

fn problem_text(problem: Problem, t: &'static Texts) -> &'static str {
    let e = t.error();
    match problem {
        Problem::Missing => e.missing,
        Problem::TooLong => e.too_long,
        Problem::TooShort => e.too_short,
        Problem::Malformed => e.malformed,
        Problem::Unknown => e.unknown,
        Problem::OutOfRange => e.out_of_range,
        Problem::Fixed => e.fixed,
        Problem::Wrong => e.wrong,
        Problem::Common => e.common,
        Problem::Checksum => e.checksum,
    }
}

#[cfg(test)]
mod tests {
    use domain::Money;

    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn an_amount_says_how_it_is_written_or_how_large_it_may_be() {
        for lang in [Lang::Fr, Lang::En] {
            let t = lang.texts();
            let say = |text: &str| Error(Money::parse(text).unwrap_err()).say(t);
            assert_eq!(say("1e9"), t.error().bad_amount);
            for text in ["-3", "99999999999999", "100000000"] {
                assert!(say(text).contains(&Money::MAX.show(lang.french())), "{}", say(text));
            }
        }
    }
}
