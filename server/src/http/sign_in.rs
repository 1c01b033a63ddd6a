//! Sign-in and sign-out: plain forms, so that they work before and without the browser's half.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use domain::organisation::Organisations;
use domain::user::{User, Users};
use domain::{Actor, Email, Error, Result};
use serde::Deserialize;
use tower_sessions::Session;

use crate::gate::{safe_path, start, url_encode};
use crate::router::App;
use crate::session::Halfway;
use crate::{password, session};

/// The form of the sign-in page.
#[derive(Deserialize)]
pub struct SignIn {
    email: String,
    password: String,
    #[serde(default)]
    stay: Option<String>,
    #[serde(default)]
    suite: String,
}

/// Compares, opens a session, and leads to what was asked for. Unknown and wrong get the same answer in the same time.
pub async fn sign_in(
    State(app): State<App>,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    session: Session,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Response {
    let suite = safe_path(&form.suite).unwrap_or_default().to_owned();
    let asker = app.attempts.asker(address.as_ref().map(|Extension(address)| address), &headers);
    let compared = compare(&app, asker, &form).await;
    if let Err(reason) = &compared {
        note(&app, asker, &form.email, reason);
    }
    match compared {
        Ok(user) => match admit(&app, asker, &session, &user, form.stay.is_some(), &headers).await {
            Ok(step) => step.lead(&suite, &user),
            Err(_) => back("panne", &suite),
        },
        Err(Error::TooMany { .. }) => keep(&app, &form.email, back("attente", &suite)),
        Err(Error::Internal) => keep(&app, &form.email, back("panne", &suite)),
        // Only who knows the password learns it.
        Err(Error::Forbidden) => keep(&app, &form.email, back("desactive", &suite)),
        Err(_) => keep(&app, &form.email, back("identifiants", &suite)),
    }
}

/// What attempts to sign in are written down under.
pub const SIGN_IN: &str = "server::sign_in";

/// One line of the log for an attempt that failed, as long as there are not too many. What was typed as an address
/// stands in it only where it is one.
pub fn note(app: &App, asker: Option<IpAddr>, email: &str, reason: &Error) {
    let from = asker.map(|asker| asker.to_string()).unwrap_or_default();
    if app.refusals.shall_be_told("sign-in") {
        let account = Email::parse(email).map(|email| email.to_string()).unwrap_or_default();
        tracing::warn!(target: SIGN_IN, account, from, %reason, "sign-in refused");
    }
}

/// One line for who is in.
pub fn entered(app: &App, asker: Option<IpAddr>, user: &User, how: &'static str) {
    app.attempts.know(asker, user.email.as_str());
    let from = asker.map(|asker| asker.to_string()).unwrap_or_default();
    tracing::info!(target: SIGN_IN, user = %user.id, from, how, "signed in");
}

/// What follows a right password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One is in.
    In,
    /// A code of the second factor is asked for.
    Code,
    /// The organisation asks for a second factor, and there is none.
    TurnOn,
}

impl Step {
    /// Leads there.
    #[must_use]
    pub fn lead(self, suite: &str, user: &User) -> Response {
        let to = match self {
            Self::In if suite.is_empty() => start(user).to_owned(),
            Self::In => suite.to_owned(),
            Self::Code => format!("{}?suite={}", app::route::CODE, url_encode(suite)),
            Self::TurnOn => format!("{}?suite={}", app::route::SECOND, url_encode(suite)),
        };
        Redirect::to(&to).into_response()
    }
}

/// Whoever gave a right password, or a link's secret, comes in, or is asked for the second factor first.
///
/// # Errors
/// When the session could not be written.
pub async fn admit(
    app: &App,
    asker: Option<IpAddr>,
    session: &Session,
    user: &User,
    stay: bool,
    headers: &HeaderMap,
) -> std::result::Result<Step, tower_sessions::session::Error> {
    let demand = Organisations::show(&*app.store, &Actor::visitor()).await.ok().flatten();
    let owes = !user.second && demand.is_some_and(|own| own.second_factor.asks(user.role));
    if !user.second && !owes {
        open(session, user, stay, headers).await?;
        entered(app, asker, user, "password");
        return Ok(Step::In);
    }
    session.cycle_id().await?;
    // Whoever was signed in here before is not any more.
    session.clear().await;
    let until = session::now().0 + session::HALFWAY_LASTS;
    session.insert(session::HALFWAY, Halfway { user: user.id.clone(), until, stay, owes }).await?;
    session.set_expiry(Some(session::expiry(false)));
    session.save().await?;
    Ok(if owes { Step::TurnOn } else { Step::Code })
}

fn back(reason: &str, suite: &str) -> Response {
    Redirect::to(&format!("/connexion?erreur={reason}&suite={}", url_encode(suite))).into_response()
}

/// Hands the address that was typed to the next page, for a minute and not in its address.
fn keep(app: &App, email: &str, mut response: Response) -> Response {
    let email: String = email.chars().take(254).collect();
    let secure = if app.config.https() { "; Secure" } else { "" };
    let cookie = format!("essai={}; Path=/connexion; Max-Age=60; HttpOnly; SameSite=Lax{secure}", url_encode(&email));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

async fn compare(app: &App, asker: Option<IpAddr>, form: &SignIn) -> Result<User> {
    app.attempts.count(asker, &form.email)?;
    // Whoever was let in from there before is no stranger, and waits behind a few of them at most.
    let _place = if app.attempts.knows(asker, &form.email) { None } else { Some(password::place()?) };
    let visitor = Actor::visitor();
    let known = match Email::parse(&form.email) {
        Ok(email) => app.store.credentials(&visitor, &email).await?,
        Err(_) => None,
    };
    let (user, hash) = known.map_or((None, None), |known| (Some(known.user), known.password_hash));
    let verdict = password::verify(form.password.clone(), hash).await?;
    let user = user.filter(|_| verdict.right).ok_or(Error::Unauthorized)?;
    if user.disabled {
        return Err(Error::Forbidden);
    }
    if verdict.rehash {
        let own = Actor { user: Some(user.id.clone()), name: user.name.clone(), role: Some(user.role) };
        let hash = password::hash(form.password.clone()).await?;
        app.store.set_password(&own, &user.id, hash, None).await?;
    }
    Ok(user)
}

/// Opens a session under a new id, so that one who knew the old id knows nothing.
///
/// # Errors
/// When the session could not be written.
pub async fn open(
    session: &Session,
    user: &User,
    stay: bool,
    headers: &HeaderMap,
) -> std::result::Result<(), tower_sessions::session::Error> {
    session.cycle_id().await?;
    session.clear().await;
    session.insert(session::USER, &user.id).await?;
    session.insert(session::SINCE, session::now().0).await?;
    session.insert(session::AGENT, session::agent(headers)).await?;
    session.insert(session::STAY, stay).await?;
    session.set_expiry(Some(session::expiry(stay)));
    session.save().await
}

/// Ends the session.
pub async fn sign_out(session: Session) -> Response {
    if let Err(cause) = session.flush().await {
        tracing::warn!(%cause, "a session could not be ended");
    }
    Redirect::to("/connexion").into_response()
}
