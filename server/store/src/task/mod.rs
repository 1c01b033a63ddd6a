//! Next actions in the database. A deal carries its earliest open one, so that a card needs no look-up.

mod again;
mod carry;
mod read;

pub(crate) use carry::{anew, settle};
use carry::{next_of, next_with};

use async_trait::async_trait;
use domain::deal::Next;
use domain::event::{Event, Kind};
use domain::patch::Changes;
use domain::task::{Details, Filter, Task, Tasks, Week};
use domain::{Actor, ContactId, Cursor, Day, DealId, Error, Instant, Page, Patch, Result, Right, TaskId, UserId};
use serde::{Deserialize, Serialize};

use crate::ask::ask;
use crate::contact::ContactRow;
use crate::deal::DealRow;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store, once};

/// A task as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TaskRow {
    pub(crate) id: TaskId,
    pub(crate) details: Details,
    #[serde(default)]
    pub(crate) done_at: Option<Instant>,
    /// In no list any more since.
    #[serde(default)]
    removed_at: Option<Instant>,
    version: u32,
    created_at: Instant,
    #[serde(default)]
    changed_at: Option<Instant>,
    /// Of one that repeats and was finished: the next, so that opening it again can take that one back.
    #[serde(default)]
    next: Option<TaskId>,
    /// Under which key it was finished last, where that may be asked for twice.
    #[serde(default)]
    key: Option<String>,
    #[serde(default)]
    open: bool,
    /// Day, time and id: the order of the list. Without a day last.
    #[serde(default)]
    due: String,
}

impl TaskRow {
    fn indexed(mut self) -> Self {
        self.open = self.is_open();
        let day = self.details.due_on.map_or_else(|| "9999-99-99".to_owned(), |day| day.to_string());
        let time = self.details.due_at.as_deref().unwrap_or("99:99");
        self.due = format!("{day} {time} {}", self.id);
        self
    }

    /// A task that is not there yet.
    fn new(details: Details, now: Instant) -> Self {
        Self::planted(TaskId::new(), details, now, None)
    }

    /// A task of the past, for a demonstration.
    pub(crate) fn planted(id: TaskId, details: Details, created_at: Instant, done_at: Option<Instant>) -> Self {
        let version = 1 + u32::from(done_at.is_some());
        let (removed_at, changed_at, next, key, due) = Default::default();
        Self { id, details, done_at, removed_at, version, created_at, changed_at, next, key, open: true, due }.indexed()
    }

    /// The earliest open one of a deal's tasks, as its card shows it.
    pub(crate) fn earliest(rows: &[Self]) -> Option<Next> {
        rows.iter().filter(|row| row.open).min_by(|a, b| a.due.cmp(&b.due)).cloned().map(Self::next)
    }

    fn next(self) -> Next {
        Next { task: self.id, title: self.details.title, due_on: self.details.due_on, due_at: self.details.due_at }
    }

    /// The same task with other fields, a version on.
    pub(crate) fn with(&self, details: Details) -> Self {
        Self { details, version: self.version + 1, ..self.clone() }.indexed()
    }

    /// Whether it is still to be done.
    pub(crate) fn is_open(&self) -> bool {
        self.done_at.is_none() && self.removed_at.is_none()
    }

    pub(crate) fn subjects(&self) -> Vec<String> {
        let mut subjects = vec![self.id.subject()];
        subjects.extend(self.details.deal.as_ref().map(DealId::subject));
        subjects.extend(self.details.contact.as_ref().map(ContactId::subject));
        subjects
    }

    fn shown(self) -> Task {
        let Self { id, details, done_at, version, created_at, changed_at, .. } = self;
        let (contact_name, deal_title, contact_phone) = Default::default();
        Task { id, details, done_at, version, created_at, changed_at, contact_name, deal_title, contact_phone }
    }
}

/// Whether the actor may write this task: anybody's, or only one's own.
fn may_write(actor: &Actor, details: &Details) -> Result<()> {
    let own = details.assignee.as_ref().is_some_and(|assignee| actor.is(assignee));
    actor.may(if own { Right::WriteNotes } else { Right::WriteRecords })
}

