//! More values than the database looks up by an index at once are asked for in parts.

use domain::import::Row;
use domain::{Crm, EventId};

use super::plans::{indexed, plans};
use super::{email, person, phone, store};

#[tokio::test]
async fn many_addresses_numbers_and_names_are_looked_up_by_an_index() {
    let w = store().await;
    let import = w.store.imports().start(&w.advisor, "file.csv", 140).await.unwrap();
    plans(&w).await;
    let known = |at: usize| {
        let mut contact = person("Ana", &format!("Roy {at}"));
        contact.emails = vec![email(&format!("a{at}@b.fr"))];
        contact.phones = vec![phone(&format!("06123456{at:02}"))];
        Row { contact, company: format!("Acme {at}"), ..Row::default() }
    };
    w.store.imports().write(&w.advisor, &import, (0..70).map(known).collect()).await.unwrap();
    let asked = indexed(&w, "contact").await;
    for field in ["emails", "phones"] {
        assert_eq!(asked.iter().filter(|(sql, _)| sql.contains(field)).count(), 3, "{asked:?}");
    }
    let bare = |at: usize| Row { contact: person(&format!("Luc {at}"), "Blanc"), ..Row::default() };
    w.store.imports().write(&w.advisor, &import, (0..70).map(bare).collect()).await.unwrap();
    assert_eq!(indexed(&w, "contact").await.iter().filter(|(sql, _)| sql.contains("alike")).count(), 3);
}

#[tokio::test]
async fn what_was_taken_back_of_many_is_looked_up_by_an_index() {
    let w = store().await;
    plans(&w).await;
    let ids: Vec<EventId> = (0..50).map(|_| EventId::new()).collect();
    w.store.events().undone(&w.reader, &ids).await.unwrap();
    let asked = indexed(&w, "event").await;
    assert_eq!(asked.len(), 2);
    assert!(asked.iter().all(|(_, plan)| plan.contains("event_subject")), "{asked:?}");
}
