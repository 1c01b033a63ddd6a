//! What the office sends and gets by plain forms: the organisation's picture, and everything as one file.

use domain::Role;
use domain::zone_name::ZONES;
use domain::{Day, Instant};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::site::Site;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nnot really a picture";

#[test]
fn the_rule_of_each_named_zone_is_that_of_the_database() {
    let first = Timestamp::from_second(1_767_225_600).unwrap();
    for (name, rule) in ZONES {
        let (theirs, ours) = (TimeZone::get(name).unwrap(), domain::time::Zone(rule.to_owned()));
        // Every eleven hours for six years from 2026.
        for step in 0..4_800 {
            let at = Timestamp::from_second(first.as_second() + step * 39_600).unwrap();
            let day = Day::parse(&theirs.to_datetime(at).date().to_string()).unwrap();
            assert_eq!(Instant(at.as_millisecond()).day(&ours), day, "{name} at {at}");
        }
    }
}

#[test]
fn a_picture_is_kept_and_served_to_colleagues_only() {
    let site = Site::new();
    site.user("ana@exemple.fr", Role::Administrator);
    site.user("leo@exemple.fr", Role::Reader);
    let mut ana = site.signed_in("ana@exemple.fr");
    assert_eq!(ana.get("/organisme/logo").status, 404);
    let sent = ana.send_file("/organisme/logo", "logo.png", PNG);
    assert_eq!((sent.status, sent.header("location")), (303, "/reglages/organisme"));
    let mut leo = site.signed_in("leo@exemple.fr");
    let served = leo.get("/organisme/logo");
    assert_eq!((served.status, served.header("content-type"), &served.body[..]), (200, "image/png", PNG));
    assert_eq!(served.header("x-content-type-options"), "nosniff");
    assert_eq!(served.header("cache-control"), "private, no-cache");
    let mark = served.header("etag").to_owned();
    let same = leo.ask("GET", "/organisme/logo", &[("if-none-match", &mark)], b"");
    assert_eq!((same.status, same.body.len()), (304, 0));
    assert_eq!(site.client().get("/organisme/logo").status, 303, "a visitor is led to the sign-in");
    assert_eq!(leo.send_file("/organisme/logo", "logo.png", PNG).status, 403);
    assert_eq!(leo.post("/organisme/logo/retirer", &[]).status, 403);

    let large = [PNG, &vec![0; 300 << 10][..]].concat();
    for (bytes, reason) in [(&b"<svg></svg>"[..], "format"), (b"", "vide"), (&large, "taille")] {
        let sent = ana.send_file("/organisme/logo", "logo.svg", bytes);
        assert_eq!(sent.header("location"), format!("/reglages/organisme?logo={reason}"));
    }
    assert_eq!(ana.get("/organisme/logo").status, 200, "what is refused replaces nothing");
    assert_eq!(ana.post("/organisme/logo/retirer", &[]).status, 303);
    assert_eq!(ana.get("/organisme/logo").status, 404);
}
