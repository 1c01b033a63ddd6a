//! How the database means to answer each question that is asked: by an index, never by reading a table.

use domain::board::{BoardQuery, ColumnQuery, RefreshQuery};
use domain::bulk::{Selection, Verb};
use domain::company::{self, Companies};
use domain::contact::{Contacts, Filter, Order, Owner, Silence, Sketch, Sort};
use domain::deal::{self, Deals};
use domain::event::Turn;
use domain::find::Finder;
use domain::import::{DealRow, Row};
use domain::session::Sessions;
use domain::sweep::Work;
use domain::{Crm, Cursor, event, note, task};

use super::{World, email, person, phone, store};
use crate::ask::{Ask, ask};

/// The statements asked since the last time, each with its plan.
pub(super) async fn plans(w: &World) -> Vec<(String, String)> {
    let asked: Vec<Ask> = std::mem::take(&mut *w.store.asked.lock().unwrap());
    let mut plans = Vec::new();
    for one in asked {
        for sql in one.sql.split(';').map(str::trim).filter(|sql| sql.starts_with("SELECT")) {
            let explain = Ask { vars: one.vars.clone(), ..ask(format!("EXPLAIN {sql}")) };
            let plan: Vec<String> = w.store.read(explain).await.unwrap().all(0).unwrap();
            plans.push((sql.to_owned(), plan.concat()));
        }
    }
    w.store.asked.lock().unwrap().clear();
    plans
}

/// Passes when no table but the small ones is read as a whole. Answers the plans of a table.
pub(super) async fn indexed(w: &World, table: &str) -> Vec<(String, String)> {
    let mut plans = plans(w).await;
    for (sql, plan) in &plans {
        let small =
            ["pipeline", "user"].iter().any(|small| plan.contains(&format!("TableScan [ctx: Db] [table: {small},")));
        assert!(small || !plan.contains("TableScan"), "{sql}\n{plan}");
    }
    plans.retain(|(sql, _)| sql.contains(&format!("FROM {table} ")));
    plans
}

pub(super) fn unsorted(plans: &[(String, String)]) {
    assert!(!plans.is_empty(), "nothing was asked");
    for (sql, plan) in plans {
        assert!(!plan.contains("Sort"), "{sql}\n{plan}");
    }
}

