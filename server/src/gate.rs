//! What every request passes: origin check, headers, and the way to the sign-in page.

use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::user::User;
use domain::{Actor, Right};
use serde::Deserialize;

use crate::refusal::Why;
use crate::router::App;
use crate::session::{Closed, Ended, Halfway};

/// A change may only be asked for by a page of this site: `Sec-Fetch-Site` where the browser sends it, else `Origin`.
/// A client that sends neither is no browser and carries nobody's cookie by accident.
pub async fn origin(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || same_site(headers) {
        return next.run(request).await;
    }
    let mut refused = StatusCode::FORBIDDEN.into_response();
    refused.extensions_mut().insert(Why::Origin);
    refused
}

fn same_site(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin.split("://").nth(1) == Some(host),
        (Some(_), None) => false,
    }
}

/// Headers that every answer carries; pages get their content policy where they are made, with the nonce.
pub async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let private = !request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ];
    let headers = response.headers_mut();
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if app.config.https() {
        // For this host alone: what other names of the organisation serve is not for this program to say.
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if private {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    response
}

const SIGN_IN: &str = "/connexion";
/// The sign-in page for who was disabled.
const DISABLED: &str = "/connexion?erreur=desactive";
/// The sign-in page for who did not give the code in time.
pub const LATE: &str = "/connexion?erreur=delai&suite=";

/// Where a code of the second factor is asked for, and where one is turned on.
const STEPS: [&str; 2] = [app::route::CODE, app::route::SECOND];

/// Whether a page is the next one for who gave a right password.
fn next_step(path: &str, halfway: Option<&Halfway>) -> bool {
    halfway.is_some_and(|halfway| path == STEPS[usize::from(halfway.owes)])
}

/// Whether a page is there for visitors too.
fn open_to_visitors(path: &str) -> bool {
    let whole = ["/connexion", "/installation", "/sante", "/favicon.ico"];
    let calls = ["/api/user/link", "/api/setting/prefer"];
    if path.starts_with("/api/") {
        return calls.contains(&path);
    }
    let under = ["/assets/", "/installation/", "/lien/"];
    whole.contains(&path) || under.iter().any(|start| path.starts_with(start))
}

/// A visitor who asks for a page is led to the sign-in, and from there back to what was asked for.
pub async fn signed_in(request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Actor>().is_none_or(|actor| actor.role.is_none());
    let (path, reads) = (request.uri().path(), matches!(*request.method(), Method::GET | Method::HEAD));
    // Who was disabled meanwhile reads why the session is over; the stream tells open pages by its status.
    let closed = visitor && request.extensions().get::<Closed>().is_some();
    if closed && reads && path == SIGN_IN && !request.uri().query().is_some_and(|query| query.contains("erreur=")) {
        return Redirect::to(DISABLED).into_response();
    }
    // Back, or a second tab, leads to what was asked for and not to a form that was filled in already.
    if !visitor && reads && path == SIGN_IN {
        let actor = request.extensions().get::<Actor>();
        let begin = actor.map_or(app::route::HOME, |actor| first_page(|right| actor.can(right)));
        let wanted = Query::<Wanted>::try_from_uri(request.uri()).map(|Query(wanted)| wanted.suite).unwrap_or_default();
        return Redirect::to(safe_path(&wanted).unwrap_or(begin)).into_response();
    }
    let halfway = request.extensions().get::<Halfway>();
    if path == app::route::CODE && (!visitor || !next_step(path, halfway)) {
        // A form that comes too late is answered by its handler.
        if !reads {
            return next.run(request).await;
        }
        let to = if visitor { LATE } else { app::route::HOME };
        return Redirect::to(to).into_response();
    }
    if !visitor || open_to_visitors(path) || next_step(path, halfway) {
        return next.run(request).await;
    }
    if path.starts_with("/api/") {
        // As a server function says it, before anything that was sent is read.
        let error = app::error::Error(domain::Error::Unauthorized);
        return (StatusCode::UNAUTHORIZED, axum::Json(error)).into_response();
    }
    if !reads || path == "/direct" {
        return if closed { StatusCode::FORBIDDEN } else { StatusCode::UNAUTHORIZED }.into_response();
    }
    if closed {
        return Redirect::to(DISABLED).into_response();
    }
    let wanted = request.uri().path_and_query().map_or("/", |wanted| wanted.as_str());
    let suite: String = url_encode(wanted);
    let ended = if request.extensions().get::<Ended>().is_some() { "&fin=1" } else { "" };
    Redirect::to(&format!("/connexion?suite={suite}{ended}")).into_response()
}

/// What somebody wrote without network is sent under the writer's name; in another's session it is not taken.
pub async fn writer(request: Request, next: Next) -> Response {
    let named = request.headers().get("crm-writer").and_then(|value| value.to_str().ok());
    let reader = request.extensions().get::<Actor>().and_then(|actor| actor.user.as_ref());
    if let (Some(named), Some(reader)) = (named, reader)
        && named != reader.as_str()
    {
        return StatusCode::PRECONDITION_FAILED.into_response();
    }
    next.run(request).await
}

/// A page's address has no slash at its end.
pub async fn no_slash(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let plain = uri.path().trim_end_matches('/');
    let elsewhere = plain.is_empty() || safe_path(plain).is_none();
    if elsewhere || plain.len() == uri.path().len() || request.method() != Method::GET {
        return next.run(request).await;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("{plain}{query}")).into_response()
}

/// Text as part of a query.
#[must_use]
pub fn url_encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~/".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// Where to go after the sign-in, if that is a path of this site.
#[must_use]
pub fn safe_path(wanted: &str) -> Option<&str> {
    // Browsers leave tabs and ends of lines out of an address before they read it: `/\t/evil` would be `//evil`.
    let inside =
        wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains(|c: char| c == '\\' || c.is_control());
    inside.then_some(wanted)
}

/// Where a colleague begins who asked for no page: at the board, or at the day where deals are not seen.
#[must_use]
pub fn start(user: &User) -> &'static str {
    first_page(|right| user.role.allows(right))
}

