//! The day at a glance: what its figures count, for whom, and that each is read by an index.

use domain::contact::Filter;
use domain::deal::{Closing, NewDeal};
use domain::home::{Ask, FRESH_DAYS, Home};
use domain::time::Zone;
use domain::{Actor, Crm, Day, Instant, Money, deal, task};

use super::deals::to;
use super::plans::{indexed, plans};
use super::{World, deal_details, person, store};
use crate::Store;
use crate::ask::ask as sql;

/// The day of the tests' own clock.
pub(super) fn ask(team: bool) -> Ask {
    Ask::of(team, crate::clock::now().day(&Zone::default()), &Zone::default())
}

async fn day(w: &World, who: &Actor, team: bool) -> Home {
    w.store.homes().day(who, &ask(team)).await.unwrap()
}

async fn set(w: &World, table: &str, id: &str, field: &str, value: impl serde::Serialize) {
    let text = format!("UPDATE $id SET {field} = $value");
    w.store.read(sql(text).record("id", table, id).bind("value", value)).await.unwrap();
}

fn ago(store: &Store, days: i64) -> Instant {
    Instant(store.now().0 - days * 86_400_000)
}

#[tokio::test]
async fn actions_are_ones_own_or_the_teams() {
    let w = store().await;
    assert!(!day(&w, &w.advisor, false).await.begun);
    w.contact("Ana", "Roy").await;
    let today = ask(false).today;
    let due = |title: &str, day: Day, who: &Actor| task::Details {
        title: title.into(),
        due_on: Some(day),
        assignee: who.user.clone(),
        ..Default::default()
    };
    let tasks = w.store.tasks();
    for at in 0..4 {
        tasks.create(&w.advisor, due(&format!("Tard {at}"), today.plus(-1 - at), &w.advisor)).await.unwrap();
    }
    tasks.create(&w.advisor, due("Ce jour", today, &w.advisor)).await.unwrap();
    tasks.create(&w.advisor, due("Demain", today.plus(1), &w.advisor)).await.unwrap();
    tasks.create(&w.advisor, due("Autre", today, &w.trainer)).await.unwrap();
    let mine = day(&w, &w.advisor, false).await;
    assert_eq!((mine.late.rows, mine.today.rows, mine.begun), (4, 1, true));
    let names: Vec<&str> = mine.next.iter().map(|task| task.details.title.as_str()).collect();
    assert_eq!(names, ["Tard 3", "Tard 2", "Tard 1", "Tard 0", "Ce jour"]);
    assert_eq!(day(&w, &w.advisor, true).await.today.rows, 2);
    // A trainer gets their own, whatever is asked for, and nothing of deals.
    for team in [false, true] {
        let home = day(&w, &w.trainer, team).await;
        assert_eq!((home.late.rows, home.today.rows, home.next.len(), home.sales), (0, 1, 1, None));
    }
}

#[tokio::test]
async fn deals_that_wait_are_those_of_the_list_behind_the_figure() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let target = i64::from(w.pipeline.details.stages[0].target_days.unwrap());
    let fresh = w.deal("Sans action", &contact.id, 0).await.deal;
    let past = w.deal("Trop longtemps", &contact.id, 0).await.deal;
    let fine = w.deal("En ordre", &contact.id, 0).await.deal;
    for deal in [&past, &fine] {
        let call = task::Details { title: "Appeler".into(), deal: Some(deal.id.clone()), ..Default::default() };
        w.store.tasks().create(&w.advisor, call).await.unwrap();
    }
    set(&w, "deal", past.id.as_str(), "stage_since", ago(&w.store, target + 1)).await;
    set(&w, "deal", fine.id.as_str(), "stage_since", Instant(ago(&w.store, target + 1).0 + 60_000)).await;
    let sales = day(&w, &w.reader, true).await.sales.unwrap();
    let names: Vec<_> = sales.waits.iter().map(|wait| (wait.deal.title.clone(), wait.contact_name.clone())).collect();
    let ana = || "Ana Roy".to_owned();
    assert_eq!(names, [("Trop longtemps".to_owned(), ana()), ("Sans action".to_owned(), ana())]);
    let mut filter = deal::Filter { state: Some(deal::State::Open), ..Default::default() };
    filter.narrow.waiting = true;
    let listed = w.store.deals().list(&w.reader, &filter, None).await.unwrap();
    let mut ids: Vec<_> = listed.rows.iter().map(|card| card.deal.id.clone()).collect();
    ids.sort();
    let mut wanted = vec![fresh.id, past.id];
    wanted.sort();
    assert_eq!((ids, listed.count.rows, sales.waiting), (wanted, 2, 2));
    assert_eq!(w.store.deals().sum(&w.reader, &filter).await.unwrap(), Money::default());
    assert_eq!(day(&w, &w.advisor, false).await.sales.unwrap().open.count, 0, "nobody is in charge of them");
}

