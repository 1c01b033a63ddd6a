//! Deals in the database: rows, their index fields, and the port.

mod board;
mod change;
mod column;
mod found;
mod row;

pub(crate) use change::{edit, place_on_top};
pub(crate) use column::{Columns, Total};
pub(crate) use row::{DealRow, put_row, reindex};

use async_trait::async_trait;
use domain::board::{Board, BoardQuery, Card, ColumnQuery, Refresh, RefreshQuery};
use domain::deal::{Closing, Deals, Filter, NewDeal, Relocation};
use domain::{Actor, Cursor, DealId, Money, Page, Patch, Result, Right};

use crate::Store;
use crate::list::{PAGE, page};
use crate::write::write;

#[async_trait]
impl Deals for Store {
    async fn board(&self, actor: &Actor, query: &BoardQuery) -> Result<Board> {
        actor.may(Right::ReadDeals)?;
        let asked = Some(format!("{query:?}"));
        let board = self.kept(&self.answers.boards, asked, self.read_board(query)).await?;
        Ok(Board { at: self.now(), ..board })
    }

    async fn column(&self, actor: &Actor, query: &ColumnQuery) -> Result<Page<Card>> {
        actor.may(Right::ReadDeals)?;
        self.read_column(query).await
    }

    async fn refresh(&self, actor: &Actor, query: &RefreshQuery) -> Result<Refresh> {
        actor.may(Right::ReadDeals)?;
        self.read_refresh(query).await
    }

    async fn list(&self, actor: &Actor, filter: &Filter, after: Option<Cursor>) -> Result<Page<Card>> {
        actor.may(Right::ReadDeals)?;
        let asked = (!filter.narrow.waiting).then(|| format!("{filter:?} {after:?}"));
        let read = async {
            let clauses = self.list_clauses(filter).await?;
            let found: Page<DealRow> =
                page(self, "deal", &clauses, "born", false, after, PAGE, |row: &DealRow| row.born.clone()).await?;
            let Page { rows, next, count } = found;
            Ok(Page { rows: self.cards(rows).await?, next, count })
        };
        self.kept(&self.answers.deals, asked, read).await
    }

    async fn sum(&self, actor: &Actor, filter: &Filter) -> Result<Money> {
        actor.may(Right::ReadDeals)?;
        self.worth(filter).await
    }

    async fn show(&self, actor: &Actor, id: &DealId) -> Result<Card> {
        actor.may(Right::ReadDeals)?;
        self.card(self.need("deal", id.as_str()).await?).await
    }

    async fn create(&self, actor: &Actor, new: NewDeal) -> Result<Card> {
        actor.may(Right::WriteRecords)?;
        self.card(change::create(self, actor, new).await?).await
    }

    async fn edit(&self, actor: &Actor, id: &DealId, patch: Patch) -> Result<Card> {
        actor.may(Right::WriteRecords)?;
        let row = write!(self, actor, tx => { edit(&tx, id, &patch.changes).await })?;
        self.card(row).await
    }

    async fn relocate(&self, actor: &Actor, to: Relocation) -> Result<Card> {
        actor.may(Right::WriteRecords)?;
        self.card(change::relocate(self, actor, to).await?).await
    }

    async fn close(&self, actor: &Actor, id: &DealId, closing: Closing, reason: String) -> Result<Card> {
        actor.may(Right::WriteRecords)?;
        self.card(change::close(self, actor, id, closing, reason).await?).await
    }

    async fn reopen(&self, actor: &Actor, id: &DealId) -> Result<Card> {
        actor.may(Right::WriteRecords)?;
        self.card(change::reopen(self, actor, id).await?).await
    }
}
