//! Next actions: what, when, who.

pub mod quick;
pub mod repeat;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

pub use repeat::{Every, Repeat, Rule};

use crate::page::Count;
use crate::text::{check_required, tidy};
use crate::time::two_digits;
use crate::{
    Actor, ContactId, Cursor, Day, DealId, Error, Instant, Page, Patch, Phone, Problem, Result, TaskId, UserId,
};

/// What kind of action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A call.
    #[default]
    Call,
    /// An e-mail.
    Email,
    /// A meeting.
    Meeting,
    /// Work on a funding file.
    Funding,
    /// Anything else.
    Other,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Call, Self::Email, Self::Meeting, Self::Funding, Self::Other];

    /// The name in code and the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Email => "email",
            Self::Meeting => "meeting",
            Self::Funding => "funding",
            Self::Other => "other",
        }
    }
}

/// The fields of a task that people fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// What.
    pub title: String,
    /// What kind.
    #[serde(default)]
    pub kind: Kind,
    /// On which day.
    #[serde(default)]
    pub due_on: Option<Day>,
    /// At what time, `14:30`.
    #[serde(default)]
    pub due_at: Option<String>,
    /// Who does it.
    #[serde(default)]
    pub assignee: Option<UserId>,
    /// About whom.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// For which deal.
    #[serde(default)]
    pub deal: Option<DealId>,
    /// When it comes again.
    #[serde(default)]
    pub repeat: Option<Repeat>,
}

impl Details {
    /// The same fields as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.title = tidy(&self.title);
        self
    }

    /// Everything that breaks a rule, in the order of the form.
    #[must_use]
    pub fn faults(&self) -> Vec<Error> {
        let in_range = |part: &str, below: u8| two_digits(part).is_some_and(|n| n < below);
        let well_formed = |time: &String| {
            let two = time.split_once(':').is_some_and(|(h, m)| in_range(h, 24) && in_range(m, 60));
            two && self.due_on.is_some()
        };
        let timed = self.due_at.as_ref().is_none_or(well_formed);
        let repeated = match &self.repeat {
            Some(_) if self.due_on.is_none() => Err(Error::invalid("repeat", Problem::Missing)),
            Some(repeat) => repeat.check(),
            None => Ok(()),
        };
        let checks = [
            check_required("title", &self.title, 160),
            if timed { Ok(()) } else { Err(Error::invalid("due_at", Problem::Malformed)) },
            repeated,
        ];
        checks.into_iter().filter_map(Result::err).collect()
    }

    /// # Errors
    /// `Invalid` on the first field that breaks a rule.
    pub fn check(&self) -> Result<()> {
        self.faults().into_iter().next().map_or(Ok(()), Err)
    }
}

/// A task as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// What people fill in.
    pub details: Details,
    /// Done since.
    #[serde(default)]
    pub done_at: Option<Instant>,
    /// Raised by each change.
    pub version: u32,
    /// When it was created.
    pub created_at: Instant,
    /// When it was changed last, if it was.
    #[serde(default)]
    pub changed_at: Option<Instant>,
    /// The contact's name, for showing.
    #[serde(default)]
    pub contact_name: Option<String>,
    /// The deal's title, for showing.
    #[serde(default)]
    pub deal_title: Option<String>,
    /// The contact's number, for calling; none for who does not want to be called.
    #[serde(default)]
    pub contact_phone: Option<Phone>,
}

/// When tasks are due, seen from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// Before the day.
    Before(Day),
    /// On the day.
    On(Day),
    /// After the day.
    After(Day),
    /// Without a date.
    Undated,
}

impl Due {
    /// What is late: it was due before today. What is due today is late tomorrow, whatever its time.
    #[must_use]
    pub fn late(today: Day) -> Self {
        Self::Before(today)
    }

    /// Whether a day is meant.
    #[must_use]
    pub fn holds(self, due: Option<Day>) -> bool {
        match self {
            Self::Before(day) => due.is_some_and(|due| due < day),
            Self::On(day) => due == Some(day),
            Self::After(day) => due.is_some_and(|due| due > day),
            Self::Undated => due.is_none(),
        }
    }
}

