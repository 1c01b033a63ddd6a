//! Sign-in and sign-out.

use domain::user::Users;
use domain::{Actor, Role};

use crate::site::{PASSWORD, Site};

#[test]
fn a_colleague_signs_in_and_out() {
    let site = Site::new();
    site.user("ana@exemple.fr", Role::Advisor);
    let mut browser = site.client();
    let page = browser.get("/connexion");
    assert_eq!(page.status, 200);
    let text = page.text();
    for label in ["Adresse e-mail", "Mot de passe", "Se connecter"] {
        assert!(text.contains(label), "{label} in {text}");
    }
    let answer = browser.sign_in("ana@exemple.fr", PASSWORD, "/contacts?q=a");
    assert_eq!((answer.status, answer.header("location")), (303, "/contacts?q=a"));
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.starts_with("crm=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert!(!cookie.contains("Max-Age"), "a session that the browser forgets: {cookie}");
    assert_eq!(browser.get("/pipeline").status, 200);
    // Back, or a second tab: led on, and never out.
    let (begin, evil) = ("/pipeline", "/connexion?suite=//evil.example");
    for (asked, to) in [("/connexion?suite=/contacts", "/contacts"), (evil, begin), ("/connexion", begin)] {
        let on = browser.get(asked);
        assert_eq!((on.status, on.header("location")), (303, to), "{asked}");
    }
    let old = browser.cookie();
    browser.sign_in("ana@exemple.fr", PASSWORD, "/");
    assert_ne!(browser.cookie(), old, "each sign-in has a new id");
    let mut thief = site.client();
    let stolen = thief.ask("GET", "/pipeline", &[("cookie", &old)], b"");
    assert_eq!(stolen.status, 303, "the old id is worth nothing");
    let kept = browser.cookie();
    assert_eq!(browser.post("/deconnexion", &[]).header("location"), "/connexion");
    assert_eq!(thief.ask("GET", "/pipeline", &[("cookie", &kept)], b"").status, 303);
}

#[test]
fn unknown_and_wrong_get_the_same_answer() {
    let site = Site::new();
    site.user("leo@exemple.fr", Role::Advisor);
    let disabled = site.user("zoe@exemple.fr", Role::Advisor);
    site.block(site.store.govern(&Actor::operator(), &disabled.id, Role::Advisor, true)).unwrap();
    let mut browser = site.client();
    let mut answers = Vec::new();
    for (email, password) in [
        ("leo@exemple.fr", "un autre mot de passe"),
        ("personne@exemple.fr", PASSWORD),
        ("pas une adresse", PASSWORD),
        ("zoe@exemple.fr", "un autre mot de passe"),
    ] {
        let answer = browser.sign_in(email, password, "//evil.example");
        let cookie = answer.header("set-cookie");
        assert!(!cookie.contains("crm="), "no session: {cookie}");
        answers.push((answer.status, answer.header("location").to_owned()));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(answers[0], (303, "/connexion?erreur=identifiants&suite=".to_owned()));
    assert_eq!(browser.get("/connexion?erreur=identifiants&suite=").status, 200);
    // Only who knows the password learns why it does not help.
    let answer = browser.sign_in("zoe@exemple.fr", PASSWORD, "/");
    assert_eq!(answer.header("location"), "/connexion?erreur=desactive&suite=%2F".replace("%2F", "/"));
    assert!(!answer.header("set-cookie").contains("crm="));
}

#[test]
fn many_attempts_on_one_account_have_to_wait() {
    let site = Site::new();
    let mut browser = site.client();
    let waits = (0..14).any(|_| {
        browser.sign_in("cible@exemple.fr", "mauvais mot de passe", "/").header("location").contains("erreur=attente")
    });
    assert!(waits);
}

#[test]
fn whoever_is_disabled_is_out_at_once() {
    let site = Site::new();
    let user = site.user("max@exemple.fr", Role::Advisor);
    let mut browser = site.signed_in("max@exemple.fr");
    assert_eq!(browser.get("/pipeline").status, 200);
    site.block(site.store.govern(&Actor::operator(), &user.id, Role::Advisor, true)).unwrap();
    let page = browser.get("/pipeline");
    assert_eq!((page.status, page.header("location")), (303, "/connexion?erreur=desactive"));
    // It says why, also when one comes back by hand or signs in; with a wrong password it says no more than ever.
    assert!(browser.get("/connexion?erreur=desactive").text().contains("Votre compte a été désactivé"));
    assert_eq!(browser.get("/connexion?suite=/").header("location"), "/connexion?erreur=desactive");
    assert_eq!(browser.get("/direct").status, 403);
    assert_eq!(browser.ask("POST", "/api/contact/list", &[], b"{}").status, 401);
    let again = |password: &str| site.client().sign_in("max@exemple.fr", password, "/").header("location").to_owned();
    assert!(again(PASSWORD).contains("erreur=desactive"));
    assert!(again("mauvais mot de passe").contains("erreur=identifiants"));
    site.block(site.store.govern(&Actor::operator(), &user.id, Role::Advisor, false)).unwrap();
    assert_eq!(browser.get("/pipeline").header("location"), "/connexion?suite=/pipeline");
}

#[test]
fn staying_signed_in_lasts_beyond_the_browser() {
    let site = Site::new();
    site.user("eva@exemple.fr", Role::Reader);
    let mut browser = site.client();
    let fields = [("email", "eva@exemple.fr"), ("password", PASSWORD), ("stay", "on"), ("suite", "/")];
    let answer = browser.post("/connexion", &fields);
    assert!(answer.header("set-cookie").contains("Max-Age=2592000"), "{answer:?}");
    // Using it prolongs it, though not at every request: each time is a write.
    assert!(browser.get("/contacts").header("set-cookie").contains("Max-Age=2592000"));
    assert_eq!(browser.get("/contacts").header("set-cookie"), "");
}

#[test]
fn a_present_password_is_not_guessed_from_an_open_session() {
    let site = Site::new();
    site.user("lea@exemple.fr", Role::Reader);
    let mut browser = site.signed_in("lea@exemple.fr");
    let body = br#"{"now":"mauvais mot de passe","new":"cheval agrafe pile"}"#;
    let json = [("content-type", "application/json"), ("accept", "application/json")];
    let statuses: Vec<u16> =
        (0..14).map(|_| browser.ask("POST", "/api/setting/password", &json, body).status).collect();
    assert!(statuses.contains(&429), "{statuses:?}");
}
