//! What pages ask the server about exchanges.

use domain::exchange::{Details, Exchange};
use domain::{ExchangeId, Patch};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::Error;

/// One exchange.
#[server(prefix = "/api", endpoint = "exchange/show", input = Json)]
pub async fn show_exchange(id: ExchangeId) -> Result<Exchange, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.exchanges().show(&actor, &id).await)
}

/// A new exchange. `id` is made by who asks, so that asking again makes no second one.
#[server(prefix = "/api", endpoint = "exchange/log", input = Json)]
pub async fn log_exchange(details: Details, id: Option<ExchangeId>) -> Result<Exchange, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.exchanges().log_once(&actor, id.unwrap_or_default(), details).await)
}

/// Changed fields of an exchange.
#[server(prefix = "/api", endpoint = "exchange/edit", input = Json)]
pub async fn edit_exchange(id: ExchangeId, patch: Patch) -> Result<Exchange, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let edited = crm.exchanges().edit(&actor, &id, patch).await;
    crate::ssr::answer_edit((&crm, &actor), id.subject(), edited).await
}

/// Takes an exchange away, or brings it back.
#[server(prefix = "/api", endpoint = "exchange/remove", input = Json)]
pub async fn remove_exchange(id: ExchangeId, removed: bool) -> Result<Exchange, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.exchanges().remove(&actor, &id, removed).await)
}
