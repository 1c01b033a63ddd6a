//! Single-use links.

use domain::user::{LinkPurpose, Users};
use domain::{Actor, Role};

use crate::site::{PASSWORD, Site};

const FORM: [(&str, &str); 4] =
    [("organisation", "Horizon Formation"), ("name", "Ana Petit"), ("email", "ana@exemple.fr"), ("password", PASSWORD)];

#[test]
fn the_set_up_page_is_there_once() {
    let site = Site::bare();
    let secret = site.block(site.store.make_link(&Actor::operator(), LinkPurpose::SetUp, None)).unwrap();
    let path = format!("/installation/{secret}");
    let mut browser = site.client();
    let page = browser.get(&path);
    assert_eq!(page.status, 200, "{}", page.text());
    let weak = browser.post(&path, &[FORM[0], FORM[1], FORM[2], ("password", "court")]);
    assert!(weak.header("location").ends_with("erreur=mot-de-passe"), "{weak:?}");
    let made = browser.post(&path, &FORM);
    assert_eq!((made.status, made.header("location")), (303, "/pipeline"));
    assert_eq!(browser.get("/pipeline").status, 200, "the first administrator is signed in");
    let mut other = site.client();
    assert_eq!(other.get(&path).status, 404);
    assert_eq!(other.get("/installation/abc").status, 404);
    assert!(other.post(&path, &FORM).header("location").ends_with("erreur=lien"));
    assert_eq!(site.block(Users::list(&*site.store, &Actor::operator())).unwrap().len(), 1);
}

#[test]
fn a_reset_link_sets_a_password_once() {
    let site = Site::new();
    let user = site.user("leo@exemple.fr", Role::Advisor);
    let secret = site.block(site.store.make_link(&Actor::operator(), LinkPurpose::Reset, Some(&user.id))).unwrap();
    let path = format!("/lien/{secret}");
    let mut before = site.signed_in("leo@exemple.fr");
    let mut browser = site.client();
    assert_eq!(browser.get(&path).status, 200);
    let set = browser.post(&path, &[("password", "une phrase toute neuve")]);
    assert_eq!((set.status, set.header("location")), (303, "/pipeline"));
    assert_eq!(before.get("/pipeline").status, 303, "sessions opened with the old password have ended");
    assert!(site.client().post(&path, &[("password", PASSWORD)]).header("location").ends_with("erreur=lien"));
    assert_eq!(site.client().get(&path).status, 404);
    let entered = site.client().sign_in("leo@exemple.fr", "une phrase toute neuve", "/");
    assert_eq!(entered.header("location"), "/");
}
