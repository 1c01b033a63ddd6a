//! What was refused, one line each in the log; of a flood the first lines, and a count of the rest.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::router::App;
use crate::session::Asked;

/// So many lines of one kind are written a minute.
const MOST: u32 = 30;
const MINUTE: Duration = Duration::from_secs(60);
/// What single refusals are written down under: they are no troubles of the server, unless they come in floods.
pub const REFUSED: &str = "server::refused";

/// Why something was refused, where the status does not say it.
#[derive(Clone, Copy, Debug)]
pub enum Why {
    /// Another site asked for it.
    Origin,
}

/// Of one kind, in the present minute.
#[derive(Default)]
struct Kind {
    begun: Option<Instant>,
    written: u32,
    left_out: u32,
}

/// What was refused of late.
#[derive(Default)]
pub struct Refusals(Mutex<BTreeMap<&'static str, Kind>>);

impl Refusals {
    /// Whether one more of a kind is written down. What was not is counted, and said with the minute's end.
    pub fn shall_be_told(&self, kind: &'static str) -> bool {
        self.settle(MINUTE);
        let Ok(mut kinds) = self.0.lock() else { return true };
        let known = kinds.entry(kind).or_default();
        known.begun.get_or_insert_with(Instant::now);
        let told = known.written < MOST;
        if told {
            known.written += 1;
        } else {
            known.left_out = known.left_out.saturating_add(1);
        }
        told
    }

    /// Says how many were left out of the minutes that are over. Called now and then, so that a flood is said also when
    /// nothing follows it.
    pub fn settle(&self, minute: Duration) -> Vec<(&'static str, u32)> {
        let Ok(mut kinds) = self.0.lock() else { return Vec::new() };
        let over: Vec<&'static str> = kinds
            .iter()
            .filter(|(_, known)| known.begun.is_some_and(|begun| begun.elapsed() >= minute))
            .map(|(kind, _)| *kind)
            .collect();
        let ended = over.into_iter().filter_map(|kind| Some((kind, kinds.remove(kind)?.left_out)));
        let ended: Vec<_> = ended.filter(|(_, left_out)| *left_out > 0).collect();
        for (kind, left_out) in &ended {
            tracing::warn!(kind, left_out, "more of the same within a minute");
        }
        ended
    }
}

fn kind(status: StatusCode, why: Option<&Why>, led: &str) -> Option<&'static str> {
    Some(match (why, status) {
        // Forms lead back to their page with the reason.
        (_, StatusCode::SEE_OTHER) if led.contains("erreur=interdit") => "forbidden",
        (Some(Why::Origin), _) => "origin",
        (_, StatusCode::UNAUTHORIZED) => "unauthorized",
        (_, StatusCode::FORBIDDEN) => "forbidden",
        (_, StatusCode::PRECONDITION_FAILED) => "another writer",
        (_, StatusCode::PAYLOAD_TOO_LARGE) => "too large",
        (_, StatusCode::REQUEST_TIMEOUT) => "too slow",
        (_, StatusCode::TOO_MANY_REQUESTS) => "too many",
        _ => return None,
    })
}

/// Writes refusals down. The route stands for the path: paths may hold secrets.
pub async fn tell(State(app): State<App>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let asker = app.attempts.asker(request.extensions().get::<ConnectInfo<_>>(), request.headers());
    let response = next.run(request).await;
    let led = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
    if let Some(kind) = kind(response.status(), response.extensions().get(), led)
        && app.refusals.shall_be_told(kind)
    {
        let user = response.extensions().get::<Asked>().map(|asked| asked.0.to_string()).unwrap_or_default();
        let from = asker.map(|asker| asker.to_string()).unwrap_or_default();
        let (route, status) = (route.unwrap_or_default(), response.status().as_u16());
        tracing::warn!(target: REFUSED, kind, status, %method, route, user, from, "refused");
    }
    response
}

/// Settles once a minute, as long as the server runs.
pub async fn settle(app: App) {
    loop {
        tokio::time::sleep(MINUTE).await;
        app.refusals.settle(MINUTE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_a_few_lines_and_a_number() {
        let refusals = Refusals::default();
        let told = (0..1_000).filter(|_| refusals.shall_be_told("forbidden")).count();
        assert_eq!(told, 30);
        assert!(refusals.shall_be_told("origin"), "each kind has lines of its own");
        assert_eq!(refusals.settle(MINUTE), []);
        assert_eq!(refusals.settle(Duration::ZERO), [("forbidden", 970)]);
        assert!(refusals.shall_be_told("forbidden"), "another minute");
        assert_eq!(refusals.settle(Duration::ZERO), []);
    }

    #[test]
    fn only_refusals_are_told() {
        assert_eq!(kind(StatusCode::FORBIDDEN, Some(&Why::Origin), ""), Some("origin"));
        assert_eq!(kind(StatusCode::FORBIDDEN, None, ""), Some("forbidden"));
        assert_eq!(kind(StatusCode::SEE_OTHER, None, "/import?erreur=interdit"), Some("forbidden"));
        for fine in [StatusCode::OK, StatusCode::SEE_OTHER, StatusCode::NOT_FOUND, StatusCode::CONFLICT] {
            assert_eq!(kind(fine, None, "/connexion?suite=/"), None);
        }
    }
}
