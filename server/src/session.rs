//! Sessions: kept in the database under the hash of their secret; the actor of each request.

use std::sync::Arc;

use app::me::Me;
use app::ssr::{Between, Brief, Reader, Unread};
use async_trait::async_trait;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::notice::Notices;
use domain::organisation::{Organisation, Organisations};
use domain::{Actor, Instant, SessionId, UserId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{SessionRow, Store};
use tower_sessions::cookie::time::{Duration, OffsetDateTime};
use tower_sessions::session::{Error as SessionError, Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, Session, SessionStore};

use crate::router::App;

/// Key of the signed-in colleague in a session.
pub const USER: &str = "user";
/// Key of the browser's name in a session.
pub const AGENT: &str = "agent";
/// Key of « rester connecté » in a session.
pub const STAY: &str = "stay";
/// Key of a session that ended because its colleague was disabled.
const CLOSED: &str = "closed";
/// Key of the moment of the last prolongation in a session.
const SEEN: &str = "seen";
/// Key of the moment of the sign-in, from which the end that no use puts off is counted.
pub const SINCE: &str = "since";
/// Key of who gave the password and is asked for more.
pub const HALFWAY: &str = "halfway";
/// For so long more may be given.
pub const HALFWAY_LASTS: i64 = 5 * 60 * 1000;

/// Somebody whose password was right, and who is not in yet: a visitor for everything but the second factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Halfway {
    /// Whose password it was.
    pub user: UserId,
    /// Until when, in milliseconds.
    pub until: i64,
    /// « rester connecté ».
    pub stay: bool,
    /// Has no second factor, and has to turn it on; else a code of it is asked for.
    pub owes: bool,
}

/// How long a session that shall stay lasts without being used.
const KEPT: Duration = Duration::days(30);
/// How long another one lasts on the server; the browser forgets it when it is closed.
const UNKEPT: Duration = Duration::hours(14);
/// How often a session in use is prolonged, in milliseconds: a write each time.
const EVERY: i64 = 5 * 60 * 1000;

/// What the browser is told about how long it may keep the session.
#[must_use]
pub fn expiry(stay: bool) -> Expiry {
    if stay { Expiry::OnInactivity(KEPT) } else { Expiry::OnSessionEnd }
}

/// Prolongs a session that is in use.
async fn prolong(session: &Session) -> std::result::Result<(), SessionError> {
    let now = now().0;
    let seen = session.get::<i64>(SEEN).await?.unwrap_or_default();
    if now - seen < EVERY {
        return Ok(());
    }
    session.insert(SEEN, now).await?;
    if session.get::<i64>(SINCE).await?.is_none() {
        // Opened by an earlier version.
        session.insert(SINCE, now).await?;
    }
    session.set_expiry(Some(expiry(session.get::<bool>(STAY).await?.unwrap_or_default())));
    Ok(())
}

/// The store of sessions that tower-sessions asks.
#[derive(Clone)]
pub struct Sessions {
    /// The open database.
    pub store: Arc<Store>,
    /// After so many days a session ends, however it is used.
    pub days: u32,
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions")
    }
}

