//! What a phone installs, and what it sends later.

use domain::Role;

use crate::site::{Site, built};

#[test]
fn a_visitor_gets_the_manifest_and_the_worker_has_a_policy_of_its_own() {
    let site = Site::new();
    let mut browser = site.client();
    let manifest = browser.get("/manifest.webmanifest");
    assert_eq!((manifest.status, manifest.header("content-type")), (200, "application/manifest+json"));
    let manifest: serde_json::Value = serde_json::from_slice(&manifest.body).unwrap();
    assert_eq!((&manifest["display"], &manifest["start_url"]), (&"standalone".into(), &"/".into()));
    if !built() {
        eprintln!("skipped: `cargo xtask` has not built the browser's files");
        return;
    }
    let worker = browser.get("/sw.js");
    assert_eq!((worker.status, worker.header("cache-control")), (200, "no-cache"));
    assert!(worker.header("content-type").starts_with("text/javascript"));
    assert!(worker.header("content-security-policy").contains("connect-src 'self'"));
    assert!(worker.text().starts_with("const HERE = {"));
}

#[test]
fn pages_name_their_reader_and_what_was_kept_is_sent_as_nobody_else() {
    let site = Site::new();
    let user = site.user("ana@exemple.fr", Role::Advisor);
    let mut browser = site.client();
    assert_eq!(browser.get("/connexion").header("crm-reader"), "");
    let mut browser = site.signed_in("ana@exemple.fr");
    assert_eq!(browser.get("/pipeline").header("crm-reader"), user.id.as_str());
    let json = ("content-type", "application/json");
    let mut send = |writer: &str| {
        let headers = [json, ("accept", "application/json"), ("crm-writer", writer)];
        browser.ask("POST", "/api/note/colleagues", &headers, b"{}").status
    };
    assert_eq!(send(user.id.as_str()), 200);
    assert_eq!(send("01ARZ3NDEKTSV4RRFFQ69G5FAV"), 412);
    browser.post("/deconnexion", &[]);
    let headers = [json, ("accept", "application/json"), ("crm-writer", user.id.as_str())];
    assert_eq!(browser.ask("POST", "/api/note/colleagues", &headers, b"{}").status, 401);
}
