//! https without a proxy: the certificate and its key from two files, read again when they change.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::serve::Listener;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// How long a browser may take to agree on keys.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(60);
/// So many connections wait to be served.
const WAITING: usize = 128;

/// Where the certificate and its key are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The certificate, and those between it and its authority, in PEM.
    pub cert: PathBuf,
    /// Its key, in PEM.
    pub key: PathBuf,
}

impl Files {
    /// Reads both.
    ///
    /// # Errors
    /// One line that names the file and what is wrong with it.
    pub fn read(&self) -> Result<Arc<ServerConfig>, String> {
        let wrong = |file: &Path, cause: &dyn std::fmt::Display| format!("{}: {cause}", file.display());
        let certs: Vec<CertificateDer> = CertificateDer::pem_file_iter(&self.cert)
            .and_then(Iterator::collect)
            .map_err(|cause| wrong(&self.cert, &cause))?;
        if certs.is_empty() {
            return Err(wrong(&self.cert, &"there is no certificate in this file"));
        }
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|cause| wrong(&self.key, &cause))?;
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|cause| cause.to_string())?
            .with_no_client_auth()
            .with_single_cert(certs, key)
            .map_err(|cause| format!("{} does not fit {}: {cause}", self.key.display(), self.cert.display()))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }

    fn changed(&self) -> [Option<SystemTime>; 2] {
        [&self.cert, &self.key].map(|file| file.metadata().and_then(|data| data.modified()).ok())
    }
}

/// What is read of the files at present.
pub struct Current {
    files: Files,
    seen: [Option<SystemTime>; 2],
    config: watch::Sender<Arc<ServerConfig>>,
}

impl Current {
    /// Reads the files for the first time.
    ///
    /// # Errors
    /// As [`Files::read`].
    pub fn read(files: Files) -> Result<Self, String> {
        let seen = files.changed();
        let config = watch::Sender::new(files.read()?);
        Ok(Self { files, seen, config })
    }

    /// Reads the files again. What cannot be read changes nothing: the certificate in use stays.
    ///
    /// # Errors
    /// As [`Files::read`].
    pub fn again(&mut self) -> Result<(), String> {
        self.seen = self.files.changed();
        self.config.send_replace(self.files.read()?);
        Ok(())
    }

    /// Reads them again whenever they change, and on SIGHUP.
    pub async fn follow(mut self) {
        loop {
            let asked = hung_up(LOOK).await;
            if !asked && self.seen == self.files.changed() {
                continue;
            }
            match self.again() {
                Ok(()) => tracing::info!("the certificate was read again"),
                Err(cause) => tracing::warn!(%cause, "the certificate could not be read again: the old one stays"),
            }
        }
    }
}

/// Waits for SIGHUP, at most so long; says whether it came.
async fn hung_up(most: Duration) -> bool {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut hangup) = signal(SignalKind::hangup()) {
            return tokio::time::timeout(most, hangup.recv()).await.is_ok();
        }
    }
    tokio::time::sleep(most).await;
    false
}

/// Connections that have agreed on keys.
pub struct Door {
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    address: SocketAddr,
}

impl Door {
    /// Takes connections in. Each agrees on keys by itself, so that a slow one keeps nobody waiting.
    ///
    /// # Errors
    /// When the listener has no address.
    pub fn open(listener: TcpListener, current: &Current) -> io::Result<Self> {
        let (address, config) = (listener.local_addr()?, current.config.subscribe());
        let (send, ready) = mpsc::channel(WAITING);
        tokio::spawn(async move {
            let mut listener = listener;
            loop {
                let (stream, peer) = tokio::select! {
                    accepted = Listener::accept(&mut listener) => accepted,
                    () = send.closed() => return,
                };
                let (acceptor, send) = (TlsAcceptor::from(Arc::clone(&config.borrow())), send.clone());
                tokio::spawn(async move {
                    match tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await {
                        Ok(Ok(stream)) => drop(send.send((stream, peer)).await),
                        Ok(Err(cause)) => tracing::debug!(%cause, %peer, "no agreement on keys"),
                        Err(_) => tracing::debug!(%peer, "no agreement on keys in time"),
                    }
                });
            }
        });
        Ok(Self { ready, address })
    }
}

impl Listener for Door {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            // The task above lives as long as this receiver.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}
