//! What the server says of itself: an id with each answer, figures on an address of their own, a page for administrators.

use std::collections::BTreeSet;

use domain::Role;
use server::observe::{Desk, listen};

use crate::client::Client;
use crate::site::Site;

#[test]
fn each_answer_names_its_request() {
    let site = Site::new();
    let mut browser = site.client();
    let asked = ["/connexion", "/sante", "/nowhere", "/assets/nothing.js", "/connexion"];
    let ids: BTreeSet<String> = asked.map(|path| browser.get(path).header("x-request-id").to_owned()).into();
    assert!(ids.len() == asked.len() && ids.iter().all(|id| id.len() == 26), "{ids:?}");
}

#[test]
fn figures_are_read_elsewhere_and_only_there() {
    let site = Site::new();
    let mut browser = site.client();
    browser.get("/connexion");
    browser.get("/connexion");
    browser.ask("POST", "/api/find", &[("content-type", "application/json")], b"{}");
    let address = site.block(listen("127.0.0.1:0".parse().unwrap(), Desk(site.app.clone()))).unwrap();
    let text = Client::new(address).get("/metrics").text();
    for line in [
        "crm_requests_total{sort=\"Page\",class=\"2\"} 2\n",
        "crm_requests_total{sort=\"Call\",class=\"4\"} 1\n",
        "crm_answer_seconds_count{sort=\"Page\"} 2\n",
        "crm_writes 1\n",
        "crm_listening 0\n",
        "crm_build_info{version=\"",
    ] {
        assert!(text.contains(line), "{line} is missing in\n{text}");
    }
    assert!(text.ends_with("# EOF\n"));
    assert_eq!(browser.get("/metrics").status, 303, "people's address leads visitors to the sign-in");
    let taken = site.block(listen(address, Desk(site.app.clone()))).unwrap_err();
    assert!(taken.contains("--metrics"), "{taken}");
}

#[test]
fn administrators_read_how_the_server_does() {
    let site = Site::new();
    site.user("ana@exemple.fr", Role::Administrator);
    let page = site.signed_in("ana@exemple.fr").get("/reglages/serveur").text();
    assert!(page.contains(env!("CARGO_PKG_VERSION")) && page.contains("Rien à signaler"), "{page}");
}