#[tokio::test]
async fn every_list_is_read_by_an_index() {
    let mut w = store().await;
    w.store.keeps = false;
    let contact = w.contact("Ana", "Roy").await;
    let deal = w.deal("Bilan", &contact.id, 0).await.deal;
    plans(&w).await;
    for after in [None, Some(Cursor("a".to_owned()))] {
        let by_name = [
            Filter::default(),
            Filter { owner: w.advisor.user.clone().map(Owner::Colleague), ..Filter::default() },
            Filter { company: Some("x".parse().unwrap()), ..Filter::default() },
        ];
        for filter in by_name {
            Contacts::list(&w.store, &w.reader, &filter, after.clone()).await.unwrap();
            unsorted(&indexed(&w, "contact").await);
        }
        let filter = Filter { text: "ana ro".to_owned(), ..Filter::default() };
        Contacts::list(&w.store, &w.reader, &filter, after.clone()).await.unwrap();
        indexed(&w, "contact").await;
        let filter = Filter { owner: w.advisor.user.clone().map(Owner::Colleague), ..filter };
        Contacts::list(&w.store, &w.reader, &filter, after.clone()).await.unwrap();
        indexed(&w, "contact").await;
        contacts_in_every_order(&w, after.as_ref()).await;
        for sort in [company::Sort::Name, company::Sort::Newest, company::Sort::Oldest] {
            let town = || Some("lyon".to_owned());
            for filter in
                [company::Filter::default(), company::Filter { town: town(), alone: true, ..Default::default() }]
            {
                let filter = company::Filter { sort, ..filter };
                Companies::list(&w.store, &w.reader, &filter, after.clone()).await.unwrap();
                unsorted(&indexed(&w, "company").await);
            }
            let filter = company::Filter { sort, text: "acm".to_owned(), ..Default::default() };
            Companies::list(&w.store, &w.reader, &filter, after.clone()).await.unwrap();
            indexed(&w, "company").await;
        }

        let filters = [
            deal::Filter::default(),
            deal::Filter { contact: Some(contact.id.clone()), ..Default::default() },
            deal::Filter { concerned: Some(contact.id.clone()), ..Default::default() },
            deal::Filter { company: Some("x".parse().unwrap()), ..Default::default() },
            deal::Filter { state: Some(deal::State::Open), ..Default::default() },
        ];
        for filter in filters {
            Deals::list(&w.store, &w.reader, &filter, after.clone()).await.unwrap();
            unsorted(&indexed(&w, "deal").await);
        }
        Finder::find(&w.store, &w.reader, "ana").await.unwrap();
        assert!(indexed(&w, "contact").await.is_empty(), "what is found is read by its address");
        let (emails, phones) = (vec![email("a@b.fr")], vec![phone("0612345678")]);
        let sketch =
            Sketch { given_name: "Ana".into(), family_name: "Roi".into(), emails, phones, company: "Acme".into() };
        Contacts::alike(&w.store, &w.reader, &sketch).await.unwrap();
        assert_eq!(indexed(&w, "contact").await.len(), 2, "one question by address, one by number");
        let (pipeline, stage) = (w.pipeline.id.clone(), w.stage(0));
        for filter in [deal::Filter::default(), deal::Filter { owner: w.advisor.user.clone(), ..Default::default() }] {
            let query = ColumnQuery { pipeline: pipeline.clone(), stage: stage.clone(), filter, after: after.clone() };
            w.store.deals().column(&w.reader, &query).await.unwrap();
            unsorted(&indexed(&w, "deal").await);
        }

        let today = domain::Day::parse("2026-11-22").unwrap();
        let due = |assignee, due| task::Filter { assignee, due: Some(due), ..Default::default() };
        let filters = [
            task::Filter::default(),
            task::Filter { assignee: w.advisor.user.clone(), ..Default::default() },
            task::Filter { contact: Some(contact.id.clone()), ..Default::default() },
            task::Filter { deal: Some(deal.id.clone()), ..Default::default() },
            due(None, task::Due::Before(today)),
            due(None, task::Due::On(today)),
            due(w.advisor.user.clone(), task::Due::Before(today)),
            due(w.advisor.user.clone(), task::Due::On(today)),
            due(w.advisor.user.clone(), task::Due::After(today)),
            due(w.advisor.user.clone(), task::Due::Undated),
        ];
        for filter in filters {
            w.store.tasks().list(&w.reader, &filter, after.clone()).await.unwrap();
            unsorted(&indexed(&w, "task").await);
        }
        for assignee in [None, w.advisor.user.as_ref()] {
            w.store.tasks().done(&w.reader, assignee, domain::Instant(1)).await.unwrap();
            let asked = indexed(&w, "task").await;
            assert!(asked.iter().any(|(_, plan)| plan.contains("task_done")), "{asked:?}");
            unsorted(&asked);
        }
        let topic = event::Filter { topic: Some(event::Topic::Notes), by: w.advisor.user.clone() };
        for filter in [event::Filter::default(), topic] {
            w.store.events().of(&w.reader, &contact.id.subject(), &filter, after.clone()).await.unwrap();
            unsorted(&indexed(&w, "event").await);
        }
        let topic = event::Filter { topic: Some(event::Topic::Notes), by: w.advisor.user.clone() };
        for filter in [event::Filter::default(), topic] {
            let wanted = event::Log { filter, ..Default::default() };
            w.store.events().log(&w.administrator, &wanted, after.clone()).await.unwrap();
            unsorted(&indexed(&w, "event").await);
        }
        for table in domain::export::Table::ALL {
            w.store.exports().block(&w.administrator, table, after.clone()).await.unwrap();
        }
        indexed(&w, "$range").await;
        let from = w.advisor.user.clone().unwrap();
        w.store.sweeps().load(&w.administrator, &from).await.unwrap();
        w.store.sweeps().tags(&w.advisor).await.unwrap();
        for work in [Work::HandOver { from, to: None }, Work::Tag { from: "a".to_owned(), to: None }] {
            w.store.sweeps().step(&w.administrator, &work, None, None).await.unwrap();
        }
        indexed(&w, "$range").await;
        w.store.bin().list(&w.advisor, after.clone()).await.unwrap();
        unsorted(&indexed(&w, "bin").await);
        w.store.bin().find(&w.advisor, &note::Subject::Contact(contact.id.clone())).await.unwrap();
        unsorted(&indexed(&w, "bin").await);
        for (subject, turn) in [(contact.id.subject(), Turn::Status), ("company:x".to_owned(), Turn::Company)] {
            w.store.events().turns(&w.reader, &subject, turn).await.unwrap();
            unsorted(&indexed(&w, "(SELECT").await);
        }
        let on = note::Subject::Contact(contact.id.clone());
        w.store.notes().list(&w.reader, &on, after.clone()).await.unwrap();
        unsorted(&indexed(&w, "note").await);
    }
}

