//! Second factors: put in force by a code, used once, taken away.

use domain::event::Kind;
use domain::second::{Second, totp};
use domain::{Actor, Crm, Error, Problem};

use super::{World, store};

/// What the application shows now, or some steps from now.
fn shown(w: &World, secret: &str, steps: i64) -> String {
    totp::shown(secret, domain::Instant(w.store.now().0 + steps * 30_000)).unwrap()
}

fn wrong<T>() -> Result<T, Error> {
    Err(Error::invalid("code", Problem::Wrong))
}

/// Puts one in force; answers its secret and the code that was used up by that.
async fn with_second(w: &World, actor: &Actor) -> (String, String) {
    let offer = w.store.seconds().begin(actor).await.unwrap();
    let code = shown(w, &offer.secret, 0);
    w.store.seconds().confirm(actor, &code, None).await.unwrap();
    (offer.secret, code)
}

#[tokio::test]
async fn a_factor_is_in_force_once_a_code_of_it_was_shown() {
    let w = store().await;
    let seconds = w.store.seconds();
    let offer = seconds.begin(&w.advisor).await.unwrap();
    assert!(
        offer.secret.len() == 32 && offer.uri.contains(&offer.secret) && offer.uri.contains("advisor%40organisme.fr")
    );
    assert_eq!(seconds.begin(&w.advisor).await, Ok(offer.clone()), "the same as long as it is young");
    assert_ne!(seconds.begin(&w.trainer).await.unwrap().secret, offer.secret);
    assert_eq!(seconds.own(&w.advisor).await, Ok(Second::default()));
    assert_eq!(seconds.prove(&w.advisor, &shown(&w, &offer.secret, 0)).await, wrong(), "not in force");
    let elsewhere = shown(&w, &seconds.begin(&w.trainer).await.unwrap().secret, 0);
    assert_eq!(seconds.confirm(&w.advisor, &elsewhere, None).await, wrong());
    assert!(!w.store.users().own(&w.advisor).await.unwrap().second);

    seconds.confirm(&w.advisor, &shown(&w, &offer.secret, 0), None).await.unwrap();
    assert!(w.store.users().own(&w.advisor).await.unwrap().second);
    assert!(seconds.own(&w.advisor).await.unwrap().since.is_some());
    assert!(matches!(seconds.begin(&w.advisor).await, Err(Error::Taken { .. })), "the secret is not shown again");
    w.holds().await;
}

#[tokio::test]
async fn a_code_opens_once_and_only_its_owner() {
    let w = store().await;
    let seconds = w.store.seconds();
    let (secret, used) = with_second(&w, &w.advisor).await;
    assert_eq!(seconds.prove(&w.advisor, &used).await, wrong(), "the one it began with");
    // The next step's holds already, and still does should the clock move on meanwhile.
    let next = shown(&w, &secret, 1);
    assert_eq!(seconds.prove(&w.trainer, &next).await, wrong());
    seconds.prove(&w.advisor, &next).await.unwrap();
    assert_eq!(seconds.prove(&w.advisor, &next).await, wrong(), "used");
    assert_eq!(seconds.prove(&w.advisor, &shown(&w, &secret, 9)).await, wrong());
    // Two at once: one of them comes in.
    let (secret, _) = with_second(&w, &w.trainer).await;
    let next = shown(&w, &secret, 1);
    let (one, two) = tokio::join!(seconds.prove(&w.trainer, &next), seconds.prove(&w.trainer, &next));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
}

#[tokio::test]
async fn a_code_on_paper_is_used_up_and_new_ones_replace_those_before() {
    let w = store().await;
    let seconds = w.store.seconds();
    assert_eq!(seconds.renew(&w.advisor, vec!["a".into()]).await, Err(Error::NotFound), "nothing to stand in for");
    with_second(&w, &w.advisor).await;
    seconds.renew(&w.advisor, vec!["a".into(), "b".into()]).await.unwrap();
    assert_eq!(seconds.spend(&w.advisor, "a").await, Ok(1));
    assert_eq!(seconds.spend(&w.advisor, "a").await, wrong());
    assert_eq!(seconds.spend(&w.trainer, "b").await, wrong());
    assert_eq!(seconds.own(&w.advisor).await.unwrap().left, 1);
    seconds.renew(&w.advisor, vec!["c".into()]).await.unwrap();
    assert_eq!(seconds.hashes(&w.advisor).await, Ok(vec!["c".into()]));
}

#[tokio::test]
async fn an_administrator_takes_it_away_and_its_owner_is_told() {
    let w = store().await;
    let (secret, _) = with_second(&w, &w.advisor).await;
    let id = w.advisor.user.clone().unwrap();
    let session = crate::SessionRow {
        data: "{}".into(),
        user: Some(id.clone()),
        created_at: w.store.now(),
        seen_at: w.store.now(),
        expires_at: domain::Instant(w.store.now().0 + 60_000),
        agent: String::new(),
    };
    w.store.create_session("open", &session).await.unwrap();
    assert_eq!(w.store.seconds().reset(&w.reader, &id).await, Err(Error::Forbidden));
    assert!(!w.store.seconds().reset(&w.administrator, &id).await.unwrap().second);
    assert!(w.store.load_session("open").await.unwrap().is_none(), "whoever found the telephone is out");
    assert_eq!(w.store.seconds().own(&w.advisor).await, Ok(Second::default()));
    let told = w.store.notices().list(&w.advisor, None).await.unwrap().rows;
    assert_eq!((told.len(), told[0].kind), (1, domain::notice::Kind::SecondReset));
    // The history says what happened, and no secret.
    let events = w.store.events().of(&w.administrator, &id.subject(), &Default::default(), None).await.unwrap().rows;
    let kinds: Vec<Kind> = events.iter().map(|event| event.kind).take(2).collect();
    assert_eq!(kinds, [Kind::UserSecondReset, Kind::UserSecondOn]);
    assert!(!serde_json::to_string(&events).unwrap().contains(&secret));
    w.holds().await;
}

#[tokio::test]
async fn its_owner_turns_it_off() {
    let w = store().await;
    with_second(&w, &w.advisor).await;
    w.store.seconds().remove(&w.advisor).await.unwrap();
    w.store.seconds().remove(&w.advisor).await.unwrap();
    assert_eq!(w.store.seconds().own(&w.advisor).await, Ok(Second::default()));
    let log = w.store.events().log(&w.administrator, &Default::default(), None).await.unwrap().rows;
    assert_eq!(log.iter().filter(|event| event.kind == Kind::UserSecondOff).count(), 1);
    w.holds().await;
}
