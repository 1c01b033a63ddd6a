//! A browser of a few lines: one cookie jar, no redirect followed.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{HeaderMap, Request};

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The browser.
pub struct Client {
    agent: Agent,
    base: String,
    cookies: BTreeMap<String, String>,
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        // A connection of its own for each request: one that is refused unread is closed by the server.
        let config = Agent::config_builder().max_redirects(0).http_status_as_error(false).max_idle_connections(0);
        // An answer that never comes fails its test instead of holding up all of them.
        let config = config.timeout_global(Some(Duration::from_secs(120))).build();
        Self { agent: config.into(), base: format!("http://{address}"), cookies: BTreeMap::new() }
    }

    /// The cookies as a header.
    pub fn cookie(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// Takes a cookie from elsewhere: one that was kept, or stolen.
    pub fn give(&mut self, cookie: &str) {
        let pairs = cookie.split("; ").filter_map(|pair| pair.split_once('='));
        self.cookies = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    }

    pub fn ask(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            request = request.header("cookie", self.cookie());
        }
        let response = if body.is_empty() && method == "GET" {
            self.agent.run(request.body(()).unwrap())
        } else {
            self.agent.run(request.body(body).unwrap())
        };
        let (parts, mut body) = response.unwrap().into_parts();
        for set in parts.headers.get_all("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match value {
                "" => self.cookies.remove(name),
                _ => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        Answer { status: parts.status.as_u16(), headers: parts.headers, body: body.read_to_vec().unwrap() }
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, &[("accept", "text/html")], b"")
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        self.ask("POST", path, &[("content-type", "application/x-www-form-urlencoded")], pairs.join("&").as_bytes())
    }

    pub fn sign_in(&mut self, email: &str, password: &str, suite: &str) -> Answer {
        self.post("/connexion", &[("email", email), ("password", password), ("suite", suite)])
    }

    /// Sends a file as the form of the import page does.
    pub fn upload(&mut self, name: &str, bytes: &[u8]) -> Answer {
        self.send_file("/import/fichier", name, bytes)
    }

    /// Sends a file by a form.
    pub fn send_file(&mut self, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let mut body = format!(
            "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--b--\r\n");
        self.ask("POST", path, &[("content-type", "multipart/form-data; boundary=b")], &body)
    }
}
