//! Changes of deals: created, edited, moved, closed, reopened. Each is one transaction with its event.

use domain::deal::{Closing, NewDeal, Outcome, Relocation};
use domain::error::Refusal;
use domain::event::Kind;
use domain::patch::{Changes, FieldChange};
use domain::pipeline::Pipeline;
use domain::position::Position;
use domain::{Actor, DealId, Error, Problem, Result, StageId};
use serde::{Deserialize, Serialize};

use super::row::{DealRow, know_others, put_row};
use crate::ask::ask;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store};

#[derive(Deserialize)]
struct Place {
    position: Position,
}

fn json(value: impl Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// The pipeline and stage a new deal starts in.
async fn starting_stage(tx: &Tx<'_>, wanted: Option<&StageId>) -> Result<(Pipeline, StageId), Failure> {
    let pipelines: Vec<Pipeline> = tx.run(ask("SELECT * FROM pipeline ORDER BY id LIMIT 50")).await?.all(0)?;
    let found = pipelines.into_iter().find_map(|pipeline| {
        let stage = match wanted {
            Some(id) => pipeline.details.stage(id)?.id.clone(),
            None => pipeline.details.visible().next()?.id.clone(),
        };
        Some((pipeline, stage))
    });
    found.ok_or(Failure::Answer(Error::invalid("stage", Problem::Unknown)))
}

/// A card that shall move to a stage that is not there.
fn gone(failure: Failure) -> Failure {
    match failure {
        Failure::Answer(_) => Failure::Answer(Error::NotFound),
        other => other,
    }
}

/// A position above every card of a column.
pub(crate) async fn place_on_top(tx: &Tx<'_>, stage: &StageId) -> Result<Position, Failure> {
    let sql = "SELECT position, place FROM deal WHERE stage = $stage AND state = 'open' ORDER BY place ASC LIMIT 1";
    let first: Option<Place> = tx.run(ask(sql).bind("stage", stage)).await?.one(0)?;
    Ok(Position::between(None, first.map(|place| place.position).as_ref()))
}

/// A position right after a card of the column. A card that has left it meanwhile stands for the top.
async fn place_after(
    tx: &Tx<'_>,
    stage: &StageId,
    after: Option<&DealId>,
    moving: &DealId,
) -> Result<Position, Failure> {
    let above: Option<DealRow> = match after {
        Some(id) if id != moving => tx.get("deal", id.as_str()).await?,
        _ => None,
    };
    let Some(above) = above.filter(|row| row.stage == *stage && row.outcome.is_open()) else {
        return place_on_top(tx, stage).await;
    };
    let sql = "SELECT position, place FROM deal WHERE stage = $stage AND state = 'open' AND place > $place \
               ORDER BY place ASC LIMIT 2";
    // No sign of an id or a position comes after `~`: cards on the very same position are passed over.
    let place = format!("{} ~", above.position.as_str());
    let below: Vec<Below> = tx.run(ask(sql).bind("stage", stage).bind("place", place)).await?.all(0)?;
    // The moving card itself does not stand in the way.
    let below = below.into_iter().find(|place| !place.place.ends_with(moving.as_str()));
    Ok(Position::between(Some(&above.position), below.map(|place| place.position).as_ref()))
}

#[derive(Deserialize)]
struct Below {
    position: Position,
    place: String,
}

pub(super) async fn create(store: &Store, actor: &Actor, new: NewDeal) -> Result<DealRow> {
    let details = new.details.tidied();
    details.check()?;
    let _turn = store.columns.turn(new.stage.as_ref()).await;
    write!(store, actor, tx => {
        let (pipeline, stage) = starting_stage(&tx, new.stage.as_ref()).await?;
        let position = place_on_top(&tx, &stage).await?;
        know_others(&tx, &[], &details.other_contacts).await?;
        let details = domain::deal::Details { tags: tx.spelled(&[], details.tags.clone()).await?, ..details.clone() };
        let row = put_row(&tx, DealRow::new(details, pipeline.id, stage, position, tx.now())).await?;
        tx.emit(Said::new(Kind::DealCreated, row.subjects(), row.beginning()));
        Ok(row)
    })
}

/// Changes fields of a deal.
pub(crate) async fn edit(tx: &Tx<'_>, id: &DealId, changes: &Changes) -> Result<DealRow, Failure> {
    let row: DealRow = tx.need("deal", id.as_str()).await?;
    let mut next = changes.apply(&row.details)?.tidied();
    next.check()?;
    next.tags = tx.spelled(&row.details.tags, next.tags).await?;
    let changes = Changes::between(&row.details, &next);
    if changes.is_empty() {
        return Ok(row);
    }
    know_others(tx, &row.details.other_contacts, &next.other_contacts).await?;
    let row = DealRow { details: next, version: row.version + 1, updated_at: tx.now(), ..row };
    let row = put_row(tx, row).await?;
    tx.emit(Said::new(Kind::DealEdited, row.subjects(), changes));
    Ok(row)
}

pub(super) async fn relocate(store: &Store, actor: &Actor, to: Relocation) -> Result<DealRow> {
    let _turn = store.columns.turn(Some(&to.stage)).await;
    write!(store, actor, &to.origin, tx => {
        let row: DealRow = tx.need("deal", to.deal.as_str()).await?;
        if !row.outcome.is_open() {
            return Err(Error::refused(Refusal::DealClosed).into());
        }
        if to.from.as_ref().is_some_and(|from| *from != row.stage) {
            return Err(Error::refused(Refusal::DealMoved).into());
        }
        let pipeline: Pipeline = tx.need("pipeline", row.pipeline.as_str()).await?;
        let known = pipeline.details.stage(&to.stage).is_some();
        let (pipeline, stage) = match known {
            true => (pipeline, to.stage.clone()),
            false => starting_stage(&tx, Some(&to.stage)).await.map_err(gone)?,
        };
        let position = place_after(&tx, &stage, to.after.as_ref(), &row.id).await?;
        let moved = stage != row.stage;
        let mut changes = Changes::one("position", json(&row.position), json(&position));
        let stay = moved.then(|| row.stage_since.until(tx.now()));
        if moved {
            changes.0.insert("stage".to_owned(), FieldChange { before: json(&row.stage), after: json(&stage) });
        }
        if pipeline.id != row.pipeline {
            changes.0.insert("pipeline".to_owned(), FieldChange { before: json(&row.pipeline), after: json(&pipeline.id) });
        }
        let stage_since = if moved { tx.now() } else { row.stage_since };
        let row = DealRow { pipeline: pipeline.id, stage, position, stage_since, version: row.version + 1, updated_at: tx.now(), ..row };
        // Names did not change: the row keeps its search text and needs no look at contact and company.
        let row = DealRow { place: format!("{} {}", row.position.as_str(), row.id), ..row };
        tx.put("deal", row.id.as_str(), &row).await?;
        let concerned = row.details.owner.iter().cloned().collect();
        tx.emit(Said { stay, concerned, ..Said::new(Kind::DealMoved, row.subjects(), changes) });
        Ok(row)
    })
}

pub(super) async fn close(
    store: &Store,
    actor: &Actor,
    id: &DealId,
    closing: Closing,
    reason: String,
) -> Result<DealRow> {
    domain::text::check_line("reason", &reason, 200)?;
    write!(store, actor, tx => {
        let row: DealRow = tx.need("deal", id.as_str()).await?;
        if !row.outcome.is_open() {
            return Err(Error::refused(Refusal::DealClosed).into());
        }
        let at = tx.now();
        let outcome = match closing {
            Closing::Won => Outcome::Won { at },
            Closing::Lost => Outcome::Lost { at, reason: domain::text::tidy(&reason) },
        };
        let changes = Changes::one("outcome", json(&row.outcome), json(&outcome));
        let stay = Some(row.stage_since.until(at));
        let row = put_row(&tx, DealRow { outcome, version: row.version + 1, updated_at: at, ..row }).await?;
        let concerned = row.details.owner.iter().cloned().collect();
        tx.emit(Said { stay, concerned, ..Said::new(Kind::DealClosed, row.subjects(), changes) });
        Ok(row)
    })
}

pub(super) async fn reopen(store: &Store, actor: &Actor, id: &DealId) -> Result<DealRow> {
    write!(store, actor, tx => {
        let row: DealRow = tx.need("deal", id.as_str()).await?;
        if row.outcome.is_open() {
            return Ok(row);
        }
        let position = place_on_top(&tx, &row.stage).await?;
        let mut changes = Changes::one("outcome", json(&row.outcome), json(Outcome::Open));
        changes.0.insert("position".to_owned(), FieldChange { before: json(&row.position), after: json(&position) });
        let row = DealRow { outcome: Outcome::Open, position, stage_since: tx.now(), version: row.version + 1, updated_at: tx.now(), ..row };
        let row = put_row(&tx, row).await?;
        let concerned = row.details.owner.iter().cloned().collect();
        tx.emit(Said { concerned, ..Said::new(Kind::DealReopened, row.subjects(), changes) });
        Ok(row)
    })
}
