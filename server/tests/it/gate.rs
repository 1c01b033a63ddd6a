//! What every request passes.

use domain::Role;

use crate::site::{PASSWORD, Site};

#[test]
fn a_visitor_is_led_to_the_sign_in() {
    let site = Site::new();
    let mut browser = site.client();
    for (path, suite) in [("/", "/"), ("/pipeline", "/pipeline"), ("/contacts?q=é", "/contacts%3Fq%3D%25C3%25A9")] {
        let page = browser.get(&path.replace('é', "%C3%A9"));
        assert_eq!((page.status, page.header("location")), (303, format!("/connexion?suite={suite}").as_str()));
    }
    assert_eq!(browser.get("/direct").status, 401);
    assert_eq!(browser.post("/deconnexion", &[]).status, 401);
    assert_eq!(browser.upload("a.csv", b"Nom;Email\nA;a@x.fr\n").status, 401);
    assert_eq!(browser.get("/sante").text(), "ok\n");
}

#[test]
fn other_sites_change_nothing() {
    let site = Site::new();
    site.user("ana@exemple.fr", Role::Advisor);
    let mut browser = site.signed_in("ana@exemple.fr");
    for foreign in
        [("origin", "http://evil.example"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")]
    {
        let form = ("content-type", "application/x-www-form-urlencoded");
        let body = format!("email=ana%40exemple.fr&password={}", PASSWORD.replace(' ', "+"));
        for path in ["/connexion", "/deconnexion", "/api/deal/relocate"] {
            assert_eq!(browser.ask("POST", path, &[form, foreign], body.as_bytes()).status, 403, "{path} {foreign:?}");
        }
    }
    assert_eq!(browser.get("/pipeline").status, 200, "still signed in");
}

#[test]
fn every_answer_carries_its_headers_and_pages_their_policy() {
    let site = Site::new();
    let mut browser = site.client();
    for path in ["/connexion", "/sante", "/pipeline", "/assets/nothing.js"] {
        let answer = browser.get(path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert!(!answer.header("referrer-policy").is_empty(), "{path}");
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
    }
    let page = browser.get("/connexion");
    assert_eq!(page.header("cache-control"), "no-store");
    let policy = page.header("content-security-policy").to_owned();
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(nonce.len() >= 16 && policy.contains("frame-ancestors 'none'"), "{policy}");
    let text = page.text();
    let scripts: Vec<&str> = text.split("<script").skip(1).collect();
    assert!(!scripts.is_empty());
    for script in scripts {
        let tag = script.split('>').next().unwrap();
        assert!(tag.contains(nonce), "a script without the nonce: {tag}");
    }
    let again = browser.get("/connexion");
    assert!(!again.header("content-security-policy").contains(nonce), "each page has its own nonce");
}
