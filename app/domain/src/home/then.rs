//! What was open at an earlier moment: the deals as they stand, their changes since taken back, the latest first.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::patch::Changes;
use crate::pipeline::Pipeline;
use crate::{DealId, Money, StageId, UserId};

/// A deal, as far as an earlier forecast needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// Which.
    pub id: DealId,
    /// Who is in charge.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Where it stands.
    pub stage: StageId,
    /// What it is worth.
    #[serde(default)]
    pub amount: Option<Money>,
    /// Whether it is open.
    pub open: bool,
}

impl Past {
    /// Takes a change back. What cannot be read, because it was blanked, changes nothing.
    fn take_back(&mut self, changes: &Changes) {
        for (field, change) in &changes.0 {
            let before = || change.before.clone();
            match field.as_str() {
                "owner" => self.owner = serde_json::from_value(before()).unwrap_or(self.owner.take()),
                "amount" => self.amount = serde_json::from_value(before()).unwrap_or(self.amount),
                "stage" => {
                    if let Ok(stage) = serde_json::from_value(before()) {
                        self.stage = stage;
                    }
                }
                "outcome" => self.open = change.before.get("state").map_or(self.open, |state| state == "open"),
                _ => {}
            }
        }
    }
}

/// What was open at an earlier moment, by who was in charge and where it stood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Then(HashMap<(Option<UserId>, StageId), Money>);

impl Then {
    /// From the deals that were there, and what happened to deals since, the latest first.
    #[must_use]
    pub fn of(deals: Vec<Past>, since: impl IntoIterator<Item = (DealId, Changes)>) -> Self {
        let mut deals: HashMap<DealId, Past> = deals.into_iter().map(|deal| (deal.id.clone(), deal)).collect();
        for (id, changes) in since {
            if let Some(deal) = deals.get_mut(&id) {
                deal.take_back(&changes);
            }
        }
        let mut sums: HashMap<_, Money> = HashMap::new();
        for deal in deals.into_values().filter(|deal| deal.open) {
            let sum = sums.entry((deal.owner, deal.stage)).or_default();
            *sum = *sum + deal.amount.unwrap_or_default();
        }
        Self(sums)
    }

    /// What could be expected of it, by the probabilities that the stages have now; of one colleague's, or of all.
    #[must_use]
    pub fn forecast(&self, owner: Option<&UserId>, pipelines: &[Pipeline]) -> Money {
        let stages = pipelines.iter().flat_map(|pipeline| &pipeline.details.stages);
        let of = |stage: &StageId| -> Money {
            let those =
                self.0.iter().filter(|((who, at), _)| at == stage && (owner.is_none() || who.as_ref() == owner));
            those.map(|(_, sum)| *sum).sum()
        };
        stages.map(|stage| of(&stage.id).percent(stage.probability)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Details, Stage};
    use serde_json::{Value, json};

    fn past(id: &str, stage: &str, cents: i64, open: bool) -> Past {
        let (id, stage) = (id.parse().unwrap(), stage.parse().unwrap());
        Past { id, owner: None, stage, amount: Some(Money::from_cents(cents)), open }
    }

    fn change(field: &str, before: Value, after: Value) -> Changes {
        Changes::one(field, before, after)
    }

    #[test]
    fn the_latest_change_is_taken_back_first() {
        let stage = |id: &str, probability| Stage {
            id: id.parse().unwrap(),
            name: id.to_owned(),
            hue: 0,
            probability,
            target_days: None,
            hidden: false,
        };
        let details = Details { name: "Ventes".into(), stages: vec![stage("a", 10), stage("b", 50)] };
        let pipelines = vec![Pipeline { id: "p".parse().unwrap(), details, version: 1 }];
        let won = json!({"state": "won", "at": 9});
        let deals = vec![past("x", "b", 40_000, false), past("y", "a", 10_000, true), past("z", "b", 99_000, true)];
        let id = |id: &str| -> DealId { id.parse().unwrap() };
        let since = vec![
            (id("x"), change("outcome", json!({"state": "open"}), won.clone())),
            (id("x"), change("stage", json!("a"), json!("b"))),
            (id("x"), change("amount", json!(20_000), json!(40_000))),
            (id("x"), change("owner", json!("u1"), Value::Null)),
            (id("z"), change("outcome", won, json!({"state": "open"}))),
            (id("new"), change("stage", json!("a"), json!("b"))),
        ];
        let then = Then::of(deals, since);
        // x stood in a with 200 €, y as now, z had been won before.
        assert_eq!(then.forecast(None, &pipelines), Money::from_cents(2_000 + 1_000));
        assert_eq!(then.forecast(Some(&"u1".parse().unwrap()), &pipelines), Money::from_cents(2_000));
    }
}
