//! The organisation in the database: one record, made once.

mod logo;

use async_trait::async_trait;
use domain::error::Refusal;
use domain::event::Kind;
use domain::organisation::{Logo, Organisation, Organisations, SUBJECT};
use domain::patch::Changes;
use domain::user::{LinkPurpose, NewUser, User};
use domain::{Actor, Day, Error, Patch, Result, Right};

use crate::ask::ask;
use crate::user::UserRow;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store, link, pipeline, user};

pub(crate) const KEY: &str = "own";

/// Makes the organisation and its default pipeline; false when it is there already.
async fn make(tx: &Tx<'_>, organisation: &Organisation) -> Result<bool, Failure> {
    if tx.get::<Organisation>("organisation", KEY).await?.is_some() {
        return Ok(false);
    }
    tx.put("organisation", KEY, organisation).await?;
    tx.emit(Said::new(Kind::OrganisationCreated, vec![SUBJECT.to_owned()], Changes::from_new(organisation)));
    pipeline::put_new(tx, &domain::pipeline::Details::default_sales()).await?;
    Ok(true)
}

/// Changes fields of the organisation.
pub(crate) async fn edit(tx: &Tx<'_>, changes: &Changes) -> Result<Organisation, Failure> {
    let before: Organisation = tx.need("organisation", KEY).await?;
    let details = changes.apply(&before.details())?.tidied();
    if details == before.details() {
        return Ok(before);
    }
    let after = before.with(details)?;
    tx.put("organisation", KEY, &after).await?;
    let changes = Changes::between(&before, &after);
    tx.emit(Said::new(Kind::OrganisationEdited, vec![SUBJECT.to_owned()], changes));
    Ok(after)
}

/// Today in the organisation's time.
pub(crate) async fn today(tx: &Tx<'_>) -> Result<Day, Failure> {
    let own: Option<Organisation> = tx.get("organisation", KEY).await?;
    Ok(tx.now().day(&own.map(|own| own.zone).unwrap_or_default()))
}

#[async_trait]
impl Organisations for Store {
    async fn show(&self, actor: &Actor) -> Result<Option<Organisation>> {
        tracing::trace!(signed_in = actor.role.is_some(), "organisation asked for");
        let read = async { Ok(self.read(ask("SELECT * FROM $id").record("id", "organisation", KEY)).await?.one(0)?) };
        self.kept(&self.answers.organisation, Some(String::new()), read).await
    }

    async fn set_up(&self, actor: &Actor, secret: &str, name: String, first: NewUser, hash: String) -> Result<User> {
        let organisation = Organisation { name: domain::text::tidy(&name), ..Organisation::unnamed() };
        organisation.check()?;
        first.check()?;
        let by = Actor { name: first.name.clone(), ..actor.clone() };
        let row = write!(self, &by, tx => {
            link::take(&tx, secret, &[LinkPurpose::SetUp]).await?;
            if user::somebody(&mut tx.run(ask(user::ACTIVE)).await?)? {
                return Err(Error::refused(Refusal::AlreadySetUp).into());
            }
            if !make(&tx, &organisation).await? {
                // Made by a command (demonstration data, an import) before anybody could sign in.
                let before: Organisation = tx.need("organisation", KEY).await?;
                tx.put("organisation", KEY, &organisation).await?;
                let changes = Changes::between(&before, &organisation);
                tx.emit(Said::new(Kind::OrganisationEdited, vec![SUBJECT.to_owned()], changes));
            }
            user::put_new(&tx, &first, Some(hash.clone())).await
        })?;
        Ok(UserRow::shown(row))
    }

    async fn ensure(&self, actor: &Actor) -> Result<()> {
        actor.may(Right::ManageSettings)?;
        write!(self, actor, tx => {
            make(&tx, &Organisation::unnamed()).await?;
            Ok(())
        })
    }

    async fn edit(&self, actor: &Actor, patch: Patch) -> Result<Organisation> {
        actor.may(Right::ManageSettings)?;
        write!(self, actor, tx => { edit(&tx, &patch.changes).await })
    }

    async fn set_logo(&self, actor: &Actor, picture: Option<Vec<u8>>) -> Result<Organisation> {
        actor.may(Right::ManageSettings)?;
        logo::set(self, actor, picture).await
    }

    async fn logo(&self, actor: &Actor) -> Result<(Logo, Vec<u8>)> {
        if actor.role.is_none() {
            return Err(Error::Unauthorized);
        }
        logo::show(self).await
    }
}
