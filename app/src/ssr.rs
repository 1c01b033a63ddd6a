//! The one server-only module: the only place that reads the request.

use std::pin::Pin;
use std::sync::Arc;

use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use domain::{Actor, Error as Cause, Instant, SessionId, SharedCrm};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::MetaTags;

use crate::App;
use crate::asset::Assets;
use crate::error::Error;
use crate::frame::Part;
use crate::i18n::Lang;
use crate::me::{Handed, Me};

/// A password being hashed, or compared: `Some` when right, or the new hash.
pub type Hashing = Pin<Box<dyn Future<Output = Result<Option<String>, Cause>> + Send>>;

/// Hashes a password, or compares it with a hash when one is given. The server lends it to the pages.
#[derive(Clone, Copy)]
pub struct Hasher(pub fn(String, Option<String>) -> Hashing);

/// Counts an attempt to name the password of an account; `TooMany` when there were too many.
pub type Counting = dyn Fn(&str) -> Result<(), Cause> + Send + Sync;

/// What counts attempts; the server lends it.
#[derive(Clone)]
pub struct Attempts(pub Arc<Counting>);

/// The address under which people reach the server, for links to copy.
#[derive(Clone)]
pub struct PublicUrl(pub String);

/// A picture of black squares: how many a side has, and their path.
#[derive(Clone, Copy)]
pub struct Painter(pub fn(&str) -> Option<(usize, String)>);

/// Reads codes on paper that somebody just made.
pub type Reading = dyn Fn(&domain::UserId) -> Option<Vec<String>> + Send + Sync;

/// What reads them; the server lends it.
#[derive(Clone)]
pub struct Fresh(pub Arc<Reading>);

/// Whose password was right, and who is not in yet, put there by the server's session layer.
#[derive(Clone)]
pub struct Between(pub Actor);

/// Who reads the page, put there by the server's session layer.
#[derive(Clone)]
pub struct Reader(pub Me);

/// Whether the reader's session ends with the browser.
#[derive(Clone, Copy, Default)]
pub struct Brief(pub bool);

/// How many notices the reader has not read, put there for pages.
#[derive(Clone, Copy, Default)]
pub struct Unread(pub u32);

fn parts() -> Option<Parts> {
    use_context::<Parts>()
}

/// The store and the actor of this request.
///
/// # Errors
/// `Internal` outside a request.
pub fn crm() -> Result<(SharedCrm, Actor), Error> {
    let crm = use_context::<SharedCrm>().ok_or(Error(Cause::Internal))?;
    let actor = parts().and_then(|parts| parts.extensions.get::<Actor>().cloned());
    Ok((crm, actor.unwrap_or_else(Actor::visitor)))
}

/// The store, and who turns on a second factor: a colleague, or who gave the password and must have one.
///
/// # Errors
/// `Internal` outside a request.
pub fn crm_between() -> Result<(SharedCrm, Actor), Error> {
    let (crm, actor) = crm()?;
    let between = parts().and_then(|parts| parts.extensions.get::<Between>().cloned());
    Ok((crm, between.map_or(actor, |between| between.0)))
}

/// The desk for imports.
///
/// # Errors
/// `Internal` outside a request.
pub fn desk() -> Result<Arc<dyn domain::import::Desk>, Error> {
    use_context().ok_or(Error(Cause::Internal))
}

/// Who makes backups.
///
/// # Errors
/// `Internal` outside a request.
pub fn backups() -> Result<Arc<dyn domain::backup::BackupDesk>, Error> {
    use_context().ok_or(Error(Cause::Internal))
}

/// Who knows how the server does.
///
/// # Errors
/// `Internal` outside a request.
pub fn health() -> Result<Arc<dyn domain::health::HealthDesk>, Error> {
    use_context().ok_or(Error(Cause::Internal))
}

/// The password hasher.
///
/// # Errors
/// `Internal` outside a request.
pub fn hasher() -> Result<Hasher, Error> {
    use_context().ok_or(Error(Cause::Internal))
}

/// A link of this server, whole.
#[must_use]
pub fn public(path: &str) -> String {
    format!("{}{path}", use_context::<PublicUrl>().map(|url| url.0).unwrap_or_default())
}

/// The session that asks.
#[must_use]
pub fn session() -> Option<SessionId> {
    parts().and_then(|parts| parts.extensions.get::<SessionId>().cloned())
}

/// The answer of a port, with the HTTP status of its error. Every server function ends with it.
///
/// # Errors
/// The port's.
pub fn answer<T>(outcome: domain::Result<T>) -> Result<T, Error> {
    if let Err(cause) = &outcome {
        status(cause.status());
    }
    outcome.map_err(Error)
}

/// The answer to an edit of a record, `table:id`. Where somebody else was faster it says who.
///
/// # Errors
/// The port's.
pub async fn answer_edit<T>(
    (crm, actor): (&SharedCrm, &Actor),
    subject: String,
    outcome: domain::Result<T>,
) -> Result<T, Error> {
    let Err(Cause::Changed { field, theirs, yours, by: None }) = outcome else { return answer(outcome) };
    let past = crm.events().of(actor, &subject, &domain::event::Filter::default(), None).await;
    let wrote = |event: &domain::event::Event| {
        event.subjects.first() == Some(&subject) && event.changes.0.contains_key(&field) && event.by.user.is_some()
    };
    let by = past.ok().and_then(|past| past.rows.into_iter().find(wrote)).map(|event| event.by.name);
    answer(Err(Cause::Changed { field, theirs, yours, by }))
}

/// The HTTP status of the page or call being answered.
pub fn status(code: u16) {
    if let (Some(options), Ok(code)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(code)) {
        options.set_status(code);
    }
}

