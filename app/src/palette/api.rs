//! What the palette asks the server.

use domain::find::Finds;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::Error;

/// The records that have the words, best first.
#[server(prefix = "/api", endpoint = "find", input = Json)]
pub async fn find_records(text: String) -> Result<Finds, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.finder().find(&actor, &text).await)
}
