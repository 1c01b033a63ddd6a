//! Who is in charge of a row, by name or sign-in address.

use domain::UserId;
use domain::text::fold;
use serde::Deserialize;

use super::chunk::Chunk;
use crate::Failure;
use crate::ask::ask;

#[derive(Deserialize)]
struct Colleague {
    id: UserId,
    name: String,
    email: String,
}

impl Chunk<'_, '_> {
    /// Reads who may be in charge. A name that two colleagues share names neither.
    pub(super) async fn know_owners(&mut self) -> Result<(), Failure> {
        if !self.owners.is_empty() {
            return Ok(());
        }
        let sql = "SELECT id, name, email FROM user WHERE disabled != true LIMIT 1000";
        let colleagues: Vec<Colleague> = self.tx.run(ask(sql)).await?.all(0)?;
        for one in &colleagues {
            let name = fold(&one.name);
            if colleagues.iter().filter(|other| fold(&other.name) == name).count() == 1 {
                self.owners.insert(name, one.id.clone());
            }
            self.owners.insert(fold(&one.email), one.id.clone());
        }
        Ok(())
    }

    /// The colleague of that name or address; who imports for an empty or unknown one.
    pub(super) fn owner(&self, named: &str) -> Option<UserId> {
        self.owners.get(&fold(named)).cloned().or_else(|| self.actor.user.clone())
    }
}
