//! What pages ask the server about deals. The board and the deal's own page end in the same functions.

use domain::board::Card;
use domain::deal::{Closing, Filter, NewDeal, Relocation};
use domain::{Cursor, DealId, Page, Patch};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::Error;

/// A page of the deals as a list, newest first.
#[server(prefix = "/api", endpoint = "deal/list", input = Json)]
pub async fn list_deals(filter: Filter, after: Option<Cursor>) -> Result<Page<Card>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.deals().list(&actor, &filter, after).await)
}

/// One deal, with what its card shows.
#[server(prefix = "/api", endpoint = "deal/show", input = Json)]
pub async fn show_deal(id: DealId) -> Result<Card, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.deals().show(&actor, &id).await)
}

/// A new deal at the top of its column.
#[server(prefix = "/api", endpoint = "deal/create", input = Json)]
pub async fn create_deal(new: NewDeal) -> Result<Card, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.deals().create(&actor, new).await)
}

/// Changed fields of a deal.
#[server(prefix = "/api", endpoint = "deal/edit", input = Json)]
pub async fn edit_deal(id: DealId, patch: Patch) -> Result<Card, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.deals().edit(&actor, &id, patch).await)
}

/// Moves a card: the same call for mouse, finger, keyboard and menu.
#[server(prefix = "/api", endpoint = "deal/move", input = Json)]
pub async fn move_deal(to: Relocation) -> Result<Card, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.deals().relocate(&actor, to).await)
}

/// Ends a deal.
#[server(prefix = "/api", endpoint = "deal/close", input = Json)]
pub async fn close_deal(id: DealId, closing: Closing, reason: String) -> Result<Card, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.deals().close(&actor, &id, closing, reason).await)
}

/// Puts a closed deal back on the board.
#[server(prefix = "/api", endpoint = "deal/reopen", input = Json)]
pub async fn reopen_deal(id: DealId) -> Result<Card, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.deals().reopen(&actor, &id).await)
}
