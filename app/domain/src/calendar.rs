//! One's own actions in the calendar of one's phone: a private address, known to who made it.

use async_trait::async_trait;

use crate::task::Task;
use crate::time::Zone;
use crate::{Actor, Day, Instant, Result};

/// So many days back, and so many ahead.
pub const SPAN: (i32, i32) = (30, 365);
/// So many actions at most.
pub const MOST: usize = 1_000;

/// What stands behind an address.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The organisation's name.
    pub organisation: String,
    /// The time it lives by.
    pub zone: Zone,
    /// The person's open actions with a day, as far as the person may see what they are about.
    pub tasks: Vec<Task>,
}

/// The first day of a calendar and the first behind it, seen from a moment.
#[must_use]
pub fn span(now: Instant, zone: &Zone) -> (Day, Day) {
    let today = now.day(zone);
    (today.plus(-SPAN.0), today.plus(SPAN.1 + 1))
}

/// What may be asked about calendars.
#[async_trait]
pub trait Calendars: Send + Sync {
    /// The secret of one's own address, if there is one.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn own(&self, actor: &Actor) -> Result<Option<String>>;

    /// A new secret for oneself. The one before opens nothing from then on.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn renew(&self, actor: &Actor) -> Result<String>;

    /// Takes one's own address away.
    ///
    /// # Errors
    /// `Unauthorized`.
    async fn remove(&self, actor: &Actor) -> Result<()>;

    /// What stands behind an address. Asked by a visitor: the secret is the key.
    ///
    /// # Errors
    /// `NotFound` when there is no such address, or its owner may no longer sign in.
    async fn read(&self, actor: &Actor, secret: &str) -> Result<Calendar>;
}
