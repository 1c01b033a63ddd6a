//! The database engine, named here and nowhere else: SurrealDB 3.3.5 on RocksDB, in memory, or on a remote server.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use surrealdb::Surreal;
use surrealdb::engine::any::{self, Any};
use surrealdb::engine::local::Db as Local;
use surrealdb_cnf::ConfigMap;
use surrealdb_core::channel::Sender;
use surrealdb_core::dbs::{QueryItemStream, Session};
use surrealdb_core::kvs::{Datastore, QueryRequest};

use crate::{Failure, OpenError};

const NAMESPACE: &str = "crm";
const DATABASE: &str = "formation";
/// How long to wait for a folder that another process is just leaving.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long a server on another machine may take, before who asked is told that it does not answer.
const REMOTE_PATIENCE: Duration = Duration::from_secs(8);

/// An open database.
pub(crate) enum Engine {
    /// In this process, with the handle that lets the shutdown be awaited.
    Embedded(Surreal<Local>, Arc<Datastore>),
    /// On another machine.
    Remote(Surreal<Any>),
}

/// Opens `mem://`, a folder, or a server at `ws://` or `wss://`.
pub(crate) async fn open(url: &str, data: &Path) -> Result<Engine, OpenError> {
    if url.starts_with("ws://") || url.starts_with("wss://") {
        return remote(url).await;
    }
    let path = match url {
        "" => format!("rocksdb://{}?sync=every", folder(data)?),
        "mem://" => "memory".to_owned(),
        other => return Err(OpenError::Url(other.to_owned())),
    };
    let datastore = patient(&path, data).await?;
    let db = Surreal::<Local>::unstable_from_datastore(Arc::clone(&datastore), None).await?;
    db.use_ns(NAMESPACE).use_db(DATABASE).await?;
    Ok(Engine::Embedded(db, datastore))
}

fn folder(data: &Path) -> Result<String, OpenError> {
    let folder = data.join("db");
    private_folder(&folder).map_err(|cause| OpenError::Folder(data.to_owned(), cause.to_string()))?;
    let probe = data.join(".writable");
    std::fs::write(&probe, b"").map_err(|cause| OpenError::Folder(data.to_owned(), cause.to_string()))?;
    std::fs::remove_file(&probe).map_err(|cause| OpenError::Folder(data.to_owned(), cause.to_string()))?;
    folder.to_str().map(str::to_owned).ok_or_else(|| OpenError::Folder(data.to_owned(), "not UTF-8".to_owned()))
}

