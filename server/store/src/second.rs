//! Second factors in the database: one a colleague. The secret must be readable, because codes are made of it; codes on
//! paper are hashes. Nothing of a row is ever answered but what the port says.

use async_trait::async_trait;
use domain::event::Kind;
use domain::organisation::Organisations;
use domain::patch::Changes;
use domain::second::{OFFERED, Offer, Second, Seconds, totp, uri};
use domain::user::User;
use domain::{Actor, Error, Instant, Problem, Result, Right, UserId};
use serde::{Deserialize, Serialize};

use crate::ask::ask;
use crate::user::UserRow;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store};

const TABLE: &str = "second";

/// A second factor as stored, under the id of its owner. Whether it is in force stands on the colleague as well.
#[derive(Clone, Default, Serialize, Deserialize)]
struct SecondRow {
    /// In force since `since`.
    #[serde(default)]
    secret: Option<String>,
    #[serde(default)]
    since: Option<Instant>,
    /// The step of the last code that was used: none before it holds any more.
    #[serde(default)]
    step: Option<u64>,
    /// Hashes of the codes on paper.
    #[serde(default)]
    codes: Vec<String>,
    /// Shown to its owner, not in force yet.
    #[serde(default)]
    offered: Option<String>,
    #[serde(default)]
    offered_at: Option<Instant>,
}

fn wrong() -> Failure {
    Error::invalid("code", Problem::Wrong).into()
}

async fn stored(tx: &Tx<'_>, user: &UserId) -> Result<SecondRow, Failure> {
    Ok(tx.get(TABLE, user.as_str()).await?.unwrap_or_default())
}

/// Notes on the colleague whether there is one, with the event.
async fn mark(tx: &Tx<'_>, user: &UserId, second: bool, kind: Kind) -> Result<UserRow, Failure> {
    let before: UserRow = tx.need("user", user.as_str()).await?;
    let mut after = before.clone();
    after.second = second;
    tx.put("user", user.as_str(), &after).await?;
    let changes = Changes::one("second", before.second.into(), second.into());
    let concerned = if kind == Kind::UserSecondReset { vec![user.clone()] } else { Vec::new() };
    tx.emit(Said { concerned, ..Said::new(kind, vec![user.subject()], changes) });
    Ok(after)
}

/// Ends the sessions of a colleague but one.
async fn end_sessions(tx: &Tx<'_>, user: &UserId, keep: Option<&String>) -> Result<(), Failure> {
    let sql = "DELETE session WHERE user = $user AND id != $keep RETURN NONE";
    let keep = keep.cloned().unwrap_or_default();
    tx.run(ask(sql).bind("user", user).record("keep", "session", &keep)).await.map(drop)
}

async fn take(tx: &Tx<'_>, user: &UserId, kind: Kind) -> Result<UserRow, Failure> {
    let row: UserRow = tx.need("user", user.as_str()).await?;
    tx.run(ask("DELETE $id RETURN NONE").record("id", TABLE, user.as_str())).await?;
    if row.second { mark(tx, user, false, kind).await } else { Ok(row) }
}

impl Store {
    async fn second_of(&self, user: &UserId) -> Result<SecondRow> {
        let row: Option<SecondRow> =
            self.read(ask("SELECT * FROM $id").record("id", TABLE, user.as_str())).await?.one(0)?;
        Ok(row.unwrap_or_default())
    }
}

#[async_trait]
impl Seconds for Store {
    async fn own(&self, actor: &Actor) -> Result<Second> {
        let row = self.second_of(actor.colleague()?).await?;
        Ok(Second { since: row.since, left: u32::try_from(row.codes.len()).unwrap_or_default() })
    }

