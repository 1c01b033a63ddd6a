//! The admin socket: the running server carries out the commands of the person who runs it, on a socket of the data folder.

mod client;
mod place;

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use store::Store;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::command::{Command, Out, execute};
use crate::http::import::MOST_BYTES;

pub use client::order;

/// The longest first line of an order.
const LONGEST_LINE: u64 = 64 << 10;

/// An order on the wire: one line of JSON, then as many bytes of password or file.
#[derive(Serialize, Deserialize)]
struct Order {
    command: Command,
    bytes: usize,
}

/// The open socket.
pub struct Handle {
    open: Option<(PathBuf, JoinHandle<()>)>,
}

impl Handle {
    /// Takes no more orders, ends those under way, and takes the socket away.
    pub fn close(self) {
        if let Some((path, task)) = self.open {
            task.abort();
            if let Err(cause) = std::fs::remove_file(&path) {
                tracing::debug!(%cause, "the admin socket was gone already");
            }
        }
    }
}

/// Listens for commands. A folder that cannot hold a socket is no reason not to serve: it is said in the log.
///
/// # Errors
/// None today: a server without its socket serves all the same.
pub fn listen(store: Arc<Store>, data: &Path, settings: Option<PathBuf>) -> Result<Handle, String> {
    match bind(data) {
        Ok((path, listener, owner)) => {
            let task = tokio::spawn(accept(listener, store, settings, owner));
            Ok(Handle { open: Some((path, task)) })
        }
        Err(cause) => {
            tracing::warn!(%cause, "no admin socket: commands will not reach this server while it runs");
            Ok(Handle { open: None })
        }
    }
}

fn bind(data: &Path) -> Result<(PathBuf, UnixListener, u32), String> {
    let failed = |cause: std::io::Error| cause.to_string();
    store::private_folder(data).map_err(failed)?;
    let path = place::make(data).map_err(failed)?;
    if std::os::unix::net::UnixStream::connect(&path).is_ok() {
        return Err(format!("another server answers on {}", path.display()));
    }
    // Nobody answers: whatever is left of it belongs to a server that was killed.
    match std::fs::remove_file(&path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => return Err(failed(cause)),
        _ => {}
    }
    let listener = UnixListener::bind(&path).map_err(failed)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).map_err(failed)?;
    let owner = std::fs::metadata(&path).map_err(failed)?.uid();
    Ok((path, listener, owner))
}

async fn accept(listener: UnixListener, store: Arc<Store>, settings: Option<PathBuf>, owner: u32) {
    // Dropped with this task, and the orders under way with it.
    let mut orders = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    orders.spawn(answer(stream, Arc::clone(&store), settings.clone(), owner));
                }
                Err(cause) => {
                    tracing::warn!(%cause, "the admin socket could not take a connection");
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
            },
            Some(_) = orders.join_next() => {}
        }
    }
}

/// Carries out one order. The file's mode keeps others out; who comes is looked at all the same.
async fn answer(stream: UnixStream, store: Arc<Store>, settings: Option<PathBuf>, owner: u32) {
    let known = stream.peer_cred().is_ok_and(|peer| peer.uid() == owner || peer.uid() == 0);
    let (read, mut write) = stream.into_split();
    let (out, mut said) = Out::pair();
    let work = async move {
        let order = if known { receive(read).await } else { Err("this socket belongs to another user".to_owned()) };
        let code = match order {
            Ok((command, payload)) => execute(&store, settings.as_deref(), command, payload, &out).await,
            Err(why) => {
                out.err(format!("crm-formation: {why}"));
                2
            }
        };
        out.done(code);
    };
    // Ends early when the other side has gone; the command learns of it as nobody hears it any more.
    let tell = async move {
        while let Some(said) = said.recv().await {
            let mut line = serde_json::to_vec(&said).unwrap_or_default();
            line.push(b'\n');
            if write.write_all(&line).await.is_err() {
                return;
            }
        }
    };
    tokio::join!(work, tell);
}

pub(crate) async fn receive(read: impl tokio::io::AsyncRead + Unpin) -> Result<(Command, Vec<u8>), String> {
    let mut reader = BufReader::new(read);
    let mut line = String::new();
    (&mut reader).take(LONGEST_LINE).read_line(&mut line).await.map_err(|cause| cause.to_string())?;
    let order: Order = serde_json::from_str(&line)
        .map_err(|_| "the running server is of another version: use its own program for commands".to_owned())?;
    if order.bytes > MOST_BYTES {
        return Err(format!("the file is larger than {} MB", MOST_BYTES >> 20));
    }
    let mut payload = vec![0; order.bytes];
    reader.read_exact(&mut payload).await.map_err(|cause| cause.to_string())?;
    Ok((order.command, payload))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Said;
    use domain::Role;

    async fn ask(data: &Path, command: Command, payload: &[u8]) -> Option<(u8, Vec<Said>)> {
        let mut said = Vec::new();
        let code = order(data, &command, payload, |one| said.push(one)).await?;
        Some((code.unwrap(), said))
    }

    #[tokio::test]
    async fn a_running_server_carries_commands_out() {
        let long = tempfile::tempdir().unwrap();
        for name in ["short".to_owned(), "x".repeat(120)] {
            let data = long.path().join(name);
            let store = Arc::new(Store::in_memory().await.unwrap());
            assert!(ask(&data, Command::UserList, b"").await.is_none());
            let handle = listen(Arc::clone(&store), &data, None).unwrap();
            let add =
                Command::UserAdd { email: "a@exemple.fr".into(), person: "Ana".into(), role: Role::Administrator };
            let (code, said) = ask(&data, add.clone(), b"cheval agrafe pile\n").await.unwrap();
            assert_eq!((code, &said[..]), (0, &[Said::Out("added Ana <a@exemple.fr> as administrator".into())][..]));
            assert_eq!(ask(&data, add, b"cheval agrafe pile\n").await.unwrap().0, 1);
            assert_eq!(ask(&data, Command::UserList, b"").await.unwrap().1.len(), 1);
            // A second server on the folder leaves the first one its socket.
            listen(store, &data, None).unwrap().close();
            assert!(ask(&data, Command::UserList, b"").await.is_some());
            let path = handle.open.as_ref().map(|(path, _)| path.clone()).unwrap();
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            handle.close();
            assert!(!path.exists() && ask(&data, Command::UserList, b"").await.is_none());
        }
    }

    #[tokio::test]
    async fn a_socket_left_by_a_killed_server_is_replaced() {
        let data = tempfile::tempdir().unwrap();
        drop(std::os::unix::net::UnixListener::bind(data.path().join("admin.sock")).unwrap());
        let store = Arc::new(Store::in_memory().await.unwrap());
        let handle = listen(store, data.path(), None).unwrap();
        assert!(ask(data.path(), Command::UserList, b"").await.is_some());
        handle.close();
    }
}
