//! Runs the server until it is told to stop, and stops in order: requests, imports, database.

use std::io::Write;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::ListenerExt;
use domain::Actor;
use domain::user::{LinkPurpose, Users};
use store::Store;
use tokio::net::TcpListener;

use crate::config::Config;
use crate::observe::{self, Troubles};
use crate::patience::Patience;
use crate::router::{App, router};
use crate::tls::{Current, Door};
use crate::watch::watch;
use crate::{admin, asset};

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// One line for the operator.
pub async fn serve(config: Config, troubles: Troubles) -> Result<Arc<Store>, String> {
    let assets = asset::manifest()?;
    // Before anything is opened: a wrong file is the first thing to be said.
    let certificate = config.tls.clone().map(Current::read).transpose()?;
    let store = Arc::new(Store::open(&config.database, &config.data).await.map_err(|cause| cause.to_string())?);
    let listener = TcpListener::bind(config.listen).await.map_err(|cause| {
        format!("cannot listen on {}: {cause}; choose another address with --listen", config.listen)
    })?;
    let config = Arc::new(config);
    let app = App::new(Arc::clone(&store), Arc::clone(&config), assets, troubles);
    let admin = admin::listen(Arc::clone(&store), &config.data, config.file.clone())?;
    if let Some(address) = config.metrics {
        observe::listen(address, observe::Desk(app.clone())).await?;
    }
    greet(&store, &config).await?;
    let sweeper = tokio::spawn(sweep(Arc::clone(&store)));
    let embedded = config.database.is_empty();
    let watcher = embedded.then(|| tokio::spawn(watch(Arc::clone(&store), config.data.clone())));
    let marker = tokio::spawn(mark(Arc::clone(&store)));
    let desk = Arc::clone(&app.desk);
    let settler = tokio::spawn(crate::refusal::settle(app.clone()));
    let keeper = Arc::clone(&app.keeper);
    let keeping = tokio::spawn(async move { keeper.work().await });
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let waiting = async move {
        let mut stopped = stopped;
        // Open streams never end by themselves: after the signal the rest has a moment, then the server leaves.
        let _ = stopped.wait_for(|stop| *stop).await;
        tokio::time::sleep(Duration::from_secs(3)).await;
    };
    let told = async move {
        signal().await;
        let _ = stop.send(true);
    };
    let serving: Pin<Box<dyn Future<Output = std::io::Result<()>> + Send>> = match certificate {
        None => {
            tokio::spawn(unhung());
            let listener = Patience::new(listener);
            Box::pin(axum::serve(listener.tap_io(|_| {}), service).with_graceful_shutdown(told).into_future())
        }
        Some(current) => {
            let door = Door::open(listener, &current).map_err(|cause| format!("cannot listen: {cause}"))?;
            tokio::spawn(current.follow());
            // As the door comes, it could not say who is there.
            let door = Patience::new(door);
            Box::pin(axum::serve(door.tap_io(|_| {}), service).with_graceful_shutdown(told).into_future())
        }
    };
    tokio::select! {
        ended = serving => ended.map_err(|cause| format!("the server stopped: {cause}"))?,
        () = waiting => {}
    }
    desk.stop_all().await;
    sweeper.abort();
    watcher.inspect(tokio::task::JoinHandle::abort);
    marker.abort();
    settler.abort();
    keeping.abort();
    admin.close();
    store.close().await;
    // The last handle is dropped outside of the runtime: dropping it shuts the database down once more.
    Ok(store)
}

/// Says where the server is, and how to begin when there is nobody yet. The link goes to the terminal only.
async fn greet(store: &Store, config: &Config) -> Result<(), String> {
    let operator = Actor::operator();
    let mut out = format!("CRM Formation: {}\n", config.url);
    let users = Users::list(store, &operator).await.map_err(|cause| cause.to_string())?;
    let nobody = !users.iter().any(|user| user.active);
    if nobody {
        let secret = store.make_link(&operator, LinkPurpose::SetUp, None).await.map_err(|cause| cause.to_string())?;
        out += &format!("Set-up link, once and for 24 hours: {}/installation/{secret}\n", config.url);
    }
    std::io::stdout().write_all(out.as_bytes()).map_err(|cause| cause.to_string())
}

async fn sweep(store: Arc<Store>) {
    loop {
        if let Err(cause) = store.sweep().await {
            tracing::warn!(%cause, "expired sessions could not be taken away");
        }
        if let Err(cause) = store.empty_bin(&Actor::operator()).await {
            tracing::warn!(%cause, "what is too old could not be erased from the bin");
        }
        if let Err(cause) = store.forget_notices().await {
            tracing::warn!(%cause, "notices that are too old could not be taken away");
        }
        tokio::time::sleep(Duration::from_secs(3600)).await;
        // Not at the start: reading a month takes a second and 80 MB that may never be asked for.
        if let Err(cause) = store.look_back().await {
            tracing::warn!(%cause, "what was open a month ago could not be read ahead");
        }
    }
}

/// Notes every second which changes were written last.
async fn mark(store: Arc<Store>) {
    let mut second = tokio::time::interval(Duration::from_secs(1));
    loop {
        second.tick().await;
        store.keep_mark().await;
    }
}

/// Hears SIGHUP and stays: without a certificate there is nothing to read again, and it would end the process.
async fn unhung() {
    #[cfg(unix)]
    if let Ok(mut hangup) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()) {
        while hangup.recv().await.is_some() {
            tracing::info!("nothing to read again: there is no certificate");
        }
    }
}

async fn signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => terminate.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<Option<()>>();
    tokio::select! {
        _ = interrupt => {}
        _ = terminate => {}
    }
}
