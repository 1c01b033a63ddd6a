//! What pages ask the server about the reader's notices.

use domain::notice::{Late, Marked, Notice, Which};
use domain::{Cursor, Day, Page};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// A page of notices, and what is late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// The notices, newest first.
    pub notices: Page<Notice>,
    /// The actions that are late.
    pub late: Late,
    /// How many are unread, up to ten.
    pub unread: u32,
}

/// A page of the reader's notices.
#[server(prefix = "/api", endpoint = "notice/list", input = Json)]
pub async fn list_notices(today: Day, after: Option<Cursor>) -> Result<Inbox, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let read = async {
        let notices = crm.notices();
        let late = notices.late(&actor, today).await?;
        let unread = notices.unread(&actor, today).await?;
        Ok(Inbox { notices: notices.list(&actor, after).await?, late, unread })
    };
    crate::ssr::answer(read.await)
}

/// How many are unread, up to ten.
#[server(prefix = "/api", endpoint = "notice/unread", input = Json)]
pub async fn count_unread(today: Day) -> Result<u32, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.notices().unread(&actor, today).await)
}

/// Marks as read.
#[server(prefix = "/api", endpoint = "notice/read", input = Json)]
pub async fn read_notices(which: Which) -> Result<Marked, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.notices().read(&actor, &which).await)
}

/// Takes that back.
#[server(prefix = "/api", endpoint = "notice/unmark", input = Json)]
pub async fn unmark_notices(marked: Marked) -> Result<(), Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.notices().unmark(&actor, &marked).await)
}