fn first_page(may: impl Fn(Right) -> bool) -> &'static str {
    if may(Right::ReadDeals) { app::route::PIPELINE } else { app::route::HOME }
}

/// The page that was asked for before the sign-in, as its address carries it.
#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    suite: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_led_to() {
        assert_eq!(safe_path("/contacts?q=a"), Some("/contacts?q=a"));
        for bad in ["https://evil", "//evil", "/\\evil", "evil", "/a\r\nb", "/\t/evil"] {
            assert_eq!(safe_path(bad), None, "{bad}");
        }
        assert_eq!(url_encode("/a?b=é"), "/a%3Fb%3D%C3%A9");
    }

    #[tokio::test]
    async fn a_slash_at_the_end_is_dropped_and_leads_nowhere_else() {
        use tower::ServiceExt;
        let app = axum::Router::new().fallback(|| async { "page" }).layer(axum::middleware::from_fn(no_slash));
        for (asked, led) in [
            ("/contacts/?q=a", Some("/contacts?q=a")),
            ("/contacts//", Some("/contacts")),
            ("/contacts", None),
            ("/", None),
            ("//evil.example/", None),
            ("/\\evil.example/", None),
        ] {
            let request = Request::builder().uri(asked).body(axum::body::Body::empty()).unwrap();
            let answer = app.clone().oneshot(request).await.unwrap();
            let location = answer.headers().get(header::LOCATION).map(|to| to.to_str().unwrap());
            assert_eq!(location, led, "{asked}");
        }
    }

    #[test]
    fn foreign_origins_are_refused() {
        let with = |pairs: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_str(value).unwrap());
            }
            same_site(&headers)
        };
        assert!(with(&[("sec-fetch-site", "same-origin")]));
        assert!(!with(&[("sec-fetch-site", "cross-site")]));
        assert!(!with(&[("sec-fetch-site", "same-site")]));
        assert!(with(&[("origin", "http://crm:3000"), ("host", "crm:3000")]));
        assert!(!with(&[("origin", "http://evil"), ("host", "crm:3000")]));
        assert!(with(&[("host", "crm:3000")]));
    }
}
