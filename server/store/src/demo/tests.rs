//! What is planted is the same each time, keeps every rule, and its history adds up.

use std::collections::BTreeMap;

use domain::board::BoardQuery;
use domain::deal::Deals;
use domain::live::Live;
use domain::{Actor, Day, Instant};
use serde_json::{Map, Value};

use super::{DemoPlan, DemoPlanted};
use crate::Store;
use crate::ask::ask;
use crate::company::CompanyRow;
use crate::contact::ContactRow;
use crate::deal::DealRow;
use crate::exchange::ExchangeRow;
use crate::note::NoteRow;
use crate::task::TaskRow;

fn plan() -> DemoPlan {
    let as_of = Day::parse("2026-11-24").unwrap();
    DemoPlan { contacts: 200, companies: 40, deals: 60, events: 1_500, seed: 42, as_of }
}

fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

async fn planted() -> (Store, DemoPlanted) {
    let store = Store::in_memory().await.unwrap();
    let planted = store.plant_demo(&Actor::operator(), &plan(), |_, _, _| {}).await.unwrap();
    (store, planted)
}

async fn all<T: serde::de::DeserializeOwned>(store: &Store, table: &str) -> Vec<T> {
    store.read(ask(format!("SELECT * FROM {table} ORDER BY id"))).await.unwrap().all(0).unwrap()
}

/// The history's order is its key's.
async fn events(store: &Store) -> Vec<domain::event::Event> {
    store.read(ask("SELECT * FROM event ORDER BY key")).await.unwrap().all(0).unwrap()
}

#[tokio::test]
async fn the_same_seed_plants_the_same_and_again_plants_more() {
    let ((one, counts), (two, again)) = (planted().await, planted().await);
    assert_eq!(counts, again);
    let expected =
        DemoPlanted { users: 3, companies: 40, contacts: 200, deals: 75, ended: 15, events: 1_500, ..counts };
    assert_eq!(counts, expected);
    assert!(counts.notes > 20 && counts.exchanges > 50, "{counts:?}");
    assert!(all::<TaskRow>(&one, "task").await.iter().any(|task| task.details.repeat.is_some()));
    let content = async |store: &Store| {
        let contacts: Vec<ContactRow> = all(store, "contact").await;
        let companies: Vec<CompanyRow> = all(store, "company").await;
        let deals: Vec<DealRow> = all(store, "deal").await;
        let tasks: Vec<TaskRow> = all(store, "task").await;
        // Colleagues and stages have ids of their own in each database.
        let contacts = contacts.into_iter().map(|mut row| {
            row.details.owner = None;
            serde_json::to_string(&row).unwrap()
        });
        let companies = companies.iter().map(|row| serde_json::to_string(row).unwrap());
        let deals = deals.iter().map(|row| {
            format!("{} {:?} {:?} {} {:?}", row.search, row.details.amount, row.outcome, row.place, row.stage_since)
        });
        let tasks = tasks.iter().map(|row| format!("{} {:?}", row.details.title, row.details.due_on));
        contacts.chain(companies).chain(deals).chain(tasks).collect::<Vec<String>>()
    };
    assert_eq!(content(&one).await, content(&two).await);
    let heard = Live::latest(&one, &Actor::operator()).unwrap();
    let more = one.plant_demo(&Actor::operator(), &plan(), |_, _, _| {}).await.unwrap();
    assert_eq!((more.users, more.contacts, more.deals), (0, 200, 75));
    // An import began and ended: open pages hear no more of it.
    assert_eq!(Live::latest(&one, &Actor::operator()).unwrap(), heard + 2);
    assert_eq!(all::<ContactRow>(&one, "contact").await.len(), 400);
    assert_eq!(all::<CompanyRow>(&one, "company").await.len(), 80);
}

#[tokio::test]
async fn every_row_keeps_the_rules_and_its_times() {
    let (store, _) = planted().await;
    let end = plan().as_of.start(&domain::time::Zone::default());
    let start = Instant(end.0 - 560 * super::dice::DAY);
    let good = |created: Instant, updated: Instant| start < created && created <= updated && updated < end;
    let contacts: Vec<ContactRow> = all(&store, "contact").await;
    let deals: Vec<DealRow> = all(&store, "deal").await;
    let tasks: Vec<TaskRow> = all(&store, "task").await;
    for row in all::<CompanyRow>(&store, "company").await {
        row.details.check().unwrap();
        assert!(!row.folded.is_empty());
    }
    let contacts: BTreeMap<_, _> = contacts.into_iter().map(|row| (row.id.clone(), row)).collect();
    for row in contacts.values() {
        row.details.check().unwrap();
        assert_eq!(row.details, row.details.clone().tidied());
        assert!(!row.search.is_empty() && good(row.created_at, row.updated_at), "{row:?}");
    }
    for row in &deals {
        row.details.check().unwrap();
        let contact = &contacts[&row.details.contact];
        assert!(good(row.created_at, row.updated_at) && contact.created_at < row.created_at, "{row:?}");
        let own: Vec<TaskRow> =
            tasks.iter().filter(|task| task.details.deal.as_ref() == Some(&row.id)).cloned().collect();
        assert_eq!(row.next, TaskRow::earliest(&own));
        assert!(row.outcome.is_open() || row.next.is_none());
    }
    assert!(tasks.iter().all(|task| task.details.check().is_ok()));
    let open = deals.iter().filter(|row| row.outcome.is_open());
    let with = open.clone().filter(|row| row.next.is_some()).count();
    assert!(open.count() == 60 && (30..55).contains(&with), "{with}");
}

