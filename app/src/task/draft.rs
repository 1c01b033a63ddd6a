//! What has been typed so far about an action, by hand or in the words of its title.

use domain::task::{Details, Repeat, Rule, Task};
use domain::{ContactId, Day, DealId, Error, Problem, UserId};
use leptos::prelude::*;

use super::quick::Reader;
use super::words::kind_of;
use crate::me::me;
use crate::record::{Kept, Slot, day, filled, id};

/// What a new task is about.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    /// The open deals to choose from, by id and title, where the page is not that of one.
    pub(crate) deals: Option<Signal<Vec<(String, String)>>>,
    /// Whom.
    pub(crate) contact: Option<ContactId>,
    /// Which deal.
    pub(crate) deal: Option<DealId>,
}

/// The fields of the dialog.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) title: RwSignal<String>,
    pub(super) kind: RwSignal<String>,
    pub(super) due_on: RwSignal<String>,
    pub(super) due_at: RwSignal<String>,
    pub(super) repeat: RwSignal<String>,
    pub(super) assignee: RwSignal<String>,
    pub(super) deal: RwSignal<String>,
    /// The contact's name as typed, and the one that was chosen.
    pub(super) contact: (RwSignal<String>, RwSignal<Option<ContactId>>),
    /// Whether the title is read for kind, day and time.
    pub(super) read: RwSignal<bool>,
    /// Kind, day, time and repeating as they were last read. A field that holds something else was filled in by hand.
    last: StoredValue<[String; 4]>,
    /// The day that the dialog was opened for.
    begun: StoredValue<String>,
}

const NOTHING_READ: [&str; 4] = ["call", "", "", ""];

