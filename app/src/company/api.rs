//! What pages ask the server about companies.

use domain::board::Card;
use domain::bulk::{Done, Verb};
use domain::company::{Company, Details, Filter, Selection};
use domain::contact::{Choice, Contact};
use domain::pipeline::Pipeline;
use domain::{BulkId, CompanyId, Cursor, Page, Patch, event};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use super::people::Moves;
use crate::error::Error;
use crate::note::api::Shown;
use crate::record::api::{Colleague, Past};

/// A company with all that its page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// The company.
    pub company: Company,
    /// The first of its contacts.
    pub contacts: Page<Contact>,
    /// Who came and who left.
    pub moves: Moves,
    /// Its deals, newest first; none for who may not see them.
    pub deals: Vec<Card>,
    /// The pipelines, for stages by name.
    pub pipelines: Vec<Pipeline>,
    /// The latest of its history.
    pub past: Past,
    /// Its notes.
    pub notes: Page<Shown>,
    /// For names.
    pub colleagues: Vec<Colleague>,
}

/// A page of the list.
#[server(prefix = "/api", endpoint = "company/list", input = Json)]
pub async fn list_companies(filter: Filter, after: Option<Cursor>) -> Result<Page<Company>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.companies().list(&actor, &filter, after).await)
}

/// Changes many companies at once.
#[server(prefix = "/api", endpoint = "company/bulk", input = Json)]
pub async fn bulk_companies(selection: Selection, verb: Verb, whole: Option<BulkId>) -> Result<Done, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.companies().bulk(&actor, &selection, &verb, whole.as_ref()).await)
}

/// The ids of all that a filter finds.
#[server(prefix = "/api", endpoint = "company/selected", input = Json)]
pub async fn selected_companies(selection: Selection) -> Result<Vec<CompanyId>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.companies().selected(&actor, &selection).await)
}

/// One company with all that its page shows.
#[server(prefix = "/api", endpoint = "company/open", input = Json)]
pub async fn open_company(id: CompanyId, history: event::Filter) -> Result<Dossier, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(server::dossier(&crm, &actor, &id, history).await)
}

/// One company.
#[server(prefix = "/api", endpoint = "company/show", input = Json)]
pub async fn show_company(id: CompanyId) -> Result<Company, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.companies().show(&actor, &id).await)
}

/// A new company, or the one of that name.
#[server(prefix = "/api", endpoint = "company/create", input = Json)]
pub async fn create_company(details: Details) -> Result<Company, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.companies().create(&actor, details).await)
}

/// Changed fields of a company.
#[server(prefix = "/api", endpoint = "company/edit", input = Json)]
pub async fn edit_company(id: CompanyId, patch: Patch) -> Result<Company, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let edited = crm.companies().edit(&actor, &id, patch).await;
    crate::ssr::answer_edit((&crm, &actor), id.subject(), edited).await
}

/// The first few companies whose name begins so.
#[server(prefix = "/api", endpoint = "company/choose", input = Json)]
pub async fn choose_companies(text: String) -> Result<Vec<Choice>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.companies().choices(&actor, &text).await)
}

#[cfg(feature = "ssr")]
mod server {
    use domain::event::Filter;
    use domain::note::Subject;
    use domain::{Actor, Result, Right, SharedCrm, contact, deal};
    use futures::try_join;

    use super::super::people::server::moves;
    use super::{CompanyId, Dossier};
    use crate::note::api::server::notes;
    use crate::record::api::server::{colleagues, past};

    pub(super) async fn dossier(crm: &SharedCrm, actor: &Actor, id: &CompanyId, history: Filter) -> Result<Dossier> {
        let people = contact::Filter { company: Some(id.clone()), ..contact::Filter::default() };
        let of = deal::Filter { company: Some(id.clone()), ..deal::Filter::default() };
        let (subject, noted) = (id.subject(), Subject::Company(id.clone()));
        let deals = async {
            if !actor.can(Right::ReadDeals) {
                return Ok((Vec::new(), Vec::new()));
            }
            let asked = try_join!(crm.deals().list(actor, &of, None), crm.pipelines().list(actor));
            asked.map(|(deals, pipelines)| (deals.rows, pipelines))
        };
        // The questions do not depend on each other: the answer takes as long as the longest.
        let (company, contacts, (deals, pipelines), moves, past, notes, colleagues) = try_join!(
            crm.companies().show(actor, id),
            crm.contacts().list(actor, &people, None),
            deals,
            moves(crm, actor, id),
            past(crm, actor, &subject, history, None),
            notes(crm, actor, &noted, None),
            colleagues(crm, actor),
        )?;
        Ok(Dossier { company, contacts, moves, deals, pipelines, past, notes, colleagues })
    }
}
