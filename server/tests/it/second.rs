//! The second factor from outside: turned on, asked for, never gone round.

use std::time::Duration;

use domain::organisation::Organisations;
use domain::second::{Demand, Seconds, totp};
use domain::user::{LinkPurpose, Users};
use domain::{Actor, Instant, Patch, Role};
use tower_sessions::session::Id;

use crate::client::{Answer, Client};
use crate::site::{PASSWORD, Site, actor};

const PAGE: &str = "/double-authentification";

/// What the application shows, some steps from now. Of three steps in force the present and the next stay in force
/// however long a test takes to send them.
fn shown(secret: &str, steps: i64) -> String {
    totp::shown(secret, Instant(server::session::now().0 + steps * 30_000)).unwrap()
}

/// The secret that the page shows for typing.
fn secret(page: &str) -> String {
    let key = page.split("auth-key\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    key.replace(' ', "")
}

/// The codes on paper that the page shows.
fn codes(page: &str) -> Vec<String> {
    let list = page.split("class=\"auth-codes\"").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap();
    list.split("<li>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

/// A colleague with a second factor: secret and codes on paper.
fn with_second(site: &Site, email: &str, role: Role) -> (Client, String, Vec<String>) {
    let (browser, secret, codes, _) = switched_on(site, email, role);
    (browser, secret, codes)
}

/// The same, and the code it was switched on with.
fn switched_on(site: &Site, email: &str, role: Role) -> (Client, String, Vec<String>, String) {
    site.user(email, role);
    let mut browser = site.signed_in(email);
    let secret = secret(&browser.get(PAGE).text());
    let used = shown(&secret, 0);
    let on = browser.post(PAGE, &[("code", &used), ("password", PASSWORD), ("suite", "/reglages")]);
    assert_eq!(on.header("location"), "/double-authentification/codes?suite=/reglages", "{on:?}");
    let codes = codes(&browser.get("/double-authentification/codes?suite=/reglages").text());
    (browser, secret, codes, used)
}

/// Gives the password; the code is asked for next.
fn halfway(site: &Site, email: &str) -> Client {
    let mut browser = site.client();
    let answer = browser.sign_in(email, PASSWORD, "/contacts");
    assert_eq!((answer.status, answer.header("location")), (303, "/connexion/code?suite=/contacts"));
    browser
}

fn give(browser: &mut Client, code: &str) -> Answer {
    browser.post("/connexion/code", &[("code", code), ("suite", "/contacts")])
}

/// The session that a browser has, by its name in the database.
fn session(browser: &Client) -> String {
    let cookie = browser.cookie();
    let id: Id = cookie.split("crm=").nth(1).unwrap().split(';').next().unwrap().parse().unwrap();
    server::session::key(&id)
}

/// Writes something else into a browser's session.
fn rewrite(site: &Site, browser: &Client, change: impl Fn(&mut serde_json::Value)) {
    let key = session(browser);
    let mut row = site.block(site.store.load_session(&key)).unwrap().unwrap();
    let mut data = serde_json::from_str(&row.data).unwrap();
    change(&mut data);
    row.data = data.to_string();
    site.block(site.store.save_session(&key, &row)).unwrap();
}

#[test]
fn it_is_turned_on_by_a_code_and_the_password() {
    let site = Site::new();
    site.user("ana@exemple.fr", Role::Advisor);
    let (mut browser, mut other) = (site.signed_in("ana@exemple.fr"), site.signed_in("ana@exemple.fr"));
    assert!(browser.get("/reglages").text().contains("Double authentification"));
    let page = browser.get(PAGE).text();
    let secret = secret(&page);
    assert!(page.contains("otpauth://totp/") && page.contains("class=\"auth-picture\""));
    assert!(!page.contains("style=\""), "the policy forbids style attributes");
    let right = shown(&secret, 0);
    for (code, password, wrong) in [
        ("000000", PASSWORD, "code"),
        (right.as_str(), "un autre mot de passe", "mot-de-passe"),
        ("", PASSWORD, "code"),
    ] {
        let answer = browser.post(PAGE, &[("code", code), ("password", password)]);
        assert_eq!(answer.header("location"), format!("{PAGE}?erreur={wrong}&suite="));
    }
    assert!(browser.get(&format!("{PAGE}?erreur=code")).text().contains("Ce code n’est pas le bon"));
    let on = browser.post(PAGE, &[("code", &right), ("password", PASSWORD), ("suite", "//evil.example")]);
    assert_eq!(on.header("location"), "/double-authentification/codes?suite=");
    assert_eq!(other.get("/contacts").status, 303, "other sessions end");
    let page = browser.get("/double-authentification/codes");
    let codes = codes(&page.text());
    assert_eq!(codes.len(), 10);
    assert_eq!(page.header("cache-control"), "no-store");
    // They are shown until they are put away, and never again.
    assert_eq!(browser.post("/double-authentification/codes/gardes", &[]).header("location"), "/pipeline");
    let page = browser.get("/double-authentification/codes").text();
    assert!(page.contains("10 codes de secours restants") && codes.iter().all(|code| !page.contains(code)));
    let page = browser.get(PAGE).text();
    assert!(page.contains("Activée depuis") && !page.contains("otpauth") && !page.contains(&secret));
}

#[test]
fn a_code_is_asked_for_after_the_password_and_opens_once() {
    let site = Site::new();
    let (_, secret, codes, used) = switched_on(&site, "ana@exemple.fr", Role::Advisor);
    let mut browser = halfway(&site, "ana@exemple.fr");
    // Between the two one is a visitor.
    assert_eq!(browser.get("/contacts").status, 303);
    assert_eq!(browser.ask("POST", "/api/contact/list", &[], b"{}").status, 401);
    assert_eq!(browser.ask("POST", "/api/second/own", &[], b"{}").status, 401);
    for form in [PAGE, "/double-authentification/codes", "/double-authentification/retirer"] {
        assert_eq!(browser.post(form, &[("code", "000000")]).status, 401, "{form}");
    }
    let page = browser.get("/connexion/code?suite=/contacts").text();
    for mark in ["autocomplete=\"one-time-code\"", "inputmode=\"numeric\"", "Je n’ai pas mon téléphone"] {
        assert!(page.contains(mark), "{mark}");
    }
    assert!(!page.contains("pattern="), "a code on paper may be typed here as well");
    let paper = browser.post("/connexion/code", &[("code", "abcd"), ("secours", "1")]);
    assert_eq!(paper.header("location"), "/connexion/code?erreur=code&suite=&secours=1", "it is asked for again");
    assert_eq!(give(&mut browser, &used).header("location"), "/connexion/code?erreur=code&suite=/contacts");
    let next = shown(&secret, 1);
    assert_eq!(give(&mut browser, &format!("{} {}", &next[..3], &next[3..])).header("location"), "/contacts");
    assert_eq!(browser.get("/contacts").status, 200);
    assert_eq!(browser.get("/connexion/code").header("location"), "/");
    let mut thief = halfway(&site, "ana@exemple.fr");
    assert!(give(&mut thief, &next).header("location").contains("erreur=code"), "seen over the shoulder");

    let typed = codes[3].to_uppercase().replace('-', " ");
    assert_eq!(give(&mut thief, &typed).header("location"), "/double-authentification/codes?suite=/contacts");
    let page = thief.get("/double-authentification/codes?suite=/contacts").text();
    assert!(page.contains("9 codes de secours restants") && page.contains("href=\"/contacts\""));
    assert!(!thief.get("/double-authentification/codes?suite=javascript:x").text().contains("javascript:x\" class"));
    let mut again = halfway(&site, "ana@exemple.fr");
    assert!(give(&mut again, &codes[3]).header("location").contains("erreur=code"), "used up");
    let renewed = thief.post("/double-authentification/codes", &[("password", PASSWORD), ("suite", "/")]);
    assert_eq!(renewed.header("location"), "/double-authentification/codes?suite=/");
    assert!(give(&mut again, &codes[4]).header("location").contains("erreur=code"), "replaced");
}

#[test]
fn codes_are_not_guessed_and_have_to_come_soon() {
    let site = Site::new();
    let (_, secret, _) = with_second(&site, "ana@exemple.fr", Role::Reader);
    let mut late = halfway(&site, "ana@exemple.fr");
    rewrite(&site, &late, |data| data["halfway"]["until"] = (server::session::now().0 - 1).into());
    assert_eq!(late.get("/connexion/code").header("location"), "/connexion?erreur=delai&suite=");
    assert!(give(&mut late, &shown(&secret, 1)).header("location").starts_with("/connexion?erreur=delai"));
    assert!(late.get("/connexion?erreur=delai").text().contains("pas venu à temps"));
    let mut browser = halfway(&site, "ana@exemple.fr");
    let answers: Vec<String> = (0..12).map(|_| give(&mut browser, "000000").header("location").to_owned()).collect();
    assert!(answers[0].contains("erreur=code") && answers[11].contains("erreur=attente"), "{answers:?}");
    assert!(
        give(&mut browser, &shown(&secret, 1)).header("location").contains("attente"),
        "the right one waits as well"
    );
}

#[test]
fn no_link_leads_round_it() {
    let site = Site::new();
    with_second(&site, "ana@exemple.fr", Role::Advisor);
    let ana = site.block(Users::list(&*site.store, &Actor::operator())).unwrap().remove(0);
    let link = site.block(site.store.make_link(&Actor::operator(), LinkPurpose::Reset, Some(&ana.id))).unwrap();
    let mut browser = site.client();
    let set = browser.post(&format!("/lien/{link}"), &[("password", "une phrase toute neuve")]);
    assert_eq!(set.header("location"), "/connexion/code?suite=");
    assert_eq!(browser.get("/contacts").status, 303);
}

#[test]
fn whom_the_organisation_asks_turns_it_on_on_the_way_in() {
    let site = Site::new();
    let operator = Actor::operator();
    let own = site.block(Organisations::show(&*site.store, &operator)).unwrap().unwrap();
    let wanted = domain::organisation::Details { second_factor: Demand::Administrators, ..own.details() };
    let patch = Patch::between(own.version, &own.details(), &wanted);
    site.block(Organisations::edit(&*site.store, &operator, patch)).unwrap();
    site.user("leo@exemple.fr", Role::Advisor);
    site.signed_in("leo@exemple.fr");
    let ana = site.user("ana@exemple.fr", Role::Administrator);
    let mut browser = site.client();
    let answer = browser.sign_in("ana@exemple.fr", PASSWORD, "/reglages/equipe");
    assert_eq!(answer.header("location"), "/double-authentification?suite=/reglages/equipe");
    assert_eq!(browser.get("/reglages/equipe").status, 303, "not in yet");
    assert_eq!(browser.get("/double-authentification/codes").status, 303);
    assert_eq!(browser.get("/connexion/code").header("location"), "/connexion?erreur=delai&suite=");
    let page = browser.get(answer.header("location")).text();
    assert!(page.contains("Protégez votre compte") && !page.contains("name=\"password\""));
    let code = shown(&secret(&page), 0);
    let on = browser.post(PAGE, &[("code", &code), ("suite", "/reglages/equipe")]);
    assert_eq!(on.header("location"), "/double-authentification/codes?suite=/reglages/equipe");
    assert_eq!(codes(&browser.get(on.header("location")).text()).len(), 10);
    assert_eq!(browser.get("/reglages/equipe").status, 200);
    // Taken away by an administrator: asked for again at the next sign-in.
    site.block(site.store.reset(&operator, &ana.id)).unwrap();
    assert_eq!(browser.get("/reglages/equipe").status, 303);
    let answer = browser.sign_in("ana@exemple.fr", PASSWORD, "");
    assert_eq!(answer.header("location"), "/double-authentification?suite=");
    assert!(site.block(Seconds::own(&*site.store, &actor(&ana))).unwrap().since.is_none());
}

#[test]
fn it_is_turned_off_with_the_password() {
    let site = Site::new();
    let (mut browser, ..) = with_second(&site, "ana@exemple.fr", Role::Trainer);
    let off = |browser: &mut Client, password: &str| {
        browser.post("/double-authentification/retirer", &[("password", password)]).header("location").to_owned()
    };
    assert_eq!(off(&mut browser, "un autre mot de passe"), format!("{PAGE}?erreur=mot-de-passe&suite="));
    assert_eq!(off(&mut browser, PASSWORD), "/reglages");
    site.signed_in("ana@exemple.fr");
}

#[test]
fn a_session_ends_for_good_however_it_is_used() {
    let site = Site::new();
    site.user("ana@exemple.fr", Role::Advisor);
    let mut browser = site.client();
    let fields = [("email", "ana@exemple.fr"), ("password", PASSWORD), ("stay", "1"), ("suite", "/")];
    browser.post("/connexion", &fields);
    let days = |days: i64| server::session::now().0 - days * 86_400_000;
    rewrite(&site, &browser, |data| data["since"] = days(29).into());
    assert_eq!(browser.get("/contacts").status, 200);
    let left = site.block(site.store.load_session(&session(&browser))).unwrap().unwrap().expires_at.0;
    assert!(left <= days(-1) + 60_000, "use does not put the end off");
    let kept = browser.cookie();
    rewrite(&site, &browser, |data| data["since"] = days(30).into());
    let answer = browser.get("/contacts?q=a");
    assert_eq!(answer.header("location"), "/connexion?suite=/contacts%3Fq%3Da&fin=1");
    assert_eq!(browser.cookie(), "", "said once: the browser forgets the session");
    assert!(browser.get(answer.header("location")).text().contains("Votre session a pris fin"));
    assert_eq!(browser.get("/contacts").header("location"), "/connexion?suite=/contacts");
    browser.give(&kept);
    assert_eq!(browser.ask("POST", "/api/contact/list", &[], b"{}").status, 401);
}

#[test]
fn refusals_are_counted_and_a_flood_is_not_written_line_by_line() {
    let site = Site::new();
    site.user("leo@exemple.fr", Role::Reader);
    let mut browser = site.signed_in("leo@exemple.fr");
    let foreign = [("origin", "http://evil.example"), ("content-type", "application/json")];
    for _ in 0..35 {
        assert_eq!(browser.ask("POST", "/api/contact/list", &foreign, b"{}").status, 403);
        assert_eq!(browser.ask("POST", "/api/setting/team", &foreign[1..], b"{}").status, 403);
        assert_eq!(site.client().ask("POST", "/api/setting/team", &foreign[1..], b"{}").status, 401);
    }
    let mut left_out = site.app.refusals.settle(Duration::ZERO);
    left_out.sort_unstable();
    assert_eq!(left_out, [("forbidden", 5), ("origin", 5), ("unauthorized", 5)]);
}
