//! The stream of changes to open pages: server-sent events, resumable by `epoch:number`.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::live::{Live, Message, may_hear};
use domain::{Actor, SessionId};
use futures::stream::{self, Stream};
use serde::Deserialize;
use store::Store;

use crate::observe::Listening;
use crate::router::App;

/// How often a silent stream says that it is alive.
const BEAT: Duration = Duration::from_secs(15);
/// How often a silent stream asks whether its session still stands.
const CHECK: Duration = Duration::from_secs(10);
/// How soon a page that lost the line tries again.
const AGAIN: Duration = Duration::from_secs(1);

/// Where another tab of the same browser left off.
#[derive(Deserialize)]
pub struct Since {
    #[serde(default)]
    depuis: String,
}

struct Listener {
    store: Arc<Store>,
    actor: Actor,
    session: SessionId,
    epoch: String,
    number: u64,
    waiting: Vec<Event>,
    _counted: Listening,
}

/// Streams what is committed from now on, or from where the page left off.
pub async fn stream(
    State(app): State<App>,
    Extension(actor): Extension<Actor>,
    Extension(session): Extension<SessionId>,
    Query(since): Query<Since>,
    headers: HeaderMap,
) -> Response {
    let (Ok(epoch), Ok(latest)) = (app.store.epoch(&actor), app.store.latest(&actor)) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()).unwrap_or(&since.depuis);
    let resumed =
        last.split_once(':').filter(|(before, _)| *before == epoch).and_then(|(_, number)| number.parse().ok());
    let mut listener = Listener {
        store: Arc::clone(&app.store),
        actor,
        session,
        epoch,
        number: resumed.unwrap_or(latest),
        waiting: Vec::new(),
        _counted: app.observed.listens(),
    };
    // A first event names the place in the stream, so that a page that loses the line at once can resume; a page that
    // comes from another epoch has missed something.
    let first =
        if !last.is_empty() && resumed.is_none() { listener.event(latest, &Message::Resync) } else { listener.hello() };
    listener.waiting.push(first.retry(AGAIN));
    let mut response = Sse::new(events(listener)).keep_alive(KeepAlive::new().interval(BEAT)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

impl Listener {
    fn event(&self, number: u64, message: &Message) -> Event {
        let data = serde_json::to_string(message).unwrap_or_default();
        Event::default().id(format!("{}:{number}", self.epoch)).data(data)
    }

    fn hello(&self) -> Event {
        Event::default().id(format!("{}:{}", self.epoch, self.number)).event("hello").data("{}")
    }

    /// Whether the session still stands, of a colleague with the same rights.
    async fn stands(&self) -> bool {
        let session = self.store.load_session(self.session.as_str()).await;
        let user = domain::user::Users::own(&*self.store, &self.actor).await;
        matches!(session, Ok(Some(session)) if session.user.is_some())
            && user.is_ok_and(|user| !user.disabled && Some(user.role) == self.actor.role)
    }

    /// Waits until there is something to say.
    async fn fill(&mut self) -> Option<()> {
        while self.waiting.is_empty() {
            // Silence ends as well: the session may have been ended from another browser.
            let woken = tokio::time::timeout(CHECK, self.store.wait(&self.actor, self.number)).await;
            if matches!(woken, Ok(Ok(false) | Err(_))) || !self.stands().await {
                return None;
            }
            if woken.is_err() {
                continue;
            }
            match self.store.since(&self.actor, self.number).ok()? {
                Some(changes) => {
                    for change in changes {
                        self.number = change.number;
                        if may_hear(&self.actor, &change) {
                            self.waiting.push(self.event(change.number, &Message::Change(change)));
                        }
                    }
                }
                None => {
                    self.number = self.store.latest(&self.actor).ok()?;
                    self.waiting.push(self.event(self.number, &Message::Resync));
                }
            }
        }
        Some(())
    }
}

fn events(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listener, |mut listener| async move {
        listener.fill().await?;
        let event = listener.waiting.remove(0);
        Some((Ok(event), listener))
    })
}
