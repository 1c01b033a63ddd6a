//! Lists of words in the database: one record each, none as long as nobody has changed it.

use async_trait::async_trait;
use domain::event::Kind;
use domain::patch::Changes;
use domain::vocabulary::{Details, List, Vocabularies, Vocabulary};
use domain::{Actor, Patch, Result, Right};

use crate::ask::ask;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store};

fn usual(list: List) -> Vocabulary {
    Vocabulary { details: Details::usual(list), version: 0 }
}

/// A list as it stands.
pub(crate) async fn stored(tx: &Tx<'_>, list: List) -> Result<Vocabulary, Failure> {
    Ok(tx.get("vocabulary", list.as_str()).await?.unwrap_or_else(|| usual(list)))
}

/// Changes a list.
pub(crate) async fn edit(tx: &Tx<'_>, list: List, changes: &Changes) -> Result<Vocabulary, Failure> {
    let row = stored(tx, list).await?;
    let next = changes.apply(&row.details)?.tidied();
    next.check()?;
    let changes = Changes::between(&row.details, &next);
    if changes.is_empty() {
        return Ok(row);
    }
    let row = Vocabulary { details: next, version: row.version + 1 };
    tx.put("vocabulary", list.as_str(), &row).await?;
    tx.emit(Said::new(Kind::VocabularyEdited, vec![list.subject()], changes));
    Ok(row)
}

#[async_trait]
impl Vocabularies for Store {
    async fn show(&self, actor: &Actor, list: List) -> Result<Vocabulary> {
        actor.may(Right::ReadContacts)?;
        let ask = ask("SELECT * FROM $id").record("id", "vocabulary", list.as_str());
        let known: Option<Vocabulary> = self.read(ask).await?.one(0)?;
        Ok(known.unwrap_or_else(|| usual(list)))
    }

    async fn edit(&self, actor: &Actor, list: List, patch: Patch) -> Result<Vocabulary> {
        actor.may(Right::ManageSettings)?;
        write!(self, actor, tx => { edit(&tx, list, &patch.changes).await })
    }
}
