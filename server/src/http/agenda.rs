//! What a telephone's calendar reads: a person's own actions, behind an address that only the person knows.

use std::collections::HashMap;
use std::net::SocketAddr;

use app::i18n::Lang;
use axum::Extension;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::calendar::Calendars;
use domain::{Actor, Error, Result};
use sha2::{Digest, Sha256};

use crate::ics;
use crate::router::App;

/// The file, or 304 when the reader has it. Needs no session; a wrong address and one that was taken away are alike.
pub async fn show(
    State(app): State<App>,
    Path(file): Path<String>,
    Query(asked): Query<HashMap<String, String>>,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Response {
    let asker = app.attempts.asker(address.as_ref().map(|Extension(address)| address), &headers);
    let lang = if asked.get("langue").is_some_and(|lang| lang == "en") { Lang::En } else { Lang::Fr };
    let made = async {
        app.attempts.count_calendar(asker)?;
        file_of(&app, &file, lang).await
    };
    let text = match made.await {
        Ok(text) => text,
        Err(error) => return refused(&error),
    };
    let mark = format!("\"{}\"", hex(&Sha256::digest(text.as_bytes())[..16]));
    let same = headers.get(header::IF_NONE_MATCH).is_some_and(|known| holds(known, &mark));
    let mut response = if same { StatusCode::NOT_MODIFIED.into_response() } else { text.into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"actions.ics\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    if let Ok(mark) = HeaderValue::from_str(&mark) {
        headers.insert(header::ETAG, mark);
    }
    response
}

async fn file_of(app: &App, file: &str, lang: Lang) -> Result<String> {
    let secret = file.strip_suffix(".ics").ok_or(Error::NotFound)?;
    let calendar = Calendars::read(&*app.store, &Actor::visitor(), secret).await?;
    Ok(ics::write(&calendar, &app.config.url, lang.texts()))
}

fn refused(error: &Error) -> Response {
    let mut response = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::NOT_FOUND).into_response();
    if let Error::TooMany { seconds } = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

/// Whether the reader names the file as it stands. A proxy that compresses makes its name a weak one.
fn holds(known: &HeaderValue, mark: &str) -> bool {
    let known = known.to_str().unwrap_or_default();
    known.split(',').any(|one| one.trim().trim_start_matches("W/") == mark)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
