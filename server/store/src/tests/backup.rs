//! Everything out of a database and into another one, while others write; and the end of a history that went missing.

use std::collections::BTreeMap;
use std::path::Path;

use domain::contact::Contacts;
use domain::event::{Filter, Kind};
use domain::notice::{Kind as Told, Notices};
use domain::{Actor, Crm, Patch};
use serde_json::Value;

use super::{World, peopled};
use crate::ask::ask;
use crate::{BackupError, OpenError, Part, Restoring, Snapshot, Store};

type Rows = BTreeMap<String, Vec<String>>;

async fn all(snapshot: Snapshot) -> Rows {
    rest(None, snapshot).await
}

/// All that is left after a part that was taken already.
async fn rest(taken: Option<Part>, mut snapshot: Snapshot) -> Rows {
    let (mut rows, mut table, mut next) = (Rows::new(), String::new(), taken);
    if next.is_none() {
        next = snapshot.next().await.unwrap();
    }
    while let Some(part) = next {
        next = snapshot.next().await.unwrap();
        match part {
            Part::Table(name) => {
                rows.insert(name.clone(), Vec::new());
                table = name;
            }
            Part::Rows(more) => rows.get_mut(&table).unwrap().extend(more),
        }
    }
    rows
}

async fn everything(store: &Store) -> Rows {
    all(store.snapshot(&Actor::operator()).await.unwrap()).await
}

async fn rename(w: &World, id: &domain::ContactId, name: &str) {
    let read = w.store.contacts().show(&w.advisor, id).await.unwrap();
    let renamed = domain::contact::Details { family_name: name.to_owned(), ..read.details.clone() };
    let patch = Patch::between(read.version, &read.details, &renamed);
    Contacts::edit(&w.store, &w.advisor, id, patch).await.unwrap();
}

