//! What the changes of many contacts and of many companies have in common.

use domain::bulk::{Done, Verb};
use domain::{Actor, BulkId, Error, Problem, Result};
use serde_json::Value;

use crate::Store;

/// Adds a chunk to what was done. A failure after the first chunk ends the work without hiding what was written.
pub(crate) fn add(done: &mut Done, tally: Result<[u32; 3]>, rows: usize) -> Result<()> {
    match tally {
        Ok([changed, unchanged, refused]) if done.left == 0 => {
            done.changed += changed;
            done.unchanged += unchanged;
            done.refused += refused;
            Ok(())
        }
        Err(error) if done.changed + done.unchanged + done.refused == 0 => Err(error),
        _ => {
            done.left += u32::try_from(rows).unwrap_or(u32::MAX);
            Ok(())
        }
    }
}

impl Store {
    /// # Errors
    /// `Invalid` on a value that breaks a rule, and on `owner` for somebody who is not there.
    pub(crate) async fn possible(&self, verb: &Verb) -> Result<()> {
        verb.check()?;
        if let Verb::Owner(Some(owner)) = verb {
            self.need::<Value>("user", owner.as_str()).await.map_err(|error| match error {
                Error::NotFound => Error::invalid("owner", Problem::Unknown),
                other => other,
            })?;
        }
        Ok(())
    }

    /// What is done so far of a part: nothing, under the name of the whole.
    pub(crate) async fn part_of(&self, actor: &Actor, whole: Option<&BulkId>) -> Result<Done> {
        let mut done = Done::begin();
        if let Some(whole) = whole {
            self.own_whole(actor, whole).await?;
            done.bulk = whole.clone();
        }
        Ok(done)
    }
}
