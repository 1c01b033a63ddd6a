//! Colleagues, sessions, links, the organisation, and the stream of changes.

use domain::error::Refusal;
use domain::event::{Kind, Log};
use domain::organisation::Organisations;
use domain::session::Sessions;
use domain::user::{LinkPurpose, NewUser, Users};
use domain::{Actor, Crm, Error, Instant, Role, SessionId};

use super::{World, colleague, email, store};
use crate::{SessionRow, Store};

async fn session(w: &World, key: &str, actor: &Actor, lasts: i64) {
    let now = w.store.now();
    let row = SessionRow {
        data: "data".to_owned(),
        user: actor.user.clone(),
        created_at: now,
        seen_at: now,
        expires_at: Instant(now.0 + lasts),
        agent: "Firefox".to_owned(),
    };
    w.store.create_session(key, &row).await.unwrap();
}

#[tokio::test]
async fn a_session_that_was_ended_is_not_brought_back_by_a_request_under_way() {
    let w = store().await;
    session(&w, "desk", &w.reader, 60_000).await;
    let row = w.store.load_session("desk").await.unwrap().unwrap();
    let later = SessionRow { created_at: Instant(row.created_at.0 + 5), data: "more".to_owned(), ..row.clone() };
    w.store.save_session("desk", &later).await.unwrap();
    let kept = w.store.load_session("desk").await.unwrap().unwrap();
    assert_eq!((kept.data.as_str(), kept.created_at), ("more", row.created_at));
    w.store.delete_session("desk").await.unwrap();
    w.store.save_session("desk", &later).await.unwrap();
    assert!(w.store.load_session("desk").await.unwrap().is_none());
}

#[tokio::test]
async fn a_colleague_is_invited_renamed_and_governed() {
    let w = store().await;
    let new = NewUser { name: " Ana  Roy ".to_owned(), email: email("ANA@organisme.fr"), role: Role::Trainer };
    let made = w.store.users().create(&w.administrator, new.clone()).await.unwrap();
    assert_eq!((made.name.as_str(), made.active, made.disabled), ("Ana Roy", false, false));
    let taken = Err(Error::Taken { field: "email".to_owned() });
    assert_eq!(w.store.users().create(&w.administrator, new).await, taken);
    assert_eq!(Users::list(&w.store, &w.trainer).await.unwrap().len(), 5);
    let found = w.store.users().credentials(&w.visitor, &email("ana@organisme.fr")).await.unwrap().unwrap();
    assert_eq!((found.user.id, found.password_hash), (made.id.clone(), None));
    assert!(w.store.users().credentials(&w.visitor, &email("no@organisme.fr")).await.unwrap().is_none());
    let own = Users::rename(&w.store, &w.reader, "Luc Blanc".to_owned()).await.unwrap();
    assert_eq!(w.store.users().own(&w.reader).await, Ok(own));
    assert!(Users::rename(&w.store, &w.reader, " ".to_owned()).await.is_err());
    let governed = w.store.users().govern(&w.administrator, &made.id, Role::Advisor, true).await.unwrap();
    assert_eq!((governed.role, governed.disabled), (Role::Advisor, true));
    let missing = w.store.users().govern(&w.administrator, &"gone".parse().unwrap(), Role::Reader, false).await;
    assert_eq!(missing, Err(Error::NotFound));
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let w = store().await;
    let id = w.administrator.user.clone().unwrap();
    let govern = async |role, disabled| w.store.users().govern(&w.administrator, &id, role, disabled).await;
    let refused = Err(Error::refused(Refusal::LastAdministrator));
    assert_eq!(govern(Role::Administrator, true).await, refused);
    assert_eq!(govern(Role::Reader, false).await, refused);
    // One who never set a password cannot take over.
    let new = NewUser { name: "Ana".to_owned(), email: email("ana@organisme.fr"), role: Role::Administrator };
    w.store.users().create(&w.administrator, new).await.unwrap();
    assert_eq!(govern(Role::Reader, false).await, refused);
    colleague(&w.store, "second", Role::Administrator).await;
    assert!(govern(Role::Reader, false).await.is_ok());
}

