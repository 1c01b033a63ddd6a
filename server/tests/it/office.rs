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
    let photo = vec![0; 9 << 20];
    for (bytes, reason) in [(&b"<svg></svg>"[..], "format"), (b"", "vide"), (&large, "taille"), (&photo, "taille")] {
        let sent = ana.send_file("/organisme/logo", "logo.svg", bytes);
        assert_eq!(sent.header("location"), format!("/reglages/organisme?logo={reason}"));
    }
    assert_eq!(ana.get("/organisme/logo").status, 200, "what is refused replaces nothing");
    assert_eq!(ana.post("/organisme/logo/retirer", &[]).status, 303);
    assert_eq!(ana.get("/organisme/logo").status, 404);
}

#[test]
fn everything_is_one_file_for_administrators_who_ask_by_a_form() {
    let site = Site::new();
    let ana = site.user("ana@exemple.fr", Role::Administrator);
    site.user("leo@exemple.fr", Role::Advisor);
    let me = crate::site::actor(&ana);
    for at in 0..520 {
        let details = domain::contact::Details {
            given_name: format!("p{at}"),
            family_name: "=1+1".into(),
            tags: vec!["VIP".into()],
            ..Default::default()
        };
        site.block(domain::contact::Contacts::create(&*site.store, &me, details)).unwrap();
    }
    let mut ana = site.signed_in("ana@exemple.fr");
    assert_ne!(ana.get("/export/tout.zip").status, 200, "a GET writes nothing and gives nothing");
    assert_eq!(site.signed_in("leo@exemple.fr").post("/export/tout.zip", &[]).status, 403);
    assert_eq!(site.client().post("/export/tout.zip", &[]).status, 401);
    let foreign = ana.ask("POST", "/export/tout.zip", &[("sec-fetch-site", "cross-site")], b"");
    assert_eq!(foreign.status, 403);
    let file = ana.ask("POST", "/export/tout.zip", &[("accept-encoding", "gzip, br")], b"");
    assert_eq!((file.status, file.header("content-type")), (200, "application/zip"));
    assert!(file.header("content-disposition").contains("attachment; filename=\"crm-formation-"));
    assert!(file.header("content-encoding").is_empty(), "it is packed already");
    let texts = unzipped(&file.body);
    assert_eq!(texts.len(), 10);
    let contacts = &texts["contacts.csv"];
    assert!(contacts.starts_with("\u{feff}id;Civilité;"), "{}", &contacts[..60]);
    assert_eq!((contacts.lines().count(), contacts.matches("\u{feff}").count()), (521, 1));
    assert!(contacts.contains(";'=1+1;") && contacts.contains("VIP"));
    let (users, events) = (&texts["utilisateurs.csv"], &texts["evenements.csv"]);
    assert!(users.contains("ana@exemple.fr") && !users.contains("argon2") && !events.contains("argon2"));
    assert!(users.contains(";Administrateur;") && contacts.contains(";Prospect;"), "in words, as on the screen");
    assert!(!users.contains("Z\r\n"), "by the clock of the organisation");
    assert!(events.contains("contact.created") && events.contains("export.made"));
    assert!(texts["etapes.csv"].lines().count() > 4);
    let told = site.block(domain::event::Events::log(&*site.store, &me, &Default::default(), None)).unwrap();
    assert_eq!(told.rows[0].kind, domain::event::Kind::ExportMade);
}

/// The entries of a file whose sizes follow the data, read by the list at its end.
fn unzipped(bytes: &[u8]) -> std::collections::BTreeMap<String, String> {
    use std::io::Read;
    let short = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let long = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let (mut at, mut texts) = (long(end + 16), std::collections::BTreeMap::new());
    for _ in 0..short(end + 10) {
        let (packed, plain, length, offset) = (long(at + 20), long(at + 24), short(at + 28), long(at + 42));
        let name = String::from_utf8(bytes[at + 46..at + 46 + length].to_vec()).unwrap();
        let start = offset + 30 + short(offset + 26) + short(offset + 28);
        let mut text = String::new();
        flate2::read::DeflateDecoder::new(&bytes[start..start + packed]).read_to_string(&mut text).unwrap();
        assert_eq!(text.len(), plain);
        texts.insert(name, text);
        at += 46 + length;
    }
    texts
}

#[test]
fn the_list_of_companies_is_a_file() {
    let site = Site::new();
    let ana = site.user("ana@exemple.fr", Role::Advisor);
    site.user("leo@exemple.fr", Role::Reader);
    let me = crate::site::actor(&ana);
    for (name, town) in [("=Acme", "Lyon"), ("Bati", "Paris")] {
        let details = domain::company::Details { name: name.into(), town: town.into(), ..Default::default() };
        site.block(domain::company::Companies::create(&*site.store, &me, details)).unwrap();
    }
    let file = site.signed_in("ana@exemple.fr").post("/entreprises/export.csv?ville=lyon", &[]);
    assert_eq!((file.status, file.header("content-type")), (200, "text/csv; charset=utf-8"));
    let text = file.text();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}Nom;SIREN;SIRET;") && lines[1].starts_with("'=Acme;;;"), "{text}");
    assert_eq!((lines.len(), lines[2]), (3, ""));
    assert_eq!(site.signed_in("leo@exemple.fr").post("/entreprises/export.csv", &[]).status, 403);
    assert_ne!(site.signed_in("ana@exemple.fr").get("/entreprises/export.csv").status, 200);
}
