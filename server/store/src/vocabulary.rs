//! Lists of words in the database: one record each, none as long as nobody has changed it.

use async_trait::async_trait;
use domain::event::Kind;
use domain::patch::Changes;
use domain::vocabulary::{Details, List, Vocabularies, Vocabulary};
use domain::{Actor, Patch, Result, Right};

use crate::Store;
use crate::ask::ask;
use crate::write::{Said, write};

fn usual(list: List) -> Vocabulary {
    Vocabulary { details: Details::usual(list), version: 0 }
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
        write!(self, actor, tx => {
            let row: Vocabulary = tx.get("vocabulary", list.as_str()).await?.unwrap_or_else(|| usual(list));
            let next = patch.changes.apply(&row.details)?.tidied();
            next.check()?;
            let changes = Changes::between(&row.details, &next);
            if changes.is_empty() {
                return Ok(row);
            }
            let row = Vocabulary { details: next, version: row.version + 1 };
            tx.put("vocabulary", list.as_str(), &row).await?;
            tx.emit(Said::new(Kind::VocabularyEdited, vec![list.subject()], changes));
            Ok(row)
        })
    }
}
