//! What the server notices of itself: each request under an id, how long it took, what went wrong.

mod desk;
mod listen;
mod log;
mod metrics;
mod trouble;

pub use desk::Desk;
pub use listen::listen;
pub use log::log;
pub use trouble::Troubles;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant as Clock};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use domain::Instant;
use domain::health::Slow;
use tracing::Instrument;

use self::metrics::{Metrics, Sort};
use crate::router::App;
use crate::session::now;

/// From here on something took long.
const LONG: Duration = Duration::from_secs(1);
/// How much of what took long is kept.
const MOST: usize = 50;
/// How long it is kept, in milliseconds.
const DAY: i64 = 86_400_000;

/// What was noticed since the start. One a server.
pub struct Observed {
    since: Instant,
    requests: AtomicU64,
    listening: AtomicU64,
    metrics: Metrics,
    slow: Mutex<Vec<Slow>>,
    troubles: Troubles,
}

/// Counts an open page as long as it lives.
pub struct Listening(Arc<Observed>);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.listening.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Observed {
    /// From now on, with what hears the log.
    #[must_use]
    pub fn new(troubles: Troubles) -> Self {
        Self {
            since: now(),
            requests: AtomicU64::new(0),
            listening: AtomicU64::new(0),
            metrics: Metrics::default(),
            slow: Mutex::default(),
            troubles,
        }
    }

    /// One more page is open.
    #[must_use]
    pub fn listens(self: &Arc<Self>) -> Listening {
        self.listening.fetch_add(1, Ordering::Relaxed);
        Listening(Arc::clone(self))
    }

    fn note(&self, sort: Sort, status: StatusCode, took: Duration) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.metrics.note(sort, status, took);
    }

    fn note_slow(&self, slow: Slow) {
        let mut kept = self.slow.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|one| slow.at.0 - one.at.0 < DAY);
        let place = kept.partition_point(|one| one.ms >= slow.ms);
        kept.insert(place, slow);
        kept.truncate(MOST);
    }

    /// What took long within a day, the slowest first.
    fn slow(&self) -> Vec<Slow> {
        let now = now();
        let kept = self.slow.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().filter(|one| now.0 - one.at.0 < DAY).cloned().collect()
    }
}

/// Gives a request its id, under which the log speaks of it, and notes how long its answer took to begin.
pub async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let id = ulid::Ulid::generate().to_string();
    let begun = Clock::now();
    // The address as the router knows it: with what was asked for, it would hold the secrets of links.
    let route = request.extensions().get::<MatchedPath>().cloned();
    let path = route.as_ref().map_or("", MatchedPath::as_str);
    let method = request.method().clone();
    let span = tracing::info_span!("request", %id);
    let mut response = next.run(request).instrument(span.clone()).await;
    let (took, status) = (begun.elapsed(), response.status());
    app.observed.note(Sort::of(path), status, took);
    let ms = u32::try_from(took.as_millis()).unwrap_or(u32::MAX);
    if took >= LONG {
        span.in_scope(|| tracing::info!(%method, path, ms, status = status.as_u16(), "took long"));
        app.observed.note_slow(Slow { at: now(), ms, what: format!("{method} {path}"), request: id.clone() });
    }
    if status.is_server_error() {
        span.in_scope(|| tracing::warn!(%method, path, status = status.as_u16(), "not answered"));
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", id);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_of_a_day_are_kept() {
        let observed = Observed::new(Troubles::default());
        let slow = |ms: u32, at: Instant| Slow { at, ms, what: "GET /".into(), request: ms.to_string() };
        observed.note_slow(slow(9_000, Instant(now().0 - DAY)));
        for ms in 0..80 {
            observed.note_slow(slow(1_000 + ms * 7 % 80, now()));
        }
        let kept: Vec<u32> = observed.slow().iter().map(|one| one.ms).collect();
        assert_eq!(kept, (1_030..1_080).rev().collect::<Vec<_>>());
    }
}
