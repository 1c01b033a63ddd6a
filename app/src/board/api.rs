//! What the board asks the server.

use domain::Page;
use domain::board::{Board, BoardQuery, Card, ColumnQuery, Refresh, RefreshQuery};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::Error;

/// A board with the first cards of each column.
#[server(prefix = "/api", endpoint = "board/show", input = Json)]
pub async fn show_board(query: BoardQuery) -> Result<Board, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.deals().board(&actor, &query).await)
}

/// More cards of a column.
#[server(prefix = "/api", endpoint = "board/column", input = Json)]
pub async fn show_column(query: ColumnQuery) -> Result<Page<Card>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.deals().column(&actor, &query).await)
}

/// What changed on the board.
#[server(prefix = "/api", endpoint = "board/refresh", input = Json)]
pub async fn refresh_board(query: RefreshQuery) -> Result<Refresh, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.deals().refresh(&actor, &query).await)
}

/// The colleagues a deal may belong to: id and name.
#[server(prefix = "/api", endpoint = "board/owners", input = Json)]
pub async fn list_owners() -> Result<Vec<(domain::UserId, String)>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let users = crate::ssr::answer(crm.users().list(&actor).await)?;
    Ok(users.into_iter().filter(|user| !user.disabled).map(|user| (user.id, user.name)).collect())
}