/// A database with something in every kind of table, and one that this program does not name anywhere.
async fn filled(store: Store) -> World {
    let w = peopled(store).await;
    for number in 0..30 {
        let contact = w.contact(&format!("Zoé {number}"), "D’Été").await;
        w.deal("Bilan « long »", &contact.id, number % 3).await;
        if number % 10 == 0 {
            w.store.bin().delete(&w.advisor, &domain::note::Subject::Contact(contact.id)).await.unwrap();
        }
    }
    let odd = "CREATE unheard_of:['a', 1] SET d = 1.20dec, at = d'2026-11-22T10:00:00.000000001Z', f = -0.0, n = NULL, \
               deep = [[[[[[[[[[{ x: NONE, y: 1h30m }]]]]]]]]]], u = u'018f0000-0000-7000-8000-000000000000'; \
               CREATE unheard_of:7 SET b = <bytes> 'octets'; CREATE session:s SET expires_at = 9";
    w.store.read(ask(odd)).await.unwrap();
    w
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_row_comes_out_and_back() {
    let folder = tempfile::tempdir().unwrap();
    for from in [Store::in_memory().await.unwrap(), Store::open("", &folder.path().join("from")).await.unwrap()] {
        let w = filled(from).await;
        let rows = everything(&w.store).await;
        assert!(rows["contact"].len() == 27 && rows["bin"].len() == 3 && rows["unheard_of"].len() == 2, "{rows:?}");
        assert!(!rows.contains_key("session") && !rows.contains_key("link"), "what is of the moment stays behind");
        let odd = rows["unheard_of"].concat();
        for part in [r#""d":{"$decimal":"1.2"#, r#""f":{"$float":"-0.0"}"#, r#""n":null"#, r#""at":{"$datetime":["#] {
            assert!(odd.contains(part), "{part}: {odd}");
        }

        let to = tempfile::tempdir().unwrap();
        let restoring = Restoring::begin(to.path()).await.unwrap();
        for (table, lines) in &rows {
            restoring.table(table).await.unwrap();
            restoring.rows(lines).await.unwrap();
        }
        assert_eq!(all(restoring.snapshot().await.unwrap()).await, rows);
        let store = restoring.finish().await.unwrap();
        assert_eq!(everything(&store).await, rows, "indexes and schema change no row");
        let found = store.finder().find(&w.advisor, "zoe").await.unwrap();
        assert!(!found.contacts.is_empty(), "{found:?}");
        store.close().await;
        drop(store);
        let store = Store::open("", to.path()).await.unwrap();
        assert_eq!(everything(&store).await, rows, "the next start changes nothing");
        store.close().await;
        drop(store);
        assert!(matches!(Restoring::begin(to.path()).await, Err(BackupError::Occupied)));
        w.store.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_written_meanwhile_is_not_in_it() {
    let folder = tempfile::tempdir().unwrap();
    for store in [Store::in_memory().await.unwrap(), Store::open("", folder.path()).await.unwrap()] {
        let w = filled(store).await;
        let before = everything(&w.store).await;
        let mut snapshot = w.store.snapshot(&w.administrator).await.unwrap();
        // The first part comes with rows of the transaction, so it has begun; nothing after this belongs to it.
        let first = snapshot.next().await.unwrap();
        assert_eq!(first, Some(Part::Table("bin".to_owned())));
        let page = Contacts::list(&w.store, &w.advisor, &Default::default(), None).await.unwrap();
        for contact in &page.rows {
            rename(&w, &contact.id, "Après").await;
        }
        w.contact("Nouvelle", "Venue").await;
        w.store.bin().delete(&w.advisor, &domain::note::Subject::Contact(page.rows[0].id.clone())).await.unwrap();
        assert_eq!(rest(first, snapshot).await, before);
        assert_ne!(everything(&w.store).await, before);
        w.store.close().await;
    }
}

#[tokio::test]
async fn only_administrators_take_everything_away() {
    let w = super::store().await;
    for actor in [&w.advisor, &w.trainer, &w.reader, &w.visitor] {
        assert!(matches!(w.store.snapshot(actor).await, Err(BackupError::Denied(_))));
    }
    assert!(w.store.snapshot(&w.administrator).await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_of_a_newer_program_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let restoring = Restoring::begin(folder.path()).await.unwrap();
    restoring.rows(&[r#"{"hash":"x","id":{"$record":["schema","9999_future"]}}"#]).await.unwrap();
    assert!(matches!(restoring.finish().await, Err(BackupError::Open(OpenError::Version(_)))));
    let newer = BTreeMap::from([("program".to_owned(), "99.0.0".to_owned())]);
    assert!(crate::refuse_newer(&newer).is_err() && crate::refuse_newer(&BTreeMap::new()).is_ok());
}

async fn reopened(data: &Path, store: Store) -> Store {
    store.close().await;
    drop(store);
    Store::open("", data).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_that_lost_its_end_is_said_once() {
    let folder = tempfile::tempdir().unwrap();
    let w = peopled(Store::open("", folder.path()).await.unwrap()).await;
    let contact = w.contact("Ana", "Roy").await;
    rename(&w, &contact.id, "Petit").await;
    let store = reopened(folder.path(), w.store).await;
    assert_eq!(store.lost(), None, "all is there");
    let last: Value =
        store.read(ask("SELECT * FROM event ORDER BY key DESC LIMIT 1")).await.unwrap().one(0).unwrap().unwrap();
    // As when the tail of the log is dropped: the latest transactions were never there.
    let gone = "DELETE (SELECT VALUE id FROM event ORDER BY key DESC LIMIT 2)";
    store.read(ask(gone)).await.unwrap();
    let store = reopened(folder.path(), store).await;
    let lost = store.lost().unwrap();
    assert_eq!((lost.events, lost.more, lost.until.0), (2, false, last["at"].as_i64().unwrap()));
    let said = lost.to_string();
    assert!(
        said.contains("2 changes") && !said.contains('\n') && lost.last.is_some_and(|at| at <= lost.until),
        "{said}"
    );
    let told = Notices::list(&store, &w.administrator, None).await.unwrap().rows;
    assert_eq!((told.len(), told[0].kind), (1, Told::TailLost), "{told:?}");
    assert!(Notices::list(&store, &w.advisor, None).await.unwrap().rows.is_empty());
    let history = store.events().of(&w.administrator, "backup:own", &Filter::default(), None).await.unwrap();
    assert_eq!(history.rows[0].kind, Kind::TailLost);
    let store = reopened(folder.path(), store).await;
    assert_eq!(store.lost(), None, "it is said once");
    store.close().await;
    drop(store);
    // A mark that cannot be read is no reason not to start; neither is none.
    for text in [Some("{"), None] {
        let file = folder.path().join("latest-events.json");
        text.map_or_else(|| std::fs::remove_file(&file), |text| std::fs::write(&file, text)).unwrap();
        let store = Store::open("", folder.path()).await.unwrap();
        assert_eq!(store.lost(), None);
        store.close().await;
    }
}
