//! Sessions in the database, named by the hash of their secret.

use async_trait::async_trait;
use domain::session::{Session, Sessions};
use domain::{Actor, Error, Instant, Result, SessionId, UserId};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::ask::ask;
use crate::write::write;

/// A session as stored. `data` is the HTTP layer's own record, opaque here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SessionRow {
    /// The HTTP layer's record.
    pub data: String,
    /// Whose it is, once somebody has signed in.
    #[serde(default)]
    pub user: Option<UserId>,
    /// Since when.
    pub created_at: Instant,
    /// Last used, to five minutes.
    pub seen_at: Instant,
    /// Until when.
    pub expires_at: Instant,
    /// The browser, as it names itself.
    #[serde(default)]
    pub agent: String,
}

/// How a session begins that ended because its colleague was disabled: it says whose it was, and is nobody's.
const CLOSED: &str = r#"{"closed":""#;

/// What is left of the sessions of a colleague who is disabled.
pub(crate) fn closed(user: &UserId) -> String {
    format!(r#"{CLOSED}{user}"}}"#)
}

#[derive(Deserialize)]
struct Listed {
    id: SessionId,
    #[serde(flatten)]
    row: SessionRow,
}

impl Store {
    /// The session of that key, unless it has expired.
    ///
    /// # Errors
    /// `Internal`.
    pub async fn load_session(&self, key: &str) -> Result<Option<SessionRow>> {
        let read =
            async { Ok(self.read(ask("SELECT * FROM $id").record("id", "session", key)).await?.one::<SessionRow>(0)?) };
        let row = self.kept(&self.answers.sessions, Some(key.to_owned()), read).await?;
        Ok(row.filter(|row| row.expires_at > self.now()))
    }

    /// Writes a new session. It is no change of a record of the CRM, and so says nothing in the history.
    ///
    /// # Errors
    /// `Internal`.
    pub async fn create_session(&self, key: &str, row: &SessionRow) -> Result<()> {
        write!(self, &Actor::visitor(), tx => { tx.put("session", key, row).await })
    }

    /// Writes a session anew, unless it was ended meanwhile: a request under way does not bring it back.
    ///
    /// # Errors
    /// `Internal`.
    pub async fn save_session(&self, key: &str, row: &SessionRow) -> Result<()> {
        write!(self, &Actor::visitor(), tx => {
            let known = tx.get::<SessionRow>("session", key).await?;
            let Some(known) = known.filter(|known| !known.data.starts_with(CLOSED)) else { return Ok(()) };
            tx.put("session", key, &SessionRow { created_at: known.created_at, ..row.clone() }).await
        })
    }

    /// Ends a session.
    ///
    /// # Errors
    /// `Internal`.
    pub async fn delete_session(&self, key: &str) -> Result<()> {
        write!(self, &Actor::visitor(), tx => {
            tx.run(ask("DELETE $id").record("id", "session", key)).await.map(drop)
        })?;
        self.hub.end();
        Ok(())
    }

    /// Takes away the sessions and links that have expired.
    ///
    /// # Errors
    /// `Internal`.
    pub async fn sweep(&self) -> Result<()> {
        let sql = "DELETE session WHERE expires_at < $now; DELETE link WHERE expires_at < $now";
        write!(self, &Actor::visitor(), tx => { tx.run(ask(sql).bind("now", tx.now())).await.map(drop) })
    }
}

#[async_trait]
impl Sessions for Store {
    async fn list(&self, actor: &Actor, current: Option<&SessionId>) -> Result<Vec<Session>> {
        let sql = "SELECT * FROM session WHERE user = $user ORDER BY seen_at DESC LIMIT 100";
        let rows: Vec<Listed> = self.read(ask(sql).bind("user", actor.colleague()?)).await?.all(0)?;
        let now = self.now();
        Ok(rows
            .into_iter()
            .filter(|listed| listed.row.expires_at > now)
            .map(|Listed { id, row }| Session {
                current: current == Some(&id),
                id,
                created_at: row.created_at,
                seen_at: row.seen_at,
                agent: row.agent,
            })
            .collect())
    }

    async fn end(&self, actor: &Actor, id: &SessionId) -> Result<()> {
        let own = actor.colleague()?;
        write!(self, actor, tx => {
            let row: Option<SessionRow> = tx.get("session", id.as_str()).await?;
            row.filter(|row| row.user.as_ref() == Some(own)).ok_or(Error::NotFound)?;
            tx.run(ask("DELETE $id").record("id", "session", id.as_str())).await.map(drop)
        })?;
        self.hub.end();
        Ok(())
    }
}
