//! Many at once: nothing lost, nothing doubled, no rule bent.

use std::collections::BTreeSet;

use domain::user::NewUser;
use domain::{Crm, Error, Patch, Role, error::Refusal};
use futures::future::join_all;

use super::deals::{column, to};
use super::{colleague, email, person, store};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn cards_dropped_on_one_place_at_once_stand_in_one_order() {
    for crowd in [2, 20] {
        let w = store().await;
        let contact = w.contact("Ana", "Roy").await.id;
        let (low, high) = (w.deal("low", &contact, 1).await.deal.id, w.deal("high", &contact, 1).await.deal.id);
        let mut cards = Vec::new();
        for at in 0..crowd {
            cards.push(w.deal(&format!("{at}"), &contact, 0).await.deal.id);
        }
        let drops = cards.iter().map(|card| w.store.deals().relocate(&w.advisor, to(&w, card, 1, Some(&high))));
        for dropped in join_all(drops).await {
            dropped.unwrap();
        }
        let order = column(&w, 1).await;
        assert_eq!(order.len(), crowd + 2);
        assert_eq!((order[0].as_str(), order[crowd + 1].as_str()), ("high", "low"));
        assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), crowd + 2);
        assert_eq!(column(&w, 1).await, order);
        assert!(column(&w, 0).await.is_empty());
        // Between any two of them there is still a place.
        let board = super::deals::board(&w, domain::deal::Filter::default()).await;
        let second = board.columns[1].cards[1].deal.id.clone();
        w.store.deals().relocate(&w.advisor, to(&w, &low, 1, Some(&second))).await.unwrap();
        assert_eq!(column(&w, 1).await[2], "low");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_address_is_one_account() {
    let w = store().await;
    let new = NewUser { name: "Ana".to_owned(), email: email("ana@organisme.fr"), role: Role::Reader };
    let made = join_all((0..20).map(|_| w.store.users().create(&w.administrator, new.clone()))).await;
    assert_eq!(made.iter().filter(|made| made.is_ok()).count(), 1);
    let taken = Error::Taken { field: "email".to_owned() };
    assert_eq!(made.iter().filter(|made| made.as_ref() == Err(&taken)).count(), 19, "{made:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_name_is_one_company() {
    let w = store().await;
    let new = domain::company::Details { name: "Acme".to_owned(), ..Default::default() };
    let made = join_all((0..20).map(|_| w.store.companies().create(&w.advisor, new.clone()))).await;
    let ids: BTreeSet<_> = made.into_iter().map(|made| made.unwrap().id).collect();
    assert_eq!(ids.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_administrator_always_remains() {
    for _ in 0..5 {
        let w = store().await;
        let other = colleague(&w.store, "other", Role::Administrator).await;
        let disable = |who: &domain::Actor| {
            let (store, by, id) = (&w.store, w.administrator.clone(), who.user.clone().unwrap());
            async move { store.users().govern(&by, &id, Role::Administrator, true).await }
        };
        let (first, second) = tokio::join!(disable(&w.administrator), disable(&other));
        let refused = Err(Error::refused(Refusal::LastAdministrator));
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        assert!(first == refused || second == refused);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn edits_of_one_contact_by_many_all_arrive() {
    let w = store().await;
    let read = w.store.contacts().create(&w.advisor, person("Ana", "Roy")).await.unwrap();
    let fields: [fn(&mut domain::contact::Details); 5] = [
        |d| d.given_name = "Anna".to_owned(),
        |d| d.family_name = "Leroy".to_owned(),
        |d| d.job_title = "Chef".to_owned(),
        |d| d.source = Some("Salon".to_owned()),
        |d| d.tags = vec!["VIP".to_owned()],
    ];
    let edits = fields.iter().map(|change| {
        let mut wanted = read.details.clone();
        change(&mut wanted);
        w.store.contacts().edit(&w.advisor, &read.id, Patch::between(1, &read.details, &wanted))
    });
    for edited in join_all(edits).await {
        edited.unwrap();
    }
    let seen = w.store.contacts().show(&w.reader, &read.id).await.unwrap();
    assert_eq!((seen.version, seen.details.full_name().as_str()), (6, "Anna Leroy"));
    assert_eq!((seen.details.tags.len(), seen.details.source.as_deref()), (1, Some("Salon")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_link_is_used_once() {
    let w = store().await;
    let user = w.reader.user.clone().unwrap();
    let purpose = domain::user::LinkPurpose::Reset;
    let secret = w.store.users().make_link(&w.administrator, purpose, Some(&user)).await.unwrap();
    let uses = (0..8).map(|at| w.store.users().use_link(&w.visitor, &secret, format!("hash{at}")));
    let used = join_all(uses).await;
    assert_eq!(used.iter().filter(|used| used.is_ok()).count(), 1);
    let refused = Error::refused(Refusal::LinkExpired);
    assert_eq!(used.iter().filter(|used| used.as_ref() == Err(&refused)).count(), 7, "{used:?}");
}
