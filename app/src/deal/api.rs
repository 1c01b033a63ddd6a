//! What pages ask the server about deals. The board and the deal's own page end in the same functions.

use domain::board::Card;
use domain::contact::Reachable;
use domain::deal::{Closing, Filter, Narrow, NewDeal, Relocation};
use domain::pipeline::Pipeline;
use domain::task::Task;
use domain::{Cursor, DealId, Money, Page, Patch, event};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::note::api::Shown;
use crate::record::api::{Colleague, Past};

/// A deal with all that its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// The deal and its names.
    pub card: Card,
    /// How its contact is reached.
    #[serde(default)]
    pub reach: Reachable,
    /// Its open tasks.
    pub tasks: Vec<Task>,
    /// The pipelines, for stages by name.
    pub pipelines: Vec<Pipeline>,
    /// The latest of its history.
    pub past: Past,
    /// Its notes.
    pub notes: Page<Shown>,
    /// Who may be in charge.
    pub colleagues: Vec<Colleague>,
}

/// One deal with all that its page shows.
#[server(prefix = "/api", endpoint = "deal/open", input = Json)]
pub async fn open_deal(id: DealId, history: event::Filter) -> Result<Dossier, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(server::dossier(&crm, &actor, &id, history).await)
}

/// The pipelines with their stages.
#[server(prefix = "/api", endpoint = "deal/pipelines", input = Json)]
pub async fn deal_pipelines() -> Result<Vec<Pipeline>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.pipelines().list(&actor).await)
}

/// A page of the deals as a list, newest first.
#[server(prefix = "/api", endpoint = "deal/list", input = Json)]
pub async fn list_deals(filter: Filter, narrow: Narrow, after: Option<Cursor>) -> Result<Page<Card>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let filter = Filter { narrow, ..filter };
    crate::ssr::answer(crm.deals().list(&actor, &filter, after).await)
}

/// What the deals of a list are worth together.
#[server(prefix = "/api", endpoint = "deal/sum", input = Json)]
pub async fn sum_deals(filter: Filter, narrow: Narrow) -> Result<Money, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let filter = Filter { narrow, ..filter };
    crate::ssr::answer(crm.deals().sum(&actor, &filter).await)
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
    let edited = crm.deals().edit(&actor, &id, patch).await;
    crate::ssr::answer_edit((&crm, &actor), id.subject(), edited).await
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

#[cfg(feature = "ssr")]
mod server {
    use domain::event::Filter;
    use domain::note::Subject;
    use domain::{Actor, Result, SharedCrm, task};
    use futures::try_join;

    use super::{DealId, Dossier};
    use crate::note::api::server::notes;
    use crate::record::api::server::{colleagues, past};

    pub(super) async fn dossier(crm: &SharedCrm, actor: &Actor, id: &DealId, history: Filter) -> Result<Dossier> {
        let open = task::Filter { deal: Some(id.clone()), ..task::Filter::default() };
        let (subject, noted) = (id.subject(), Subject::Deal(id.clone()));
        let card = async {
            let card = crm.deals().show(actor, id).await?;
            let contact = crm.contacts().show(actor, &card.deal.details.contact).await?;
            Ok((card, contact.details.reachable()))
        };
        // The questions do not depend on each other: the answer takes as long as the longest.
        let ((card, reach), tasks, pipelines, past, notes, colleagues) = try_join!(
            card,
            crm.tasks().list(actor, &open, None),
            crm.pipelines().list(actor),
            past(crm, actor, &subject, history, None),
            notes(crm, actor, &noted, None),
            colleagues(crm, actor),
        )?;
        Ok(Dossier { card, reach, tasks: tasks.rows, pipelines, past, notes, colleagues })
    }
}
