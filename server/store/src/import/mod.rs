//! Rows of a file in the database: a chunk is one transaction, a row is written whole or not at all.

mod chunk;
mod deal;
mod known;
mod owner;
mod row;
mod save;

use async_trait::async_trait;
use domain::event::Kind;
use domain::import::{CHUNK, Imports, Outcome, REHEARSED, Row, Tally, Written};
use domain::patch::Changes;
use domain::{Actor, Error, ImportId, Instant, Problem, Result, Right};
use serde::{Deserialize, Serialize};

use crate::Failure;
use crate::Store;
use crate::write::{Said, attempt, begin, write};
use chunk::Chunk;

/// An import as it is stored.
#[derive(Clone, Serialize, Deserialize)]
struct ImportRow {
    file: String,
    rows: u32,
    started_at: Instant,
    #[serde(default)]
    finished_at: Option<Instant>,
    #[serde(default)]
    stopped: bool,
    #[serde(default)]
    tally: Tally,
}

#[async_trait]
impl Imports for Store {
    async fn start(&self, actor: &Actor, file: &str, rows: u32) -> Result<ImportId> {
        actor.may(Right::Import)?;
        let id = ImportId::new();
        let file: String = file.chars().take(200).collect();
        write!(self, actor, tx => {
            let row = ImportRow {
                file: file.clone(),
                rows,
                started_at: tx.now(),
                finished_at: None,
                stopped: false,
                tally: Tally::default(),
            };
            tx.put("import", id.as_str(), &row).await?;
            tx.emit(Said::new(Kind::ImportStarted, vec![id.subject()], Changes::from_new(&row)));
            Ok(())
        })?;
        Ok(id)
    }

    async fn write(&self, actor: &Actor, import: &ImportId, rows: Vec<Row>) -> Result<Written> {
        actor.may(Right::Import)?;
        if rows.len() > CHUNK {
            return Err(Error::invalid("rows", Problem::TooLong));
        }
        write!(self, actor, tx => {
            tx.need::<ImportRow>("import", import.as_str()).await?;
            let mut chunk = Chunk::new(&tx, actor, import);
            let outcomes = chunk.read(0, &rows).await?;
            let remarks = std::mem::take(&mut chunk.remarks);
            let deals = chunk.save().await?;
            Ok(Written { outcomes, deals, remarks })
        })
    }

    async fn rehearse(&self, actor: &Actor, rows: Vec<Row>) -> Result<Written> {
        actor.may(Right::Import)?;
        if rows.len() > REHEARSED {
            return Err(Error::invalid("rows", Problem::TooLong));
        }
        let (tx, import) = (begin(self, actor, "").await?, ImportId::new());
        let written = attempt(async {
            let mut chunk = Chunk::new(&tx, actor, &import);
            let mut outcomes = Vec::with_capacity(rows.len());
            for (at, rows) in rows.chunks(CHUNK).enumerate() {
                outcomes.extend(chunk.read(at * CHUNK, rows).await?);
            }
            let deals = u32::try_from(chunk.deals.len()).unwrap_or(u32::MAX);
            Ok(Written { outcomes, deals, remarks: std::mem::take(&mut chunk.remarks) })
        })
        .await;
        tx.cancel().await;
        written.map_err(Error::from)
    }

    async fn finish(&self, actor: &Actor, import: &ImportId, tally: Tally, stopped: bool) -> Result<()> {
        actor.may(Right::Import)?;
        write!(self, actor, tx => {
            let before: ImportRow = tx.need("import", import.as_str()).await?;
            let after = ImportRow { finished_at: Some(tx.now()), stopped, tally, ..before.clone() };
            tx.put("import", import.as_str(), &after).await?;
            tx.emit(Said::new(Kind::ImportFinished, vec![import.subject()], Changes::between(&before, &after)));
            Ok(())
        })
    }
}

impl Chunk<'_, '_> {
    /// Reads rows into the picture; the first of them is that one of the file.
    async fn read(&mut self, first: usize, rows: &[Row]) -> std::result::Result<Vec<Outcome>, Failure> {
        let rows = self.tx.spelled_rows(rows).await?;
        self.learn(&rows).await?;
        let mut outcomes = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            outcomes.push(self.take(first + at, row).await?);
        }
        Ok(outcomes)
    }
}
