//! The second factor: plain forms, so that they work before and without the browser's half.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use domain::second::{Seconds, digits, recovery};
use domain::user::{User, Users};
use domain::{Actor, Error, Problem, Result, SessionId};
use qrcode::{Color, EcLevel, QrCode};
use serde::Deserialize;
use tower_sessions::Session;

use super::sign_in::{entered, note, open};
use crate::gate::{LATE, safe_path, start, url_encode};
use crate::password;
use crate::router::App;
use crate::session::Halfway;

/// Every form about the second factor; each has some of these.
#[derive(Deserialize)]
pub struct Fields {
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    suite: String,
    /// Whether the code is one on paper: then that is what is asked for again.
    #[serde(default)]
    secours: String,
}

type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

fn asker(app: &App, peer: &Peer, headers: &HeaderMap) -> Option<IpAddr> {
    app.attempts.asker(peer.as_ref().map(|Extension(peer)| peer), headers)
}

/// Back to a form, with what is wrong.
fn back(form: &str, wrong: &Error, suite: &str) -> Response {
    Redirect::to(&address(form, wrong, suite)).into_response()
}

fn address(form: &str, wrong: &Error, suite: &str) -> String {
    let reason = match wrong {
        Error::TooMany { .. } => "attente",
        Error::Invalid { field, .. } if field == "password" => "mot-de-passe",
        Error::Invalid { .. } => "code",
        _ => "panne",
    };
    format!("{form}?erreur={reason}&suite={}", url_encode(suite))
}

fn lead(to: &str, suite: &str) -> Response {
    Redirect::to(&format!("{to}?suite={}", url_encode(suite))).into_response()
}

/// Whose password was right, as the ports see that person: without a role.
async fn between(app: &App, user: &domain::UserId) -> Result<(Actor, User)> {
    let asked = Actor { user: Some(user.clone()), ..Actor::visitor() };
    let user = Users::own(&*app.store, &asked).await?;
    Ok((Actor { name: user.name.clone(), ..asked }, user))
}

/// The code after the password: of the application, or on paper. Answers whether it was one on paper.
async fn proved(app: &App, asker: Option<IpAddr>, actor: &Actor, user: &User, typed: &str) -> Result<bool> {
    app.attempts.count_code(asker, user.email.as_str())?;
    if user.disabled {
        return Err(Error::Forbidden);
    }
    let wrong = || Error::invalid("code", Problem::Wrong);
    if digits(typed).is_some() {
        return app.store.prove(actor, typed).await.map(|()| false);
    }
    let typed = recovery::read(typed).ok_or_else(wrong)?;
    for hash in app.store.hashes(actor).await? {
        if password::verify(typed.clone(), Some(hash.clone())).await?.right {
            return app.store.spend(actor, &hash).await.map(|_left| true);
        }
    }
    Err(wrong())
}

/// The second step of the sign-in.
pub async fn code(
    State(app): State<App>,
    peer: Peer,
    session: Session,
    headers: HeaderMap,
    halfway: Option<Extension<Halfway>>,
    Form(form): Form<Fields>,
) -> Response {
    let suite = safe_path(&form.suite).unwrap_or_default().to_owned();
    let Some(Extension(halfway)) = halfway.filter(|Extension(halfway)| !halfway.owes) else {
        return Redirect::to(&format!("{LATE}{}", url_encode(&suite))).into_response();
    };
    let asker = asker(&app, &peer, &headers);
    let Ok((actor, user)) = between(&app, &halfway.user).await else {
        return back(app::route::CODE, &Error::Internal, &suite);
    };
    match proved(&app, asker, &actor, &user, &form.code).await {
        Ok(on_paper) => {
            if open(&session, &user, halfway.stay, &headers).await.is_err() {
                return back(app::route::CODE, &Error::Internal, &suite);
            }
            entered(&app, asker, &user, if on_paper { "password and code on paper" } else { "password and code" });
            if on_paper {
                // One of those that may still be on screen elsewhere is used up: they are not shown once more.
                app.fresh.forget(&user.id);
            }
            match (on_paper, suite.is_empty()) {
                // How many are left is said there.
                (true, _) => lead(app::route::CODES, &suite),
                (false, true) => Redirect::to(start(&user)).into_response(),
                (false, false) => Redirect::to(&suite).into_response(),
            }
        }
        Err(wrong) => {
            note(&app, asker, user.email.as_str(), &wrong);
            let paper = if form.secours.is_empty() { "" } else { "&secours=1" };
            Redirect::to(&format!("{}{paper}", address(app::route::CODE, &wrong, &suite))).into_response()
        }
    }
}

