//! Whether the server is there and its database answers.

use axum::extract::State;
use axum::http::StatusCode;
use domain::Actor;
use domain::organisation::Organisations;

use crate::router::App;

/// `ok` as long as the process answers at all.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `ok`, or 503 when the database does not answer or does not write.
pub async fn health(State(app): State<App>) -> (StatusCode, &'static str) {
    match Organisations::show(&*app.store, &Actor::visitor()).await {
        Ok(_) if app.store.ails() => (StatusCode::SERVICE_UNAVAILABLE, "the database reads, but does not write\n"),
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
