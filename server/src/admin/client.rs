//! The other end of the socket: hands an order to the running server and hears what it says.

use std::path::Path;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;

use super::{Order, place};
use crate::command::{Command, Said};

/// Has the server that runs on this folder carry the command out; none when nobody answers there.
pub async fn order(
    data: &Path,
    command: &Command,
    payload: &[u8],
    hear: impl FnMut(Said),
) -> Option<Result<u8, String>> {
    let stream = UnixStream::connect(place::find(data)?).await.ok()?;
    Some(talk(stream, command, payload, hear).await)
}

async fn talk(stream: UnixStream, command: &Command, payload: &[u8], mut hear: impl FnMut(Said)) -> Result<u8, String> {
    let broken = |cause: std::io::Error| format!("the running server did not answer: {cause}");
    let (read, mut write) = stream.into_split();
    let order = Order { command: command.clone(), bytes: payload.len() };
    let mut bytes = serde_json::to_vec(&order).map_err(|cause| cause.to_string())?;
    bytes.push(b'\n');
    bytes.extend_from_slice(payload);
    // A server that refuses may hang up before it has read everything: what it said is heard all the same.
    let sent = write.write_all(&bytes).await;
    let mut lines = BufReader::new(read).lines();
    loop {
        match lines.next_line().await {
            Ok(Some(line)) => match serde_json::from_str(&line).map_err(|cause| cause.to_string())? {
                Said::Done(code) => return Ok(code),
                said => hear(said),
            },
            Ok(None) => {
                sent.map_err(broken)?;
                return Err("the server stopped before the command was done".to_owned());
            }
            Err(cause) => return Err(broken(cause)),
        }
    }
}
