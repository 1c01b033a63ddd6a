//! Metrics on an address of their own, for machines of the house: without a session, and not where people come in.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::Actor;
use domain::health::HealthDesk;
use tokio::net::TcpListener;

use super::Desk;

/// How the text is told apart by who reads it.
const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Opens the address, answers there until the process ends, and says where that is.
///
/// # Errors
/// One line for the operator.
pub async fn listen(address: SocketAddr, desk: Desk) -> Result<SocketAddr, String> {
    let listener = TcpListener::bind(address).await.map_err(|cause| {
        format!("cannot listen on {address}: {cause}; choose another address for the metrics with --metrics")
    })?;
    let opened = listener.local_addr().map_err(|cause| cause.to_string())?;
    let router = Router::new().route("/metrics", get(metrics)).with_state(desk);
    tokio::spawn(async move {
        if let Err(cause) = axum::serve(listener, router).await {
            tracing::error!(%cause, "the metrics are no longer served");
        }
    });
    Ok(opened)
}

async fn metrics(State(desk): State<Desk>) -> Response {
    let text = match desk.show(&Actor::operator()).await {
        Ok(health) => desk.0.observed.metrics.text(&health).ok(),
        Err(_) => None,
    };
    text.map_or_else(
        || StatusCode::SERVICE_UNAVAILABLE.into_response(),
        |text| ([(header::CONTENT_TYPE, FORMAT)], text).into_response(),
    )
}
