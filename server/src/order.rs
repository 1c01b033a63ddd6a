//! How a command is carried out: by the server that runs on the folder, else right here.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use store::{OpenError, Store};

use crate::admin;
use crate::command::{Command, Out, Said, execute};
use crate::config::Config;

/// A path that means the same to the server, which may run in another folder.
pub fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|cause| format!("{}: {cause}", path.display()))
}

/// Runs something to its end.
pub fn run<T>(what: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    // The database's parser and the pages recurse deeply in a build without optimisation; the room is only reserved.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(8 << 20)
        .build()
        .map_err(|cause| format!("the program cannot start: {cause}"))?;
    let ended = runtime.block_on(what);
    // The database's tasks let go of it before the process ends: else its threads outlive what they stand on.
    runtime.shutdown_timeout(Duration::from_secs(10));
    ended
}

/// The exit code, and the database where it was opened.
type Ordered = (u8, Option<Arc<Store>>);

/// By the server that runs on the folder, else right here.
pub async fn order(config: Config, command: Command, payload: Vec<u8>) -> Result<Ordered, String> {
    let there = |code: u8| (code, None);
    if let Some(code) = admin::order(&config.data, &command, &payload, print).await {
        return code.map(there);
    }
    if command.needs_somebody() && config.database.is_empty() && !config.data.join("db").is_dir() {
        return Err(format!("there is no database in {}: is that the folder?", config.data.display()));
    }
    match Store::open(&config.database, &config.data).await {
        Ok(store) => Ok(here(Arc::new(store), config.file, command, payload).await),
        // A server that was just starting when it was asked first.
        Err(busy @ OpenError::Busy(_)) => match admin::order(&config.data, &command, &payload, print).await {
            Some(code) => code.map(there),
            None => Err(busy.to_string()),
        },
        Err(cause) => Err(cause.to_string()),
    }
}

async fn here(store: Arc<Store>, settings: Option<PathBuf>, command: Command, payload: Vec<u8>) -> Ordered {
    let (out, mut said) = Out::pair();
    let work = async {
        let code = execute(&store, settings.as_deref(), command, payload, &out).await;
        drop(out);
        code
    };
    let tell = async {
        while let Some(said) = said.recv().await {
            print(said);
        }
    };
    let (code, ()) = tokio::join!(work, tell);
    store.close().await;
    (code, Some(store))
}

/// Whether a line of progress stands on the terminal.
static SHOWN: AtomicBool = AtomicBool::new(false);
/// Back to the start of the line, and nothing left of it.
const ERASE: &str = "\r\x1b[K";

/// Says a line where it belongs. Progress is one line of the terminal that each next one replaces; nothing of it goes to
/// a file or a journal.
pub fn print(said: Said) {
    let mut err = std::io::stderr();
    if !matches!(said, Said::Progress(_)) && SHOWN.swap(false, Ordering::SeqCst) {
        let _ = write!(err, "{ERASE}");
    }
    // Whoever read it may have gone: `crm-formation user list | head -1`.
    let _ = match said {
        Said::Out(line) => writeln!(std::io::stdout(), "{line}"),
        Said::Err(line) => writeln!(err, "{line}"),
        Said::Progress(line) if err.is_terminal() => {
            SHOWN.store(true, Ordering::SeqCst);
            write!(err, "{ERASE}{line}").and_then(|()| err.flush())
        }
        Said::Progress(_) | Said::Done(_) => Ok(()),
    };
}
