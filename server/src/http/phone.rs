//! What makes the application one that a phone installs and opens without network: the manifest, and the worker.

use app::asset::Assets;
use app::i18n::Lang;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::asset;
use crate::router::App;

/// The accent of the icon.
const ACCENT: &str = "#0b6173";
/// What lies behind every page in the light theme.
const GROUND: &str = "#f6f7f8";

/// The worker may load its own files and ask this server, nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";

/// `/manifest.webmanifest`: how the application looks on a home screen.
pub async fn manifest(State(app): State<App>) -> Response {
    let c = Lang::Fr.texts().common();
    let icon = |name: &str, size: &str, purpose: &str| json!({"src": app.assets.url(name), "sizes": size, "type": "image/png", "purpose": purpose});
    let shortcut =
        |name: &str, url: &str| json!({"name": name, "url": url, "icons": [icon("icon-192.png", "192x192", "any")]});
    let told = json!({
        "id": "/",
        "name": c.product,
        "short_name": "CRM",
        "lang": "fr",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": ACCENT,
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable.png", "512x512", "maskable"),
        ],
        "shortcuts": [
            shortcut(c.tasks, app::route::TASKS),
            shortcut(c.pipeline, app::route::PIPELINE),
            shortcut(Lang::Fr.texts().contact().new, "/contacts?nouveau="),
        ],
    });
    let headers = [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, told.to_string()).into_response()
}

/// `/sw.js`: the worker, and before it what it has to know of this release.
pub async fn worker(State(app): State<App>) -> Response {
    let Some(script) = asset::text(&app.assets, "sw.js") else { return StatusCode::NOT_FOUND.into_response() };
    let here = format!("const HERE = {};\n{script}", here(&app.assets));
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, here).into_response()
}

fn here(assets: &Assets) -> Value {
    let own = [
        "app.js",
        "app.wasm",
        "parts.js",
        "style.css",
        "icons.svg",
        "favicon.svg",
        "outbox.js",
        "offline.js",
        "again.js",
    ];
    let first: Vec<String> = own
        .iter()
        .map(|name| assets.url(name))
        .chain(["records", "palette"].iter().flat_map(|part| assets.part(part)))
        .collect();
    let names = assets.0.values().flat_map(|names| names.split_whitespace());
    let files: Vec<String> = names.map(|name| format!("/assets/{name}")).collect();
    let texts = |lang: Lang| {
        let (a, o, c) = (lang.texts().away(), lang.texts().outbox(), lang.texts().common());
        json!({"stale": a.stale, "refresh": a.refresh, "title": a.title, "text": a.text, "never": a.never, "retry": c.retry,
            "kept": a.kept, "moment": a.moment, "signOut": c.sign_out, "left": a.left, "leftText": a.left_text,
            "signIn": a.sign_in, "one": o.count_one, "many": o.count_many, "erases": a.erases, "drop": o.drop_leave,
            "back": a.back, "soon": a.soon, "refused": a.refused})
    };
    json!({"first": first, "files": files, "outbox": assets.url("outbox.js"), "shown": assets.url("shown.js"),
        "again": assets.url("again.js"), "style": assets.url("style.css"), "icon": assets.url("favicon.svg"),
        "icons": assets.url("icons.svg"), "texts": {"fr": texts(Lang::Fr), "en": texts(Lang::En)}})
}
