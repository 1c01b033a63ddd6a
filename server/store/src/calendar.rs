//! Private addresses for calendars: one a colleague, found by the hash of its secret.

use async_trait::async_trait;
use domain::calendar::{Calendar, Calendars, MOST, span};
use domain::event::Kind;
use domain::organisation::Organisations;
use domain::patch::Changes;
use domain::{Actor, Error, Instant, Result, UserId};
use serde::{Deserialize, Serialize};

use crate::ask::ask;
use crate::link::hashed;
use crate::user::UserRow;
use crate::write::{Said, Tx, write};
use crate::{Failure, Store};

/// An address, under the id of its owner, so that there is one and a new one replaces it. The secret itself is kept
/// besides its hash: people add a second telephone months later and want to see the same address again. It opens what
/// stands in the database beside it anyway, and nothing can be changed with it.
#[derive(Serialize, Deserialize)]
struct CalendarRow {
    user: UserId,
    hash: String,
    secret: String,
    created_at: Instant,
}

/// Takes a colleague's address away; whether there was one.
pub(crate) async fn take(tx: &Tx<'_>, user: &UserId) -> Result<bool, Failure> {
    let there = tx.get::<CalendarRow>("calendar", user.as_str()).await?.is_some();
    if there {
        tx.run(ask("DELETE $id RETURN NONE").record("id", "calendar", user.as_str())).await?;
    }
    Ok(there)
}

#[async_trait]
impl Calendars for Store {
    async fn own(&self, actor: &Actor) -> Result<Option<String>> {
        let id = actor.colleague()?.as_str();
        let row: Option<CalendarRow> =
            self.read(ask("SELECT * FROM $id").record("id", "calendar", id)).await?.one(0)?;
        Ok(row.map(|row| row.secret))
    }

    async fn renew(&self, actor: &Actor) -> Result<String> {
        let user = actor.colleague()?;
        // Two ULIDs carry 160 random bits.
        let secret = format!("{}{}", ulid::Ulid::generate(), ulid::Ulid::generate()).to_lowercase();
        write!(self, actor, tx => {
            tx.need::<UserRow>("user", user.as_str()).await?;
            let row = CalendarRow {
                user: user.clone(), hash: hashed(&secret), secret: secret.clone(), created_at: tx.now(),
            };
            let renewed = tx.get::<CalendarRow>("calendar", user.as_str()).await?.is_some();
            tx.put("calendar", user.as_str(), &row).await?;
            let changes =
                if renewed { Changes::one("renewed", false.into(), true.into()) } else { Changes::default() };
            tx.emit(Said::new(Kind::UserCalendarMade, vec![user.subject()], changes));
            Ok(())
        })?;
        Ok(secret)
    }

    async fn remove(&self, actor: &Actor) -> Result<()> {
        let user = actor.colleague()?;
        write!(self, actor, tx => {
            if take(&tx, user).await? {
                tx.emit(Said::new(Kind::UserCalendarRemoved, vec![user.subject()], Changes::default()));
            }
            Ok(())
        })
    }

    async fn read(&self, actor: &Actor, secret: &str) -> Result<Calendar> {
        tracing::debug!(signed_in = actor.role.is_some(), "a calendar was asked for");
        let sql = "SELECT * FROM calendar WHERE hash = $hash LIMIT 1";
        let row: Option<CalendarRow> = self.read(ask(sql).bind("hash", hashed(secret))).await?.one(0)?;
        let user = self.need::<UserRow>("user", row.ok_or(Error::NotFound)?.user.as_str()).await?.shown();
        if user.disabled {
            return Err(Error::NotFound);
        }
        // What its owner may see, and no more.
        let owner = Actor { user: Some(user.id.clone()), name: user.name, role: Some(user.role) };
        let organisation = Organisations::show(self, actor).await?.ok_or(Error::NotFound)?;
        let (from, below) = span(self.now(), &organisation.zone);
        let tasks = self.tasks_due(&owner, Some(&user.id), (Some(from), below), MOST).await?.rows;
        Ok(Calendar { organisation: organisation.name, zone: organisation.zone, tasks })
    }
}
