//! The board as it is read: heads, first cards, more cards, and what changed.

use domain::board::{
    Board, BoardQuery, Card, Column, ColumnQuery, FIRST_CARDS, Head, MORE_CARDS, Refresh, RefreshQuery,
};
use domain::deal::Filter;
use domain::page::Count;
use domain::pipeline::Pipeline;
use domain::{CompanyId, Cursor, Error, Money, Page, PipelineId, Result, StageId};

use super::column::Total;
use super::found::Standings;
use super::row::DealRow;
use crate::Store;
use crate::contact::words;
use crate::list::Clauses;
use crate::search::{Found, begins};

/// The filter as conditions on a deal.
pub(super) fn clauses(filter: &Filter) -> Clauses {
    let text = words(&filter.text);
    Clauses::new()
        .text(text)
        .when("details.owner = $owner", "owner", filter.owner.as_ref())
        .when("$tag IN details.tags", "tag", filter.tag.as_ref())
        .when("details.amount >= $amount_from", "amount_from", filter.amount_from)
        .when("details.amount <= $amount_to", "amount_to", filter.amount_to)
        .when("details.closing_on != NONE AND details.closing_on >= $closing_from", "closing_from", filter.closing_from)
        .when("details.closing_on != NONE AND details.closing_on <= $closing_to", "closing_to", filter.closing_to)
        .when("state = $state", "state", filter.state)
        .when("details.contact = $contact", "contact", filter.contact.as_ref())
        .when("details.other_contacts CONTAINS $concerned", "concerned", filter.concerned.as_ref())
        .when("details.company = $company", "company", filter.company.as_ref())
        .when("outcome.at >= $ended_from", "ended_from", filter.narrow.ended_from)
        .when("created_at >= $created_from", "created_from", filter.narrow.created_from)
}

/// Cards of a column from the top: one more than are shown, to know whether there are more.
fn column_sql(from: &str, stage: &str, keyset: &str, clauses: &Clauses, most: usize) -> String {
    let (filter, most) = (clauses.all(), most + 1);
    format!(
        "SELECT * FROM {from} WHERE state = 'open' AND stage = {stage}{keyset} AND {filter} ORDER BY place ASC LIMIT {most}"
    )
}

fn cut(mut rows: Vec<DealRow>, most: usize) -> (Vec<DealRow>, Option<Cursor>) {
    let more = rows.len() > most;
    rows.truncate(most);
    let next = more.then(|| rows.last().map(|row| Cursor(row.place.clone()))).flatten();
    (rows, next)
}

impl Store {
    /// The pipeline asked for, or the first one.
    async fn pipeline(&self, wanted: Option<&PipelineId>) -> Result<(Pipeline, Vec<Pipeline>)> {
        let all = self.all_pipelines().await?;
        let found = all.iter().find(|pipeline| wanted.is_none_or(|id| pipeline.id == *id)).cloned();
        Ok((found.ok_or(Error::NotFound)?, all))
    }

    /// The totals of every stage. Those of the unfiltered board are kept until the next change.
    async fn totals(&self, filter: &Filter, found: Option<&Standings>) -> Result<Vec<Total>> {
        if let Some(found) = found {
            return Ok(found.totals());
        }
        let sql = format!(
            "SELECT stage, count() AS count, math::sum(details.amount ?? 0) AS sum FROM deal \
             WHERE state = 'open' AND {} GROUP BY stage",
            clauses(filter).all()
        );
        let read = async { Ok(self.read(clauses(filter).ask(sql)).await?.all(0)?) };
        self.kept(&self.answers.totals, filter.is_empty().then(String::new), read).await
    }

    /// Every column's head: visible stages, and hidden ones that still hold deals.
    async fn heads(&self, pipeline: &Pipeline, filter: &Filter, found: Option<&Standings>) -> Result<Vec<Head>> {
        let totals = self.totals(filter, found).await?;
        let more = found.is_some_and(Standings::more);
        let head = |stage: &domain::pipeline::Stage| {
            let total = totals.iter().find(|total| total.stage == stage.id);
            Head {
                stage: stage.clone(),
                count: Count { rows: total.map_or(0, |total| total.count), more },
                sum: Money::from_cents(total.map_or(0, |total| total.sum)),
            }
        };
        Ok(pipeline.details.stages.iter().map(head).filter(|head| !head.stage.hidden || head.count.rows > 0).collect())
    }

    /// Cards of one column, from the top or after a cursor.
    async fn column_cards(
        &self,
        stage: &StageId,
        filter: &Filter,
        after: Option<&Cursor>,
        most: usize,
    ) -> Result<(Vec<Card>, Option<Cursor>)> {
        let clauses = clauses(filter);
        let keyset = if after.is_some() { " AND place > $after" } else { "" };
        let found = self.deals_found(filter).await?;
        let from = if found.is_some() { "$ids" } else { "deal" };
        let mut query = clauses.ask(column_sql(from, "$stage", keyset, &clauses, most)).bind("stage", stage);
        if let Some((ids, _)) = &found {
            query = query.records("ids", "deal", ids.iter().map(|id| Found::id(id)));
        }
        if let Some(Cursor(place)) = after {
            query = query.bind("after", place);
        }
        let (rows, next) = cut(self.read(query).await?.all(0)?, most);
        Ok((self.cards(rows).await?, next))
    }

