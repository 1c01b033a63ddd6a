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
    let kept = crate::ssr::cookie("pipeline").and_then(|id| id.parse().ok());
    if let Some(chosen) = &query.pipeline {
        if kept.as_ref() != Some(chosen) {
            crate::ssr::remember("pipeline", chosen.as_str());
        }
    } else if kept.is_some() {
        // The pipeline looked at last, unless it is gone.
        let last = BoardQuery { pipeline: kept, filter: query.filter.clone() };
        if let Ok(board) = crm.deals().board(&actor, &last).await {
            return Ok(board);
        }
    }
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
    Ok(users
        .into_iter()
        .filter(|user| !user.disabled && user.role.allows(domain::Right::WriteRecords))
        .map(|user| (user.id, user.name))
        .collect())
}
