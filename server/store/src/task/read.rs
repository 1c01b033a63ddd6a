//! Lists of next actions: what is open, by when it is due, and what was finished lately.

use std::collections::HashMap;

use domain::contact::{Channel, DoNotContact};
use domain::task::{Due, Filter, Task, WEEK_MOST, Week};
use domain::{Actor, ContactId, Cursor, Day, DealId, Instant, Page, Phone, Result, Right, UserId};
use serde::Deserialize;

use super::TaskRow;
use crate::ask::ask;
use crate::list::{Clauses, PAGE, page};
use crate::{Failure, Store};

/// What tasks without a date are ordered by.
const UNDATED: &str = "9999-99-99";

/// Whom a task is about, as a list shows it.
#[derive(Deserialize)]
struct Whom {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: Option<Phone>,
    #[serde(default)]
    stop: Option<DoNotContact>,
}

impl Whom {
    /// The number, unless the person does not want to be called.
    fn callable(&self) -> Option<Phone> {
        let calls = |stop: &DoNotContact| stop.channels.is_empty() || stop.channels.contains(&Channel::Phone);
        self.phone.clone().filter(|_| !self.stop.as_ref().is_some_and(calls))
    }
}

/// From where, and below what, the order of tasks due then lies.
fn bounds(due: Due) -> (Option<String>, Option<String>) {
    let text = |day: Day| Some(day.to_string());
    match due {
        Due::Before(day) => (None, text(day)),
        Due::On(day) => (text(day), text(day.plus(1))),
        Due::After(day) => (text(day.plus(1)), Some(UNDATED.to_owned())),
        Due::Undated => (Some(UNDATED.to_owned()), None),
    }
}

/// Whose tasks the actor gets who asks for a colleague's, or for everybody's.
fn seen(actor: &Actor, asked: Option<&UserId>) -> Result<Option<UserId>> {
    if actor.can(Right::ReadAllTasks) {
        return Ok(asked.cloned());
    }
    actor.may(Right::ReadContacts)?;
    Ok(Some(actor.colleague()?.clone()))
}

impl Store {
    pub(super) async fn open_tasks(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>) -> Result<Page<Task>> {
        let assignee = seen(actor, filter.assignee.as_ref())?;
        let (from, below) = filter.due.map_or((None, None), bounds);
        let clauses = Clauses::new()
            .always("open = true")
            .when("details.assignee = $assignee", "assignee", assignee)
            .when("details.contact = $contact", "contact", filter.contact.as_ref())
            .when("details.deal = $deal", "deal", filter.deal.as_ref())
            .when("due >= $from", "from", from)
            .when("due < $below", "below", below);
        let found = page(self, "task", &clauses, "due", true, after, PAGE, |row: &TaskRow| row.due.clone()).await?;
        self.with_names(actor, found).await
    }

    /// Open tasks due from a day to before another: so many of them, with the names of what they are about, and the
    /// count of all.
    pub(crate) async fn tasks_due(
        &self,
        actor: &Actor,
        assignee: Option<&UserId>,
        (from, below): (Option<Day>, Day),
        most: usize,
    ) -> Result<Page<Task>> {
        let clauses = Clauses::new()
            .always("open = true")
            .when("details.assignee = $assignee", "assignee", seen(actor, assignee)?)
            .when("due >= $from", "from", from.map(|day| day.to_string()))
            .when("due < $below", "below", Some(below.to_string()));
        let found = page(self, "task", &clauses, "due", true, None, most, |_: &TaskRow| String::new()).await?;
        self.with_names(actor, Page { next: None, ..found }).await
    }

    pub(super) async fn week_of(
        &self,
        actor: &Actor,
        assignee: Option<&UserId>,
        from: Day,
        today: Day,
    ) -> Result<Week> {
        let tasks = self.tasks_due(actor, assignee, (Some(from), from.plus(7)), WEEK_MOST).await?;
        // As `Due::late` has it.
        let late = self.tasks_due(actor, assignee, (None, today), 0).await?.count;
        Ok(Week { tasks, late })
    }

    /// Rows as they are shown.
    pub(crate) async fn tasks_shown(&self, actor: &Actor, rows: Vec<TaskRow>) -> Result<Vec<Task>> {
        Ok(self.with_names(actor, Page { rows, ..Page::default() }).await?.rows)
    }

    pub(super) async fn done_tasks(
        &self,
        actor: &Actor,
        assignee: Option<&UserId>,
        since: Instant,
    ) -> Result<Page<Task>> {
        let clauses = Clauses::new()
            .always("open = false")
            .when("details.assignee = $assignee", "assignee", seen(actor, assignee)?)
            .when("done_at >= $since", "since", Some(since));
        let found = page(self, "task", &clauses, "done_at", false, None, PAGE, |_: &TaskRow| String::new()).await?;
        self.with_names(actor, Page { next: None, ..found }).await
    }

    /// Tasks with the names of what they are about, as far as the actor may read it.
    async fn with_names(&self, actor: &Actor, found: Page<TaskRow>) -> Result<Page<Task>> {
        let details = || found.rows.iter().map(|row| &row.details);
        let contacts = self.whom(details().filter_map(|d| d.contact.as_ref()).map(ContactId::as_str)).await?;
        let mut titles = HashMap::new();
        if actor.can(Right::ReadDeals) {
            titles = self.names("deal", details().filter_map(|d| d.deal.as_ref()).map(DealId::as_str)).await?;
        }
        Ok(found.map(|row| {
            let mut task = row.shown();
            if let Some(whom) = task.details.contact.as_ref().and_then(|id| contacts.get(id.as_str())) {
                (task.contact_name, task.contact_phone) = (Some(whom.name.clone()), whom.callable());
            }
            task.deal_title = task.details.deal.as_ref().and_then(|id| titles.get(id.as_str()).cloned());
            task
        }))
    }

    /// Whom tasks are about, in one query.
    async fn whom<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Result<HashMap<String, Whom>, Failure> {
        let mut ids: Vec<&str> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let sql = "SELECT id, string::trim(string::concat(details.given_name, ' ', details.family_name)) \
                   || details.emails[0] ?? '' AS name, details.phones[0] AS phone, details.do_not_contact AS stop \
                   FROM $ids";
        let found: Vec<Whom> = self.read(ask(sql).records("ids", "contact", ids)).await?.all(0)?;
        Ok(found.into_iter().map(|whom| (whom.id.clone(), whom)).collect())
    }
}