/// The stored task, if the actor may write it. Who sees only their own is not told that there are others.
async fn own_or_any(tx: &Tx<'_>, actor: &Actor, id: &TaskId) -> Result<TaskRow, Failure> {
    let row: TaskRow = tx.need("task", id.as_str()).await?;
    if row.removed_at.is_some() {
        return Err(Error::NotFound.into());
    }
    let refusal = |error| if actor.can(Right::ReadAllTasks) { error } else { Error::NotFound };
    may_write(actor, &row.details).map_err(refusal)?;
    Ok(row)
}

/// Writes a task with its event, and the next action on the contact and the deal it has and had. Nobody is told when it
/// is `quiet`.
async fn put(
    tx: &Tx<'_>,
    row: TaskRow,
    kind: Kind,
    changes: Changes,
    before: Option<&Details>,
    quiet: bool,
) -> Result<TaskRow, Failure> {
    let mut row = row.indexed();
    row.changed_at = (row.version > 1).then(|| tx.now());
    if let Some(contact) = &row.details.contact {
        tx.known::<serde_json::Value>("contact", contact.as_str()).await?;
    }
    tx.put("task", row.id.as_str(), &row).await?;
    let all = || before.into_iter().chain([&row.details]);
    let mut contacts: Vec<&ContactId> = all().filter_map(|details| details.contact.as_ref()).collect();
    contacts.dedup();
    for contact in contacts {
        let mut contact: ContactRow = tx.known("contact", contact.as_str()).await?;
        contact.next = next_with(tx, &contact.id).await?;
        tx.put("contact", contact.id.as_str(), &contact).await?;
    }
    let mut deals: Vec<&DealId> = all().filter_map(|details| details.deal.as_ref()).collect();
    deals.dedup();
    for deal in deals {
        let mut deal: DealRow = tx.known("deal", deal.as_str()).await?;
        deal.next = next_of(tx, &deal.id).await?;
        tx.put("deal", deal.id.as_str(), &deal).await?;
    }
    // What is late for somebody may be less or more.
    all().filter_map(|details| details.assignee.clone()).for_each(|assignee| tx.hear(assignee));
    tx.emit(Said { quiet, ..Said::new(kind, row.subjects(), changes) });
    Ok(row)
}

/// Changes fields of a task.
pub(crate) async fn edit(tx: &Tx<'_>, actor: &Actor, id: &TaskId, changes: &Changes) -> Result<TaskRow, Failure> {
    let row = own_or_any(tx, actor, id).await?;
    let next = changes.apply(&row.details)?.tidied();
    next.check()?;
    may_write(actor, &next)?;
    let changes = Changes::between(&row.details, &next);
    if changes.is_empty() {
        return Ok(row);
    }
    let before = row.details.clone();
    let row = TaskRow { details: next, version: row.version + 1, ..row };
    put(tx, row, Kind::TaskEdited, changes, Some(&before), false).await
}

fn json(at: Option<Instant>) -> serde_json::Value {
    serde_json::to_value(at).unwrap_or_default()
}

/// Says that a task is done, or to be done again.
pub(crate) async fn mark(
    tx: &Tx<'_>,
    actor: &Actor,
    id: &TaskId,
    done_at: Option<Instant>,
) -> Result<TaskRow, Failure> {
    finished(tx, own_or_any(tx, actor, id).await?, done_at).await
}

/// Writes that a task is done, or to be done again.
async fn finished(tx: &Tx<'_>, row: TaskRow, done_at: Option<Instant>) -> Result<TaskRow, Failure> {
    if row.done_at.is_some() == done_at.is_some() {
        return Ok(row);
    }
    let changes = Changes::one("done_at", json(row.done_at), json(done_at));
    let row = TaskRow { done_at, version: row.version + 1, ..row };
    if done_at.is_none() {
        let row = again::take_back(tx, row).await?;
        return put(tx, row, Kind::TaskReopened, changes, None, false).await;
    }
    let after = again::after(tx, &row).await?;
    let next = after.as_ref().map(|after| after.id.clone()).or(row.next);
    let row = put(tx, TaskRow { next, ..row }, Kind::TaskDone, changes, None, false).await?;
    again::begin(tx, after).await.map(|()| row)
}

