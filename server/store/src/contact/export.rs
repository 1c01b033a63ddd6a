//! All contacts of a list, handed out one by one; the log says who took them.

use domain::contact::{Contact, Filter};
use domain::event::Kind;
use domain::patch::Changes;
use domain::{Actor, Result};
use serde_json::{Value, json};

use crate::Store;
use crate::write::{Said, write};

impl Store {
    pub(super) async fn export_contacts(
        &self,
        actor: &Actor,
        filter: &Filter,
        each: &mut (dyn FnMut(Contact) + Send),
    ) -> Result<u32> {
        let mut number = 0_u32;
        let mut after = None;
        loop {
            let rows = self.block(actor, filter, after).await?;
            after = rows.next.clone();
            for contact in self.contacts_shown(actor, rows).await?.rows {
                number += 1;
                each(contact);
            }
            if after.is_none() {
                break;
            }
        }
        write!(self, actor, tx => {
            let subject = actor.user.as_ref().map_or_else(|| "organisation:own".to_owned(), domain::UserId::subject);
            let mut changes = Changes::one("rows", Value::Null, json!(number));
            changes.0.extend(Changes::one("filter", Value::Null, json!(filter)).0);
            tx.emit(Said::new(Kind::ContactsExported, vec![subject], changes));
            Ok(())
        })?;
        Ok(number)
    }
}
