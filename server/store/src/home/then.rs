//! What was open a month ago: read from the deals and from what happened to them since, once a day.

use std::sync::{Arc, Mutex};

use domain::event::Kind;
use domain::home::{Ask, Past, Then};
use domain::organisation::Organisations;
use domain::page::Count;
use domain::patch::Changes;
use domain::{Actor, DealId, Instant};
use serde::Deserialize;

use super::Counted;
use crate::ask::ask;
use crate::{Failure, Store};

/// More events than these in a month are not read through: then the comparison is left out.
const MOST_EVENTS: u32 = 100_000;

/// What was open at a moment that is past: it changes no more.
#[derive(Default)]
pub(crate) struct Ago(Mutex<Option<(Instant, Option<Arc<Then>>)>>);

#[derive(Deserialize)]
struct Happened {
    deal: String,
    #[serde(default)]
    changes: Changes,
}

impl Store {
    /// Reads what was open a month ago before the first home page of a day asks for it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look_back(&self) -> domain::Result<()> {
        let zone = Organisations::show(self, &Actor::operator()).await?.map(|own| own.zone).unwrap_or_default();
        let ask = Ask::of(true, self.now().day(&zone), &zone);
        self.then(ask.ago).await?;
        Ok(())
    }

    /// What was open at that moment; none where too much happened since to be told.
    pub(super) async fn then(&self, at: Instant) -> Result<Option<Arc<Then>>, Failure> {
        if let Ok(kept) = self.then.0.lock()
            && let Some((_, then)) = kept.as_ref().filter(|(of, _)| *of == at)
        {
            return Ok(then.clone());
        }
        let then = self.open_at(at).await?.map(Arc::new);
        if let Ok(mut kept) = self.then.0.lock() {
            *kept = Some((at, then.clone()));
        }
        Ok(then)
    }

    async fn open_at(&self, at: Instant) -> Result<Option<Then>, Failure> {
        let most = Count::EXACT + 1;
        let fields = "id, details.owner AS owner, details.amount AS amount, stage, state = 'open' AS open";
        let sql = format!(
            "SELECT {fields} FROM deal WHERE state = 'open' AND created_at < $at LIMIT {most}; \
             SELECT {fields} FROM deal WITH INDEX deal_ended WHERE state = 'won' AND outcome.at >= $at AND created_at < $at \
             LIMIT {most}; \
             SELECT {fields} FROM deal WITH INDEX deal_ended WHERE state = 'lost' AND outcome.at >= $at AND created_at < $at \
             LIMIT {most}; \
             SELECT count() FROM (SELECT id FROM event WHERE key >= $since LIMIT {}) GROUP ALL; \
             SELECT subjects[0] AS deal, changes, key FROM event WHERE key >= $since AND kind IN $kinds \
             ORDER BY key DESC LIMIT {MOST_EVENTS}",
            MOST_EVENTS + 1
        );
        let kinds = [Kind::DealEdited, Kind::DealMoved, Kind::DealClosed, Kind::DealReopened];
        let since = ulid::Ulid::from_parts(at.0.max(0).unsigned_abs(), 0).to_string();
        let mut rows = self.read(ask(sql).bind("at", at).bind("since", since).bind("kinds", kinds)).await?;
        let mut deals: Vec<Past> = Vec::new();
        for statement in 0..3 {
            deals.extend(rows.all::<Past>(statement)?);
        }
        let happened = rows.one::<Counted>(3)?.map_or(0, |counted| counted.count);
        if happened > MOST_EVENTS || deals.len() > Count::EXACT as usize {
            return Ok(None);
        }
        let events: Vec<Happened> = rows.all(4)?;
        let of_deals = events.into_iter().filter_map(|event| {
            let id: DealId = event.deal.strip_prefix("deal:")?.parse().ok()?;
            Some((id, event.changes))
        });
        Ok(Some(Then::of(deals, of_deals)))
    }
}
