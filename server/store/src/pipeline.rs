//! Pipelines in the database: each one record that holds its stages.

use async_trait::async_trait;
use domain::event::Kind;
use domain::patch::Changes;
use domain::pipeline::{Details, Pipeline, Pipelines};
use domain::{Actor, Patch, PipelineId, Result, Right};

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
        write!(self, actor, tx => {
            let row: Pipeline = tx.need("pipeline", id.as_str()).await?;
            let next = patch.changes.apply(&row.details)?;
            next.check()?;
            row.details.check_edit(&next)?;
            let changes = Changes::between(&row.details, &next);
            if changes.is_empty() {
                return Ok(row);
            }
            let row = Pipeline { details: next, version: row.version + 1, ..row };
            tx.put("pipeline", row.id.as_str(), &row).await?;
            tx.emit(Said::new(Kind::PipelineEdited, vec![row.id.subject()], changes));
            Ok(row)
        })
    }
}
