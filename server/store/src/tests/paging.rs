//! Long lists: each row is visited once, in order.

use domain::contact::{Contacts, Filter};
use domain::deal::{self, Deals};
use domain::import::Row;
use domain::{Crm, Cursor};

use super::{person, store};
use domain::board::ColumnQuery;

#[tokio::test]
async fn a_list_of_contacts_visits_each_once() {
    let w = store().await;
    for at in 0..120 {
        w.store.contacts().create(&w.advisor, person("Ana", &format!("Roy{}", at * 7 % 40))).await.unwrap();
    }
    for text in ["", "roy"] {
        let filter = Filter { text: text.to_owned(), ..Filter::default() };
        let (mut seen, mut after): (Vec<(String, String)>, Option<Cursor>) = (Vec::new(), None);
        loop {
            let page = Contacts::list(&w.store, &w.reader, &filter, after).await.unwrap();
            assert_eq!((page.count.rows, page.count.more), (120, false));
            seen.extend(page.rows.into_iter().map(|row| (row.details.family_name.to_lowercase(), row.id.to_string())));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 120);
        assert!(seen.is_sorted_by(|a, b| a < b), "in order, and none twice");
    }
}

#[tokio::test]
async fn a_search_visits_each_once_whatever_else_narrows_it() {
    let w = store().await;
    let import = w.store.imports().start(&w.advisor, "file.csv", 600).await.unwrap();
    let row = |at: usize| Row { contact: person(["Ana", "Éva"][at % 2], &format!("Roy{at:04}")), ..Row::default() };
    let row = |at: usize| {
        let mut row = row(at);
        row.contact.emails.push(super::email(&format!("a{at}@b.fr")));
        row
    };
    for chunk in 0..3 {
        let rows = (chunk * 400..(chunk + 1) * 400).map(row).collect();
        w.store.imports().write(&w.advisor, &import, rows).await.unwrap();
    }
    for (text, count) in [("eva ro", 600), ("roy", 1_200), ("eva roy0", 500), ("eva roy00", 50), ("va", 0)] {
        let filter = Filter { text: text.to_owned(), ..Filter::default() };
        let (mut seen, mut after): (Vec<String>, Option<Cursor>) = (Vec::new(), None);
        loop {
            let page = Contacts::list(&w.store, &w.reader, &filter, after).await.unwrap();
            assert_eq!(page.count.rows, count, "{text}");
            seen.extend(page.rows.into_iter().map(|row| row.details.full_name()));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), count as usize, "{text}");
        let families = |name: &String| name.rsplit_once(' ').map(|(_, family)| family.to_owned());
        assert!(seen.iter().map(families).is_sorted_by(|a, b| a < b), "{text}");
        assert!(!text.starts_with("eva") || seen.iter().all(|name| name.starts_with("Éva")), "{text}");
    }
}

#[tokio::test]
async fn a_narrowed_search_counts_what_it_looked_at() {
    let w = store().await;
    let import = w.store.imports().start(&w.advisor, "file.csv", 2_500).await.unwrap();
    let row = |at: usize| {
        let mut row = Row { contact: person("Ana", &format!("Roy{at:04}")), ..Row::default() };
        row.contact.emails.push(super::email(&format!("a{at}@b.fr")));
        row.contact.tags = if at.is_multiple_of(20) { vec!["VIP".to_owned()] } else { Vec::new() };
        row
    };
    for chunk in 0..5 {
        let rows = (chunk * 500..(chunk + 1) * 500).map(row).collect();
        w.store.imports().write(&w.advisor, &import, rows).await.unwrap();
    }
    for (text, count, all) in [("roy", (100, true), 125), ("roy1", (50, false), 50)] {
        let filter = Filter { text: text.to_owned(), tag: Some("VIP".to_owned()), ..Filter::default() };
        let (mut seen, mut after): (Vec<String>, Option<Cursor>) = (Vec::new(), None);
        loop {
            let page = Contacts::list(&w.store, &w.reader, &filter, after).await.unwrap();
            assert_eq!((page.count.rows, page.count.more), count, "{text}");
            seen.extend(page.rows.into_iter().map(|row| row.details.family_name));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), all, "{text}");
        assert!(seen.is_sorted_by(|a, b| a < b), "{text}");
    }
}

#[tokio::test]
async fn a_column_and_the_list_of_deals_visit_each_once() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await.id;
    for at in 0..120 {
        w.deal(&format!("{at}"), &contact, 0).await;
    }
    let (mut seen, mut after) = (Vec::new(), None);
    let first = super::deals::board(&w, deal::Filter::default()).await.columns.remove(0);
    assert_eq!((first.head.count.rows, first.cards.len()), (120, domain::board::FIRST_CARDS));
    seen.extend(first.cards);
    after = first.next.or(after);
    while let Some(cursor) = after {
        let query = ColumnQuery {
            pipeline: w.pipeline.id.clone(),
            stage: w.stage(0),
            filter: deal::Filter::default(),
            after: Some(cursor),
        };
        let page = w.store.deals().column(&w.reader, &query).await.unwrap();
        seen.extend(page.rows);
        after = page.next;
    }
    let titles: Vec<String> = seen.into_iter().map(|card| card.deal.details.title).collect();
    assert_eq!(titles, (0..120).rev().map(|at| at.to_string()).collect::<Vec<_>>());

    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = Deals::list(&w.store, &w.reader, &deal::Filter::default(), after).await.unwrap();
        assert_eq!(page.count.rows, 120);
        ids.extend(page.rows.into_iter().map(|card| card.deal.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(ids.len(), 120);
    assert!(ids.is_sorted_by(|a, b| a > b), "newest first, and none twice");
}

#[tokio::test]
async fn a_long_history_visits_each_event_once() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    for at in 0..119 {
        w.store.contacts().archive(&w.advisor, &contact.id, at % 2 == 0).await.unwrap();
    }
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = w.store.events().of(&w.reader, &contact.id.subject(), &Default::default(), after).await.unwrap();
        assert_eq!(page.count.rows, 120);
        ids.extend(page.rows.into_iter().map(|event| event.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(ids.len(), 120);
    assert!(ids.is_sorted_by(|a, b| a > b), "newest first, and none twice");
}
