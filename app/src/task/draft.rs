//! What has been typed so far about an action, by hand or in the words of its title.

use domain::task::{Details, Task};
use domain::{ContactId, DealId, UserId};
use leptos::prelude::*;

use super::quick::Reader;
use super::words::kind_of;
use crate::me::me;
use crate::record::{day, filled, id};

/// What a new task is about.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
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
    pub(super) assignee: RwSignal<String>,
    /// The contact's name as typed, and the one that was chosen.
    pub(super) contact: (RwSignal<String>, RwSignal<Option<ContactId>>),
    /// Whether the title is read for kind, day and time.
    pub(super) read: RwSignal<bool>,
    /// Kind, day and time as they were last read. A field that holds something else was filled in by hand.
    last: StoredValue<[String; 3]>,
}

const NOTHING_READ: [&str; 3] = ["call", "", ""];

impl Draft {
    /// An empty one, for the reader.
    pub(super) fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let draft = Self {
            title: text(),
            kind: text(),
            due_on: text(),
            due_at: text(),
            assignee: RwSignal::new(me().map(|me| me.id.to_string()).unwrap_or_default()),
            contact: (text(), RwSignal::new(None)),
            read: RwSignal::new(true),
            last: StoredValue::new(NOTHING_READ.map(ToOwned::to_owned)),
        };
        draft.kind.set(NOTHING_READ[0].to_owned());
        draft
    }

    /// A task as it stands. Its title has been read when it was new.
    pub(super) fn of(task: &Task) -> Self {
        let draft = Self::new();
        let details = &task.details;
        draft.title.set(details.title.clone());
        draft.kind.set(details.kind.as_str().to_owned());
        draft.due_on.set(details.due_on.map(|day| day.to_string()).unwrap_or_default());
        draft.due_at.set(details.due_at.clone().unwrap_or_default());
        draft.assignee.set(details.assignee.as_ref().map(ToString::to_string).unwrap_or_default());
        draft.read.set(false);
        draft
    }

    /// Keeps kind, day and time as the title says them, except where somebody filled them in.
    pub(super) fn follow_title(self, reader: Reader) {
        let keep = move || {
            let title = self.title.get();
            if !self.read.get() || title.trim().is_empty() {
                return self.fill(NOTHING_READ.map(ToOwned::to_owned));
            }
            let meant = reader.details(&title);
            let day = meant.due_on.map(|day| day.to_string()).unwrap_or_default();
            self.fill([meant.kind.as_str().to_owned(), day, meant.due_at.unwrap_or_default()]);
        };
        // Before the fields are shown: what a field shows first is taken for what somebody typed.
        untrack(keep);
        Effect::new(move |_| keep());
    }

    fn fill(self, wanted: [String; 3]) {
        let last = self.last.get_value();
        for ((field, last), wanted) in [self.kind, self.due_on, self.due_at].into_iter().zip(&last).zip(&wanted) {
            if field.with_untracked(|now| now == last) && wanted != last {
                field.set(wanted.clone());
            }
        }
        self.last.set_value(wanted);
    }

    /// The new task.
    pub(super) fn details(self, about: About, reader: Reader) -> domain::Result<Details> {
        let mut title = self.title.get_untracked();
        if self.read.get_untracked() {
            title = reader.read(&title).title;
        }
        self.onto(Details { contact: about.contact, deal: about.deal, title, ..Details::default() })
    }

    /// The task as it shall be.
    pub(super) fn changed(self, present: &Details) -> domain::Result<Details> {
        self.onto(Details { title: self.title.get_untracked(), ..present.clone() })
    }

    fn onto(self, details: Details) -> domain::Result<Details> {
        let assignee: Option<UserId> = id(&self.assignee.get_untracked())?;
        let details = Details {
            kind: kind_of(&self.kind.get_untracked()).unwrap_or_default(),
            due_on: day(&self.due_on.get_untracked())?,
            due_at: filled(&self.due_at.get_untracked()),
            assignee,
            ..details
        };
        let details = details.tidied();
        details.check().map(|()| details)
    }

    /// Ready for the next one.
    pub(super) fn clear(self) {
        for text in [self.title, self.due_on, self.due_at, self.contact.0] {
            text.try_set(String::new());
        }
        self.kind.try_set(NOTHING_READ[0].to_owned());
        self.contact.1.try_set(None);
        self.read.try_set(true);
        self.last.try_set_value(NOTHING_READ.map(ToOwned::to_owned));
    }
}
