//! The stream of changes, read from the wire.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use domain::contact::{Contacts, Details};
use domain::session::Sessions;
use domain::user::Users;
use domain::{Actor, Role};

use crate::site::{Site, actor};

struct Stream(BufReader<TcpStream>);

impl Stream {
    fn open(site: &Site, cookie: &str, last: &str) -> Self {
        let mut wire = TcpStream::connect(site.address).unwrap();
        wire.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        write!(wire, "GET /direct HTTP/1.1\r\nhost: x\r\nconnection: close\r\naccept: text/event-stream\r\ncookie: {cookie}\r\n{last}\r\n").unwrap();
        Self(BufReader::new(wire))
    }

    /// The next line that begins so, and what follows it.
    fn next(&mut self, start: &str) -> String {
        let mut line = String::new();
        loop {
            line.clear();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended before {start:?}");
            if let Some(rest) = line.trim_end().strip_prefix(start) {
                return rest.to_owned();
            }
        }
    }

    fn ends(mut self) -> bool {
        let mut line = String::new();
        while self.0.read_line(&mut line).unwrap() > 0 {
            line.clear();
        }
        true
    }
}

fn person(name: &str) -> Details {
    Details { family_name: name.into(), ..Details::default() }
}

#[test]
fn a_change_is_heard_at_once_and_a_broken_line_resumes() {
    let site = Site::new();
    let ana = site.user("ana@exemple.fr", Role::Advisor);
    let browser = site.signed_in("ana@exemple.fr");
    let mut stream = Stream::open(&site, &browser.cookie(), "");
    let id = stream.next("id: ");
    assert_eq!(stream.next("event: "), "hello");
    stream.next("data: ");
    let began = Instant::now();
    site.block(Contacts::create(&*site.store, &actor(&ana), person("Petit"))).unwrap();
    let heard = stream.next("data: ");
    assert!(heard.contains("\"change\"") && heard.contains("contact:"), "{heard}");
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    drop(stream);
    site.block(Contacts::create(&*site.store, &actor(&ana), person("Durand"))).unwrap();
    let mut resumed = Stream::open(&site, &browser.cookie(), &format!("last-event-id: {id}\r\n"));
    let mut changes = 0;
    while changes < 2 {
        changes += usize::from(resumed.next("data: ").contains("\"change\""));
    }
    let mut stranger = Stream::open(&site, &browser.cookie(), "last-event-id: another:7\r\n");
    assert!(stranger.next("data: ").contains("resync"));
}

#[test]
fn whoever_is_disabled_hears_no_more() {
    let site = Site::new();
    let user = site.user("max@exemple.fr", Role::Advisor);
    let browser = site.signed_in("max@exemple.fr");
    let mut stream = Stream::open(&site, &browser.cookie(), "");
    stream.next("data: ");
    site.block(site.store.govern(&Actor::operator(), &user.id, Role::Advisor, true)).unwrap();
    site.block(Contacts::create(&*site.store, &Actor::operator(), person("Secret"))).unwrap();
    assert!(stream.ends());
}

#[test]
fn a_session_that_was_ended_hears_no_more() {
    let site = Site::new();
    let ana = site.user("ana@exemple.fr", Role::Advisor);
    let browser = site.signed_in("ana@exemple.fr");
    let mut stream = Stream::open(&site, &browser.cookie(), "");
    stream.next("event: ");
    stream.next("data: ");
    for session in site.block(Sessions::list(&*site.store, &actor(&ana), None)).unwrap() {
        site.block(Sessions::end(&*site.store, &actor(&ana), &session.id)).unwrap();
    }
    site.block(Contacts::create(&*site.store, &actor(&ana), person("Petit"))).unwrap();
    let mut rest = String::new();
    stream.0.read_to_string(&mut rest).unwrap();
    assert!(!rest.contains("contact:"), "{rest}");
}
