//! Open sessions, as their owner sees them.

use serde::{Deserialize, Serialize};

use crate::{Actor, Instant, Result, SessionId};

/// One of the actor's own sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Names the session; not the secret.
    pub id: SessionId,
    /// Since when.
    pub created_at: Instant,
    /// Last used.
    pub seen_at: Instant,
    /// The browser, as it names itself.
    pub agent: String,
    /// Whether this is the one that asks.
    pub current: bool,
}

/// What may be asked about one's own sessions.
#[async_trait::async_trait]
pub trait Sessions: Send + Sync {
    /// The actor's open sessions, the latest used first.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn list(&self, actor: &Actor, current: Option<&SessionId>) -> Result<Vec<Session>>;

    /// Ends one of the actor's sessions.
    ///
    /// # Errors
    /// `NotFound`, `Unauthorized`.
    async fn end(&self, actor: &Actor, id: &SessionId) -> Result<()>;
}