/// Sets a cookie for a year; it is no secret (language, theme).
pub fn remember(name: &str, value: &str) {
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
    if let (Some(options), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&cookie)) {
        options.append_header(header::SET_COOKIE, cookie);
    }
}

/// A cookie that the browser sent.
#[must_use]
pub fn cookie(name: &str) -> Option<String> {
    let parts = parts()?;
    let all = parts.headers.get(header::COOKIE)?.to_str().ok()?.to_owned();
    all.split("; ").find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned))
}

/// The language: the reader's choice, else the browser's first, else French.
fn lang() -> Lang {
    let chosen = cookie("langue").unwrap_or_else(|| {
        let accepted =
            parts().and_then(|parts| parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().map(str::to_owned));
        accepted.unwrap_or_default().chars().take(2).collect()
    });
    if chosen == "en" { Lang::En } else { Lang::Fr }
}

/// What this page is made with.
#[must_use]
pub fn handed() -> Handed {
    let assets = use_context::<Assets>().unwrap_or_default();
    let reader = parts().and_then(|parts| parts.extensions.get::<Reader>().cloned());
    let now = parts().and_then(|parts| parts.extensions.get::<Instant>().copied()).unwrap_or_default();
    Handed {
        me: reader.map(|reader| reader.0),
        lang: lang(),
        now,
        sprite: assets.url("icons.svg"),
        unread: parts().and_then(|parts| parts.extensions.get::<Unread>().copied()).unwrap_or_default().0,
        release: assets.url("app.js"),
    }
}

/// What a page needs once it has time: the way to work without network.
fn later(assets: &Assets) -> String {
    let (outbox, offline) = (assets.url("outbox.js"), assets.url("offline.js"));
    format!(
        "const rest = () => import(\"{outbox}\").then(() => import(\"{offline}\"));\
         const idle = () => self.requestIdleCallback ? requestIdleCallback(rest) : setTimeout(rest, 500);\
         ready.then(idle, idle);"
    )
}

/// The colour of the browser's own bars: the ground's, in the theme that was chosen or in both.
fn grounds(theme: Option<&str>) -> impl IntoView + use<> {
    let of =
        |name| (theme.is_none() || theme == Some(name)).then_some(if name == "dark" { "#0d1012" } else { "#f6f7f8" });
    let media = |name| theme.is_none().then(|| format!("(prefers-color-scheme: {name})"));
    let meta = |name, colour| leptos::html::meta().name("theme-color").content(colour).attr("media", media(name));
    ["light", "dark"].map(|name| of(name).map(|colour| meta(name, colour)))
}

/// The document around the application. No request but for its own files; scripts carry the nonce.
pub fn shell() -> impl IntoView {
    let handed = handed();
    let assets = use_context::<Assets>().unwrap_or_default();
    let nonce = use_nonce();
    if let (Some(options), Some(nonce)) = (use_context::<ResponseOptions>(), nonce.as_ref()) {
        if let Some(id) = handed.me.as_ref().and_then(|me| HeaderValue::from_str(me.id.as_str()).ok()) {
            // Whose page it is: the worker keeps pages by person.
            options.insert_header(HeaderName::from_static("crm-reader"), id);
        }
        if parts().is_some_and(|parts| parts.extensions.get::<Brief>().is_some_and(|brief| brief.0)) {
            // What the worker keeps of it does not outlive the browser, either.
            options.insert_header(HeaderName::from_static("crm-brief"), HeaderValue::from_static("1"));
        }
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data:; connect-src 'self'; form-action 'self'; manifest-src 'self'; worker-src 'self'; \
             base-uri 'none'; frame-ancestors 'none'"
        );
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            options.insert_header(HeaderName::from_static("content-security-policy"), policy);
        }
    }
    let (script, wasm) = (assets.url("app.js"), assets.url("app.wasm"));
    let parts = parts().and_then(|parts| Part::of(parts.uri.path())).map(|part| assets.part(part.name()));
    let later = handed.me.as_ref().map_or_else(String::new, |_| later(&assets));
    let start = format!(
        "import init from \"{script}\"; const ready = init({{ module_or_path: \"{wasm}\" }}); ready.catch(() => dispatchEvent(new Event(\"lost\")));{later}"
    );
    // `<` would end the element early.
    let data = serde_json::to_string(&handed).unwrap_or_default().replace('<', "\\u003c");
    let theme = cookie("theme").filter(|theme| theme == "light" || theme == "dark");
    view! {
        <!DOCTYPE html>
        <html lang=handed.lang.tag() data-theme=theme data-plain="">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <link rel="stylesheet" href=assets.url("style.css") />
                <link rel="icon" href=assets.url("favicon.svg") type="image/svg+xml" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="apple-touch-icon" href=assets.url("icon-touch.png") />
                {grounds(theme.as_deref())}
                <link rel="modulepreload" href=script nonce=nonce.clone() />
                <link rel="modulepreload" href=assets.url("parts.js") nonce=nonce.clone() />
                <link rel="preload" href=wasm r#as="fetch" crossorigin="anonymous" r#type="application/wasm" />
                {parts.into_iter().flatten().map(|part| view! {
                    <link rel="preload" href=part r#as="fetch" crossorigin="anonymous" r#type="application/wasm" />
                }).collect_view()}
                <script nonce=nonce.clone() inner_html=include_str!("early.js")></script>
                <script nonce=nonce.clone() inner_html=include_str!("place.js")></script>
                <MetaTags />
            </head>
            <body>
                <App />
                <script id="handed" type="application/json" nonce=nonce.clone() inner_html=data></script>
                <script type="module" nonce=nonce inner_html=start></script>
            </body>
        </html>
    }
}
