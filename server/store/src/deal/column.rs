//! What columns share in this process: whose turn it is to find a place, and the totals above them.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;

use domain::StageId;
use serde::Deserialize;
use tokio::sync::MutexGuard;

/// How many columns can be written at once; two columns may share a turn.
const TURNS: usize = 16;

/// A place is found by reading a column. Two who drop a card on the same spot at once take turns, so that they find two
/// places; where several processes share a database the id decides between equal places.
#[derive(Default)]
pub(crate) struct Columns([tokio::sync::Mutex<()>; TURNS]);

impl Columns {
    /// The turn at a column, until it is dropped.
    pub(super) async fn turn(&self, stage: Option<&StageId>) -> MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        stage.hash(&mut hasher);
        let at = usize::try_from(hasher.finish() % TURNS as u64).unwrap_or_default();
        self.0[at].lock().await
    }
}

/// The open deals of a stage, in number and money.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Total {
    pub(super) stage: StageId,
    pub(super) count: u32,
    #[serde(default)]
    pub(super) sum: i64,
}

/// The totals of every stage, as of the change with that number: all open pages ask for them after each change.
#[derive(Default)]
pub(crate) struct Totals(Mutex<Option<(u64, Vec<Total>)>>);

impl Totals {
    /// The totals, unless something has changed since.
    pub(super) fn at(&self, number: u64) -> Option<Vec<Total>> {
        let kept = self.0.lock().ok()?;
        kept.as_ref().filter(|(at, _)| *at == number).map(|(_, totals)| totals.clone())
    }

    /// Keeps totals that were read when the latest change had that number.
    pub(super) fn keep(&self, number: u64, totals: &[Total]) {
        if let Ok(mut kept) = self.0.lock() {
            *kept = Some((number, totals.to_vec()));
        }
    }
}
