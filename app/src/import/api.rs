//! What the import pages ask of the server.

use domain::import::{Mapping, Preview, Progress};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::Error;

/// An import as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Shown {
    /// How far it is.
    pub progress: Progress,
    /// What the file looks like, as long as it waits for its mapping.
    pub preview: Option<Preview>,
}

/// An import, wherever it stands.
#[server(prefix = "/api", endpoint = "import/show", input = Json)]
pub async fn show_import(job: String) -> Result<Shown, Error> {
    let ((_, actor), desk) = (crate::ssr::crm()?, crate::ssr::desk()?);
    let progress = crate::ssr::answer(desk.progress(&actor, &job).await)?;
    let waits = progress.state == domain::import::State::Waiting;
    let preview = if waits { Some(crate::ssr::answer(desk.preview(&actor, &job).await)?) } else { None };
    Ok(Shown { progress, preview })
}

/// How far an import is.
#[server(prefix = "/api", endpoint = "import/progress", input = Json)]
pub async fn import_progress(job: String) -> Result<Progress, Error> {
    let ((_, actor), desk) = (crate::ssr::crm()?, crate::ssr::desk()?);
    crate::ssr::answer(desk.progress(&actor, &job).await)
}

/// What the rows would become; nothing is written.
#[server(prefix = "/api", endpoint = "import/rehearse", input = Json)]
pub async fn rehearse_import(job: String, mapping: Mapping) -> Result<Progress, Error> {
    let ((_, actor), desk) = (crate::ssr::crm()?, crate::ssr::desk()?);
    crate::ssr::answer(desk.rehearse(&actor, &job, mapping).await)
}

/// Begins to write the rows.
#[server(prefix = "/api", endpoint = "import/start", input = Json)]
pub async fn start_import(job: String, mapping: Mapping) -> Result<Progress, Error> {
    let ((_, actor), desk) = (crate::ssr::crm()?, crate::ssr::desk()?);
    crate::ssr::answer(desk.start(&actor, &job, mapping).await)?;
    crate::ssr::answer(desk.progress(&actor, &job).await)
}

/// Stops after the chunk under way.
#[server(prefix = "/api", endpoint = "import/stop", input = Json)]
pub async fn stop_import(job: String) -> Result<(), Error> {
    let ((_, actor), desk) = (crate::ssr::crm()?, crate::ssr::desk()?);
    crate::ssr::answer(desk.stop(&actor, &job).await)
}
