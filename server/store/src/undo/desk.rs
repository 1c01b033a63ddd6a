//! The way back for what the office shapes: pipelines, lists of words, the organisation, people, saved views.

use domain::event::{Event, Kind};
use domain::organisation::Organisation;
use domain::pipeline::Pipeline;
use domain::vocabulary::List;
use domain::{Actor, Instant, Result, Role, UserId, ViewId};

use super::{backward, changed, json, moment, never};
use crate::user::UserRow;
use crate::write::Tx;
use crate::{Failure, organisation, pipeline, user, view, vocabulary};

pub(super) async fn desk(tx: &Tx<'_>, actor: &Actor, event: &Event, (table, id): (&str, &str)) -> Result<(), Failure> {
    match table {
        "pipeline" => {
            let row: Pipeline = tx.need("pipeline", id).await?;
            pipeline::edit(tx, &row.id, &backward(&row.details, event)?).await.map(drop)
        }
        "vocabulary" => {
            let list = List::ALL.into_iter().find(|list| list.as_str() == id).ok_or_else(never)?;
            let present = vocabulary::stored(tx, list).await?;
            vocabulary::edit(tx, list, &backward(&present.details, event)?).await.map(drop)
        }
        "organisation" => {
            let present: Organisation = tx.need("organisation", organisation::KEY).await?;
            organisation::edit(tx, &backward(&present.details(), event)?).await.map(drop)
        }
        "user" => person(tx, event, &id.parse()?).await,
        "view" => saved(tx, actor, event, &id.parse()?).await,
        _ => Err(never()),
    }
}

/// A role, or whether somebody may sign in.
async fn person(tx: &Tx<'_>, event: &Event, id: &UserId) -> Result<(), Failure> {
    let present = tx.need::<UserRow>("user", id.as_str()).await?.shown();
    let (mut role, mut disabled) = (present.role, present.disabled);
    for (field, change) in &event.changes.0 {
        let now = if field == "role" { json(&role) } else { json(&disabled) };
        if now != change.after {
            return Err(changed(field));
        }
        match field.as_str() {
            "role" => role = serde_json::from_value::<Role>(change.before.clone()).map_err(Failure::shape)?,
            "disabled" => disabled = change.before.as_bool().unwrap_or_default(),
            _ => return Err(never()),
        }
    }
    user::govern(tx, id, role, disabled).await.map(drop)
}

async fn saved(tx: &Tx<'_>, actor: &Actor, event: &Event, id: &ViewId) -> Result<(), Failure> {
    let stored = view::stored(tx, id).await?;
    if event.changes.0.contains_key("removed_at") {
        let before: Option<Instant> = moment(&stored.removed_at, event, "removed_at")?;
        return view::remove(tx, actor, id, before).await.map(drop);
    }
    if event.kind == Kind::ViewSaved {
        if let Some(field) = domain::undo::altered(&stored.details, &event.changes) {
            return Err(changed(&field));
        }
        return view::remove(tx, actor, id, Some(tx.now())).await.map(drop);
    }
    view::edit(tx, actor, id, &backward(&stored.details, event)?).await.map(drop)
}
