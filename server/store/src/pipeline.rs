//! Pipelines in the database: each one record that holds its stages.

use async_trait::async_trait;
use domain::error::Refusal;
use domain::event::Kind;
use domain::patch::Changes;
use domain::pipeline::{Details, Pipeline, Pipelines};
use domain::{Actor, Error, Patch, PipelineId, Result, Right};

use crate::ask::ask;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store};

impl Store {
    /// All pipelines, the oldest first. There are few: each holds its stages.
    pub(crate) async fn all_pipelines(&self) -> Result<Vec<Pipeline>> {
        Ok(self.read(ask("SELECT * FROM pipeline ORDER BY id LIMIT 50")).await?.all(0)?)
    }
}

/// Writes a new pipeline with its event.
pub(crate) async fn put_new(tx: &Tx<'_>, details: &Details) -> Result<Pipeline, Failure> {
    let pipeline = Pipeline { id: PipelineId::new(), details: details.clone(), version: 1 };
    tx.put("pipeline", pipeline.id.as_str(), &pipeline).await?;
    tx.emit(Said::new(Kind::PipelineCreated, vec![pipeline.id.subject()], Changes::from_new(details)));
    Ok(pipeline)
}

/// Changes fields of a pipeline.
pub(crate) async fn edit(tx: &Tx<'_>, id: &PipelineId, changes: &Changes) -> Result<Pipeline, Failure> {
    let row: Pipeline = tx.need("pipeline", id.as_str()).await?;
    let next = changes.apply(&row.details)?;
    next.check()?;
    match tx.undoing() {
        true => unused(tx, &row.details, &next).await?,
        false => row.details.check_edit(&next)?,
    }
    let changes = Changes::between(&row.details, &next);
    if changes.is_empty() {
        return Ok(row);
    }
    let row = Pipeline { details: next, version: row.version + 1, ..row };
    tx.put("pipeline", row.id.as_str(), &row).await?;
    tx.emit(Said::new(Kind::PipelineEdited, vec![row.id.subject()], changes));
    Ok(row)
}

/// A stage that was added goes again with the undo, unless a deal came to stand in it.
async fn unused(tx: &Tx<'_>, present: &Details, next: &Details) -> Result<(), Failure> {
    for stage in present.stages.iter().filter(|stage| next.stage(&stage.id).is_none()) {
        let sql = "SELECT id FROM deal WHERE state IN ['open', 'won', 'lost'] AND stage = $stage LIMIT 1";
        if tx.run(ask(sql).bind("stage", &stage.id)).await?.one::<serde_json::Value>(0)?.is_some() {
            return Err(Error::refused(Refusal::Depended).into());
        }
    }
    Ok(())
}

#[async_trait]
impl Pipelines for Store {
    async fn list(&self, actor: &Actor) -> Result<Vec<Pipeline>> {
        actor.may(Right::ReadDeals)?;
        self.all_pipelines().await
    }

    async fn create(&self, actor: &Actor, details: Details) -> Result<Pipeline> {
        actor.may(Right::ManageSettings)?;
        details.check()?;
        write!(self, actor, tx => { put_new(&tx, &details).await })
    }

    async fn edit(&self, actor: &Actor, id: &PipelineId, patch: Patch) -> Result<Pipeline> {
        actor.may(Right::ManageSettings)?;
        write!(self, actor, tx => { edit(&tx, id, &patch.changes).await })
    }
}
