//! The import itself: rows are read a chunk ahead of the one that is being written.

use std::sync::Arc;

use domain::import::{CHUNK, Mapping, Outcome, REHEARSED, Reason, RejectedRow, Row, State, Tally, Written, read_row};
use domain::{Actor, Crm, ImportId, Result};
use tokio::sync::mpsc;

use super::{Line, Table};

/// What one more chunk came to.
pub struct Step {
    /// The counts so far.
    pub tally: Tally,
    /// The rows of this chunk that were set aside, or written with a remark.
    pub rejected: Vec<RejectedRow>,
}

/// A chunk of lines as it was read.
#[derive(Default)]
struct Chunk {
    rows: Vec<Row>,
    /// The line of each row.
    lines: Vec<Line>,
    /// What was left out of each row.
    remarks: Vec<Vec<(Reason, String)>>,
    rejected: Vec<RejectedRow>,
}

fn aside(line: &Line, (reason, detail): (Reason, String), also: Vec<(Reason, String)>) -> RejectedRow {
    RejectedRow { line: line.number, reason, detail, also, cells: line.cells().map(str::to_owned).collect() }
}

fn read(lines: &[Line], mapping: &Mapping) -> Chunk {
    let mut chunk = Chunk::default();
    for line in lines {
        let cells: Vec<&str> = line.cells().collect();
        match read_row(mapping, &cells) {
            Ok(mut row) => {
                chunk.remarks.push(std::mem::take(&mut row.remarks));
                chunk.rows.push(row);
                chunk.lines.push(line.clone());
            }
            Err(why) => chunk.rejected.push(aside(line, why, Vec::new())),
        }
    }
    chunk
}

async fn write(
    crm: &dyn Crm,
    actor: &Actor,
    import: &ImportId,
    chunk: Chunk,
    tally: &mut Tally,
) -> Result<Vec<RejectedRow>> {
    let mut chunk = chunk;
    let rows = std::mem::take(&mut chunk.rows);
    let written = if rows.is_empty() { Written::default() } else { crm.imports().write(actor, import, rows).await? };
    Ok(count(chunk, written, tally))
}

/// What the rows of a chunk would become; nothing is written.
pub async fn rehearse(crm: &dyn Crm, actor: &Actor, table: Arc<Table>, mapping: Mapping) -> Result<Step> {
    let reading = move || read(&table.rows[..table.rows.len().min(REHEARSED)], &mapping);
    let mut chunk = tokio::task::spawn_blocking(reading).await.map_err(|_| domain::Error::Internal)?;
    let rows = std::mem::take(&mut chunk.rows);
    let written = if rows.is_empty() { Written::default() } else { crm.imports().rehearse(actor, rows).await? };
    let mut tally = Tally::default();
    let rejected = count(chunk, written, &mut tally);
    Ok(Step { tally, rejected })
}

/// Counts what rows became, and gathers those that were set aside or written with a remark.
fn count(chunk: Chunk, written: Written, tally: &mut Tally) -> Vec<RejectedRow> {
    let Chunk { lines, mut remarks, mut rejected, .. } = chunk;
    tally.rejected += u32::try_from(rejected.len()).unwrap_or(u32::MAX);
    tally.deals += written.deals;
    for remark in written.remarks {
        if let Some(of_row) = remarks.get_mut(remark.row) {
            of_row.push((remark.reason, remark.detail));
        }
    }
    for ((outcome, line), remarks) in written.outcomes.into_iter().zip(&lines).zip(remarks) {
        tally.count(&outcome);
        let mut remarks = remarks.into_iter();
        if let Outcome::Rejected { reason, detail } = outcome {
            rejected.push(aside(line, (reason, detail), Vec::new()));
        } else if let Some(first) = remarks.next() {
            tally.remarks += 1;
            rejected.push(aside(line, first, remarks.collect()));
        }
    }
    rejected.sort_by_key(|row| row.line);
    rejected
}

/// Imports a table that was announced with `Imports::start`. After each chunk `step` says whether to go on.
pub async fn run(
    crm: &dyn Crm,
    actor: &Actor,
    import: &ImportId,
    table: Arc<Table>,
    mapping: Mapping,
    mut step: impl FnMut(Step) -> bool,
) -> (Tally, State) {
    let rows = table.rows.len();
    let (send, mut chunks) = mpsc::channel(1);
    let reading = tokio::task::spawn_blocking(move || {
        for lines in table.rows.chunks(CHUNK) {
            if send.blocking_send(read(lines, &mapping)).is_err() {
                return;
            }
        }
    });
    let (mut tally, mut state) = (Tally::default(), State::Done);
    while let Some(chunk) = chunks.recv().await {
        let before = tally;
        match write(crm, actor, import, chunk, &mut tally).await {
            Ok(rejected) => {
                let last = usize::try_from(tally.rows()).is_ok_and(|done| done == rows);
                // Asked to stop after the last chunk: there is nothing left to stop.
                if !step(Step { tally, rejected }) && !last {
                    state = State::Stopped;
                    break;
                }
            }
            Err(cause) => {
                tracing::error!(%cause, import = %import, "a chunk of an import was not written");
                (tally, state) = (before, State::Failed);
                break;
            }
        }
    }
    drop(chunks);
    if let Err(cause) = reading.await {
        tracing::error!(%cause, import = %import, "the rows of an import could not be read");
        state = State::Failed;
    }
    if let Err(cause) = crm.imports().finish(actor, import, tally, state != State::Done).await {
        tracing::error!(%cause, import = %import, "the end of an import was not noted");
        state = State::Failed;
    }
    (tally, state)
}