    pub(super) async fn read_board(&self, query: &BoardQuery) -> Result<Board> {
        let (pipeline, pipelines) = self.pipeline(query.pipeline.as_ref()).await?;
        let found = self.standings(&query.filter).await?;
        let heads = self.heads(&pipeline, &query.filter, found.as_ref()).await?;
        // All columns in one question, and all names in one more each.
        let clauses = clauses(&query.filter);
        let from = |at: usize| if found.is_some() { format!("$ids{at}") } else { "deal".to_owned() };
        let column = |at: usize| column_sql(&from(at), &format!("$stage{at}"), "", &clauses, FIRST_CARDS);
        let sql = (0..heads.len()).map(column).collect::<Vec<_>>().join(";");
        let mut ask = clauses.ask(sql);
        for (at, head) in heads.iter().enumerate() {
            ask = ask.bind(&format!("stage{at}"), &head.stage.id);
            if let Some(found) = &found {
                ask = ask.records(&format!("ids{at}"), "deal", found.top(&head.stage.id));
            }
        }
        let mut read = self.read(ask).await?;
        let (mut ends, mut rows) = (Vec::with_capacity(heads.len()), Vec::new());
        for at in 0..heads.len() {
            let (cards, next) = cut(read.all(at)?, FIRST_CARDS);
            ends.push((cards.len(), next));
            rows.extend(cards);
        }
        let mut cards = self.cards(rows).await?.into_iter();
        let column = |(head, (count, next))| Column { head, cards: cards.by_ref().take(count).collect(), next };
        let columns = heads.into_iter().zip(ends).map(column).collect();
        Ok(Board { pipeline, pipelines, columns, at: self.now() })
    }

    pub(super) async fn read_column(&self, query: &ColumnQuery) -> Result<Page<Card>> {
        let (pipeline, _) = self.pipeline(Some(&query.pipeline)).await?;
        pipeline.details.stage(&query.stage).ok_or(Error::NotFound)?;
        let (rows, next) = self.column_cards(&query.stage, &query.filter, query.after.as_ref(), MORE_CARDS).await?;
        Ok(Page { count: Count::exact(u32::try_from(rows.len()).unwrap_or(0)), rows, next })
    }

    pub(super) async fn read_refresh(&self, query: &RefreshQuery) -> Result<Refresh> {
        let (pipeline, _) = self.pipeline(Some(&query.pipeline)).await?;
        let found = self.standings(&query.filter).await?;
        let heads = self.heads(&pipeline, &query.filter, found.as_ref()).await?;
        let ids = query.deals.iter().take(RefreshQuery::MOST).map(|id| id.as_str());
        // Few cards, read by address: the words are looked for in the rows themselves.
        let words = words(&query.filter.text);
        let clauses = clauses(&Filter { text: String::new(), ..query.filter.clone() });
        let sql = format!("SELECT * FROM $ids WHERE pipeline = $pipeline AND state = 'open' AND {}", clauses.all());
        let ask = clauses.ask(sql).records("ids", "deal", ids).bind("pipeline", &query.pipeline);
        let mut rows: Vec<DealRow> = self.read(ask).await?.all(0)?;
        rows.retain(|row| words.as_deref().is_none_or(|words| begins(words, &row.search)));
        Ok(Refresh { heads, cards: self.cards(rows).await? })
    }

    /// Rows with the names that their cards show: three queries for any number of cards.
    pub(super) async fn cards(&self, rows: Vec<DealRow>) -> Result<Vec<Card>> {
        let details = || rows.iter().map(|row| &row.details);
        let mut people: Vec<&str> = details().map(|d| d.contact.as_str()).collect();
        for others in details().map(|d| &d.other_contacts) {
            people.extend(others.iter().map(|id| id.as_str()));
        }
        let contacts = self.names("contact", people).await?;
        let companies =
            self.names("company", details().filter_map(|d| d.company.as_ref()).map(CompanyId::as_str)).await?;
        let owners = self.names("user", details().filter_map(|d| d.owner.as_ref()).map(|id| id.as_str())).await?;
        let card = |row: DealRow| Card {
            others: row
                .details
                .other_contacts
                .iter()
                .filter_map(|id| Some((id.clone(), contacts.get(id.as_str())?.clone())))
                .collect(),
            contact_name: contacts.get(row.details.contact.as_str()).cloned().unwrap_or_default(),
            company_name: row.details.company.as_ref().and_then(|id| companies.get(id.as_str()).cloned()),
            owner_name: row.details.owner.as_ref().and_then(|id| owners.get(id.as_str()).cloned()),
            deal: row.shown(),
        };
        Ok(rows.into_iter().map(card).collect())
    }

    pub(super) async fn card(&self, row: DealRow) -> Result<Card> {
        self.cards(vec![row]).await?.pop().ok_or(Error::Internal)
    }
}
