//! What may be asked about deals.

use async_trait::async_trait;

use super::{Closing, Filter, NewDeal, Relocation};
use crate::board::{Board, BoardQuery, Card, ColumnQuery, Refresh, RefreshQuery};
use crate::{Actor, Cursor, DealId, Money, Page, Patch, Result};

/// What may be asked about deals.
#[async_trait]
pub trait Deals: Send + Sync {
    /// The board of a pipeline: each column's head and its first cards.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn board(&self, actor: &Actor, query: &BoardQuery) -> Result<Board>;

    /// The next cards of one column.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn column(&self, actor: &Actor, query: &ColumnQuery) -> Result<Page<Card>>;

    /// What some cards and all column heads look like now, after changes by others.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn refresh(&self, actor: &Actor, query: &RefreshQuery) -> Result<Refresh>;

    /// A page of the deals as a list, newest first.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn list(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>) -> Result<Page<Card>>;

    /// What the deals of a list are worth together; of the first ten thousand, where there are more.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn sum(&self, actor: &Actor, filter: &Filter) -> Result<Money>;

    /// One deal, with what its card shows.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn show(&self, actor: &Actor, id: &DealId) -> Result<Card>;

    /// A new deal at the top of its column.
    ///
    /// # Errors
    /// `Invalid`, `Forbidden`.
    async fn create(&self, actor: &Actor, new: NewDeal) -> Result<Card>;

    /// Changed fields of a deal.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `NotFound`, `Forbidden`.
    async fn edit(&self, actor: &Actor, id: &DealId, patch: Patch) -> Result<Card>;

    /// Moves a card. `NotFound` when the deal or the stage is not there; `Refused` when the deal is closed.
    ///
    /// # Errors
    /// As said, and `Forbidden`.
    async fn relocate(&self, actor: &Actor, to: Relocation) -> Result<Card>;

    /// Ends a deal.
    ///
    /// # Errors
    /// `NotFound`, `Refused` when it is closed already, `Forbidden`.
    async fn close(&self, actor: &Actor, id: &DealId, closing: Closing, reason: String) -> Result<Card>;

    /// Puts a closed deal back on the board, at the top of the stage it stood in.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    async fn reopen(&self, actor: &Actor, id: &DealId) -> Result<Card>;
}
