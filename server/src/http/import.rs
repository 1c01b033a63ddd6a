//! A file comes in, and the rows that were set aside go out.

use axum::Extension;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::import::Desk;
use domain::{Actor, Error};

use crate::router::App;

/// The largest file that is taken in.
pub const MOST_BYTES: usize = 20 << 20;

/// Takes a file from the form and leads to the page where its columns are matched.
pub async fn upload(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
    mut form: Multipart,
) -> Response {
    let said = headers.get(header::CONTENT_LENGTH).and_then(|size| size.to_str().ok()?.parse().ok());
    while let Ok(Some(mut field)) = form.next_field().await {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or("contacts.csv").to_owned();
        // In one piece from the start: a buffer that grows by doubling holds twice the file while it moves.
        let mut bytes = Vec::with_capacity(said.unwrap_or(0).min(MOST_BYTES));
        loop {
            match field.chunk().await {
                Ok(Some(part)) => bytes.extend_from_slice(&part),
                Ok(None) => break,
                Err(_) => return back("taille"),
            }
        }
        return match app.desk.bring(&actor, &name, bytes).await {
            Ok(job) => Redirect::to(&format!("/import/{job}")).into_response(),
            Err(Error::Forbidden) => StatusCode::FORBIDDEN.into_response(),
            Err(Error::Invalid { problem: domain::Problem::TooLong, .. }) => back("taille"),
            Err(Error::Invalid { problem: domain::Problem::Missing, .. }) => back("vide"),
            Err(_) => back("format"),
        };
    }
    back("vide")
}

fn back(reason: &str) -> Response {
    Redirect::to(&format!("/import?erreur={reason}")).into_response()
}

/// The rows that were set aside, as a file.
pub async fn rejects(State(app): State<App>, Extension(actor): Extension<Actor>, Path(job): Path<String>) -> Response {
    match app.desk.rejects(&actor, &job).await {
        Ok(bytes) => {
            let mut response = bytes.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
            let name = HeaderValue::from_static("attachment; filename=\"lignes-ecartees.csv\"");
            headers.insert(header::CONTENT_DISPOSITION, name);
            response
        }
        Err(error) => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::NOT_FOUND).into_response(),
    }
}
