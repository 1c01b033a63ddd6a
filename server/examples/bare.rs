//! One page of twenty kilobytes and nothing behind it: what a server costs on a machine before it does anything. Measures
//! are compared as ratios to it, so that a quicker machine does not look like a quicker program.
//! `bare ADDRESS` listens there, and says so in a line.

use std::io::Write;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("bare ADDRESS")?;
    let page = "<p>Le même texte, vingt kilo-octets durant.</p>\n".repeat(400);
    let listener = TcpListener::bind(&address).await?;
    writeln!(std::io::stdout(), "listening on {}", listener.local_addr()?)?;
    axum::serve(listener, Router::new().route("/", get(move || std::future::ready(Html(page.clone()))))).await?;
    Ok(())
}