    async fn begin(&self, actor: &Actor) -> Result<Offer> {
        let user = actor.colleague()?;
        // The random halves of two ULIDs, eighty bits each.
        let bits = [ulid::Ulid::generate(), ulid::Ulid::generate()].map(|ulid| ulid.random().to_be_bytes());
        let mut bytes = [0; totp::BYTES];
        for (byte, random) in bytes.iter_mut().zip(bits.iter().flat_map(|bits| bits.iter().skip(6))) {
            *byte = *random;
        }
        let fresh = totp::encode(&bytes);
        let (account, secret) = write!(self, actor, tx => {
            let account: UserRow = tx.need("user", user.as_str()).await?;
            let row = stored(&tx, user).await?;
            if row.since.is_some() {
                return Err(Error::Taken { field: "second".to_owned() }.into());
            }
            let young = row.offered_at.is_some_and(|at| tx.now().0 - at.0 < OFFERED);
            if let Some(offered) = row.offered.clone().filter(|_| young) {
                return Ok((account.email, offered));
            }
            let (offered, offered_at) = (Some(fresh.clone()), Some(tx.now()));
            tx.put(TABLE, user.as_str(), &SecondRow { offered, offered_at, ..row }).await?;
            Ok((account.email, fresh.clone()))
        })?;
        let name = Organisations::show(self, actor).await?.map(|own| own.name).unwrap_or_default();
        Ok(Offer { uri: uri(&name, account.as_str(), &secret), secret })
    }

    async fn confirm(&self, actor: &Actor, code: &str, keep_session: Option<String>) -> Result<()> {
        let user = actor.colleague()?;
        write!(self, actor, tx => {
            let row = stored(&tx, user).await?;
            let young = row.offered_at.is_some_and(|at| tx.now().0 - at.0 < 2 * OFFERED);
            let secret = row.offered.filter(|_| young && row.since.is_none()).ok_or_else(wrong)?;
            let step = totp::proved(&secret, code, tx.now(), None).ok_or_else(wrong)?;
            let row = SecondRow { secret: Some(secret), since: Some(tx.now()), step: Some(step), ..SecondRow::default() };
            tx.put(TABLE, user.as_str(), &row).await?;
            end_sessions(&tx, user, keep_session.as_ref()).await?;
            mark(&tx, user, true, Kind::UserSecondOn).await.map(drop)
        })
    }

    async fn renew(&self, actor: &Actor, hashes: Vec<String>) -> Result<()> {
        let user = actor.colleague()?;
        write!(self, actor, tx => {
            let row = stored(&tx, user).await?;
            if row.since.is_none() {
                return Err(Error::NotFound.into());
            }
            tx.put(TABLE, user.as_str(), &SecondRow { codes: hashes.clone(), ..row }).await?;
            tx.emit(Said::new(Kind::UserCodesMade, vec![user.subject()], Changes::default()));
            Ok(())
        })
    }

    async fn remove(&self, actor: &Actor) -> Result<()> {
        let user = actor.colleague()?;
        write!(self, actor, tx => { take(&tx, user, Kind::UserSecondOff).await.map(drop) })
    }

    async fn reset(&self, actor: &Actor, id: &UserId) -> Result<User> {
        actor.may(Right::ManagePeople)?;
        let row = write!(self, actor, tx => {
            let row = take(&tx, id, Kind::UserSecondReset).await?;
            end_sessions(&tx, id, None).await?;
            Ok(row)
        })?;
        Ok(row.shown())
    }

    async fn prove(&self, actor: &Actor, code: &str) -> Result<()> {
        let user = actor.colleague()?;
        write!(self, actor, tx => {
            let row = stored(&tx, user).await?;
            let secret = row.secret.as_deref().ok_or_else(wrong)?;
            let step = totp::proved(secret, code, tx.now(), row.step).ok_or_else(wrong)?;
            tx.put(TABLE, user.as_str(), &SecondRow { step: Some(step), ..row }).await
        })
    }

    async fn hashes(&self, actor: &Actor) -> Result<Vec<String>> {
        Ok(self.second_of(actor.colleague()?).await?.codes)
    }

    async fn spend(&self, actor: &Actor, hash: &str) -> Result<u32> {
        let user = actor.colleague()?;
        write!(self, actor, tx => {
            let row = stored(&tx, user).await?;
            let left: Vec<String> = row.codes.iter().filter(|code| *code != hash).cloned().collect();
            if left.len() == row.codes.len() {
                return Err(wrong());
            }
            let number = u32::try_from(left.len()).unwrap_or_default();
            tx.put(TABLE, user.as_str(), &SecondRow { codes: left, ..row }).await?;
            tx.emit(Said::new(Kind::UserCodeSpent, vec![user.subject()], Changes::default()));
            Ok(number)
        })
    }
}
