//! What people fill in of a contact, and its rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::kind::{Channel, Civility, Status};
use crate::address::Address;
use crate::label::Label;
use crate::tag::{check_tags, tidy_tags};
use crate::text::{check_line, check_required, tidy};
use crate::{CompanyId, Email, Error, Instant, Phone, Problem, Result, UserId};

/// The most addresses, and the most numbers, of one person.
const MOST_REACHES: usize = 10;

/// « Ne pas contacter »: who said so, when, why, and on which channels (none named means all).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoNotContact {
    /// When it was noted.
    pub at: Instant,
    /// The colleague who noted it.
    pub by: String,
    /// Why, in a few words; may be empty.
    pub reason: String,
    /// The channels concerned; empty means all of them.
    pub channels: Vec<Channel>,
}

impl DoNotContact {
    /// Whether it closes a channel.
    #[must_use]
    pub fn closes(&self, channel: Channel) -> bool {
        self.channels.is_empty() || self.channels.contains(&channel)
    }
}

/// The fields of a contact that people fill in. Declared here and only here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// « Civilité ».
    #[serde(default)]
    pub civility: Option<Civility>,
    /// « Prénom ».
    pub given_name: String,
    /// « Nom ».
    pub family_name: String,
    /// Addresses, the first is the main one.
    #[serde(default)]
    pub emails: Vec<Email>,
    /// Numbers, the first is the main one.
    #[serde(default)]
    pub phones: Vec<Phone>,
    /// What each address or number is for, by the address or number itself.
    #[serde(default)]
    pub labels: BTreeMap<String, Label>,
    /// Where letters go.
    #[serde(default)]
    pub address: Option<Address>,
    /// The company, a record of its own.
    #[serde(default)]
    pub company: Option<CompanyId>,
    /// Function in the company.
    #[serde(default)]
    pub job_title: String,
    /// Where the person stands.
    #[serde(default)]
    pub status: Status,
    /// Source of arrival: the first touch, kept for ever once known.
    #[serde(default)]
    pub source: Option<String>,
    /// The colleague in charge.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Tags by name, sorted.
    #[serde(default)]
    pub tags: Vec<String>,
    /// « Ne pas contacter ».
    #[serde(default)]
    pub do_not_contact: Option<DoNotContact>,
}

impl Details {
    /// The same fields as they are kept: spaces tidied, doubles removed.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.given_name = tidy(&self.given_name);
        self.family_name = tidy(&self.family_name);
        self.job_title = tidy(&self.job_title);
        self.source = self.source.map(|s| tidy(&s)).filter(|s| !s.is_empty());
        dedup(&mut self.emails);
        dedup(&mut self.phones);
        let known: Vec<&str> =
            self.emails.iter().map(Email::as_str).chain(self.phones.iter().map(Phone::as_str)).collect();
        self.labels.retain(|key, _| known.contains(&key.as_str()));
        self.address = self.address.and_then(Address::tidied);
        self.tags = tidy_tags(self.tags);
        self
    }

    /// Everything that breaks a rule, in the order of the form: a contact needs a name or an address, texts have a bound.
    #[must_use]
    pub fn faults(&self) -> Vec<Error> {
        let nobody = self.given_name.is_empty() && self.family_name.is_empty() && self.emails.is_empty();
        let at_most = |field: &str, count: usize| {
            if count > MOST_REACHES { Err(Error::too_long(field, MOST_REACHES)) } else { Ok(()) }
        };
        let checks = [
            check_line("given_name", &self.given_name, 80),
            match nobody {
                true => Err(Error::invalid("family_name", Problem::Missing)),
                false => check_line("family_name", &self.family_name, 80),
            },
            at_most("emails", self.emails.len()),
            at_most("phones", self.phones.len()),
            check_line("job_title", &self.job_title, 120),
            self.source.as_ref().map_or(Ok(()), |source| check_required("source", source, 80)),
            check_tags(&self.tags),
        ];
        let stop = self.do_not_contact.as_ref().map(|stop| check_line("do_not_contact", &stop.reason, 200));
        let address = self.address.iter().flat_map(Address::faults);
        checks.into_iter().chain(stop).filter_map(Result::err).chain(address).collect()
    }

    /// # Errors
    /// `Invalid` on the first field that breaks a rule.
    pub fn check(&self) -> Result<()> {
        self.faults().into_iter().next().map_or(Ok(()), Err)
    }

    /// # Errors
    /// `Invalid` with `Fixed` when the edit would replace the source of arrival: the first touch is kept for ever.
    pub fn check_edit(&self, next: &Self) -> Result<()> {
        if self.source.is_some() && self.source != next.source {
            return Err(Error::invalid("source", Problem::Fixed));
        }
        Ok(())
    }

    /// The name as people say it, or the address when there is no name.
    #[must_use]
    pub fn full_name(&self) -> String {
        match tidy(&format!("{} {}", self.given_name, self.family_name)) {
            name if name.is_empty() => self.emails.first().map(ToString::to_string).unwrap_or_default(),
            name => name,
        }
    }
}

