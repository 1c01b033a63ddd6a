//! What columns share: whose turn it is to find a place, and the totals above them.

use std::hash::{DefaultHasher, Hash, Hasher};

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
