//! Any record by a few letters.

use domain::contact::Details;
use domain::find::{EACH, Finds};
use domain::{Actor, Crm};

use super::{World, person, phone, store};

async fn found(w: &World, who: &Actor, text: &str) -> Finds {
    w.store.finder().find(who, text).await.unwrap()
}

fn names(choices: &[domain::contact::Choice]) -> Vec<&str> {
    choices.iter().map(|choice| choice.name.as_str()).collect()
}

async fn world() -> World {
    let w = store().await;
    let company = domain::company::Details {
        name: "Boulangerie Colas".to_owned(),
        town: "Évreux".to_owned(),
        ..Default::default()
    };
    let company = w.store.companies().create(&w.advisor, company).await.unwrap().id;
    let details = Details { company: Some(company), phones: vec![phone("0612345678")], ..person("Inès", "Lefèvre") };
    let ines = w.store.contacts().create(&w.advisor, details).await.unwrap().id;
    w.contact("Luc", "Lefebvre").await;
    w.deal("Hygiène alimentaire", &ines, 0).await;
    w
}

#[tokio::test]
async fn records_are_found_by_letters_digits_and_nearly_right_words() {
    let w = world().await;
    assert_eq!(names(&found(&w, &w.reader, "ines lef").await.contacts), ["Inès Lefèvre"]);
    // The right spelling first, then the other one.
    assert_eq!(names(&found(&w, &w.reader, "Lefèvre").await.contacts), ["Inès Lefèvre", "Luc Lefebvre"]);
    assert_eq!(names(&found(&w, &w.reader, "06 12 34").await.contacts), ["Inès Lefèvre"]);
    assert_eq!(names(&found(&w, &w.reader, "+33 6 12 34").await.contacts), ["Inès Lefèvre"]);
    let bakery = found(&w, &w.reader, "boulangreie").await;
    assert_eq!((names(&bakery.companies), bakery.companies[0].hint.as_str()), (vec!["Boulangerie Colas"], "Évreux"));
    assert_eq!(
        (names(&bakery.contacts), bakery.contacts[0].hint.as_str()),
        (vec!["Inès Lefèvre"], "Boulangerie Colas")
    );
    let deal = found(&w, &w.reader, "hygiene").await.deals.remove(0);
    assert_eq!((deal.name.as_str(), deal.hint.as_str()), ("Hygiène alimentaire", "Inès Lefèvre"));
    for nothing in ["", "  ", "?!", "zzz", "lfv"] {
        assert_eq!(found(&w, &w.reader, nothing).await, Finds::default(), "{nothing}");
    }
}

#[tokio::test]
async fn a_trainer_finds_people_and_no_deals() {
    let w = world().await;
    let seen = found(&w, &w.trainer, "ines").await;
    assert_eq!((seen.contacts.len(), seen.deals.len()), (1, 0));
    assert_eq!(found(&w, &w.reader, "ines").await.deals.len(), 1);
}

#[tokio::test]
async fn what_is_archived_or_too_much_is_left_out() {
    let w = store().await;
    for at in 0..EACH + 2 {
        w.contact("Ana", &format!("Roy{at}")).await;
    }
    let ids = found(&w, &w.reader, "roy").await.contacts;
    assert_eq!(ids.len(), EACH);
    w.store.contacts().archive(&w.advisor, &ids[0].id.parse().unwrap(), true).await.unwrap();
    let left = found(&w, &w.reader, "roy").await.contacts;
    assert!(!left.contains(&ids[0]));
}