/// The name under which a session is kept.
#[must_use]
pub fn key(id: &Id) -> String {
    Sha256::digest(id.to_string().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The moment.
#[must_use]
pub fn now() -> Instant {
    Instant(i64::try_from(OffsetDateTime::now_utc().unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX))
}

fn backend(cause: impl std::fmt::Display) -> Error {
    Error::Backend(cause.to_string())
}

/// When a session ends that is used all the time.
fn end(record: &Record, days: u32) -> i64 {
    let since = record.data.get(SINCE).and_then(serde_json::Value::as_i64);
    since.unwrap_or_else(|| now().0).saturating_add(i64::from(days) * 86_400_000)
}

/// A session as it is kept. How long it lasts is said by what it holds: a request that prolongs it may not know.
fn row(record: &Record, days: u32) -> Result<SessionRow> {
    let text = |name: &str| record.data.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let stay = record.data.get(STAY).and_then(serde_json::Value::as_bool).unwrap_or_default();
    let lasts = if stay { KEPT } else { UNKEPT };
    let now = now();
    let halfway = record.data.get(HALFWAY).and_then(|halfway| halfway["until"].as_i64());
    let used = halfway.unwrap_or(now.0 + i64::try_from(lasts.whole_milliseconds()).unwrap_or_default());
    Ok(SessionRow {
        data: serde_json::to_string(&record.data).map_err(|cause| Error::Encode(cause.to_string()))?,
        user: text(USER).parse::<UserId>().ok(),
        created_at: now,
        seen_at: now,
        expires_at: Instant(used.min(end(record, days))),
        agent: text(AGENT),
    })
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // Ids carry 128 random bits: no two are alike.
        self.store.create_session(&key(&record.id), &row(record, self.days)?).await.map_err(backend)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        self.store.save_session(&key(&record.id), &row(record, self.days)?).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let Some(row) = self.store.load_session(&key(id)).await.map_err(backend)? else { return Ok(None) };
        let data = serde_json::from_str(&row.data).map_err(|cause| Error::Decode(cause.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(row.expires_at.0 / 1000).map_err(backend)?;
        let record = Record { id: *id, data, expiry_date };
        // The number of days may be smaller than when it was written.
        Ok(Some(record).filter(|record| end(record, self.days) > now().0))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.store.delete_session(&key(id)).await.map_err(backend)
    }
}

/// Marks the request of a browser whose colleague was disabled meanwhile.
#[derive(Clone, Copy, Debug)]
pub struct Closed;

/// Marks the request of a browser whose session is over.
#[derive(Clone, Copy, Debug)]
pub struct Ended;

/// Who asks, on the way out: for the log of refusals.
#[derive(Clone, Debug)]
pub struct Asked(pub UserId);

/// Puts the actor of the request into its extensions: a colleague, or a visitor.
pub async fn actor(State(app): State<App>, session: Session, mut request: Request, next: Next) -> Response {
    let user = match session.get::<UserId>(USER).await {
        Ok(user) => user,
        Err(SessionError::Store(Error::Backend(_))) => return away(),
        Err(_) => None,
    };
    if user.is_none()
        && let Ok(Some(id)) = session.get::<UserId>(CLOSED).await
    {
        let was = Actor { user: Some(id), ..Actor::visitor() };
        // Who is back signs in as before.
        if domain::user::Users::own(&*app.store, &was).await.is_ok_and(|user| user.disabled) {
            request.extensions_mut().insert(Closed);
        }
    }
    if user.is_none() {
        halfway(&app, &session, &mut request).await;
        if session.id().is_none() && came_with(&request, app.config.cookie()) {
            request.extensions_mut().insert(Ended);
        }
    }
    let mut actor = Actor::visitor();
    request.extensions_mut().insert(now());
    if let Some(id) = user {
        let asked = Actor { user: Some(id), ..Actor::visitor() };
        // A disabled colleague's sessions are ended, but one may be under way: ask each time.
        let known = match domain::user::Users::own(&*app.store, &asked).await {
            Ok(user) => Some(user),
            Err(domain::Error::Offline | domain::Error::Internal) => return away(),
            Err(_) => None,
        };
        if let Some(user) = known.filter(|user| !user.disabled) {
            let organisation = Organisations::show(&*app.store, &asked).await.ok().flatten();
            let organisation = organisation.unwrap_or_else(Organisation::unnamed);
            request.extensions_mut().insert(Reader(Me {
                id: user.id.clone(),
                name: user.name.clone(),
                role: user.role,
                organisation: organisation.name,
                logo: organisation.logo.map(|logo| logo.at),
                zone: organisation.zone.clone(),
            }));
            actor = Actor { user: Some(user.id), name: user.name, role: Some(user.role) };
            // The mark in the navigation: for pages, not for calls.
            if accepts_page(&request) {
                let unread = Notices::unread(&*app.store, &actor, now().day(&organisation.zone)).await;
                request.extensions_mut().insert(Unread(unread.unwrap_or_default()));
            }
        }
    }
    if actor.role.is_some()
        && let Some(id) = session.id()
        && let Ok(id) = key(&id).parse::<SessionId>()
    {
        request.extensions_mut().insert(id);
        let stays = session.get::<bool>(STAY).await.ok().flatten().unwrap_or_default();
        request.extensions_mut().insert(Brief(!stays));
        if let Err(cause) = prolong(&session).await {
            tracing::warn!(%cause, "a session was not prolonged");
        }
    }
    let asked = actor.user.clone().map(Asked);
    request.extensions_mut().insert(actor);
    let mut response = next.run(request).await;
    if let Some(asked) = asked {
        response.extensions_mut().insert(asked);
    }
    response
}

/// Says in the request that somebody gave a right password and is asked for more.
async fn halfway(app: &App, session: &Session, request: &mut Request) {
    let Ok(Some(halfway)) = session.get::<Halfway>(HALFWAY).await else { return };
    let asked = Actor { user: Some(halfway.user.clone()), ..Actor::visitor() };
    let known = domain::user::Users::own(&*app.store, &asked).await.ok();
    if let Some(user) = known.filter(|user| !user.disabled && halfway.until > now().0) {
        // In that name the second factor alone is asked for; there is no role.
        request.extensions_mut().insert(Between(Actor { name: user.name, ..asked }));
        request.extensions_mut().insert(halfway);
    }
}

/// Whether a browser sends the session's cookie.
fn came_with(request: &Request, name: &str) -> bool {
    let sent = request.headers().get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    sent.flat_map(|sent| sent.split("; ")).any(|pair| pair.strip_prefix(name).is_some_and(|rest| rest.starts_with('=')))
}

/// Whether a browser asks for a page.
fn accepts_page(request: &Request) -> bool {
    let accepts = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    request.method() == axum::http::Method::GET && accepts.contains("text/html")
}

/// The database does not say who asks. That is not a session that has ended: nobody is led to the sign-in for it.
fn away() -> Response {
    let text = "La base de données ne répond pas. Rien n’est perdu\u{a0}: réessayez dans un instant.\n\
                The database does not answer. Nothing is lost: try again in a moment.\n";
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")], text).into_response()
}

/// The browser as people know it: `Firefox, Linux`.
#[must_use]
pub fn agent(headers: &axum::http::HeaderMap) -> String {
    let text = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(sign, _)| text.contains(sign)).map(|(_, name)| *name);
    let browser =
        first(&[("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    let names: Vec<&str> = browser.into_iter().chain(system).collect();
    names.join(", ")
}
