//! What pages ask the server about next actions.

use domain::deal::Next;
use domain::task::{Details, Due, Filter, Task, Week};
use domain::{ContactId, Cursor, Day, DealId, Instant, Page, Patch, TaskId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::record::api::Colleague;

/// The parts of a day's work, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Due before today.
    Late,
    /// Due today.
    Today,
    /// Due later.
    Coming,
    /// Without a date.
    Undated,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::Late, Self::Today, Self::Coming, Self::Undated];

    /// Its name in the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Late => "retard",
            Self::Today => "aujourdhui",
            Self::Coming => "a-venir",
            Self::Undated => "sans-date",
        }
    }

    /// The part with a name.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.key() == key)
    }

    /// When its tasks are due.
    #[must_use]
    pub fn due(self, today: Day) -> Due {
        match self {
            Self::Late => Due::late(today),
            Self::Today => Due::On(today),
            Self::Coming => Due::After(today),
            Self::Undated => Due::Undated,
        }
    }
}

/// Whose work, seen from which moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// The colleague; none for everybody.
    pub assignee: Option<UserId>,
    /// Today in the organisation's time.
    pub today: Day,
    /// When today began.
    pub since: Instant,
    /// One part alone.
    #[serde(default)]
    pub part: Option<Part>,
    /// Where in that part.
    #[serde(default)]
    pub after: Option<Cursor>,
    /// The week that begins on this day, instead of the parts.
    #[serde(default)]
    pub week: Option<Day>,
}

/// The work of a colleague, or of everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// The parts that were asked for, each the beginning of its list.
    pub parts: Vec<(Part, Page<Task>)>,
    /// The week that was asked for, and its first day.
    #[serde(default)]
    pub week: Option<(Day, Week)>,
    /// What was finished today, the latest first.
    pub done: Page<Task>,
    /// The colleagues, by name.
    pub colleagues: Vec<Colleague>,
}

/// An open deal that needs a next action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    /// Which.
    pub deal: DealId,
    /// What it is called.
    pub title: String,
    /// Its main contact, or whom the finished action was about.
    pub contact: Option<ContactId>,
    /// What is planned already.
    #[serde(default)]
    pub planned: Option<Next>,
}

/// What is late, what is for today, what comes, what has no date, and what was finished today.
#[server(prefix = "/api", endpoint = "task/agenda", input = Json)]
pub async fn read_agenda(ask: Ask) -> Result<Agenda, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(server::agenda(&crm, &actor, ask).await)
}

/// The deal as the question for its next action needs it; nothing when it is closed.
#[server(prefix = "/api", endpoint = "task/follow", input = Json)]
pub async fn follow_up(deal: DealId) -> Result<Option<Follow>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let card = crate::ssr::answer(crm.deals().show(&actor, &deal).await)?;
    let deal = card.deal;
    Ok(deal.outcome.is_open().then_some(Follow {
        deal: deal.id,
        title: deal.details.title,
        contact: Some(deal.details.contact),
        planned: deal.next,
    }))
}

/// A page of open tasks, the earliest due first, those without a date last.
#[server(prefix = "/api", endpoint = "task/list", input = Json)]
pub async fn list_tasks(filter: Filter, after: Option<Cursor>) -> Result<Page<Task>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.tasks().list(&actor, &filter, after).await)
}

/// A new task. `id` is made by who asks, so that asking again makes no second one.
#[server(prefix = "/api", endpoint = "task/create", input = Json)]
pub async fn create_task(details: Details, id: Option<TaskId>) -> Result<Task, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.tasks().create_once(&actor, id.unwrap_or_default(), details).await)
}

/// Changed fields of a task.
#[server(prefix = "/api", endpoint = "task/edit", input = Json)]
pub async fn edit_task(id: TaskId, patch: Patch) -> Result<Task, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let edited = crm.tasks().edit(&actor, &id, patch).await;
    crate::ssr::answer_edit((&crm, &actor), id.subject(), edited).await
}

/// Marks a task done, or open again. `key` is made by who asks, so that asking again finishes nothing twice.
#[server(prefix = "/api", endpoint = "task/finish", input = Json)]
pub async fn finish_task(id: TaskId, done: bool, key: Option<String>) -> Result<Task, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(match key.filter(|_| done) {
        Some(key) => crm.tasks().finish_once(&actor, &id, &key).await,
        None => crm.tasks().finish(&actor, &id, done).await,
    })
}

/// The server's half.
#[cfg(feature = "ssr")]
mod server {
    use domain::{Actor, Result, SharedCrm};

    use super::{Agenda, Ask, Filter, Part};
    use crate::record::api::server::colleagues;

    pub(super) async fn agenda(crm: &SharedCrm, actor: &Actor, ask: Ask) -> Result<Agenda> {
        let tasks = crm.tasks();
        if let Some(from) = ask.week {
            let week = Some((from, tasks.week(actor, ask.assignee.as_ref(), from, ask.today).await?));
            let (parts, done) = Default::default();
            return Ok(Agenda { parts, week, done, colleagues: colleagues(crm, actor).await? });
        }
        let mut parts = Vec::with_capacity(Part::ALL.len());
        for part in Part::ALL.into_iter().filter(|part| ask.part.is_none_or(|only| only == *part)) {
            let due = Some(part.due(ask.today));
            let filter = Filter { assignee: ask.assignee.clone(), due, ..Filter::default() };
            let after = ask.after.clone().filter(|_| ask.part.is_some());
            parts.push((part, tasks.list(actor, &filter, after).await?));
        }
        let done = tasks.done(actor, ask.assignee.as_ref(), ask.since).await?;
        Ok(Agenda { parts, week: None, done, colleagues: colleagues(crm, actor).await? })
    }
}