#[tokio::test]
async fn sessions_are_listed_ended_and_swept() {
    let w = store().await;
    for (key, lasts) in [("a", 60_000), ("b", 60_000), ("old", -1)] {
        session(&w, key, &w.reader, lasts).await;
    }
    session(&w, "other", &w.advisor, 60_000).await;
    assert!(w.store.load_session("a").await.unwrap().is_some());
    assert!(w.store.load_session("old").await.unwrap().is_none());
    assert!(w.store.load_session("none").await.unwrap().is_none());
    let key = |key: &str| key.parse::<SessionId>().unwrap();
    let own = Sessions::list(&w.store, &w.reader, Some(&key("b"))).await.unwrap();
    assert_eq!(own.len(), 2);
    assert_eq!(own.iter().filter(|session| session.current).map(|s| s.id.as_str()).collect::<Vec<_>>(), ["b"]);
    assert_eq!(w.store.sessions().end(&w.reader, &key("other")).await, Err(Error::NotFound));
    w.store.sessions().end(&w.reader, &key("a")).await.unwrap();
    assert!(w.store.load_session("a").await.unwrap().is_none());
    w.store.sweep().await.unwrap();
    // A new password ends the other sessions of the account, and no one else's.
    session(&w, "c", &w.reader, 60_000).await;
    let (id, keep) = (w.reader.user.clone().unwrap(), Some("c".to_owned()));
    w.store.users().set_password(&w.reader, &id, "new".to_owned(), keep).await.unwrap();
    let kept = async |key| w.store.load_session(key).await.unwrap().is_some();
    assert_eq!((kept("b").await, kept("c").await, kept("other").await), (false, true, true));
    w.store.users().govern(&w.administrator, &id, Role::Reader, true).await.unwrap();
    let closed = w.store.load_session("c").await.unwrap();
    assert!(closed.is_some_and(|row| row.user.is_none()), "what is left says why it ended, and is nobody's");
    w.store.delete_session("other").await.unwrap();
    assert!(!kept("other").await);
}

#[tokio::test]
async fn a_link_invites_and_a_newer_one_replaces_it() {
    let w = store().await;
    let id = w.trainer.user.clone().unwrap();
    let make = async || w.store.users().make_link(&w.administrator, LinkPurpose::Reset, Some(&id)).await.unwrap();
    let (old, new) = (make().await, make().await);
    let refused = Error::refused(Refusal::LinkExpired);
    assert_eq!(w.store.users().link(&w.visitor, &old).await, Err(refused.clone()));
    let link = w.store.users().link(&w.visitor, &new).await.unwrap();
    assert_eq!((link.purpose, link.user.map(|user| user.id)), (LinkPurpose::Reset, Some(id.clone())));
    let user = w.store.users().use_link(&w.visitor, &new, "fresh".to_owned()).await.unwrap();
    let found = w.store.users().credentials(&w.visitor, &user.email).await.unwrap().unwrap();
    assert_eq!(found.password_hash.as_deref(), Some("fresh"));
    let told = w.store.events().log(&w.administrator, &Log::default(), None).await.unwrap();
    let by = told.rows.iter().find(|event| event.kind == Kind::UserPasswordChanged).map(|event| event.by.user.clone());
    assert_eq!(by, Some(Some(id.clone())), "whoever held the link chose it, not the operator");
    assert_eq!(w.store.users().use_link(&w.visitor, &new, "again".to_owned()).await, Err(refused));
    let nobody = w.store.users().make_link(&w.administrator, LinkPurpose::Reset, None).await;
    assert!(matches!(nobody, Err(Error::Invalid { .. })));
    assert!(w.store.users().make_link(&w.administrator, LinkPurpose::SetUp, None).await.is_err());
}

