//! What the home page asks the server: the whole day at once.

use domain::home::{Ask, Home};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::record::api::Colleague;

/// The day, and the colleagues for names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The figures and lists.
    pub home: Home,
    /// The colleagues, by name.
    pub colleagues: Vec<Colleague>,
}

/// The day of the reader, or of everybody.
#[server(prefix = "/api", endpoint = "home/day", input = Json)]
pub async fn read_day(ask: Ask) -> Result<Day, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let read = async {
        let home = crm.homes().day(&actor, &ask).await?;
        Ok(Day { home, colleagues: crate::record::api::server::colleagues(&crm, &actor).await? })
    };
    crate::ssr::answer(read.await)
}
