//! What the dear questions cost. Run by hand: `-- --ignored --nocapture speed`.

use std::time::{Duration, Instant};

use domain::Crm;
use domain::board::BoardQuery;
use domain::contact::Contacts;
use domain::import::{CHUNK, DealRow, Row};

use super::{email, peopled, person, phone};
use crate::Store;

/// The median of five.
async fn median(mut once: impl AsyncFnMut()) -> Duration {
    let mut times = Vec::new();
    for _ in 0..5 {
        let started = Instant::now();
        once().await;
        times.push(started.elapsed());
    }
    times.sort();
    times[2]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement, not a test"]
#[allow(clippy::print_stdout, reason = "its figures are its purpose")]
async fn speed() {
    let folder = tempfile::tempdir().unwrap();
    let w = peopled(Store::open("", folder.path()).await.unwrap()).await;
    let import = w.store.imports().start(&w.advisor, "file.csv", 10_000).await.unwrap();
    let row = |at: usize| Row {
        contact: domain::contact::Details {
            emails: vec![email(&format!("person{at}@company{}.fr", at % 997))],
            phones: vec![phone(&format!("06{:08}", 10_000_000 + at))],
            ..person(["Ana", "Luc", "Zoé"][at % 3], &format!("Roy{at}"))
        },
        company: format!("Company {}", at % 500),
        deal: at.is_multiple_of(5).then(|| DealRow {
            title: format!("Deal {at}"),
            stage: w.pipeline.details.stages[at % 4].name.clone(),
            ..DealRow::default()
        }),
        ..Row::default()
    };
    for run in ["new", "again"] {
        let started = Instant::now();
        for chunk in 0..10_000 / CHUNK {
            let rows = (chunk * CHUNK..(chunk + 1) * CHUNK).map(row).collect();
            w.store.imports().write(&w.advisor, &import, rows).await.unwrap();
        }
        println!("import, {run}: {:.0} rows/s", 10_000.0 / started.elapsed().as_secs_f64());
    }
    let board = median(async || drop(w.store.deals().board(&w.reader, &BoardQuery::default()).await.unwrap())).await;
    let fresh = median(async || {
        w.contact("Ana", "Roy").await;
        w.store.deals().board(&w.reader, &BoardQuery::default()).await.unwrap();
    });
    println!("board of 2,000: {board:?}; after a change (which is counted, too): {:?}", fresh.await);
    let change = median(async || drop(w.contact("Ana", "Roy").await)).await;
    println!("one contact made: {change:?}");
    for text in ["", "roy99", "ana", "company 7"] {
        let filter = domain::contact::Filter { text: text.to_owned(), ..Default::default() };
        let list = median(async || drop(Contacts::list(&w.store, &w.reader, &filter, None).await.unwrap())).await;
        println!("contacts, {text:?}: {list:?}");
    }
    for text in ["roy99", "ana", "company 7", "compnay 7", "zoe ryo9999", "zzzzzzzz", "0610"] {
        let find = median(async || drop(w.store.finder().find(&w.reader, text).await.unwrap())).await;
        println!("found anywhere, {text:?}: {find:?}");
    }
    let session = median(async || drop(w.store.load_session("key").await.unwrap())).await;
    println!("session: {session:?}");
    w.store.close().await;
}
