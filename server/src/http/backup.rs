//! Backups over HTTP: one is asked for, one is taken away. Administrators only.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Actor;
use domain::export::Exports;
use futures::stream;
use tokio::io::AsyncReadExt;

use crate::router::App;

/// How much of the file is read at once.
const BLOCK: usize = 1 << 16;

fn no(error: &domain::Error) -> Response {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::FORBIDDEN).into_response()
}

/// Begins to make one, and leads back to the page that shows how far it is.
pub async fn begin(State(app): State<App>, Extension(actor): Extension<Actor>) -> Response {
    match app.keeper.begin(&actor) {
        Ok(()) => Redirect::to(app::route::BACKUPS).into_response(),
        Err(error) => no(&error),
    }
}

/// A file, as it lies there. Who took it is written down before the first byte leaves.
pub async fn take(State(app): State<App>, Extension(actor): Extension<Actor>, Path(name): Path<String>) -> Response {
    let file = match app.keeper.file(&actor, &name) {
        Ok(file) => file,
        Err(error) => return no(&error),
    };
    if let Err(error) = app.store.begin(&actor).await {
        return no(&error);
    }
    let Ok(file) = tokio::fs::File::open(file).await else { return StatusCode::NOT_FOUND.into_response() };
    let length = file.metadata().await.map_or(0, |file| file.len());
    let pieces = stream::try_unfold(file, |mut file| async move {
        let mut piece = Vec::with_capacity(BLOCK);
        let read = (&mut file).take(BLOCK as u64).read_to_end(&mut piece).await?;
        Ok::<_, std::io::Error>((read > 0).then_some((piece, file)))
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
