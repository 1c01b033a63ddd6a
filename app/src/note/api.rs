//! What pages ask the server about notes. Their Markdown is read on the server; the browser gets its parts by type.

use domain::markdown::Block;
use domain::note::{Details, Note, Subject};
use domain::{Cursor, NoteId, Page, Patch};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// A note with its text as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The note.
    pub note: Note,
    /// Its text, read.
    pub body: Vec<Block>,
}

/// The notes of a record: pinned ones first, then the newest.
#[server(prefix = "/api", endpoint = "note/list", input = Json)]
pub async fn list_notes(subject: Subject, after: Option<Cursor>) -> Result<Page<Shown>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(server::notes(&crm, &actor, &subject, after).await)
}

/// A new note on a record. `id` is made by who asks, so that asking again makes no second one.
#[server(prefix = "/api", endpoint = "note/add", input = Json)]
pub async fn add_note(subject: Subject, details: Details, id: Option<NoteId>) -> Result<Shown, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let id = id.unwrap_or_default();
    crate::ssr::answer(crm.notes().add_once(&actor, id, &subject, details).await.map(server::shown))
}

/// Changed fields of a note.
#[server(prefix = "/api", endpoint = "note/edit", input = Json)]
pub async fn edit_note(id: NoteId, patch: Patch) -> Result<Shown, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let edited = crm.notes().edit(&actor, &id, patch).await.map(server::shown);
    crate::ssr::answer_edit((&crm, &actor), id.subject(), edited).await
}

/// Takes a note away, or brings it back.
#[server(prefix = "/api", endpoint = "note/remove", input = Json)]
pub async fn remove_note(id: NoteId, removed: bool) -> Result<Shown, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.notes().remove(&actor, &id, removed).await.map(server::shown))
}

/// The names of the colleagues who can be mentioned: all but oneself, also who has not joined yet.
#[server(prefix = "/api", endpoint = "note/colleagues", input = Json)]
pub async fn colleague_names() -> Result<Vec<String>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let users = crate::ssr::answer(crm.users().list(&actor).await)?;
    let others = users.into_iter().filter(|user| !user.disabled && !actor.is(&user.id));
    Ok(others.map(|user| user.name).collect())
}

/// The server's half; record pages use it to answer a whole page at once.
#[cfg(feature = "ssr")]
pub(crate) mod server {
    use domain::note::{Note, Subject};
    use domain::{Actor, Cursor, Page, Result, SharedCrm, markdown, mention};

    use super::Shown;

    pub(super) fn shown(note: Note) -> Shown {
        Shown { body: mention::marked(markdown::read(&note.details.text), &note.mentions), note }
    }

    pub(crate) async fn notes(
        crm: &SharedCrm,
        actor: &Actor,
        subject: &Subject,
        after: Option<Cursor>,
    ) -> Result<Page<Shown>> {
        Ok(crm.notes().list(actor, subject, after).await?.map(shown))
    }
}