/// Opens, and waits a moment when another process still holds the folder.
async fn patient(path: &str, data: &Path) -> Result<Arc<Datastore>, OpenError> {
    let deadline = tokio::time::Instant::now() + PATIENCE;
    loop {
        match build(path).await {
            Ok(datastore) => return Ok(datastore),
            Err(cause) if !held(&cause) => return Err(crate::damage::refused(cause)),
            Err(_) if tokio::time::Instant::now() > deadline => return Err(OpenError::Busy(data.to_owned())),
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

/// Whether RocksDB says that another process holds the folder.
fn held(cause: &str) -> bool {
    ["lock hold by", "LOCK", "already locked"].iter().any(|sign| cause.contains(sign))
}

async fn build(path: &str) -> Result<Arc<Datastore>, String> {
    // Without these caps RocksDB takes half of the machine's memory. Scripting and network stay off, as they are by
    // default; every value that comes from outside is a bound parameter.
    let caps = ConfigMap::empty()
        .with_key_value("rocksdb_block_cache_size", (64 << 20).to_string())
        .with_key_value("rocksdb_write_buffer_size", (32 << 20).to_string())
        .with_key_value("rocksdb_max_write_buffer_number", "2");
    // Its tasks write, so they start after the version is known. Opened with them, and in the check of the version, the
    // engine reads that again for two minutes where it cannot, and then no longer says why: asked once first, it does.
    let datastore = Datastore::builder().with_config(caps).without_maintenance_tasks().build_with_path(path).await;
    let datastore = datastore.map_err(|e| e.to_string())?;
    datastore.health_check().await.map_err(|e| e.to_string())?;
    datastore.check_version().await.map_err(|e| e.to_string())?;
    datastore.start_maintenance_tasks();
    datastore.bootstrap().await.map_err(|e| e.to_string())?;
    Ok(datastore)
}

/// `ws://user:password@host:port/namespace/database`; namespace and database may be left out.
async fn remote(url: &str) -> Result<Engine, OpenError> {
    let (scheme, rest) = url.split_once("://").ok_or_else(|| OpenError::Url(url.to_owned()))?;
    let (account, rest) = rest.rsplit_once('@').map_or((None, rest), |(account, rest)| (Some(account), rest));
    let mut parts = rest.split('/');
    let host = parts.next().unwrap_or_default();
    let namespace = parts.next().filter(|part| !part.is_empty()).unwrap_or(NAMESPACE);
    let database = parts.next().filter(|part| !part.is_empty()).unwrap_or(DATABASE);
    let silent = || OpenError::Silent(host.to_owned());
    let connected = tokio::time::timeout(REMOTE_PATIENCE, any::connect(format!("{scheme}://{host}")).into_future());
    let db = connected.await.map_err(|_| silent())??;
    if let Some((user, password)) = account.and_then(|account| account.split_once(':')) {
        let account = surrealdb::opt::auth::Root { username: user.to_owned(), password: password.to_owned() };
        db.signin(account).await?;
    }
    db.use_ns(namespace).use_db(database).await?;
    Ok(Engine::Remote(db))
}

/// What a remote server answers, or `Away` when it takes too long: without it a request would wait for ever, because the
/// client keeps what it could not send until the connection is back.
pub(crate) async fn answered<T>(asked: impl IntoFuture<Output = Result<T, surrealdb::Error>>) -> Result<T, Failure> {
    within(REMOTE_PATIENCE, asked).await
}

async fn within<T>(
    patience: Duration,
    asked: impl IntoFuture<Output = Result<T, surrealdb::Error>>,
) -> Result<T, Failure> {
    match tokio::time::timeout(patience, asked.into_future()).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(Failure::Away),
    }
}

/// What a query gives while it runs: some rows, a value, the end of a statement.
pub(crate) type Item = <QueryItemStream as futures::Stream>::Item;

/// A query whose rows are given as they are read, never all at once. It runs when the answer is awaited.
pub(crate) fn stream(
    datastore: &Arc<Datastore>,
    text: &str,
    items: Sender<Item>,
) -> Result<impl Future<Output = Result<(), String>> + Send + 'static, String> {
    let session = Session::owner().with_ns(NAMESPACE).with_db(DATABASE);
    let job = datastore.run_streaming(QueryRequest::new(text, &session), items).map_err(|cause| cause.to_string())?;
    Ok(async move { job.run.await.map(drop).map_err(|cause| cause.to_string()) })
}

impl Engine {
    /// Writes what is in memory and lets go of the folder.
    pub(crate) async fn close(&self) {
        if let Self::Embedded(_, datastore) = self
            && let Err(cause) = datastore.shutdown().await
        {
            tracing::error!(%cause, "the database did not close cleanly");
        }
    }
}

/// Makes a folder, and those above it, for its owner alone: it holds personal data. One that is there stays as it is.
///
/// # Errors
/// When the system refuses.
pub fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes an empty file for its owner alone; what is written into it stays so.
///
/// # Errors
/// When the system refuses.
pub(crate) fn private_file(file: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_server_that_says_nothing_is_given_up() {
        let silent = std::future::pending::<Result<(), surrealdb::Error>>();
        assert!(matches!(within(Duration::from_millis(5), silent).await, Err(Failure::Away)));
        assert!(within(REMOTE_PATIENCE, async { Ok(1) }).await.is_ok_and(|answer| answer == 1));
    }
}
