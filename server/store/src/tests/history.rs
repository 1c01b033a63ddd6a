//! The history tells the whole truth: the last "after" of each field is the record as it stands.

use std::collections::BTreeMap;

use domain::board::BoardQuery;
use domain::contact::Contacts;
use domain::deal::{Closing, Deals};
use domain::event::{Event, Kind};
use domain::import::{DealRow, Row, Tally};
use domain::{Crm, Error, Patch, task};
use serde::Serialize;
use serde_json::Value;

use super::deals::to;
use super::{World, deal_details, email, person, store};

/// All events of a record, the oldest first.
async fn events(w: &World, subject: &str) -> Vec<Event> {
    let mut page = w.store.events().of(&w.administrator, subject, &Default::default(), None).await.unwrap();
    assert_eq!(page.next, None);
    page.rows.retain(|event| event.subjects[0] == subject);
    page.rows.reverse();
    page.rows
}

/// Folds the events of a record and compares with its fields.
async fn tells(w: &World, subject: &str, parts: &[Value]) {
    let mut told: BTreeMap<String, Value> = BTreeMap::new();
    for event in events(w, subject).await {
        for (field, change) in event.changes.0 {
            if let Some(before) = told.get(&field) {
                assert_eq!(*before, change.before, "{subject} {field}");
            }
            told.insert(field, change.after);
        }
    }
    let stands: BTreeMap<&String, &Value> = parts.iter().flat_map(|part| part.as_object().unwrap()).collect();
    for (field, value) in stands {
        assert_eq!(told.remove(field).unwrap_or_default(), *value, "{subject} {field}");
    }
    assert!(told.is_empty(), "{subject}: {told:?}");
}

