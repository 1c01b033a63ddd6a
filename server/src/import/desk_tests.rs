//! The desk over a database in memory.

use std::sync::Arc;
use std::time::Duration;

use domain::import::{Column, Desk as _, Mapping, Progress, Reason, State};
use domain::organisation::Organisations;
use domain::{Actor, Error, Problem, Role, UserId};
use store::Store;

use super::Desk;

async fn desk() -> Desk {
    let store = Store::in_memory().await.unwrap();
    store.ensure(&Actor::operator()).await.unwrap();
    Desk::new(Arc::new(store))
}

fn advisor(id: &str) -> Actor {
    Actor { user: Some(id.parse::<UserId>().unwrap()), name: "Ana".into(), role: Some(Role::Advisor) }
}

async fn ended(desk: &Desk, actor: &Actor, job: &str) -> Progress {
    for _ in 0..600 {
        let progress = desk.progress(actor, job).await.unwrap();
        if progress.state != State::Running {
            return progress;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the import did not end");
}

fn people(count: usize) -> Vec<u8> {
    let rows: String = (0..count).map(|i| format!("Prénom{i};Nom{i};p{i}@exemple.fr\n")).collect();
    format!("Prénom;Nom;E-mail\n{rows}").into_bytes()
}

#[tokio::test]
async fn a_file_is_brought_looked_at_and_imported() {
    let (desk, ana) = (desk().await, advisor("ana"));
    let text = "Prénom;Nom;E-mail;Affaire;Montant;Étape\nAna;Petit;a@x.fr;Bilan;1 200;Intéressé\nLéo;;pas une adresse;;;\n\
                Zoé;Roy;z@x.fr;Bilan;cinq;Nulle part\nAna;Petit;a@x.fr;;;\n";
    let job = desk.bring(&ana, "contacts.csv", text.as_bytes().to_vec()).await.unwrap();
    let preview = desk.preview(&ana, &job).await.unwrap();
    assert_eq!((preview.rows, preview.delimiter, preview.samples.len()), (4, ';', 4));
    assert!(preview.samples.iter().all(|row| row.len() == 6));
    desk.start(&ana, &job, preview.mapping.clone()).await.unwrap();
    assert_eq!(desk.start(&ana, &job, preview.mapping).await, Err(Error::invalid("job", Problem::Fixed)));
    let progress = ended(&desk, &ana, &job).await;
    assert_eq!(progress.state, State::Done);
    let tally = progress.tally;
    assert_eq!((tally.created, tally.unchanged, tally.rejected, tally.remarks, tally.deals), (2, 1, 1, 1, 2));
    let why: Vec<_> = progress.rejected.iter().map(|row| (row.line, row.reason)).collect();
    assert_eq!(why, [(3, Reason::BadEmail), (4, Reason::BadAmount)]);
    assert_eq!(progress.rejected[1].also, [(Reason::UnknownStage, "Nulle part".to_owned())]);
    let file = String::from_utf8(desk.rejects(&ana, &job).await.unwrap()).unwrap();
    assert!(file.contains("pas une adresse") && file.contains("étape inconnue"), "{file}");
}

#[tokio::test]
async fn a_file_belongs_to_who_brought_it() {
    let (desk, ana) = (desk().await, advisor("ana"));
    let job = desk.bring(&ana, "a.csv", people(1)).await.unwrap();
    assert_eq!(desk.preview(&advisor("leo"), &job).await, Err(Error::NotFound));
    assert_eq!(desk.preview(&Actor::operator(), &job).await, Err(Error::NotFound));
    assert_eq!(desk.progress(&Actor::visitor(), &job).await, Err(Error::Unauthorized));
    let trainer = Actor { role: Some(Role::Trainer), ..ana.clone() };
    assert_eq!(desk.bring(&trainer, "a.csv", people(1)).await, Err(Error::Forbidden));
    let nobody = Mapping(vec![Column::Ignored; 3]);
    assert_eq!(desk.start(&ana, &job, nobody).await, Err(Error::invalid("mapping", Problem::Missing)));
    assert_eq!(desk.bring(&ana, "a.csv", Vec::new()).await, Err(Error::invalid("file", Problem::Missing)));
}

#[tokio::test]
async fn an_import_stops_between_chunks_and_at_the_end_of_the_server() {
    let (desk, ana) = (desk().await, advisor("ana"));
    let job = desk.bring(&ana, "a.csv", people(2_000)).await.unwrap();
    let mapping = desk.preview(&ana, &job).await.unwrap().mapping;
    desk.start(&ana, &job, mapping).await.unwrap();
    desk.stop(&ana, &job).await.unwrap();
    desk.stop_all().await;
    let progress = desk.progress(&ana, &job).await.unwrap();
    assert_eq!((progress.state, progress.tally.created), (State::Stopped, 500));
    let waiting = desk.bring(&ana, "b.csv", people(1)).await.unwrap();
    desk.stop(&ana, &waiting).await.unwrap();
    assert_eq!(desk.progress(&ana, &waiting).await.unwrap().state, State::Stopped);
}

#[tokio::test]
async fn the_desk_holds_so_many_files_and_no_more() {
    let desk = desk().await;
    let mut jobs = Vec::new();
    for i in 0..24 {
        let who = advisor(&format!("u{i}"));
        jobs.push((who.clone(), desk.bring(&who, "a.csv", people(1)).await.unwrap()));
    }
    assert_eq!(desk.preview(&jobs[0].0, &jobs[0].1).await, Err(Error::NotFound));
    assert!(desk.preview(&jobs[23].0, &jobs[23].1).await.is_ok());
    let ana = advisor("ana");
    let first = desk.bring(&ana, "1.csv", people(1)).await.unwrap();
    for _ in 0..2 {
        desk.bring(&ana, "2.csv", people(1)).await.unwrap();
    }
    assert_eq!(desk.preview(&ana, &first).await, Err(Error::NotFound));
}

#[tokio::test]
async fn what_waits_gives_way_to_what_comes_where_both_are_heavy() {
    let (desk, ana) = (desk().await, advisor("ana"));
    let heavy = || format!("Nom;E-mail\n{}", format!("{};a@x.fr\n", "a".repeat(9_000)).repeat(3_000)).into_bytes();
    let first = desk.bring(&ana, "a.csv", heavy()).await.unwrap();
    let second = desk.bring(&ana, "b.csv", heavy()).await.unwrap();
    assert_eq!(desk.preview(&ana, &first).await, Err(Error::NotFound));
    let third = desk.bring(&ana, "c.csv", people(1)).await.unwrap();
    assert!(desk.preview(&ana, &second).await.is_ok());
    assert!(desk.preview(&ana, &third).await.is_ok());
}