/// Each order is an index's, with any filter; a bound of what is looked at is found in the same one.
async fn contacts_in_every_order(w: &World, after: Option<&Cursor>) {
    for by in Order::ALL {
        for reverse in [false, true] {
            let plain = Filter { sort: Sort { by, reverse }, ..Filter::default() };
            let filters = [
                plain.clone(),
                Filter { silence: Some(Silence::Days(30)), ..plain.clone() },
                Filter { owner: Some(Owner::Nobody), tag: Some("VIP".to_owned()), idle: true, ..plain.clone() },
                Filter { archived: true, text: "ana".to_owned(), ..plain.clone() },
            ];
            for filter in filters {
                Contacts::list(&w.store, &w.reader, &filter, after.cloned()).await.unwrap();
                let asked = indexed(w, "contact").await;
                assert!(!asked.is_empty());
                unsorted(&asked);
            }
            let filter = Filter { text: "ana".to_owned(), ..plain };
            Contacts::list(&w.store, &w.reader, &filter, after.cloned()).await.unwrap();
            indexed(w, "contact").await;
        }
    }
}

#[tokio::test]
async fn bulk_changes_read_by_address_and_by_index() {
    let mut w = store().await;
    let ana = w.contact("Ana", "Roy").await;
    w.contact("Luc", "Petit").await;
    w.contact("Zoé", "Blanc").await;
    plans(&w).await;
    let these = Selection::These(vec![ana.id.clone()]);
    let done = w.store.contacts().bulk(&w.advisor, &these, &Verb::Archive(true), None).await.unwrap();
    indexed(&w, "contact").await;
    w.store.contacts().take_back(&w.advisor, &done.bulk, None, None).await.unwrap();
    let asked = indexed(&w, "event").await;
    assert!(!asked.is_empty());
    unsorted(&asked);
    w.store.contacts().terms(&w.reader).await.unwrap();
    unsorted(&indexed(&w, "contact").await);
    w.store.views().list(&w.reader).await.unwrap();
    let asked = indexed(&w, "view").await;
    assert_eq!(asked.len(), 2);
    unsorted(&asked);
    // With fewer rows looked at than there are, the bound is read in the order of the list.
    w.store.looked = 2;
    for by in Order::ALL {
        let filter = Filter { idle: true, sort: Sort { by, reverse: false }, ..Filter::default() };
        Contacts::list(&w.store, &w.reader, &filter, None).await.unwrap();
        let asked = indexed(&w, "contact").await;
        assert!(asked.iter().any(|(sql, _)| sql.contains("START 1")) && asked.len() > 3, "{asked:?}");
        unsorted(&asked);
    }
}