#[tokio::test]
async fn the_board_has_cards_in_each_column() {
    let (store, _) = planted().await;
    let board = Deals::board(&store, &Actor::operator(), &BoardQuery::default()).await.unwrap();
    let counts: Vec<u32> = board.columns.iter().map(|column| column.head.count.rows).collect();
    assert_eq!((counts.iter().sum::<u32>(), counts.len()), (60, 5));
    assert!(counts.iter().all(|count| *count > 0) && counts[0] > counts[4], "{counts:?}");
    let cards: Vec<_> = board.columns.iter().flat_map(|column| &column.cards).collect();
    assert!(cards.iter().all(|card| !card.contact_name.is_empty() && card.owner_name.is_some()));
    assert!(board.columns.iter().all(|column| column.cards.is_sorted_by_key(|card| &card.deal.position)));
}

#[tokio::test]
async fn the_history_adds_up_to_what_is() {
    let (store, _) = planted().await;
    let mut states: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    let mut versions: BTreeMap<String, u32> = BTreeMap::new();
    for event in events(&store).await.into_iter().filter(|event| event.import.is_some()) {
        let subject = event.subjects[0].clone();
        let kind = serde_json::to_value(event.kind).unwrap();
        let kind_name = kind.as_str().unwrap();
        let created = [".created", ".added", ".logged"].iter().any(|end| kind_name.ends_with(end));
        assert_eq!(created, !states.contains_key(&subject), "{subject} {kind}");
        let state = states.entry(subject.clone()).or_default();
        for (field, change) in event.changes.0 {
            let now = state.get(&field).cloned().unwrap_or(Value::Null);
            // That a deal was open its creation does not say.
            if now != Value::Null || field != "outcome" {
                assert_eq!(now, change.before, "{subject} {field}");
            }
            assert_ne!(change.before, change.after, "{subject} {field}");
            state.insert(field, change.after);
        }
        *versions.entry(subject).or_default() += 1;
    }
    let bare = |value: Value| {
        let Value::Object(fields) = value else { panic!() };
        fields.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>()
    };
    let mut check = |subject: String, version: u32, whole: Value| {
        let told = bare(Value::Object(states.remove(&subject).unwrap()));
        let mut is = bare(whole);
        is.retain(|field, _| told.contains_key(field) || field != "outcome");
        assert_eq!(told, is, "{subject}");
        assert_eq!(versions.get(&subject), Some(&version), "{subject}");
    };
    for row in all::<ContactRow>(&store, "contact").await {
        check(row.id.subject(), row.version, json(&row.details));
    }
    for row in all::<CompanyRow>(&store, "company").await {
        check(row.id.subject(), row.version, json(&row.details));
    }
    for row in all::<DealRow>(&store, "deal").await {
        let mut whole = json(&row.details);
        whole["stage"] = json(&row.stage);
        whole["pipeline"] = json(&row.pipeline);
        whole["position"] = json(&row.position);
        whole["outcome"] = json(&row.outcome);
        check(row.id.subject(), row.version, whole);
    }
    for row in all::<NoteRow>(&store, "note").await {
        check(row.note.id.subject(), row.note.version, json(&row.note.details));
        row.note.details.check().unwrap();
    }
    let mut latest: BTreeMap<domain::ContactId, domain::exchange::Latest> = BTreeMap::new();
    for row in all::<ExchangeRow>(&store, "exchange").await {
        let exchange = row.exchange;
        check(exchange.id.subject(), exchange.version, json(&exchange.details));
        let at = exchange.details.at.unwrap();
        exchange.details.check(at).unwrap();
        let latest = latest
            .entry(exchange.details.contact)
            .or_insert(domain::exchange::Latest { at, channel: exchange.details.channel });
        if latest.at < at {
            *latest = domain::exchange::Latest { at, channel: exchange.details.channel };
        }
    }
    for row in all::<ContactRow>(&store, "contact").await {
        assert_eq!(row.last_exchange, latest.remove(&row.id), "{row:?}");
    }
    assert!(states.keys().all(|subject| subject.starts_with("task:") || subject.starts_with("import:")));
}
