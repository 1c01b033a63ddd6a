//! The data of this release for the tests of later ones: `cargo xtask fixture` starts what makes it.

use std::path::PathBuf;

use domain::contact::Contacts;
use domain::exchange::{Exchanges, Outcome};
use domain::note::{Details as Note, Subject};
use domain::user::NewUser;
use domain::vocabulary::List;
use domain::{Actor, Crm, Email, Patch, Role};
use server::backup::{Making, make};
use store::{DemoPlan, Store};

/// Where to write it; without it nothing is written.
const TO: &str = "CRM_FIXTURE";

#[test]
#[ignore = "started by `cargo xtask fixture`, once for each release"]
fn keeps_the_data_of_this_release() {
    let Ok(to) = std::env::var(TO).map(PathBuf::from) else { return };
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(8 << 20).build().unwrap();
    let store = runtime.block_on(async {
        let store = Store::open("", folder.path()).await.unwrap();
        plant(&store).await;
        let making = Making { store: &store, actor: &Actor::operator(), to: &to, settings: None };
        make(making, |_, _| {}).await.unwrap();
        store.close().await;
        store
    });
    drop(store);
}

/// Something of every table.
async fn plant(store: &Store) {
    let operator = Actor::operator();
    let as_of = domain::Day::parse("2026-11-22").unwrap();
    let plan = DemoPlan { contacts: 60, companies: 12, deals: 20, events: 300, seed: 1, as_of };
    store.plant_demo(&operator, &plan, |_, _, _| {}).await.unwrap();
    let email = Email::parse("ana@exemple.fr").unwrap();
    let ana = NewUser { name: "Ana Petit".to_owned(), email, role: Role::Administrator };
    let ana = store.users().create(&operator, ana).await.unwrap();
    let hash = server::password::hash(crate::site::PASSWORD.into()).await.unwrap();
    store.users().set_password(&operator, &ana.id, hash, None).await.unwrap();
    let me = crate::site::actor(&ana);
    let people = Contacts::list(store, &me, &Default::default(), None).await.unwrap().rows;
    let (first, gone) = (&people[0], &people[1]);
    let about = Subject::Contact(first.id.clone());
    let text = "Rappeler **avant** l’été, @Ana Petit : « c’est convenu ».".to_owned();
    store.notes().add(&me, &about, Note { text, pinned: true }).await.unwrap();
    let told = domain::exchange::Details {
        contact: first.id.clone(),
        deal: None,
        channel: Default::default(),
        direction: Default::default(),
        outcome: Some(Outcome::NoAnswer),
        minutes: Some(12),
        text: "Intéressée".to_owned(),
        at: None,
    };
    Exchanges::log(store, &me, told).await.unwrap();
    let view = domain::view::Details { name: "Clients".to_owned(), query: "?statut=client".to_owned(), shared: true };
    store.views().save(&me, view).await.unwrap();
    store.calendars().renew(&me).await.unwrap();
    let list = store.vocabularies().show(&me, List::Sources).await.unwrap();
    let mut more = list.details.clone();
    let word = domain::WordId::new();
    more.words.push(domain::vocabulary::Word { id: word, name: "Salon de Lyon".to_owned(), hidden: false });
    store.vocabularies().edit(&me, List::Sources, Patch::between(list.version, &list.details, &more)).await.unwrap();
    // Given to Ana by somebody else: a notice.
    let given = domain::contact::Details { owner: Some(ana.id.clone()), ..first.details.clone() };
    Contacts::edit(store, &operator, &first.id, Patch::between(first.version, &first.details, &given)).await.unwrap();
    store.bin().delete(&me, &Subject::Contact(gone.id.clone())).await.unwrap();
    let png = b"\x89PNG\r\n\x1a\nnot really a picture".to_vec();
    store.organisation().set_logo(&me, Some(png)).await.unwrap();
}