fn dedup<T: PartialEq>(list: &mut Vec<T>) {
    let mut kept: Vec<T> = Vec::with_capacity(list.len());
    for item in list.drain(..) {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    *list = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_needs_a_name_or_an_address() {
        assert!(Details::default().check().is_err());
        let only_mail = Details { emails: vec![Email::parse("a@b.fr").unwrap()], ..Details::default() };
        assert_eq!(only_mail.check(), Ok(()));
        assert_eq!(only_mail.full_name(), "a@b.fr");
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once_with_its_bound() {
        let long = Details {
            given_name: "x".repeat(81),
            family_name: "é".repeat(81),
            job_title: "x".repeat(121),
            tags: vec!["x".repeat(41)],
            address: Some(Address { postal_code: "7".into(), ..Address::default() }),
            ..Details::default()
        };
        let faults = long.faults();
        assert_eq!(
            faults[..3],
            [("given_name", 80), ("family_name", 80), ("job_title", 120)].map(|(f, n)| Error::too_long(f, n))
        );
        assert_eq!((faults.len(), long.check()), (5, Err(faults[0].clone())));
        let many = Details {
            emails: (0..11).map(|n| Email::parse(&format!("a{n}@b.fr")).unwrap()).collect(),
            ..Details::default()
        };
        assert_eq!(many.check(), Err(Error::too_long("emails", 10)));
    }

    #[test]
    fn a_label_goes_with_its_address() {
        let (mail, gone) = ("a@b.fr".to_owned(), "c@d.fr".to_owned());
        let labels = BTreeMap::from([(mail.clone(), Label::Work), (gone, Label::Other)]);
        let details = Details { emails: vec![Email::parse(&mail).unwrap()], labels, ..Details::default() }.tidied();
        assert_eq!(details.labels, BTreeMap::from([(mail, Label::Work)]));
    }

    #[test]
    fn a_row_of_an_earlier_version_is_read() {
        let old = r#"{"given_name":"Ana","family_name":"Roy","emails":["a@b.fr"],"phones":["+33612345678"]}"#;
        let read: Details = serde_json::from_str(old).unwrap();
        assert_eq!((read.emails.len(), read.phones.len(), read.labels.len(), read.address), (1, 1, 0, None));
    }

    #[test]
    fn a_refusal_closes_its_channels_or_all() {
        let stop = |channels| DoNotContact { at: Instant(1), by: String::new(), reason: String::new(), channels };
        assert!(Channel::ALL.iter().all(|one| stop(Vec::new()).closes(*one)));
        assert!(stop(vec![Channel::Sms]).closes(Channel::Sms) && !stop(vec![Channel::Sms]).closes(Channel::Email));
    }

    #[test]
    fn the_first_touch_is_kept() {
        let first = Details { source: Some("Salon".into()), ..Details::default() };
        let second = Details { source: Some("Site".into()), ..Details::default() };
        assert_eq!(Details::default().check_edit(&first), Ok(()));
        assert!(first.check_edit(&second).is_err());
        assert!(first.check_edit(&Details::default()).is_err());
    }
}
