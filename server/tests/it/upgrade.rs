//! What an earlier release left is read and written by this one: every port has its say.

use std::collections::BTreeMap;
use std::path::Path;

use domain::board::BoardQuery;
use domain::contact::Contacts;
use domain::deal::{Deals, Relocation};
use domain::export::{Exports, Table};
use domain::{Actor, Crm, Patch};
use server::backup::Manifest;
use store::Store;

/// Restored data, opened and worked with.
pub fn walk(data: &Path, manifest: &Manifest) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(8 << 20).build().unwrap();
    let store = runtime.block_on(async {
        let store = Store::open("", data).await.unwrap();
        work(&store, manifest).await;
        store.close().await;
        store
    });
    drop(store);
}

async fn work(store: &Store, manifest: &Manifest) {
    let operator = Actor::operator();
    let rows: BTreeMap<&str, u64> = manifest.tables.iter().map(|table| (table.name.as_str(), table.rows)).collect();
    // Every record there was is read by its type.
    for (table, name) in Table::ALL
        .into_iter()
        .zip(["contact", "company", "deal", "task", "note", "exchange", "pipeline", "user", "event"])
    {
        let (mut seen, mut after) = (0, None);
        loop {
            let block = store.block(&operator, table, after).await.unwrap();
            seen += block.rows.len() as u64;
            after = block.next;
            if after.is_none() {
                break;
            }
        }
        assert!(seen <= rows[name] && (seen > 0 || rows[name] == 0), "{name}: {seen} of {}", rows[name]);
    }
    let people = Contacts::list(store, &operator, &Default::default(), None).await.unwrap();
    assert_eq!(u64::from(people.count.rows), rows["contact"]);
    let first = &people.rows[0];
    let history = store.events().of(&operator, &first.id.subject(), &Default::default(), None).await.unwrap();
    assert!(!history.rows.is_empty());
    let word = domain::text::fold(&first.details.family_name);
    assert!(!store.finder().find(&operator, &word).await.unwrap().contacts.is_empty());
    let changed = domain::contact::Details { given_name: "Renommée".to_owned(), ..first.details.clone() };
    let patch = Patch::between(first.version, &first.details, &changed);
    assert_eq!(Contacts::edit(store, &operator, &first.id, patch).await.unwrap().details, changed);
    let board = store.board(&operator, &BoardQuery::default()).await.unwrap();
    let card = board.columns.iter().find_map(|column| column.cards.first()).expect("a card on the board");
    let stage = board.columns.last().unwrap().head.stage.id.clone();
    let to = Relocation { deal: card.deal.id.clone(), stage, after: None, from: None, origin: String::new() };
    store.relocate(&operator, to).await.unwrap();
    assert!(!store.users().list(&operator).await.unwrap().is_empty());
    assert!(store.organisation().show(&operator).await.unwrap().is_some());
    let all = store.events().log(&operator, &Default::default(), None).await.unwrap();
    assert!(all.rows.len() > 10);
}
