//! The way back for deals: their fields, their place on the board, how they ended.

use domain::deal::Outcome;
use domain::error::Refusal;
use domain::event::{Event, Kind};
use domain::note::Subject;
use domain::patch::{Changes, FieldChange};
use domain::pipeline::Pipeline;
use domain::position::Position;
use domain::undo::altered;
use domain::{Actor, DealId, Error, Instant, PipelineId, Result, StageId};
use serde::de::DeserializeOwned;

use super::record::unmake;
use super::{backward, changed, json, moment, never};
use crate::Failure;
use crate::deal::{DealRow, edit, put_row};
use crate::write::{Said, Tx};

/// What a field was before the event, where the event changed it.
fn before<T: DeserializeOwned>(event: &Event, field: &str) -> Option<T> {
    serde_json::from_value(event.changes.0.get(field)?.before.clone()).ok()
}

fn change(changes: &mut Changes, field: &str, before: serde_json::Value, after: serde_json::Value) {
    if before != after {
        changes.0.insert(field.to_owned(), FieldChange { before, after });
    }
}

pub(super) async fn deal(tx: &Tx<'_>, actor: &Actor, event: &Event, id: &DealId) -> Result<(), Failure> {
    let row: DealRow = tx.need("deal", id.as_str()).await?;
    match event.kind {
        Kind::DealCreated => {
            if !row.outcome.is_open() {
                return Err(changed("outcome"));
            }
            let made = event.changes.0.get("stage").map(|stage| &stage.after);
            if made.is_some_and(|stage| *stage != json(&row.stage)) {
                return Err(changed("stage"));
            }
            if let Some(field) = altered(&row.details, &event.changes) {
                return Err(changed(&field));
            }
            unmake(tx, actor, Subject::Deal(id.clone())).await
        }
        Kind::DealMoved => back_to_place(tx, event, row).await,
        Kind::DealClosed | Kind::DealReopened => as_it_ended(tx, event, row).await,
        _ => edit(tx, id, &backward(&row.details, event)?).await.map(drop),
    }
}

/// Back to the stage and the place among its cards, as if it had never left.
async fn back_to_place(tx: &Tx<'_>, event: &Event, row: DealRow) -> Result<(), Failure> {
    if !row.outcome.is_open() {
        return Err(Error::refused(Refusal::DealClosed).into());
    }
    let moved = event.changes.0.get("stage");
    match moved {
        Some(moved) if json(&row.stage) != moved.after => return Err(changed("stage")),
        None => drop(moment::<Position>(&row.position, event, "position")?),
        Some(_) => {}
    }
    let stage: StageId = before(event, "stage").unwrap_or_else(|| row.stage.clone());
    let pipeline: PipelineId = before(event, "pipeline").unwrap_or_else(|| row.pipeline.clone());
    let known: Pipeline = tx.need("pipeline", pipeline.as_str()).await?;
    known.details.stage(&stage).ok_or_else(never)?;
    let position: Position = before(event, "position").ok_or_else(never)?;
    let mut changes = Changes::default();
    change(&mut changes, "stage", json(&row.stage), json(&stage));
    change(&mut changes, "pipeline", json(&row.pipeline), json(&pipeline));
    change(&mut changes, "position", json(&row.position), json(&position));
    let stage_since = match event.stay.filter(|_| moved.is_some()) {
        Some(stay) => Instant(event.at.0 - stay),
        None => row.stage_since,
    };
    let place = format!("{} {}", position.as_str(), row.id);
    let (version, updated_at) = (row.version + 1, tx.now());
    let row = DealRow { pipeline, stage, position, place, stage_since, version, updated_at, ..row };
    tx.put("deal", row.id.as_str(), &row).await?;
    tx.emit(Said::new(Kind::DealMoved, row.subjects(), changes));
    Ok(())
}

/// Open again, or won or lost as it was.
async fn as_it_ended(tx: &Tx<'_>, event: &Event, row: DealRow) -> Result<(), Failure> {
    let outcome: Outcome = moment(&row.outcome, event, "outcome")?;
    let position: Position = before(event, "position").unwrap_or_else(|| row.position.clone());
    let mut changes = Changes::default();
    change(&mut changes, "outcome", json(&row.outcome), json(&outcome));
    change(&mut changes, "position", json(&row.position), json(&position));
    let kind = if outcome.is_open() { Kind::DealReopened } else { Kind::DealClosed };
    let (version, updated_at) = (row.version + 1, tx.now());
    let row = put_row(tx, DealRow { outcome, position, version, updated_at, ..row }).await?;
    tx.emit(Said::new(kind, row.subjects(), changes));
    Ok(())
}
