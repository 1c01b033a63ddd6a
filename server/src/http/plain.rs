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
use crate::session::now;

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
    let added = add(&app, &actor, &line, !lang_of(&headers).french()).await;
    let page = match line.qui.as_str() {
        "" => app::route::TASKS.to_owned(),
        whose => format!("{}?qui={}", app::route::TASKS, url_encode(whose)),
    };
    answer(added.map(|()| page), &headers)
}

async fn add(app: &App, actor: &Actor, line: &Line, english: bool) -> Result<()> {
    actor.may(Right::WriteNotes)?;
    let zone = app.store.organisation().show(actor).await?.map(|own| own.zone).unwrap_or_default();
    let quick = read(&line.nouveau, Moment::of(now(), &zone), english);
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
    let page = safe_path(&done.suite).unwrap_or(app::route::TASKS).to_owned();
    answer(finished.await.map(|_done| page), &headers)
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
    answer(written.await, &headers)
}

/// To the page, or what is wrong in a sentence; the way back in the browser finds what was typed.
fn answer(done: Result<String>, headers: &HeaderMap) -> Response {
    match done {
        Ok(page) => Redirect::to(&page).into_response(),
        Err(error) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
            (status, app::error::Error(error).say(lang_of(headers).texts())).into_response()
        }
    }
}
