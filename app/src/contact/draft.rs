//! What has been typed of a new contact so far.

use domain::contact::{Civility, Contact, Details, DoNotContact, Sketch};
use domain::{Email, Error as Cause, Instant, Phone, Problem};
use leptos::prelude::*;

use super::api::create_contact;
use super::channels::Channels;
use super::edit::{company_named, tags};
use super::words::status_of;
use crate::error::Error;
use crate::i18n::{Texts, fill};
use crate::me::{me, now};
use crate::record::{AddressDraft, Kept, Slot, filled, id, say_address, several};

/// The fields.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) civility: RwSignal<String>,
    pub(super) given_name: RwSignal<String>,
    pub(super) family_name: RwSignal<String>,
    pub(super) emails: RwSignal<String>,
    pub(super) phones: RwSignal<String>,
    pub(super) company: RwSignal<String>,
    pub(super) job_title: RwSignal<String>,
    pub(super) status: RwSignal<String>,
    pub(super) source: RwSignal<String>,
    pub(super) owner: RwSignal<String>,
    pub(super) tags: RwSignal<String>,
    pub(super) address: AddressDraft,
    pub(super) stop: Channels,
    now: Signal<Instant>,
}

impl Draft {
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let owner = RwSignal::new(me().map(|me| me.id.to_string()).unwrap_or_default());
        Self {
            civility: text(),
            given_name: text(),
            family_name: text(),
            emails: text(),
            phones: text(),
            company: text(),
            job_title: text(),
            status: RwSignal::new("prospect".to_owned()),
            source: text(),
            owner,
            tags: text(),
            address: AddressDraft::new(),
            stop: Channels::new(),
            now: now(),
        }
    }

    /// Keeps the fields in this tab until they are saved.
    pub(super) fn kept(self) -> Kept {
        let texts = [
            ("civility", self.civility),
            ("given_name", self.given_name),
            ("family_name", self.family_name),
            ("emails", self.emails),
            ("phones", self.phones),
            ("company", self.company),
            ("job_title", self.job_title),
            ("status", self.status),
            ("source", self.source),
            ("owner", self.owner),
            ("tags", self.tags),
        ];
        let texts = texts.map(|(name, text)| (name, Slot::Text(text)));
        Kept::new("form:contact", texts.into_iter().chain(self.address.slots()).chain(self.stop.slots()))
    }

    /// An address, a number or a name, as somebody looked for it in vain.
    pub(super) fn begin(self, text: &str) {
        let (given, family) = text.split_once(' ').unwrap_or(("", text));
        let number = text.chars().all(|c| !c.is_alphabetic());
        self.emails.set(if text.contains('@') { text.to_owned() } else { String::new() });
        self.phones.set(if number { text.to_owned() } else { String::new() });
        let named = !text.contains('@') && !number;
        self.given_name.set(if named { given.to_owned() } else { String::new() });
        self.family_name.set(if named { family.to_owned() } else { String::new() });
    }

    /// What is readable so far of the person, to find the same one among the known.
    pub(super) fn sketch(self) -> Sketch {
        Sketch {
            given_name: self.given_name.get(),
            family_name: self.family_name.get(),
            emails: several(&self.emails.get()).filter_map(|text| Email::parse(text).ok()).collect(),
            phones: several(&self.phones.get()).filter_map(|text| Phone::parse(text).ok()).collect(),
            company: self.company.get(),
        }
    }

    /// The fields, or everything that is wrong with them.
    fn read(self) -> Result<Details, Vec<Error>> {
        let text = |signal: RwSignal<String>| signal.get_untracked();
        let mut wrong: Vec<Cause> = Vec::new();
        let mut emails = Vec::new();
        for one in several(&text(self.emails)) {
            Email::parse(one).map_or_else(|error| wrong.push(error), |email| emails.push(email));
        }
        let mut phones = Vec::new();
        for one in several(&text(self.phones)) {
            Phone::parse(one).map_or_else(|error| wrong.push(error), |phone| phones.push(phone));
        }
        let owner = id(&text(self.owner)).unwrap_or_else(|error| {
            wrong.push(error);
            None
        });
        let by = me().map(|me| me.name).unwrap_or_default();
        let stop = self.stop.read().map(|(channels, reason)| DoNotContact {
            at: self.now.get_untracked(),
            by,
            reason,
            channels,
        });
        let details = Details {
            civility: Civility::named(&text(self.civility)),
            given_name: text(self.given_name),
            family_name: text(self.family_name),
            emails,
            phones,
            job_title: text(self.job_title),
            status: status_of(&text(self.status)).unwrap_or_default(),
            source: filled(&text(self.source)),
            owner,
            tags: tags(&text(self.tags)),
            do_not_contact: stop,
            address: self.address.read(),
            ..Details::default()
        }
        .tidied();
        // Whoever typed an address, though a wrong one, has named the person.
        let nameless = wrong.iter().any(|error| error.field() == Some("email"));
        let missing = |error: &Cause| matches!(error, Cause::Invalid { problem: Problem::Missing, .. });
        wrong.extend(details.faults().into_iter().filter(|error| !(nameless && missing(error))));
        wrong.extend(domain::text::check_line("company", &text(self.company), 120).err());
        if wrong.is_empty() { Ok(details) } else { Err(wrong.into_iter().map(Error).collect()) }
    }

    /// The company first: it is only made once everything else is right.
    pub(super) async fn send(self) -> Result<Contact, Vec<Error>> {
        let mut details = self.read()?;
        details.company = company_named(self.company.get_untracked()).await.map_err(|error| vec![error])?;
        create_contact(details).await.map_err(|error| vec![error])
    }
}

/// The words for what is wrong with a field.
pub(super) fn say(error: &Error, t: &'static Texts) -> String {
    let (c, f) = (t.contact(), t.form());
    let Cause::Invalid { field, problem, limit } = &error.0 else { return error.say(t) };
    match (field.as_str(), problem) {
        ("family_name", Problem::Missing) => c.need_name.to_owned(),
        ("email", Problem::Malformed) => c.bad_email.to_owned(),
        ("phone", Problem::Malformed) => c.bad_phone.to_owned(),
        ("emails" | "phones", Problem::TooLong) => fill(f.at_most, &[("n", &limit.unwrap_or_default().to_string())]),
        // So many tags; of one tag the bound is another.
        ("tags", Problem::TooLong) if *limit == Some(30) => fill(f.at_most, &[("n", "30")]),
        ("postal_code", _) => say_address(error, t),
        (_, Problem::Malformed) => f.bad_text.to_owned(),
        _ => error.say(t),
    }
}