#[tokio::test]
async fn an_organisation_is_set_up_once() {
    let store = Store::in_memory().await.unwrap();
    let (operator, visitor) = (Actor::operator(), Actor::visitor());
    assert_eq!(Organisations::show(&store, &visitor).await, Ok(None));
    let secret = store.users().make_link(&operator, LinkPurpose::SetUp, None).await.unwrap();
    let first = NewUser { name: "Ana".to_owned(), email: email("ana@organisme.fr"), role: Role::Administrator };
    let set_up = async |secret: &str, name: &str| {
        store.organisation().set_up(&visitor, secret, name.to_owned(), first.clone(), "hash".to_owned()).await
    };
    assert_eq!(set_up("wrong", "Acme").await, Err(Error::refused(Refusal::LinkExpired)));
    assert!(matches!(set_up(&secret, " ").await, Err(Error::Invalid { .. })));
    let user = set_up(&secret, "Acme").await.unwrap();
    assert!(user.active);
    assert_eq!(set_up(&secret, "Acme").await, Err(Error::refused(Refusal::LinkExpired)));
    let again = store.users().make_link(&operator, LinkPurpose::SetUp, None).await.unwrap();
    assert_eq!(set_up(&again, "Acme").await, Err(Error::refused(Refusal::AlreadySetUp)));
    assert_eq!(store.pipelines().list(&operator).await.unwrap().len(), 1);
    let known = Organisations::show(&store, &visitor).await.unwrap().unwrap().details();
    let wanted = domain::organisation::Details { name: "Autre".to_owned(), ..known.clone() };
    let patch = domain::Patch::between(0, &known, &wanted);
    let renamed = Organisations::edit(&store, &operator, patch).await.unwrap();
    assert_eq!(Organisations::show(&store, &visitor).await, Ok(Some(renamed)));
    store.organisation().ensure(&operator).await.unwrap();
    assert_eq!(store.pipelines().list(&operator).await.unwrap().len(), 1);
}

#[tokio::test]
async fn open_pages_hear_of_a_change_after_it_and_of_the_end() {
    let w = store().await;
    let live = w.store.live();
    let before = live.latest(&w.reader).unwrap();
    let (woken, contact) = tokio::join!(live.wait(&w.reader, before), w.contact("Ana", "Roy"));
    assert_eq!(woken, Ok(true));
    let heard = live.since(&w.reader, before).unwrap().unwrap();
    assert_eq!((heard.len(), heard[0].subjects[0].clone()), (1, contact.id.subject()));
    let latest = live.latest(&w.reader).unwrap();
    let (woken, ()) = tokio::join!(live.wait(&w.reader, latest), w.store.close());
    assert_eq!(woken, Ok(false));
}

#[tokio::test]
async fn a_visitor_learns_nothing_but_how_to_sign_in() {
    let w = store().await;
    let live = w.store.live();
    assert_eq!(live.epoch(&w.visitor), Err(Error::Unauthorized));
    assert_eq!(live.latest(&w.visitor), Err(Error::Unauthorized));
    assert_eq!(live.since(&w.visitor, 0), Err(Error::Unauthorized));
    assert_eq!(live.wait(&w.visitor, 0).await, Err(Error::Unauthorized));
    assert!(live.epoch(&w.reader).is_ok());
    // These are how one signs in, and so open.
    assert!(w.store.organisation().show(&w.visitor).await.unwrap().is_some());
    assert!(w.store.users().credentials(&w.visitor, &email("reader@organisme.fr")).await.unwrap().is_some());
    assert!(matches!(w.store.users().link(&w.visitor, "secret").await, Err(Error::Refused { .. })));
    assert!(matches!(w.store.users().use_link(&w.visitor, "secret", String::new()).await, Err(Error::Refused { .. })));
    let own = w.reader.user.clone().unwrap();
    assert!(w.store.users().set_password(&w.reader, &own, "new".to_owned(), None).await.is_ok());
}
