//! What pages ask the server about next actions.

use domain::task::{Details, Filter, Task};
use domain::{Cursor, Page, Patch, TaskId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::Error;

/// A page of open tasks, the earliest due first, those without a date last.
#[server(prefix = "/api", endpoint = "task/list", input = Json)]
pub async fn list_tasks(filter: Filter, after: Option<Cursor>) -> Result<Page<Task>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.tasks().list(&actor, &filter, after).await)
}

/// A new task.
#[server(prefix = "/api", endpoint = "task/create", input = Json)]
pub async fn create_task(details: Details) -> Result<Task, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.tasks().create(&actor, details).await)
}

/// Changed fields of a task.
#[server(prefix = "/api", endpoint = "task/edit", input = Json)]
pub async fn edit_task(id: TaskId, patch: Patch) -> Result<Task, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.tasks().edit(&actor, &id, patch).await)
}

/// Marks a task done, or open again.
#[server(prefix = "/api", endpoint = "task/finish", input = Json)]
pub async fn finish_task(id: TaskId, done: bool) -> Result<Task, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.tasks().finish(&actor, &id, done).await)
}