#[tokio::test]
async fn months_and_days_are_compared_with_those_before() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let asked = ask(false);
    let mut deals = Vec::new();
    for cents in [100_000, 50_000, 7_000] {
        let details = deal::Details {
            amount: Some(Money::from_cents(cents)),
            owner: w.advisor.user.clone(),
            ..deal_details("Bilan", &contact.id)
        };
        let new = NewDeal { details, stage: Some(w.stage(0)) };
        deals.push(w.store.deals().create(&w.administrator, new).await.unwrap().deal);
    }
    for deal in &deals[..2] {
        w.store.deals().close(&w.administrator, &deal.id, Closing::Won, String::new()).await.unwrap();
    }
    set(&w, "deal", deals[1].id.as_str(), "outcome.at", Instant(asked.month.0 - 1)).await;
    set(&w, "deal", deals[1].id.as_str(), "created_at", asked.before).await;
    let sales = day(&w, &w.advisor, false).await.sales.unwrap();
    assert_eq!((sales.won.now.count, sales.won.now.sum), (1, Money::from_cents(100_000)));
    assert_eq!((sales.won.before.count, sales.won.before.sum), (1, Money::from_cents(50_000)));
    assert_eq!((sales.created.now.count, sales.created.before.count), (2, 1));
    assert_eq!((sales.open.count, sales.forecast), (1, Money::from_cents(700)));
    let filter = deal::Filter {
        state: Some(deal::State::Won),
        narrow: deal::Narrow { ended_from: Some(asked.month), ..Default::default() },
        ..Default::default()
    };
    assert_eq!(w.store.deals().list(&w.reader, &filter, None).await.unwrap().count.rows, 1);
    assert_eq!(w.store.deals().sum(&w.reader, &filter).await.unwrap(), Money::from_cents(100_000));

    for (name, source, days) in [("Luc", "Salon", 1), ("Zoé", "Salon", 40), ("Max", "Site", 2), ("Old", "Site", 70)] {
        let details = domain::contact::Details { source: Some(source.to_owned()), ..person(name, "Petit") };
        let contact = w.store.contacts().create(&w.advisor, details).await.unwrap();
        let key = format!("{:013} {}", ago(&w.store, days).0, contact.id);
        set(&w, "contact", contact.id.as_str(), "created", key).await;
    }
    let arrivals = day(&w, &w.reader, true).await.arrivals;
    let told: Vec<_> = arrivals.sources.iter().map(|one| (one.name.as_deref(), one.now, one.before)).collect();
    assert_eq!(told, [(Some("Salon"), 1, 1), (None, 1, 0), (Some("Site"), 1, 0)]);
    let filter = Filter { newer: Some(FRESH_DAYS), ..Filter::default() };
    let listed = w.store.contacts().list(&w.reader, &filter, None).await.unwrap();
    assert_eq!((listed.count.rows, arrivals.now), (3, 3));
}

#[tokio::test]
async fn the_forecast_of_a_month_ago_is_that_of_the_deals_as_they_stood() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let (asked, mut deals) = (ask(true), Vec::new());
    let probability = |stage: usize| w.pipeline.details.stages[stage].probability;
    for (at, owner) in [w.advisor.user.clone(), None, None].into_iter().enumerate() {
        let amount = Some(Money::from_cents(100_000));
        let details = deal::Details { amount, owner, ..deal_details("Bilan", &contact.id) };
        let deal = w.store.deals().create(&w.advisor, NewDeal { details, stage: Some(w.stage(0)) }).await.unwrap().deal;
        // The last one was not there yet.
        if at < 2 {
            set(&w, "deal", deal.id.as_str(), "created_at", Instant(asked.ago.0 - 1)).await;
        }
        deals.push(deal);
    }
    w.store.deals().relocate(&w.advisor, to(&w, &deals[0].id, 1, None)).await.unwrap();
    w.store.deals().close(&w.advisor, &deals[1].id, Closing::Won, String::new()).await.unwrap();
    let whole = |share: u8| Some(Money::from_cents(100_000).percent(share));
    let sales = day(&w, &w.reader, true).await.sales.unwrap();
    assert_eq!(sales.forecast_then, whole(2 * probability(0)));
    assert_eq!(Some(sales.forecast), whole(probability(0) + probability(1)));
    assert_eq!(day(&w, &w.advisor, false).await.sales.unwrap().forecast_then, whole(probability(0)));
}

#[tokio::test]
async fn every_figure_is_read_by_an_index() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    w.deal("Bilan", &contact.id, 0).await;
    plans(&w).await;
    for who in [&w.advisor, &w.trainer] {
        for team in [false, true] {
            day(&w, who, team).await;
            let asked = indexed(&w, "task").await;
            assert!(!asked.is_empty() && asked.iter().all(|(_, plan)| plan.contains("IndexScan")), "{asked:?}");
            assert!(asked.iter().all(|(_, plan)| !plan.contains("Sort")), "{asked:?}");
        }
    }
    let mut filter = deal::Filter { state: Some(deal::State::Open), ..Default::default() };
    filter.narrow = deal::Narrow { waiting: true, ended_from: Some(Instant(1)), created_from: Some(Instant(1)) };
    w.store.deals().list(&w.reader, &filter, None).await.unwrap();
    assert!(!indexed(&w, "deal").await.is_empty());
    let filter = Filter { newer: Some(FRESH_DAYS), ..Filter::default() };
    w.store.contacts().list(&w.reader, &filter, None).await.unwrap();
    assert!(!indexed(&w, "contact").await.is_empty());
}
