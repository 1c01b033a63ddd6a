//! The store on disk: what was written is there after the next opening, and a folder has one owner.

use std::path::Path;
use std::time::{Duration, Instant};

use domain::Crm;
use domain::contact::{Contacts, Filter};
use domain::deal;

use super::{deals::board, peopled};
use crate::{OpenError, Store};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_written_is_there_after_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let w = peopled(Store::open("", folder.path()).await.unwrap()).await;
    let contact = w.contact("Ana", "Roy").await;
    w.deal("Bilan", &contact.id, 1).await;
    w.store.close().await;
    let super::World { store, .. } = w;
    drop(store);

    let store = Store::open("", folder.path()).await.unwrap();
    assert_eq!(store.contacts().show(&w.reader, &contact.id).await, Ok(contact.clone()));
    let filter = Filter { text: "an ro".to_owned(), ..Filter::default() };
    let found = Contacts::list(&store, &w.reader, &filter, None).await.unwrap();
    assert_eq!((found.rows, found.count.rows), (vec![contact.clone()], 1));
    assert_eq!(
        store.events().of(&w.reader, &contact.id.subject(), &Default::default(), None).await.unwrap().rows.len(),
        2
    );
    assert_eq!(store.users().list(&w.reader).await.unwrap().len(), 4);
    let w = super::World { store, ..w };
    let shown = board(&w, deal::Filter::default()).await;
    assert_eq!(shown.columns[1].cards[0].deal.details.title, "Bilan");
    let moved = w.store.deals().relocate(&w.advisor, super::deals::to(&w, &shown.columns[1].cards[0].deal.id, 0, None));
    assert!(moved.await.is_ok());
    w.store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_has_one_owner() {
    let folder = tempfile::tempdir().unwrap();
    let first = Store::open("", folder.path()).await.unwrap();
    let started = Instant::now();
    let second = Store::open("", folder.path()).await;
    assert!(matches!(second, Err(OpenError::Busy(_))), "{:?}", second.err());
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    first.close().await;
}

#[tokio::test]
async fn what_is_in_the_way_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, b"").unwrap();
    assert!(matches!(Store::open("", &file).await, Err(OpenError::Folder(..))));
    assert!(matches!(Store::open("", &file.join("below")).await, Err(OpenError::Folder(..))));
    for url in ["nonsense", "http://127.0.0.1:8000", "rocksdb://x", "file:///tmp/x"] {
        assert!(matches!(Store::open(url, Path::new("")).await, Err(OpenError::Url(_))), "{url}");
    }
}
