//! What has been chosen and typed of an exchange so far.

use domain::exchange::{Channel, Details, Direction, Exchange, Outcome};
use domain::{Day, DealId, Error, Problem, task};
use leptos::prelude::*;

use super::dialog::About;
use crate::i18n::{Texts, fill};
use crate::me::{me, today, zone};
use crate::record::{Kept, Slot, day, filled, id};

/// The fields, with what is usual filled in: a call by us, just now, that reached the person.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) contact: RwSignal<String>,
    pub(super) deal: RwSignal<String>,
    pub(super) channel: RwSignal<Channel>,
    pub(super) direction: RwSignal<Direction>,
    pub(super) outcome: RwSignal<Outcome>,
    pub(super) minutes: RwSignal<String>,
    pub(super) text: RwSignal<String>,
    pub(super) day: RwSignal<String>,
    pub(super) time: RwSignal<String>,
    /// The day to call again, where nobody was spoken with.
    pub(super) again: RwSignal<Option<Day>>,
}

impl Draft {
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            contact: text(),
            deal: text(),
            channel: RwSignal::default(),
            direction: RwSignal::default(),
            outcome: RwSignal::default(),
            minutes: text(),
            text: text(),
            day: text(),
            time: text(),
            again: RwSignal::new(None),
        }
    }

    /// Keeps what is typed in this tab until it is saved.
    pub(super) fn kept(self, subject: &str) -> Kept {
        let texts = [("text", self.text), ("minutes", self.minutes), ("day", self.day), ("time", self.time)];
        let ways = [
            ("channel", Slot::one(self.channel)),
            ("direction", Slot::one(self.direction)),
            ("outcome", Slot::one(self.outcome)),
        ];
        Kept::new(subject, texts.map(|(name, text)| (name, Slot::Text(text))).into_iter().chain(ways))
    }

    /// For a new exchange.
    pub(super) fn start(self, about: &About) {
        for text in [self.minutes, self.text, self.day, self.time] {
            text.set(String::new());
        }
        self.contact.set(about.contacts.first().map(|(id, _)| id.clone()).unwrap_or_default());
        self.deal.set(about.deal.as_ref().map(DealId::to_string).unwrap_or_default());
        self.channel.set(Channel::default());
        self.direction.set(Direction::default());
        self.outcome.set(Outcome::default());
        self.again.set(None);
    }

    /// The next call, where a day was chosen for it after this one.
    pub(super) fn next_call(self, about: &About, t: &'static Texts) -> Option<task::Details> {
        let day = self.again.get_untracked().filter(|_| self.channel.get_untracked() == Channel::Call)?;
        let contact = self.contact.get_untracked();
        let name = about.contacts.iter().find(|(id, _)| *id == contact).map_or("", |(_, name)| name);
        Some(task::Details {
            title: fill(t.note().again_whom, &[("name", name)]),
            kind: task::Kind::Call,
            due_on: Some(day),
            assignee: me().map(|me| me.id),
            contact: id(&contact).ok().flatten(),
            deal: id(&self.deal.get_untracked()).ok().flatten(),
            ..task::Details::default()
        })
    }

    /// For one that is there.
    pub(super) fn load(self, exchange: &Exchange) {
        let Details { contact, deal, channel, direction, outcome, minutes, text, .. } = exchange.details.clone();
        self.contact.set(contact.to_string());
        self.deal.set(deal.as_ref().map(DealId::to_string).unwrap_or_default());
        self.channel.set(channel);
        self.direction.set(direction);
        self.outcome.set(outcome.unwrap_or_default());
        self.minutes.set(minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
        self.text.set(text);
        let (day, time) = Self::shown(exchange);
        self.day.set(day);
        self.time.set(time);
    }

    /// Day and time of an exchange as its fields show them.
    fn shown(exchange: &Exchange) -> (String, String) {
        let (day, time) = exchange.details.at.unwrap_or_default().local(&zone());
        (day.to_string(), format!("{:02}:{:02}", time.hour(), time.minute()))
    }

    /// The exchange as it is wanted; `read` is the one being corrected.
    pub(super) fn details(self, read: Option<&Exchange>) -> domain::Result<Details> {
        let (day_text, time_text) = (self.day.get_untracked(), self.time.get_untracked());
        let at = match (day(&day_text)?, filled(&time_text)) {
            // Untouched fields keep the seconds.
            _ if read.is_some_and(|read| Self::shown(read) == (day_text.clone(), time_text.clone())) => {
                read.and_then(|read| read.details.at)
            }
            (None, None) => None,
            (on, time) => {
                let on = on.unwrap_or_else(|| today().get_untracked());
                Some(on.at(time.as_deref().unwrap_or("12:00"), &zone())?)
            }
        };
        let channel = self.channel.get_untracked();
        let minutes = filled(&self.minutes.get_untracked());
        let by_wire = matches!(channel, Channel::Call | Channel::Email);
        let details = Details {
            contact: id(&self.contact.get_untracked())?.ok_or_else(|| Error::invalid("contact", Problem::Missing))?,
            deal: id(&self.deal.get_untracked())?,
            channel,
            direction: if by_wire { self.direction.get_untracked() } else { Direction::default() },
            outcome: (channel == Channel::Call).then(|| self.outcome.get_untracked()),
            minutes: minutes.map(|text| domain::exchange::minutes(&text)).transpose()?,
            text: self.text.get_untracked(),
            at,
        };
        Ok(details.tidied())
    }
}
