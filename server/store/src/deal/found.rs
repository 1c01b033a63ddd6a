//! The board under a search: where the deals stand that have the words looked for.

use domain::board::FIRST_CARDS;
use domain::deal::Filter;
use domain::page::Count;
use domain::{DealId, Money, Result, StageId};
use serde::Deserialize;

use super::board::clauses;
use super::column::Total;
use crate::Store;
use crate::contact::words;
use crate::list::Clauses;
use crate::search::{Found, LOOKED, Table, needles};

/// An open deal that was found.
#[derive(Deserialize)]
pub(super) struct Standing {
    id: DealId,
    stage: StageId,
    place: String,
    #[serde(default)]
    amount: Option<i64>,
}

/// All that were found.
pub(super) struct Standings {
    rows: Vec<Standing>,
    /// Whether there were too many to look at each.
    more: bool,
}

impl Standings {
    pub(super) fn more(&self) -> bool {
        self.more
    }

    /// The totals of every stage.
    pub(super) fn totals(&self) -> Vec<Total> {
        let mut totals: Vec<Total> = Vec::new();
        for row in &self.rows {
            let amount = row.amount.unwrap_or_default();
            match totals.iter_mut().find(|total| total.stage == row.stage) {
                Some(total) => {
                    total.count += 1;
                    total.sum += amount;
                }
                None => totals.push(Total { stage: row.stage.clone(), count: 1, sum: amount }),
            }
        }
        totals
    }

    /// The first cards of a stage, and one more.
    pub(super) fn top(&self, stage: &StageId) -> Vec<&str> {
        let mut rows: Vec<&Standing> = self.rows.iter().filter(|row| row.stage == *stage).collect();
        rows.sort_by(|a, b| a.place.cmp(&b.place));
        rows.into_iter().take(FIRST_CARDS + 1).map(|row| row.id.as_str()).collect()
    }
}

impl Store {
    /// The ids of the deals with the words of a filter, and whether there are too many to look at each; none when it
    /// has no words.
    pub(super) async fn deals_found(&self, filter: &Filter) -> Result<Option<(Vec<String>, bool)>> {
        let Some(words) = words(&filter.text) else { return Ok(None) };
        let Found { count, keys } = self.find(Table::Deal, &needles(&words), None, false, LOOKED).await?;
        let more = count > keys.len();
        Ok(Some((keys, more)))
    }

    /// The conditions of a list: those of a board, and how long each stage may last.
    pub(super) async fn list_clauses(&self, filter: &Filter) -> Result<Clauses> {
        if !filter.narrow.waiting {
            return Ok(clauses(filter));
        }
        let cuts = domain::home::cuts(&self.all_pipelines().await?, self.now());
        Ok(clauses(filter).when("(next = NONE OR stage_since < $cuts[stage])", "cuts", Some(cuts)))
    }

    /// What the deals are worth together that a filter lets through.
    pub(super) async fn worth(&self, filter: &Filter) -> Result<Money> {
        #[derive(Deserialize)]
        struct Worth {
            #[serde(default)]
            sum: i64,
        }
        let (clauses, found) = (self.list_clauses(filter).await?, self.deals_found(filter).await?);
        let (from, most) = (if found.is_some() { "$ids" } else { "deal" }, Count::EXACT);
        let sql = format!(
            "SELECT math::sum(amount) AS sum FROM \
             (SELECT details.amount ?? 0 AS amount FROM {from} WHERE {} LIMIT {most}) GROUP ALL",
            clauses.all()
        );
        let ids = found.iter().flat_map(|(ids, _)| ids).map(|id| Found::id(id));
        let worth: Option<Worth> = self.read(clauses.ask(sql).records("ids", "deal", ids)).await?.one(0)?;
        Ok(Money::from_cents(worth.map_or(0, |worth| worth.sum)))
    }

    /// Where the open deals stand that a filter with words lets through; none when it has no words.
    pub(super) async fn standings(&self, filter: &Filter) -> Result<Option<Standings>> {
        let Some((ids, more)) = self.deals_found(filter).await? else { return Ok(None) };
        let clauses = clauses(filter);
        let sql = format!(
            "SELECT id, stage, place, details.amount AS amount FROM $ids WHERE state = 'open' AND {}",
            clauses.all()
        );
        let ask = clauses.ask(sql).records("ids", "deal", ids.iter().map(|id| Found::id(id)));
        Ok(Some(Standings { rows: self.read(ask).await?.all(0)?, more }))
    }
}