/// Which colleague finished a task, and when: `Since`; none where it was oneself.
async fn done_by_other(tx: &Tx<'_>, actor: &Actor, id: &TaskId) -> Result<Option<Error>, Failure> {
    let sql = "SELECT * FROM event WHERE subjects CONTAINS $subject ORDER BY key DESC LIMIT 20";
    let latest: Vec<Event> = tx.run(ask(sql).bind("subject", id.subject())).await?.all(0)?;
    // The last time it was finished counts: it may have been opened again since a colleague did.
    let done =
        latest.into_iter().find(|event| event.kind == Kind::TaskDone).filter(|event| event.by.user != actor.user);
    Ok(done.map(|event| Error::Since { field: "done_at".to_owned(), by: event.by.name, at: event.at }))
}

/// Takes a task out of every list: it should not have been made.
pub(crate) async fn remove(tx: &Tx<'_>, actor: &Actor, id: &TaskId) -> Result<TaskRow, Failure> {
    let row = own_or_any(tx, actor, id).await?;
    let removed_at = Some(tx.now());
    let changes = Changes::one("removed_at", serde_json::Value::Null, json(removed_at));
    put(tx, TaskRow { removed_at, version: row.version + 1, ..row }, Kind::TaskRemoved, changes, None, false).await
}

#[async_trait]
impl Tasks for Store {
    async fn list(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>) -> Result<Page<Task>> {
        self.open_tasks(actor, filter, after).await
    }

    async fn done(&self, actor: &Actor, assignee: Option<&UserId>, since: Instant) -> Result<Page<Task>> {
        self.done_tasks(actor, assignee, since).await
    }

    async fn week(&self, actor: &Actor, assignee: Option<&UserId>, from: Day, today: Day) -> Result<Week> {
        self.week_of(actor, assignee, from, today).await
    }

    async fn create(&self, actor: &Actor, details: Details) -> Result<Task> {
        self.create_once(actor, TaskId::new(), details).await
    }

    async fn create_once(&self, actor: &Actor, id: TaskId, details: Details) -> Result<Task> {
        actor.may(Right::WriteNotes)?;
        let mut details = details.tidied();
        details.assignee = details.assignee.or_else(|| actor.user.clone());
        may_write(actor, &details)?;
        details.check()?;
        once::check(id.as_str())?;
        let row = write!(self, actor, tx => {
            if let Some(row) = once::written::<TaskRow>(&tx, actor, "task", id.as_str()).await? {
                return Ok(row);
            }
            let changes = Changes::from_new(&details);
            let row = TaskRow { id: id.clone(), ..TaskRow::new(details.clone(), tx.now()) };
            put(&tx, row, Kind::TaskCreated, changes, None, false).await
        })?;
        if row.details == details || row.version > 1 {
            return Ok(row.shown());
        }
        self.edit(actor, &row.id, Patch::between(row.version, &row.details, &details)).await
    }

    async fn edit(&self, actor: &Actor, id: &TaskId, patch: Patch) -> Result<Task> {
        actor.may(Right::WriteNotes)?;
        Ok(write!(self, actor, tx => { edit(&tx, actor, id, &patch.changes).await })?.shown())
    }

    async fn finish_once(&self, actor: &Actor, id: &TaskId, key: &str) -> Result<Task> {
        actor.may(Right::WriteNotes)?;
        once::check(key)?;
        let row = write!(self, actor, tx => {
            let row = own_or_any(&tx, actor, id).await?;
            if row.key.as_deref() == Some(key) {
                return Ok(row);
            }
            if row.done_at.is_some() && let Some(other) = done_by_other(&tx, actor, id).await? {
                return Err(other.into());
            }
            finished(&tx, TaskRow { key: Some(key.to_owned()), ..row }, Some(tx.now())).await
        })?;
        Ok(row.shown())
    }

    async fn finish(&self, actor: &Actor, id: &TaskId, done: bool) -> Result<Task> {
        actor.may(Right::WriteNotes)?;
        let row = write!(self, actor, tx => {
            let at = done.then(|| tx.now());
            mark(&tx, actor, id, at).await
        })?;
        Ok(row.shown())
    }
}