/// Compares one's own present password, asked again before what governs signing in is changed.
async fn compared(app: &App, asker: Option<IpAddr>, actor: &Actor, typed: String) -> Result<User> {
    let user = Users::own(&*app.store, actor).await?;
    app.attempts.count(asker, user.email.as_str())?;
    let known = app.store.credentials(actor, &user.email).await?.and_then(|known| known.password_hash);
    let right = password::verify(typed, known).await?.right;
    right.then_some(user).ok_or(Error::invalid("password", Problem::Wrong))
}

/// Makes codes on paper, and holds them for their owner to read.
async fn make_codes(app: &App, actor: &Actor) -> Result<()> {
    // The random half of a ULID is eighty bits.
    let codes: Vec<String> = (0..recovery::CODES).map(|_| recovery::code(ulid::Ulid::generate().random())).collect();
    let mut hashes = Vec::new();
    for code in codes.iter().filter_map(|code| recovery::read(code)) {
        hashes.push(password::hash(code).await?);
    }
    app.store.renew(actor, hashes).await?;
    app.fresh.hold(actor.colleague()?.clone(), codes);
    Ok(())
}

/// Turns the second factor on: from the profile, with the password once more, or where the organisation asks for it, on
/// the way in.
#[allow(clippy::too_many_arguments, reason = "each says what it takes of the request")]
pub async fn confirm(
    State(app): State<App>,
    peer: Peer,
    session: Session,
    headers: HeaderMap,
    Extension(actor): Extension<Actor>,
    current: Option<Extension<SessionId>>,
    halfway: Option<Extension<Halfway>>,
    Form(form): Form<Fields>,
) -> Response {
    let suite = safe_path(&form.suite).unwrap_or_default().to_owned();
    let asker = asker(&app, &peer, &headers);
    let turned_on = async {
        let (actor, user) = match &halfway {
            Some(Extension(halfway)) => {
                let (actor, user) = between(&app, &halfway.user).await?;
                app.attempts.count_code(asker, user.email.as_str())?;
                (actor, user)
            }
            None => {
                let user = compared(&app, asker, &actor, form.password.clone()).await?;
                (actor, user)
            }
        };
        let keep = current.map(|Extension(id)| String::from(id));
        app.store.confirm(&actor, &form.code, keep).await?;
        make_codes(&app, &actor).await?;
        if let Some(Extension(halfway)) = &halfway {
            open(&session, &user, halfway.stay, &headers).await.map_err(|_| Error::Internal)?;
            entered(&app, asker, &user, "password, and a second factor from now on");
        }
        Ok(())
    };
    match turned_on.await {
        Ok(()) => lead(app::route::CODES, &suite),
        Err(wrong) => back(app::route::SECOND, &wrong, &suite),
    }
}

/// Other codes on paper.
pub async fn renew(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    Extension(actor): Extension<Actor>,
    Form(form): Form<Fields>,
) -> Response {
    let suite = safe_path(&form.suite).unwrap_or_default().to_owned();
    let made = async {
        compared(&app, asker(&app, &peer, &headers), &actor, form.password).await?;
        make_codes(&app, &actor).await
    };
    match made.await {
        Ok(()) => lead(app::route::CODES, &suite),
        Err(wrong) => back(app::route::CODES, &wrong, &suite),
    }
}

/// They were written down.
pub async fn kept(State(app): State<App>, Extension(actor): Extension<Actor>, Form(form): Form<Fields>) -> Response {
    if let Ok(user) = actor.colleague() {
        app.fresh.forget(user);
    }
    let start = if actor.can(domain::Right::ReadDeals) { app::route::PIPELINE } else { app::route::HOME };
    Redirect::to(safe_path(&form.suite).unwrap_or(start)).into_response()
}

/// Takes one's own second factor away.
pub async fn remove(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    Extension(actor): Extension<Actor>,
    Form(form): Form<Fields>,
) -> Response {
    let removed = async {
        compared(&app, asker(&app, &peer, &headers), &actor, form.password).await?;
        app.store.remove(&actor).await
    };
    match removed.await {
        Ok(()) => Redirect::to(app::route::SETTINGS).into_response(),
        Err(wrong) => back(app::route::SECOND, &wrong, &form.suite),
    }
}

/// An address as a picture that telephones read: how many squares a side has, and the path of the black ones.
#[must_use]
pub fn paint(uri: &str) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(uri, EcLevel::M).ok()?;
    let (width, mut path) = (code.width(), String::new());
    for (row, line) in code.to_colors().chunks(width).enumerate() {
        let mut at = 0;
        while at < width {
            let run = line.iter().skip(at).take_while(|colour| **colour == Color::Dark).count();
            if run > 0 {
                path += &format!("M{at} {row}h{run}v1h-{run}z");
            }
            at += run.max(1);
        }
    }
    Some((width, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_begins_with_its_corner() {
        let (width, path) =
            paint("otpauth://totp/A:a%40b.fr?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=A").unwrap();
        assert!(width >= 33 && path.starts_with("M0 0h7v1h-7z") && !path.contains(['"', '<', '&']), "{width} {path}");
    }
}
