//! The parsers of this crate that read what strangers, proxies and operators send, each with a folder of `server/corpus`.

#[path = "../../app/domain/src/corpus/feed.rs"]
mod feed;

use std::net::{IpAddr, SocketAddr};
use std::path::Path;

use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, header};
use domain::import::{Mapping, read_row};
use tower_sessions::session::Id;

use crate::attempt::Attempts;
use crate::config::{Config, Options};
use crate::gate::{safe_path, url_encode};
use crate::tls::Files;
use crate::{admin, backup, import, session};
use feed::{Parser, feed, text};

const PARSERS: [Parser; 8] = [
    ("agent", agent),
    ("backup", backup::backup),
    ("config", config),
    ("forwarded", forwarded),
    ("order", order),
    ("path", path),
    ("table", table),
    ("tls", tls),
];

#[test]
fn no_parser_breaks() {
    feed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), &PARSERS);
}

/// A file of contacts: rows have rising numbers, cells are bounded, and every row can be looked at.
fn table(bytes: &[u8]) -> usize {
    let Ok(table) = import::decode(bytes) else { return 0 };
    assert!(!table.rows.is_empty() && table.headings.len() <= 200);
    assert!(table.rows.windows(2).all(|two| two[0].number < two[1].number) && table.rows[0].number > 1);
    let mapping = Mapping::guess(&table.headings);
    let mut size = 0;
    for row in &table.rows {
        let cells: Vec<&str> = row.cells().collect();
        drop(read_row(&mapping, &cells));
        size += cells.iter().map(|cell| cell.len()).sum::<usize>();
    }
    size
}

/// Who asks: what the proxy itself wrote counts, whatever the asker sent before it.
fn forwarded(bytes: &[u8]) -> usize {
    let attempts = Attempts::new(vec![IpAddr::from([127, 0, 0, 1]), IpAddr::from([10, 0, 0, 2])]);
    let peer = ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 9)));
    let asker = |lines: &[&[u8]]| {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_bytes(line).ok()?);
        }
        attempts.asker(Some(&peer), &headers)
    };
    let lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').take(100).collect();
    let _ = asker(&lines);
    let own = "192.0.2.7".parse().ok();
    for wrote in ["192.0.2.7", "::ffff:192.0.2.7", "192.0.2.7, 10.0.0.2"] {
        let apart: Vec<&[u8]> = lines.iter().copied().chain([wrote.as_bytes()]).collect();
        assert!(asker(&apart).is_none_or(|asker| Some(asker) == own), "a line of its own: {wrote}");
        let one = [lines[0], b", ", wrote.as_bytes()].concat();
        assert!(asker(&[&one]).is_none_or(|asker| Some(asker) == own), "at the end of the asker's: {wrote}");
    }
    0
}

/// Where to go after the sign-in, as browsers read an address: never to another site.
fn path(bytes: &[u8]) -> usize {
    let wanted = text(bytes);
    let encoded = url_encode(&wanted);
    assert!(encoded.bytes().all(|b| b.is_ascii_graphic()));
    if let Some(path) = safe_path(&wanted) {
        // Browsers leave out tabs and ends of lines, and take one slash for the other.
        let read: String = path.chars().filter(|c| !matches!(c, '\t' | '\r' | '\n')).collect();
        let read = read.replace('\\', "/");
        assert!(read.starts_with('/') && !read.starts_with("//"), "{wanted:?}");
    }
    encoded.len()
}

/// The name of a browser: of few words, and of ours alone. The id of a session: of its form or none.
fn agent(bytes: &[u8]) -> usize {
    let mut headers = HeaderMap::new();
    if let Ok(value) = HeaderValue::from_bytes(bytes) {
        headers.insert(header::USER_AGENT, value);
    }
    let name = session::agent(&headers);
    assert!(name.len() <= 20 && name.chars().all(|c| c.is_ascii_alphabetic() || ", ".contains(c)), "{name:?}");
    text(bytes).parse::<Id>().map_or(0, |id| session::key(&id).len())
}

/// The settings file: what is taken is shown, without the database's password, and read again as the same.
fn config(bytes: &[u8]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str, bytes: &[u8]| {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        Config::read(&Options { config: Some(file), ..Options::default() })
    };
    match read("a.toml", bytes) {
        Ok(config) => {
            let shown = config.show();
            let parts = config.database.rsplit_once('@').and_then(|(before, host)| {
                let (user, secret) = before.split_once("://")?.1.split_once(':')?;
                Some((user.to_owned() + host, secret))
            });
            // Unless somebody chose a password that is also a name.
            if let Some((_, secret)) = parts.filter(|(rest, secret)| secret.len() > 3 && !rest.contains(secret)) {
                let line = shown.lines().find(|line| line.starts_with("database = ")).unwrap();
                assert!(!line.contains(secret), "{line}");
            }
            let again = read("b.toml", shown.as_bytes()).unwrap_or_else(|why| panic!("{why}\n{shown}"));
            assert_eq!(again.show(), shown);
            shown.len()
        }
        Err(why) => why.len().min(4_000),
    }
}

/// A certificate and its key: there is no key in the corpus, so nothing is a pair.
fn tls(bytes: &[u8]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.pem");
    std::fs::write(&file, bytes).unwrap();
    let why = Files { cert: file.clone(), key: file }.read().unwrap_err();
    assert!(why.contains("x.pem"), "{why}");
    why.len()
}

/// An order over the admin socket.
fn order(bytes: &[u8]) -> usize {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    match runtime.block_on(admin::receive(bytes)) {
        Ok((command, payload)) => {
            assert!(payload.len() < bytes.len());
            let line = serde_json::to_string(&command).unwrap();
            assert_eq!(serde_json::from_str::<crate::command::Command>(&line).unwrap(), command);
            line.len() + payload.len()
        }
        Err(why) => why.len(),
    }
}
