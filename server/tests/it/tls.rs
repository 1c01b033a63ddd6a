//! https without a proxy, spoken by a client that trusts the fixtures' authority.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::routing::get;
use axum::serve::ListenerExt;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use server::tls::{Current, Door, Files};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture").join(name)
}

/// What the server answers, and the certificate it showed.
async fn ask(address: SocketAddr) -> (String, Vec<u8>) {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(fixture("tls-ca.pem")).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let stream = TcpStream::connect(address).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let mut stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await.unwrap();
    let shown = stream.get_ref().1.peer_certificates().unwrap()[0].to_vec();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    // The end of a connection may come without the farewell that TLS wishes for.
    let _ = stream.read_to_string(&mut answer).await;
    (answer, shown)
}

#[tokio::test]
async fn a_page_comes_over_tls_and_a_renewed_certificate_is_taken_up() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files { cert: folder.path().join("cert.pem"), key: folder.path().join("key.pem") };
    let put = |number: u8| {
        std::fs::copy(fixture(&format!("tls-cert-{number}.pem")), &files.cert).unwrap();
        std::fs::copy(fixture(&format!("tls-key-{number}.pem")), &files.key).unwrap();
    };
    put(1);
    let mut current = Current::read(files.clone()).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let door = Door::open(listener, &current).unwrap();
    let page = |ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() };
    let service = Router::new().route("/", get(page)).into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(door.tap_io(|_| {}), service).await });
    // Somebody who connects and says nothing keeps nobody waiting; somebody who speaks http is not understood.
    let _silent = TcpStream::connect(address).await.unwrap();
    let mut bare = TcpStream::connect(address).await.unwrap();
    bare.write_all(b"GET / HTTP/1.1\r\n\r\n").await.unwrap();
    let (answer, first) = ask(address).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");

    std::fs::write(&files.cert, "half written").unwrap();
    assert!(current.again().is_err());
    assert_eq!(ask(address).await.1, first, "the old one stays");
    put(2);
    current.again().unwrap();
    assert_ne!(ask(address).await.1, first);
}

#[test]
fn files_that_do_not_do_are_named() {
    let read = |cert: &str, key: &str| match (Files { cert: fixture(cert), key: fixture(key) }).read() {
        Ok(_) => String::new(),
        Err(why) => why,
    };
    assert_eq!(read("tls-cert-1.pem", "tls-key-1.pem"), "");
    assert!(read("gone.pem", "tls-key-1.pem").contains("gone.pem"));
    assert!(read("tls-cert-1.pem", "gone.pem").contains("gone.pem"));
    assert!(read("tls-key-1.pem", "tls-key-1.pem").contains("no certificate"));
    assert!(read("tls-cert-1.pem", "tls-cert-1.pem").contains("tls-cert-1.pem"));
    assert!(read("tls-cert-1.pem", "tls-key-2.pem").contains("does not fit"));
}