/// Which tasks a list shows; open ones only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Of this colleague.
    pub assignee: Option<UserId>,
    /// About this contact.
    pub contact: Option<ContactId>,
    /// For this deal.
    pub deal: Option<DealId>,
    /// Due then.
    #[serde(default)]
    pub due: Option<Due>,
}

/// So many open tasks of one week are shown.
pub const WEEK_MOST: usize = 500;

/// The open tasks of seven days, and how many are late on whatever day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// The tasks, the earliest due first: at most [`WEEK_MOST`], and the count of all.
    pub tasks: Page<Task>,
    /// How many are late, as the list counts them.
    pub late: Count,
}

/// What may be asked about tasks.
#[async_trait]
pub trait Tasks: Send + Sync {
    /// A page of open tasks, the earliest due first, those without a date last. Roles that see only their own get those.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn list(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>) -> Result<Page<Task>>;

    /// The tasks finished since a moment, the latest first: of a colleague, or everybody's. One page, no more. Roles
    /// that see only their own get those.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn done(&self, actor: &Actor, assignee: Option<&UserId>, since: Instant) -> Result<Page<Task>>;

    /// The open tasks of the seven days from a day: of a colleague, or everybody's. What is late is what was due before
    /// `today`, in these days or not. Roles that see only their own get those.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn week(&self, actor: &Actor, assignee: Option<&UserId>, from: Day, today: Day) -> Result<Week>;

    /// A new task.
    ///
    /// # Errors
    /// `Invalid`, `Forbidden`.
    async fn create(&self, actor: &Actor, details: Details) -> Result<Task>;

    /// The same under an id that the writer made: asked again, it answers what stands there already. Where that is as it
    /// was first written and differs, it becomes what is asked for now.
    ///
    /// # Errors
    /// As above; `Taken` when another wrote under that id.
    async fn create_once(&self, actor: &Actor, id: TaskId, details: Details) -> Result<Task>;

    /// Changed fields of a task.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `NotFound`, `Forbidden`.
    async fn edit(&self, actor: &Actor, id: &TaskId, patch: Patch) -> Result<Task>;

    /// Marks the task done, or open again. One that repeats is followed by the next as soon as it is done; opened again
    /// it takes that one back, unless somebody has touched it.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn finish(&self, actor: &Actor, id: &TaskId, done: bool) -> Result<Task>;
    /// Marks it done under a key: asked again with it nothing happens, also where somebody opened it again meanwhile.
    ///
    /// # Errors
    /// As [`finish`](Self::finish); `Since` on `done_at` where a colleague has finished it already.
    async fn finish_once(&self, actor: &Actor, id: &TaskId, key: &str) -> Result<Task>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_was_due_before_today() {
        let day = |text| Day::parse(text).unwrap();
        let late = |due| Due::late(day("2026-11-24")).holds(due);
        assert!(late(Some(day("2026-11-23"))));
        assert!(!late(Some(day("2026-11-24"))) && !late(Some(day("2026-11-25"))) && !late(None));
    }

    #[test]
    fn a_time_needs_a_day() {
        let task = |day: Option<&str>, time: Option<&str>| Details {
            title: "Appeler".into(),
            due_on: day.map(|d| Day::parse(d).unwrap()),
            due_at: time.map(Into::into),
            ..Details::default()
        };
        assert_eq!(task(Some("2026-11-24"), Some("14:30")).check(), Ok(()));
        assert!(task(None, Some("14:30")).check().is_err());
        assert!(task(Some("2026-11-24"), Some("24:00")).check().is_err());
        assert!(task(Some("2026-11-24"), Some("9:5")).check().is_err());
        assert!(task(Some("2026-11-24"), Some("+9:+5")).check().is_err());
    }

    #[test]
    fn what_repeats_needs_a_day() {
        let day = Day::parse("2026-11-24").unwrap();
        let repeat = Some(Repeat::of(Every::Week, day));
        let task = Details { title: "Appeler".into(), repeat, ..Details::default() };
        assert_eq!(task.check(), Err(Error::invalid("repeat", Problem::Missing)));
        assert_eq!(Details { due_on: Some(day), ..task }.check(), Ok(()));
    }
}
