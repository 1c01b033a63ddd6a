//! The stream of changes to open pages: server-sent events, resumable by `epoch:number`.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

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
/// How often a stream asks whether its session still stands, when nothing says that it may have ended.
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
    /// When it was asked last whether the session stands, and how many had ended by then.
    asked: Instant,
    endings: u64,
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
        asked: Instant::now(),
        // Not known: it may have ended since the request came in.
        endings: u64::MAX,
        _counted: app.observed.listens(),
    };
    // A page that comes from another epoch has missed something. It hears that first: what follows names the place in the
    // stream from which a page that loses the line at once resumes.
    if !last.is_empty() && resumed.is_none() {
        listener.waiting.push(listener.event(latest, &Message::Resync));
    }
    let hello = Message::Hello { release: app.assets.url("app.js") };
    listener.waiting.push(listener.event(listener.number, &hello).retry(AGAIN));
    let mut response = Sse::new(events(listener)).keep_alive(KeepAlive::new().interval(BEAT)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

impl Listener {
    fn event(&self, number: u64, message: &Message) -> Event {
        let event = Event::default().id(format!("{}:{number}", self.epoch));
        // What is no change has a name of its own: pages made by an earlier release know no message of its shape.
        let event = if matches!(message, Message::Hello { .. }) { event.event("hello") } else { event };
        event.data(serde_json::to_string(message).unwrap_or_default())
    }

    /// Whether the session still stands, of a colleague with the same rights. Not asked at each change: with two hundred
    /// pages open that would take longer than the change itself.
    async fn stands(&mut self) -> bool {
        let endings = self.store.endings();
        if endings == self.endings && self.asked.elapsed() < CHECK {
            return true;
        }
        (self.asked, self.endings) = (Instant::now(), endings);
        let session = self.store.load_session(self.session.as_str()).await;
        let user = domain::user::Users::own(&*self.store, &self.actor).await;
        matches!(session, Ok(Some(session)) if session.user.is_some())
            && user.is_ok_and(|user| !user.disabled && Some(user.role) == self.actor.role)
    }

    /// Waits until there is something to say.
    async fn fill(&mut self) -> Option<()> {
        while self.waiting.is_empty() {
            // Silence ends as well: the session may have been ended from another browser.
            let rest = CHECK.saturating_sub(self.asked.elapsed());
            let woken = tokio::time::timeout(rest, self.store.wait(&self.actor, self.number)).await;
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
