//! Whether the server is there and its database answers.

use axum::extract::State;
use axum::http::StatusCode;
use domain::Actor;
use domain::organisation::Organisations;

use crate::router::App;

/// `ok`, or 503 when the database does not answer.
pub async fn health(State(app): State<App>) -> (StatusCode, &'static str) {
    match Organisations::show(&*app.store, &Actor::visitor()).await {
        Ok(_) => (StatusCode::OK, "ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