#[tokio::test]
async fn the_board_and_the_import_read_by_an_index() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let deal = w.deal("Bilan", &contact.id, 0).await.deal;
    plans(&w).await;
    let text = deal::Filter { text: "bil".to_owned(), ..Default::default() };
    for filter in [deal::Filter::default(), text] {
        w.store.deals().board(&w.reader, &BoardQuery { pipeline: None, filter: filter.clone() }).await.unwrap();
        let searched = !filter.text.is_empty();
        assert_eq!(indexed(&w, "deal").await.is_empty(), searched, "a search reads deals by their addresses");
        let query = RefreshQuery { pipeline: w.pipeline.id.clone(), filter, deals: vec![deal.id.clone()] };
        assert_eq!(w.store.deals().refresh(&w.reader, &query).await.unwrap().cards.len(), 1);
        indexed(&w, "deal").await;
    }
    w.store.deals().relocate(&w.advisor, super::deals::to(&w, &deal.id, 1, None)).await.unwrap();
    w.store.deals().relocate(&w.advisor, super::deals::to(&w, &deal.id, 1, Some(&deal.id))).await.unwrap();
    unsorted(&indexed(&w, "deal").await);
    let call = serde_json::from_value(serde_json::json!({ "contact": contact.id })).unwrap();
    w.store.exchanges().log(&w.advisor, call).await.unwrap();
    let asked = indexed(&w, "exchange").await;
    assert!(!asked.is_empty());
    unsorted(&asked);
    let details = task::Details { title: "Call".to_owned(), deal: Some(deal.id.clone()), ..Default::default() };
    w.store.tasks().create(&w.advisor, details).await.unwrap();
    unsorted(&indexed(&w, "task").await);

    let mut row = Row { company: "Acme".to_owned(), ..Row::default() };
    row.contact = person("Ana", "Roy");
    row.contact.emails = vec![email("a@b.fr"), email("c@d.fr")];
    row.contact.phones = vec![phone("0612345678")];
    row.deal = Some(DealRow { title: "Bilan".to_owned(), ..DealRow::default() });
    let import = w.store.imports().start(&w.advisor, "file.csv", 1).await.unwrap();
    for _ in 0..2 {
        w.store.imports().write(&w.advisor, &import, vec![row.clone()]).await.unwrap();
        assert!(!indexed(&w, "contact").await.is_empty());
    }
    // Without address and number, people are known by their names.
    row.contact = person("Ana", "Roy");
    let bare = Row { contact: person("Luc", ""), ..Row::default() };
    w.store.imports().write(&w.advisor, &import, vec![bare]).await.unwrap();
    indexed(&w, "contact").await;
    w.store.imports().write(&w.advisor, &import, vec![row]).await.unwrap();
    let asked = indexed(&w, "contact").await;
    assert!(asked.iter().any(|(sql, plan)| sql.contains("alike") && plan.contains("contact_alike")), "{asked:?}");
    let company = w.store.companies().choices(&w.reader, "acme").await.unwrap().remove(0);
    let company = w.store.companies().show(&w.reader, &company.id.parse().unwrap()).await.unwrap();
    let wanted = domain::company::Details { name: "Autre".to_owned(), ..company.details.clone() };
    let patch = domain::Patch::between(company.version, &company.details, &wanted);
    w.store.companies().edit(&w.advisor, &company.id, patch).await.unwrap();
    indexed(&w, "company").await;
}

#[tokio::test]
async fn each_request_reads_its_session_and_its_person_by_address() {
    let w = store().await;
    plans(&w).await;
    w.store.load_session("key").await.unwrap();
    w.store.users().own(&w.reader).await.unwrap();
    for (sql, plan) in plans(&w).await {
        assert_eq!(sql, "SELECT * FROM $id");
        assert!(!plan.contains("Scan [ctx: Db] [table"), "{plan}");
    }
    Sessions::list(&w.store, &w.reader, None).await.unwrap();
    w.store.users().credentials(&w.visitor, &email("a@b.fr")).await.unwrap();
    for (sql, plan) in plans(&w).await {
        assert!(plan.contains("IndexScan"), "{sql}\n{plan}");
    }
}
