//! Where the log goes: lines on the error stream, as text or JSON, and what went wrong into memory for administrators.

use std::io::IsTerminal;

use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

use super::Troubles;

/// What is written down unless `CRM_LOG` says otherwise. What browsers send as their session is theirs to invent.
const FILTER: &str = "warn,server=info,store=info,tower_sessions=error,tower_sessions_core=error";

/// Begins to log. `CRM_LOG` says what, `CRM_LOG_FORMAT=json` says how. Once a process.
#[must_use]
pub fn log() -> Troubles {
    let filter = EnvFilter::try_from_env("CRM_LOG").unwrap_or_else(|_| EnvFilter::new(FILTER));
    let json = std::env::var("CRM_LOG_FORMAT").is_ok_and(|format| format == "json");
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    let lines = if json { lines.json().boxed() } else { lines.boxed() };
    let troubles = Troubles::default();
    tracing_subscriber::registry().with(filter).with(lines).with(troubles.clone()).init();
    troubles
}