fn json(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[tokio::test]
async fn folding_the_events_gives_the_state() {
    let w = store().await;
    let (by, deals) = (&w.advisor, w.store.deals());
    let company = domain::company::Details { name: "Acme".to_owned(), ..Default::default() };
    let company = w.store.companies().create(by, company).await.unwrap();
    let wanted = domain::company::Details { town: "Lyon".to_owned(), ..company.details.clone() };
    let patch = Patch::between(1, &company.details, &wanted);
    let company = w.store.companies().edit(by, &company.id, patch).await.unwrap();
    tells(&w, &company.id.subject(), &[json(&company.details)]).await;

    let contact = w.contact("Ana", "Roy").await;
    let mut wanted = contact.details.clone();
    wanted.company = Some(company.id.clone());
    wanted.emails = vec![email("a@b.fr")];
    let edited = w.store.contacts().edit(by, &contact.id, Patch::between(1, &contact.details, &wanted)).await.unwrap();
    wanted.company = None;
    wanted.job_title = "Chef".to_owned();
    w.store.contacts().edit(by, &contact.id, Patch::between(2, &edited.details, &wanted)).await.unwrap();
    let contact = w.store.contacts().archive(by, &contact.id, true).await.unwrap();
    let rest = serde_json::json!({ "archived_at": contact.archived_at });
    tells(&w, &contact.id.subject(), &[json(&contact.details), rest]).await;

    let deal = w.deal("Bilan", &contact.id, 0).await.deal;
    let other = w.deal("Anglais", &contact.id, 1).await.deal;
    deals.relocate(by, to(&w, &deal.id, 1, Some(&other.id))).await.unwrap();
    deals.close(by, &deal.id, Closing::Lost, "cher".to_owned()).await.unwrap();
    deals.reopen(by, &deal.id).await.unwrap();
    let wanted = domain::deal::Details { training: "Excel".to_owned(), ..deal.details.clone() };
    deals.edit(by, &deal.id, Patch::between(1, &deal.details, &wanted)).await.unwrap();
    deals.close(by, &deal.id, Closing::Won, String::new()).await.unwrap();
    let deal = deals.show(by, &deal.id).await.unwrap().deal;
    let place = serde_json::json!({ "stage": deal.stage, "position": deal.position, "pipeline": deal.pipeline });
    tells(&w, &deal.id.subject(), &[json(&deal.details), place, serde_json::json!({ "outcome": deal.outcome })]).await;
    let told = events(&w, &deal.id.subject()).await;
    assert!(told.iter().all(|event| event.stay.is_some() == matches!(event.kind, Kind::DealMoved | Kind::DealClosed)));

    let details = task::Details { title: "Call".to_owned(), deal: Some(deal.id.clone()), ..Default::default() };
    let made = w.store.tasks().create(by, details).await.unwrap();
    let done = w.store.tasks().finish(by, &made.id, true).await.unwrap();
    let rest = serde_json::json!({ "done_at": done.done_at });
    tells(&w, &made.id.subject(), &[json(&done.details), rest]).await;

    let on = domain::note::Subject::Contact(contact.id.clone());
    let text = |text: &str| domain::note::Details { text: text.to_owned(), pinned: true };
    let note = w.store.notes().add(by, &on, text("un")).await.unwrap();
    w.store.notes().edit(by, &note.id, Patch::between(1, &note.details, &text("deux"))).await.unwrap();
    let note = w.store.notes().remove(by, &note.id, true).await.unwrap();
    tells(&w, &note.id.subject(), &[json(&note.details), serde_json::json!({ "removed_at": note.removed_at })]).await;
    let call = serde_json::json!({ "contact": contact.id, "deal": deal.id, "outcome": "no_answer" });
    let call = w.store.exchanges().log(by, serde_json::from_value(call).unwrap()).await.unwrap();
    let wanted = domain::exchange::Details { outcome: None, minutes: Some(3), ..call.details.clone() };
    let call = w.store.exchanges().edit(by, &call.id, Patch::between(1, &call.details, &wanted)).await.unwrap();
    tells(&w, &call.id.subject(), &[json(&call.details)]).await;

    let mut wanted = w.pipeline.details.clone();
    wanted.name = "Autre".to_owned();
    let patch = Patch::between(1, &w.pipeline.details, &wanted);
    let pipeline = w.store.pipelines().edit(&w.administrator, &w.pipeline.id, patch).await.unwrap();
    tells(&w, &pipeline.id.subject(), &[json(&pipeline.details)]).await;
    let organisation = w.store.organisation().rename(&w.administrator, "Acme".to_owned()).await.unwrap();
    tells(&w, "organisation:own", &[json(&organisation)]).await;
}

#[tokio::test]
async fn folding_the_events_of_an_import_gives_the_state() {
    let w = store().await;
    let row = |given: &str, family: &str, title: &str| Row {
        contact: domain::contact::Details { emails: vec![email("a@b.fr")], ..person(given, family) },
        company: "Acme".to_owned(),
        do_not_contact: !family.is_empty(),
        deal: Some(DealRow { title: title.to_owned(), ..DealRow::default() }),
        ..Row::default()
    };
    let import = w.store.imports().start(&w.advisor, "file.csv", 4).await.unwrap();
    for rows in [vec![row("Ana", "", "Bilan"), row("", "Roy", "Anglais")], vec![row("", "Roy", "Excel")]] {
        w.store.imports().write(&w.advisor, &import, rows).await.unwrap();
    }
    let tally = Tally { created: 1, ..Tally::default() };
    w.store.imports().finish(&w.advisor, &import, tally, false).await.unwrap();
    let contact = Contacts::list(&w.store, &w.reader, &Default::default(), None).await.unwrap().rows.remove(0);
    tells(&w, &contact.id.subject(), &[json(&contact.details)]).await;
    let board = w.store.deals().board(&w.reader, &BoardQuery::default()).await.unwrap();
    let cards = &board.columns[0].cards;
    assert_eq!(cards.len(), 3);
    for deal in cards.iter().map(|card| &card.deal) {
        let place = serde_json::json!({ "stage": deal.stage, "position": deal.position, "pipeline": deal.pipeline });
        tells(&w, &deal.id.subject(), &[json(&deal.details), place]).await;
        assert!(events(&w, &deal.id.subject()).await.iter().all(|event| event.import.as_ref() == Some(&import)));
    }
    let own = events(&w, &import.subject()).await;
    assert_eq!(own.iter().map(|event| event.kind).collect::<Vec<_>>(), [Kind::ImportStarted, Kind::ImportFinished]);
}

#[tokio::test]
async fn who_may_not_see_deals_does_not_learn_of_them() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let deal = w.store.deals();
    let new = domain::deal::NewDeal { details: deal_details("Bilan", &contact.id), stage: None };
    let made = deal.create(&w.advisor, new).await.unwrap().deal;
    let seen = async |actor, subject: &str| {
        w.store.events().of(actor, subject, &Default::default(), None).await.map(|page| page.rows.len())
    };
    assert_eq!(seen(&w.reader, &contact.id.subject()).await, Ok(2));
    assert_eq!(seen(&w.trainer, &contact.id.subject()).await, Ok(1));
    assert_eq!(seen(&w.trainer, &made.id.subject()).await, Err(Error::Forbidden));
    assert_eq!(seen(&w.advisor, "user:x").await, Err(Error::Forbidden));
    assert_eq!(Deals::show(&w.store, &w.trainer, &made.id).await, Err(Error::Forbidden));
}