impl Draft {
    /// An empty one, for the reader.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let draft = Self {
            title: text(),
            kind: text(),
            due_on: text(),
            due_at: text(),
            repeat: text(),
            assignee: RwSignal::new(me().map(|me| me.id.to_string()).unwrap_or_default()),
            deal: text(),
            contact: (text(), RwSignal::new(None)),
            read: RwSignal::new(true),
            last: StoredValue::new(NOTHING_READ.map(ToOwned::to_owned)),
            begun: StoredValue::default(),
        };
        draft.kind.set(NOTHING_READ[0].to_owned());
        draft
    }

    /// Keeps what is typed in this tab until it is saved.
    pub(super) fn kept(self, about: &About) {
        let deal = about.deal.as_ref().map(DealId::subject);
        let subject = deal.or_else(|| about.contact.as_ref().map(ContactId::subject)).unwrap_or_default();
        let texts = [
            ("title", self.title),
            ("kind", self.kind),
            ("due_on", self.due_on),
            ("due_at", self.due_at),
            ("repeat", self.repeat),
            ("contact", self.contact.0),
        ];
        Kept::new(&format!("form:task:{subject}"), texts.map(|(name, text)| (name, Slot::Text(text))));
    }

    /// A task as it stands. Its title has been read when it was new.
    pub(super) fn of(task: &Task) -> Self {
        let draft = Self::new();
        let details = &task.details;
        draft.title.set(details.title.clone());
        draft.kind.set(details.kind.as_str().to_owned());
        draft.due_on.set(details.due_on.map(|day| day.to_string()).unwrap_or_default());
        draft.due_at.set(details.due_at.clone().unwrap_or_default());
        draft.repeat.set(details.repeat.map(|repeat| repeat.rule().key()).unwrap_or_default());
        draft.assignee.set(details.assignee.as_ref().map(ToString::to_string).unwrap_or_default());
        draft.read.set(false);
        draft
    }

    /// For a new task on that day; without one the day of the last time is forgotten, unless somebody chose another.
    pub(super) fn begin(self, day: Option<Day>) {
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        if !day.is_empty() || self.begun.with_value(|begun| self.due_on.with_untracked(|now| now == begun)) {
            self.due_on.set(day.clone());
            self.last.update_value(|[_, last, ..]| last.clone_from(&day));
        }
        self.begun.set_value(day);
    }

    /// For a new task about one of these deals: the only one there is, until another is chosen.
    pub(super) fn offer(self, deals: &[(String, String)]) {
        let only = if let [(id, _)] = deals { id.clone() } else { String::new() };
        self.deal.set(only);
    }

    /// Keeps kind, day, time and repeating as the title says them, except where somebody filled them in.
    pub(super) fn follow_title(self, reader: Reader) {
        let keep = move || {
            let title = self.title.get();
            if !self.read.get() || title.trim().is_empty() {
                let [kind, _, at, repeat] = NOTHING_READ.map(ToOwned::to_owned);
                return self.fill([kind, self.begun.get_value(), at, repeat]);
            }
            let meant = reader.details(&title);
            let begun = self.begun.get_value();
            // A rule gives its own first day; otherwise the day that was pressed stands.
            let day = meant.due_on.filter(|_| meant.repeat.is_some() || begun.is_empty());
            let day = day.map_or(begun, |day| day.to_string());
            let repeat = meant.repeat.map(|repeat| repeat.rule().key()).unwrap_or_default();
            self.fill([meant.kind.as_str().to_owned(), day, meant.due_at.unwrap_or_default(), repeat]);
        };
        // Before the fields are shown: what a field shows first is taken for what somebody typed.
        untrack(keep);
        Effect::new(move |_| keep());
    }

    fn fill(self, wanted: [String; 4]) {
        let last = self.last.get_value();
        let fields = [self.kind, self.due_on, self.due_at, self.repeat];
        for ((field, last), wanted) in fields.into_iter().zip(&last).zip(&wanted) {
            if field.with_untracked(|now| now == last) && wanted != last {
                field.set(wanted.clone());
            }
        }
        self.last.set_value(wanted);
    }

    /// The new task.
    pub(super) fn details(self, about: About, reader: Reader) -> domain::Result<Details> {
        let title = self.title.get_untracked();
        let read = self.read.get_untracked().then(|| reader.details(&title));
        // Its rule with it: « le 31 de chaque mois » is more than the first day says.
        let Details { title, due_on, repeat, .. } = read.unwrap_or_else(|| Details { title, ..Details::default() });
        let deal = about.deal.or(id(&self.deal.get_untracked())?);
        self.onto(Details { contact: about.contact, deal, title, due_on, repeat, ..Details::default() })
    }

    /// The task as it shall be.
    pub(super) fn changed(self, present: &Details) -> domain::Result<Details> {
        self.onto(Details { title: self.title.get_untracked(), ..present.clone() })
    }

    fn onto(self, details: Details) -> domain::Result<Details> {
        let assignee: Option<UserId> = id(&self.assignee.get_untracked())?;
        let due_on = day(&self.due_on.get_untracked())?;
        let rule = Rule::named(&self.repeat.get_untracked());
        // The same rule on the same day goes on as it was, also where the task was put off.
        let kept = details.repeat.filter(|repeat| Some(repeat.rule()) == rule && details.due_on == due_on);
        let repeat = match (kept, rule, due_on) {
            (None, Some(rule), Some(day)) => Some(Repeat::of(rule, day)),
            (_, Some(_), None) => return Err(Error::invalid("repeat", Problem::Missing)),
            (kept, ..) => kept,
        };
        let details = Details {
            kind: kind_of(&self.kind.get_untracked()).unwrap_or_default(),
            due_on,
            repeat,
            due_at: filled(&self.due_at.get_untracked()),
            assignee,
            ..details
        };
        let details = details.tidied();
        details.check().map(|()| details)
    }

    /// Ready for the next one.
    pub(super) fn clear(self) {
        for text in [self.title, self.due_on, self.due_at, self.repeat, self.contact.0] {
            text.try_set(String::new());
        }
        self.kind.try_set(NOTHING_READ[0].to_owned());
        self.contact.1.try_set(None);
        self.read.try_set(true);
        self.last.try_set_value(NOTHING_READ.map(ToOwned::to_owned));
    }
}
