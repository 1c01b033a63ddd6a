//! The board: columns of cards, as asked for and as answered.

use serde::{Deserialize, Serialize};

use crate::deal::{Deal, Filter};
use crate::page::Count;
use crate::pipeline::{Pipeline, Stage};
use crate::{ContactId, Cursor, DealId, Instant, Money, Page, PipelineId, StageId};

/// Which board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardQuery {
    /// The pipeline; the first one when none is named.
    pub pipeline: Option<PipelineId>,
    /// Which deals.
    pub filter: Filter,
}

/// Which part of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnQuery {
    /// The pipeline.
    pub pipeline: PipelineId,
    /// The column's stage.
    pub stage: StageId,
    /// Which deals.
    pub filter: Filter,
    /// After which card; none for the top.
    pub after: Option<Cursor>,
}

/// Which cards to look at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefreshQuery {
    /// The pipeline.
    pub pipeline: PipelineId,
    /// Which deals the board shows.
    pub filter: Filter,
    /// The deals that changed; at most [`RefreshQuery::MOST`] are looked at.
    pub deals: Vec<DealId>,
}

impl RefreshQuery {
    /// Above this many changed deals the board is asked for as a whole.
    pub const MOST: usize = 50;
}

/// A deal with the names that its card shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The deal.
    pub deal: Deal,
    /// The main contact's name.
    pub contact_name: String,
    /// The other people concerned who are there, with their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<(ContactId, String)>,
    /// The company's name.
    #[serde(default)]
    pub company_name: Option<String>,
    /// The owner's name.
    #[serde(default)]
    pub owner_name: Option<String>,
}

impl Card {
    /// Whether the deal has stood in its stage longer than the stage's target.
    #[must_use]
    pub fn waits_too_long(&self, stage: &Stage, now: Instant) -> bool {
        stage.target_days.is_some_and(|days| self.deal.stage_since.days_until(now) > i64::from(days))
    }
}

/// What stands above a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The stage.
    pub stage: Stage,
    /// Open deals in it that the filter lets through.
    pub count: Count,
    /// The sum of their amounts.
    pub sum: Money,
}

/// A column as it is first shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What stands above it.
    pub head: Head,
    /// Its first cards, from the top.
    pub cards: Vec<Card>,
    /// Where the next cards start.
    pub next: Option<Cursor>,
}

/// A board as it is first shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The pipeline shown.
    pub pipeline: Pipeline,
    /// All pipelines, to change to.
    pub pipelines: Vec<Pipeline>,
    /// A column for each visible stage, and for a hidden one that still holds deals.
    pub columns: Vec<Column>,
    /// When this was read, by the server's clock.
    pub at: Instant,
}

/// What changed on a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refresh {
    /// Every column's head.
    pub heads: Vec<Head>,
    /// The asked-for deals that stand on this board now; one that is missing has left it.
    pub cards: Vec<Card>,
}

/// The weighted forecast: the sum over stages of amount × probability.
#[must_use]
pub fn forecast<'a>(heads: impl IntoIterator<Item = &'a Head>) -> Money {
    heads.into_iter().map(|head| head.sum.percent(head.stage.probability)).sum()
}

/// How many cards a column is first shown with: three screens of them; more come before the last one is reached.
pub const FIRST_CARDS: usize = 30;
/// How many cards one request for more brings.
pub const MORE_CARDS: usize = 100;

/// A page of cards.
pub type Cards = Page<Card>;
