//! What is written without scripts: plain forms for a new action, the end of one, and a note.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use domain::note::{self, Subject};
use domain::task::quick::{Moment, is_called, read};
use domain::task::{Details, Kind};
use domain::{Actor, Crm, NoteId, Result, Right, TaskId};
use serde::Deserialize;

use super::export::lang_of;
use crate::gate::{safe_path, url_encode};
use crate::router::App;

/// A line above « Mes actions ».
#[derive(Default, Deserialize)]
pub struct Line {
    #[serde(default)]
    nouveau: String,
    /// The colleague whose page it is.
    #[serde(default)]
    qui: String,
}

/// A task that is done.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    id: String,
    /// The page it was ticked on.
    #[serde(default)]
    suite: String,
}

/// A note on a record.
#[derive(Deserialize)]
pub struct Note {
    #[serde(default)]
    fiche: String,
    #[serde(default)]
    texte: String,
}

/// Makes the action that the line means.
pub async fn task(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
    Form(line): Form<Line>,
) -> Response {
    let english = !lang_of(&headers).french();
    match add(&app, &actor, &line, english).await {
        Ok(()) if line.qui.is_empty() => Redirect::to(app::route::TASKS).into_response(),
        Ok(()) => Redirect::to(&format!("{}?qui={}", app::route::TASKS, url_encode(&line.qui))).into_response(),
        Err(error) => refused(error, &headers),
    }
}

async fn add(app: &App, actor: &Actor, line: &Line, english: bool) -> Result<()> {
    actor.may(Right::WriteNotes)?;
    let zone = app.store.organisation().show(actor).await?.map(|own| own.zone).unwrap_or_default();
    let now = domain::Instant(jiff::Timestamp::now().as_millisecond());
    let quick = read(&line.nouveau, Moment::of(now, &zone), english);
    let contact = match &quick.who {
        Some(said) => {
            let mut known = app.store.contacts().choices(actor, said).await?;
            known.retain(|choice| is_called(&choice.name, said));
            if let [only] = &known[..] { only.id.parse().ok() } else { None }
        }
        None => None,
    };
    let details = Details {
        title: quick.title,
        kind: quick.kind.unwrap_or(Kind::Other),
        due_on: quick.due_on,
        due_at: quick.due_at,
        repeat: quick.repeat,
        assignee: line.qui.parse().ok(),
        contact,
        ..Details::default()
    };
    app.store.tasks().create_once(actor, TaskId::default(), details).await.map(drop)
}

/// Finishes a task, and leads back to the page it stood on.
pub async fn finish(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
    Form(done): Form<Done>,
) -> Response {
    let finished = async {
        actor.may(Right::WriteNotes)?;
        app.store.tasks().finish(&actor, &done.id.parse()?, true).await
    };
    match finished.await.map(drop) {
        Ok(()) => Redirect::to(safe_path(&done.suite).unwrap_or(app::route::TASKS)).into_response(),
        Err(error) => refused(error, &headers),
    }
}

/// Writes a note, and leads back to its record.
pub async fn note(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
    Form(note): Form<Note>,
) -> Response {
    let written = async {
        actor.may(Right::WriteNotes)?;
        let subject = Subject::try_from(note.fiche)?;
        let details = note::Details { text: note.texte, pinned: false }.tidied();
        app.store.notes().add_once(&actor, NoteId::default(), &subject, details).await?;
        Ok(match subject {
            Subject::Contact(id) => app::route::contact(&id),
            Subject::Company(id) => app::route::company(&id),
            Subject::Deal(id) => app::route::deal(&id),
        })
    };
    match written.await {
        Ok(page) => Redirect::to(&page).into_response(),
        Err(error) => refused(error, &headers),
    }
}

/// What is wrong, in a sentence; the way back in the browser finds what was typed.
fn refused(error: domain::Error, headers: &HeaderMap) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, app::error::Error(error).say(lang_of(headers).texts())).into_response()
}
