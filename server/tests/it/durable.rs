//! What was acknowledged is on the disk: a process is killed in the middle of concurrent moves.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use domain::board::BoardQuery;
use domain::contact::Contacts;
use domain::deal::{Deals, NewDeal, Relocation};
use domain::organisation::Organisations;
use domain::pipeline::Pipelines;
use domain::{Actor, DealId};
use store::Store;
use tokio::runtime::Runtime;

const FOLDER: &str = "MOVER_FOLDER";
/// Movers at once, and deals of each.
const MOVERS: usize = 4;
const DEALS: usize = 3;
/// Moves that are acknowledged before the kill.
const MOVES: usize = 150;

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .thread_stack_size(8 << 20)
        .build()
        .unwrap()
}

async fn deal(store: &Store, number: usize) -> DealId {
    let operator = Actor::operator();
    let person = domain::contact::Details { family_name: format!("Nom {number}"), ..Default::default() };
    let contact = Contacts::create(store, &operator, person).await.unwrap().id;
    let details = domain::deal::Details {
        title: format!("Bilan {number}"),
        contact,
        other_contacts: Vec::new(),
        company: None,
        amount: None,
        owner: None,
        training: String::new(),
        funding: None,
        closing_on: None,
        tags: Vec::new(),
    };
    Deals::create(store, &operator, NewDeal { details, stage: None }).await.unwrap().deal.id
}

/// Moves its deals for ever, and says each move that was acknowledged.
async fn mover(store: Arc<Store>, deals: Vec<DealId>) {
    let operator = Actor::operator();
    let pipelines = Pipelines::list(&*store, &operator).await.unwrap();
    let stages: Vec<_> = pipelines[0].details.stages.iter().map(|stage| stage.id.clone()).collect();
    for round in 1_usize.. {
        for deal in &deals {
            let stage = stages[round % stages.len()].clone();
            let to = Relocation { deal: deal.clone(), stage, after: None, from: None, origin: String::new() };
            let card = store.relocate(&operator, to).await.unwrap();
            let line = format!("ACK {} {} {} END\n", deal, card.deal.version, card.deal.stage);
            std::io::stdout().write_all(line.as_bytes()).unwrap();
        }
    }
}

/// The process that is killed; runs for ever, and only when it is started by the test below.
#[test]
#[ignore = "started by the test below, in a process of its own"]
fn moves_for_ever() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    runtime().block_on(async {
        let store = Arc::new(Store::open("", Path::new(&folder)).await.unwrap());
        store.ensure(&Actor::operator()).await.unwrap();
        let mut movers = tokio::task::JoinSet::new();
        for mover_number in 0..MOVERS {
            let mut deals = Vec::new();
            for number in 0..DEALS {
                deals.push(deal(&store, mover_number * DEALS + number).await);
            }
            movers.spawn(mover(Arc::clone(&store), deals));
        }
        movers.join_all().await;
    });
}

#[test]
fn every_acknowledged_move_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["durable::moves_for_ever", "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut acknowledged: BTreeMap<String, (u32, String)> = BTreeMap::new();
    let mut count = 0;
    let mut note = |line: &str| {
        let Some((_, said)) = line.split_once("ACK ") else { return 0 };
        let [deal, version, stage, "END"] = said.split(' ').collect::<Vec<_>>()[..] else { return 0 };
        acknowledged.insert(deal.to_owned(), (version.parse().unwrap(), stage.to_owned()));
        1
    };
    while count < MOVES {
        count += note(&lines.next().expect("the movers go on for ever"));
    }
    // SIGKILL: nothing is flushed, nothing is tidied.
    child.kill().unwrap();
    lines.for_each(|line| count += note(&line));
    child.wait().unwrap();
    assert!(count >= MOVES);
    runtime().block_on(async {
        let store = Store::open("", folder.path()).await.unwrap();
        let operator = Actor::operator();
        for (deal, (version, stage)) in &acknowledged {
            let kept = Deals::show(&store, &operator, &deal.parse().unwrap()).await.unwrap().deal;
            assert!(kept.version >= *version, "{deal}: acknowledged {version}, kept {}", kept.version);
            if kept.version == *version {
                assert_eq!(kept.stage.as_str(), stage, "{deal}");
            }
        }
        let board = store.board(&operator, &BoardQuery::default()).await.unwrap();
        let mut on_board: Vec<String> =
            board.columns.iter().flat_map(|column| column.cards.iter().map(|card| card.deal.id.to_string())).collect();
        on_board.sort();
        on_board.dedup();
        assert_eq!(on_board.len(), MOVERS * DEALS, "every card once");
        let total: usize = board.columns.iter().map(|column| column.cards.len()).sum();
        assert_eq!(total, MOVERS * DEALS, "no card twice");
        store.close().await;
    });
}
