//! The files of the browser's half: inside the binary in a release, from disk while developing.

use std::sync::Arc;

use app::asset::Assets;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

/// The hashed names of the files, from the manifest that the build wrote.
///
/// # Errors
/// One line for the operator when the files were not built.
pub fn manifest() -> Result<Assets, String> {
    let missing = || "the browser's files are missing: build with `cargo xtask run` or `cargo xtask dist`".to_owned();
    let file = Site::get("manifest.json").ok_or_else(missing)?;
    serde_json::from_slice(&file.data).map(|names| Assets(Arc::new(names))).map_err(|_| missing())
}

/// A file's text by its plain name.
#[must_use]
pub fn text(assets: &Assets, name: &str) -> Option<String> {
    let file = Site::get(assets.0.get(name)?)?;
    String::from_utf8(file.data.into_owned()).ok()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// A file by its hashed name: for ever the same, in the smallest form the browser takes.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let forms = [("br", ".br"), ("gzip", ".gz"), ("", "")];
    let found = forms
        .iter()
        .filter(|(coding, _)| coding.is_empty() || accepted.contains(coding))
        .find_map(|(coding, ending)| Some((*coding, Site::get(&format!("{name}{ending}"))?)));
    let Some((coding, file)) = found.filter(|_| name != "manifest.json") else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let hash: String = file.metadata.sha256_hash().iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let etag = format!("\"{hash}\"");
    let unchanged = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == etag.as_bytes());
    let mut response = if unchanged { StatusCode::NOT_MODIFIED.into_response() } else { file.data.into_response() };
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(&name)));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        out.insert(header::ETAG, etag);
    }
    if !coding.is_empty() {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}
