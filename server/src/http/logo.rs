//! The organisation's picture: it comes in by a form, and is served from an address of its own.

use axum::Extension;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::organisation::{LOGO_MOST, Organisations};
use domain::{Actor, Error, Problem};

use crate::router::App;

/// What the form may weigh: far more than a picture, so that what is too large is read to its end, unkept, and answered.
/// A browser that is cut off while it sends shows an error of its own.
pub const MOST_BYTES: usize = 64 << 20;

/// The picture, which the browser may keep and asks for by its mark.
pub async fn show(State(app): State<App>, Extension(actor): Extension<Actor>, headers: HeaderMap) -> Response {
    let (logo, bytes) = match app.store.logo(&actor).await {
        Ok(found) => found,
        Err(error) => return StatusCode::from_u16(error.status()).unwrap_or(StatusCode::NOT_FOUND).into_response(),
    };
    let mark = format!("\"{}\"", logo.at.0);
    let same = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == mark.as_bytes());
    let mut response = if same { StatusCode::NOT_MODIFIED.into_response() } else { bytes.into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(logo.kind.mime()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(mark) = HeaderValue::from_str(&mark) {
        headers.insert(header::ETAG, mark);
    }
    response
}

/// Takes a picture from the form, and leads back to its page.
pub async fn bring(State(app): State<App>, Extension(actor): Extension<Actor>, mut form: Multipart) -> Response {
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return back(Some("vide")),
            Err(_) => return back(Some("taille")),
        };
        if field.name() == Some("file") {
            let mut bytes = Vec::new();
            loop {
                match field.chunk().await {
                    Ok(Some(part)) if bytes.len() <= LOGO_MOST => bytes.extend_from_slice(&part),
                    Ok(Some(_)) => {}
                    Ok(None) => break,
                    Err(_) => return back(Some("taille")),
                }
            }
            return answer(app.store.set_logo(&actor, Some(bytes)).await.map(drop));
        }
    }
}

/// Takes the picture away.
pub async fn remove(State(app): State<App>, Extension(actor): Extension<Actor>) -> Response {
    answer(app.store.set_logo(&actor, None).await.map(drop))
}

fn answer(done: domain::Result<()>) -> Response {
    match done {
        Ok(()) => back(None),
        Err(Error::Forbidden) => StatusCode::FORBIDDEN.into_response(),
        Err(Error::Invalid { problem: Problem::TooLong, .. }) => back(Some("taille")),
        Err(Error::Invalid { problem: Problem::Missing, .. }) => back(Some("vide")),
        Err(Error::Invalid { .. }) => back(Some("format")),
        Err(_) => back(Some("panne")),
    }
}

fn back(problem: Option<&str>) -> Response {
    let problem = problem.map(|problem| format!("?logo={problem}")).unwrap_or_default();
    Redirect::to(&format!("/reglages/organisme{problem}")).into_response()
}
