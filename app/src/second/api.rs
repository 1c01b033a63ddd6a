//! What the pages of the second factor ask of the server.

use domain::UserId;
use domain::second::Second;
use domain::user::User;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// A secret to be taken over by an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The secret, in groups of four.
    pub groups: String,
    /// The address by which an application on this device takes it over.
    pub uri: String,
    /// The picture: how many squares a side has, and the path of the black ones.
    pub picture: Option<(usize, String)>,
}

/// One's own second factor, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// What there is.
    pub second: Second,
    /// What may be turned on; none where one is on already.
    pub offer: Option<Shown>,
    /// Whether the organisation asks for it.
    pub demanded: bool,
    /// Whether one is on the way in.
    pub between: bool,
}

/// One's own second factor.
#[server(prefix = "/api", endpoint = "second/own", input = Json)]
pub async fn show_second() -> Result<Second, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.seconds().own(&actor).await)
}

/// The same with what it takes to turn it on.
#[server(prefix = "/api", endpoint = "second/offer", input = Json)]
pub async fn offer_second() -> Result<State, Error> {
    let (crm, actor) = crate::ssr::crm_between()?;
    let read = async {
        let own = crm.users().own(&actor).await?;
        let second = crm.seconds().own(&actor).await?;
        let demand = crm.organisation().show(&actor).await?.is_some_and(|it| it.second_factor.asks(own.role));
        let offer = match second.since {
            Some(_) => None,
            None => Some(crm.seconds().begin(&actor).await?),
        };
        let offer = offer.map(|offer| Shown {
            groups: domain::second::groups(&offer.secret),
            picture: use_context::<crate::ssr::Painter>().and_then(|painter| (painter.0)(&offer.uri)),
            uri: offer.uri,
        });
        Ok(State { second, offer, demanded: demand, between: actor.role.is_none() })
    };
    crate::ssr::answer(read.await)
}

/// Codes on paper that were just made, and how many are left otherwise.
#[server(prefix = "/api", endpoint = "second/codes", input = Json)]
pub async fn show_codes() -> Result<(Second, Option<Vec<String>>), Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let second = crate::ssr::answer(crm.seconds().own(&actor).await)?;
    let fresh = use_context::<crate::ssr::Fresh>().zip(actor.user.as_ref()).and_then(|(fresh, user)| (fresh.0)(user));
    Ok((second, fresh))
}

/// Takes a colleague's second factor away.
#[server(prefix = "/api", endpoint = "second/reset", input = Json)]
pub async fn reset_second(id: UserId) -> Result<User, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.seconds().reset(&actor, &id).await)
}
