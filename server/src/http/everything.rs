//! Everything as one file: a table each, as spreadsheets open it, written while it is read.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::export::{Block, Exports};
use domain::{Actor, Crm, Cursor};
use futures::stream;
use store::Store;

use super::column::{Own, cells};
use super::export::lang_of;
use super::files::FILES;
use crate::router::App;
use crate::sheet::Sheet;
use crate::zip::Zip;

/// What is written, and how far it is.
struct Walk {
    store: Arc<Store>,
    actor: Actor,
    zip: Zip,
    own: Own,
    file: usize,
    begun: bool,
    after: Option<Cursor>,
}

impl Walk {
    /// The next piece; none after the last.
    async fn piece(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let Some(file) = FILES.get(self.file) else {
            if self.file > FILES.len() {
                return Ok(None);
            }
            self.file += 1;
            self.zip.finish()?;
            return Ok(Some(self.zip.take()));
        };
        let Block { rows, names, next } = self
            .store
            .block(&self.actor, file.table, self.after.take())
            .await
            .map_err(|cause| std::io::Error::other(cause.to_string()))?;
        let mut sheet = if self.begun { Sheet::more() } else { Sheet::new() };
        if !self.begun {
            self.zip.begin(file.name)?;
            sheet.row(file.columns.iter().map(|(heading, _)| *heading));
        }
        for row in cells(file, &rows, &names, &self.own) {
            sheet.row(row.iter().map(String::as_str));
        }
        self.zip.write(&sheet.finish())?;
        self.begun = next.is_some();
        self.file += usize::from(next.is_none());
        self.after = next;
        Ok(Some(self.zip.take()))
    }
}

/// The file, for administrators. Who took it is written down before the first byte leaves.
pub async fn everything(State(app): State<App>, Extension(actor): Extension<Actor>, headers: HeaderMap) -> Response {
    if let Err(error) = app.store.begin(&actor).await {
        return StatusCode::from_u16(error.status()).unwrap_or(StatusCode::FORBIDDEN).into_response();
    }
    let organisation = app.store.organisation().show(&actor).await.ok().flatten();
    let own = Own { zone: organisation.map(|known| known.zone).unwrap_or_default(), lang: lang_of(&headers) };
    let now = jiff::Zoned::now();
    let zip = Zip::new(now.year(), now.month(), now.day(), now.hour(), now.minute());
    let walk = Walk { store: Arc::clone(&app.store), actor, zip, own, file: 0, begun: false, after: None };
    let pieces = stream::try_unfold(walk, |mut walk| async move {
        // Ended with an error the file has no list of entries: nobody takes it for whole.
        let piece = walk.piece().await.inspect_err(|cause| tracing::error!(%cause, "the export broke off"))?;
        Ok::<_, std::io::Error>(piece.map(|piece| (piece, walk)))
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    let name = format!("attachment; filename=\"crm-formation-{}.zip\"", now.date());
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
