//! What pages ask the server about contacts.

use domain::board::Card;
use domain::bulk::{Done, Verb};
use domain::contact::{Contact, Details, Filter, Selection, Terms};
use domain::pipeline::Pipeline;
use domain::sweep::Step;
use domain::task::Task;
use domain::view::{self, View};
use domain::{BulkId, ContactId, Cursor, Page, Patch, ViewId, event};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use super::standing::Standing;
use crate::error::Error;
use crate::note::api::Shown;
use crate::record::api::{Colleague, Past};

/// A contact with all that its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// The contact.
    pub contact: Contact,
    /// Where the person stood, and since when, newest first.
    pub standings: Vec<Standing>,
    /// Its open tasks.
    pub tasks: Vec<Task>,
    /// Its deals, newest first; none for who may not see them.
    pub deals: Vec<Card>,
    /// The pipelines, for stages by name.
    pub pipelines: Vec<Pipeline>,
    /// The latest of its history.
    pub past: Past,
    /// Its notes.
    pub notes: Page<Shown>,
    /// Who may be in charge.
    pub colleagues: Vec<Colleague>,
}

/// A page of the list.
#[server(prefix = "/api", endpoint = "contact/list", input = Json)]
pub async fn list_contacts(filter: Filter, after: Option<Cursor>) -> Result<Page<Contact>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.contacts().list(&actor, &filter, after).await)
}

/// The tags and sources in use.
#[server(prefix = "/api", endpoint = "contact/terms", input = Json)]
pub async fn contact_terms() -> Result<Terms, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.contacts().terms(&actor).await)
}

/// Changes many contacts at once.
#[server(prefix = "/api", endpoint = "contact/bulk", input = Json)]
pub async fn bulk_contacts(selection: Selection, verb: Verb, whole: Option<BulkId>) -> Result<Done, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.contacts().bulk(&actor, &selection, &verb, whole.as_ref()).await)
}

/// Takes a bulk back wherever nobody has changed since what it changed.
#[server(prefix = "/api", endpoint = "contact/take_back", input = Json)]
pub async fn take_back_contacts(bulk: BulkId, whole: Option<BulkId>, at: Option<Cursor>) -> Result<Step, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.contacts().take_back(&actor, &bulk, whole.as_ref(), at).await)
}

/// The ids of all that a filter finds.
#[server(prefix = "/api", endpoint = "contact/selected", input = Json)]
pub async fn selected_contacts(selection: Selection) -> Result<Vec<ContactId>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.contacts().selected(&actor, &selection).await)
}

/// The views one sees.
#[server(prefix = "/api", endpoint = "view/list", input = Json)]
pub async fn list_views() -> Result<Vec<View>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.views().list(&actor).await)
}

/// A new view.
#[server(prefix = "/api", endpoint = "view/save", input = Json)]
pub async fn save_view(details: view::Details) -> Result<View, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.views().save(&actor, details).await)
}

/// Changed fields of a view.
#[server(prefix = "/api", endpoint = "view/edit", input = Json)]
pub async fn change_view(id: ViewId, patch: Patch) -> Result<View, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.views().edit(&actor, &id, patch).await)
}

/// Takes a view away, or brings it back.
#[server(prefix = "/api", endpoint = "view/remove", input = Json)]
pub async fn remove_view(id: ViewId, removed: bool) -> Result<View, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.views().remove(&actor, &id, removed).await)
}

/// One contact with all that its page shows.
#[server(prefix = "/api", endpoint = "contact/open", input = Json)]
pub async fn open_contact(id: ContactId, history: event::Filter) -> Result<Dossier, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(server::dossier(&crm, &actor, &id, history).await)
}

/// One contact.
#[server(prefix = "/api", endpoint = "contact/show", input = Json)]
pub async fn show_contact(id: ContactId) -> Result<Contact, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.contacts().show(&actor, &id).await)
}

/// A new contact.
#[server(prefix = "/api", endpoint = "contact/create", input = Json)]
pub async fn create_contact(details: Details) -> Result<Contact, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.contacts().create(&actor, details).await)
}

/// Changed fields of a contact.
#[server(prefix = "/api", endpoint = "contact/edit", input = Json)]
pub async fn edit_contact(id: ContactId, patch: Patch) -> Result<Contact, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let edited = crm.contacts().edit(&actor, &id, patch).await;
    crate::ssr::answer_edit((&crm, &actor), id.subject(), edited).await
}

/// Hides a contact from lists, or shows it again.
#[server(prefix = "/api", endpoint = "contact/archive", input = Json)]
pub async fn archive_contact(id: ContactId, archived: bool) -> Result<Contact, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.contacts().archive(&actor, &id, archived).await)
}

#[cfg(feature = "ssr")]
mod server {
    use domain::event::{Filter, Turn};
    use domain::note::Subject;
    use domain::{Actor, Result, Right, SharedCrm, deal, task};
    use futures::try_join;

    use super::super::standing::standings;
    use super::{ContactId, Dossier};
    use crate::note::api::server::notes;
    use crate::record::api::server::{colleagues, past};

    pub(super) async fn dossier(crm: &SharedCrm, actor: &Actor, id: &ContactId, history: Filter) -> Result<Dossier> {
        let open = task::Filter { contact: Some(id.clone()), ..task::Filter::default() };
        let of = deal::Filter { contact: Some(id.clone()), ..deal::Filter::default() };
        let beside = deal::Filter { concerned: Some(id.clone()), ..deal::Filter::default() };
        let (subject, noted) = (id.subject(), Subject::Contact(id.clone()));
        let deals = async {
            if !actor.can(Right::ReadDeals) {
                return Ok((Vec::new(), Vec::new()));
            }
            let (deals, pipelines) = (crm.deals(), crm.pipelines());
            let asked =
                try_join!(deals.list(actor, &of, None), deals.list(actor, &beside, None), pipelines.list(actor));
            asked.map(|(of, beside, pipelines)| (of.rows.into_iter().chain(beside.rows).collect(), pipelines))
        };
        // The questions do not depend on each other: the answer takes as long as the longest.
        let (contact, tasks, (deals, pipelines), turns, past, notes, colleagues) = try_join!(
            crm.contacts().show(actor, id),
            crm.tasks().list(actor, &open, None),
            deals,
            crm.events().turns(actor, &subject, Turn::Status),
            past(crm, actor, &subject, history, None),
            notes(crm, actor, &noted, None),
            colleagues(crm, actor),
        )?;
        let standings = standings(&turns);
        Ok(Dossier { contact, standings, tasks: tasks.rows, deals, pipelines, past, notes, colleagues })
    }
}
