//! The bin and the change log: what is deleted comes back whole, or goes for good and leaves no value behind.

use domain::board::BoardQuery;
use domain::contact::Contacts;
use domain::error::Refusal;
use domain::event::{Filter, Kind, Log, Topic};
use domain::note::{self, Subject};
use domain::{Actor, Crm, Error, Patch, task};

use super::{World, person, store};
use crate::ask::ask;

/// A contact of a company, with a deal, an action on it and a note.
async fn furnished(w: &World) -> (Subject, domain::DealId) {
    let company = domain::company::Details { name: "Acme".to_owned(), ..Default::default() };
    let company = w.store.companies().create(&w.advisor, company).await.unwrap();
    let details = domain::contact::Details { company: Some(company.id), ..person("Ana", "Royer") };
    let contact = w.store.contacts().create(&w.advisor, details).await.unwrap();
    let deal = w.deal("Bilan", &contact.id, 0).await.deal.id;
    let details = task::Details { title: "Rappeler".to_owned(), deal: Some(deal.clone()), ..Default::default() };
    w.store.tasks().create(&w.advisor, details).await.unwrap();
    let on = Subject::Contact(contact.id);
    let text = note::Details { text: "Secret".to_owned(), pinned: false };
    w.store.notes().add(&w.advisor, &on, text).await.unwrap();
    (on, deal)
}

async fn found(w: &World) -> usize {
    let filter = domain::contact::Filter { text: "royer".to_owned(), ..Default::default() };
    Contacts::list(&w.store, &w.reader, &filter, None).await.unwrap().rows.len()
}

async fn log(w: &World, wanted: &Log) -> Vec<Kind> {
    let page = w.store.events().log(&w.administrator, wanted, None).await.unwrap();
    page.rows.into_iter().map(|event| event.kind).collect()
}

#[tokio::test]
async fn a_contact_goes_with_all_that_hangs_on_it_and_comes_back() {
    let w = store().await;
    let (contact, deal) = furnished(&w).await;
    assert_eq!(found(&w).await, 1);
    let before = w.store.deals().show(&w.reader, &deal).await.unwrap();
    let binned = w.store.bin().delete(&w.advisor, &contact).await.unwrap();
    assert_eq!((binned.name.as_str(), binned.others), ("Ana Royer", 3));
    assert_eq!(found(&w).await, 0);
    assert_eq!(w.store.deals().show(&w.reader, &deal).await.unwrap_err(), Error::NotFound);
    let board = w.store.deals().board(&w.reader, &BoardQuery::default()).await.unwrap();
    assert!(board.columns.iter().all(|column| column.head.count.rows == 0 && column.cards.is_empty()));
    assert!(w.store.tasks().list(&w.reader, &task::Filter::default(), None).await.unwrap().rows.is_empty());
    assert_eq!(w.store.bin().list(&w.advisor, None).await.unwrap().rows, std::slice::from_ref(&binned));
    assert_eq!(w.store.bin().delete(&w.advisor, &contact).await.unwrap_err(), Error::NotFound);
    let found_binned = w.store.bin().find(&w.advisor, &contact).await.unwrap();
    assert_eq!(found_binned.as_ref(), Some(&binned));

    w.store.bin().restore(&w.advisor, &binned.id).await.unwrap();
    assert_eq!(found(&w).await, 1);
    assert_eq!(w.store.deals().show(&w.reader, &deal).await.unwrap(), before);
    assert_eq!(w.store.tasks().list(&w.reader, &task::Filter::default(), None).await.unwrap().rows.len(), 1);
    assert_eq!(w.store.notes().list(&w.reader, &contact, None).await.unwrap().rows.len(), 1);
    assert!(w.store.bin().list(&w.advisor, None).await.unwrap().rows.is_empty());
    assert_eq!(w.store.bin().find(&w.advisor, &contact).await.unwrap(), None);
    assert_eq!(w.store.bin().restore(&w.advisor, &binned.id).await.unwrap_err(), Error::NotFound);
    let told = w.store.events().of(&w.reader, &contact.to_string(), &Filter::default(), None).await.unwrap();
    let kinds: Vec<Kind> = told.rows.iter().map(|event| event.kind).collect();
    assert_eq!(kinds[..2], [Kind::RecordRestored, Kind::RecordDeleted]);
    assert_eq!(told.rows[1].changes.0["bin"].after["name"], "Ana Royer");
    w.holds().await;
}

#[tokio::test]
async fn what_is_erased_leaves_frames_without_values() {
    let w = store().await;
    let (contact, _) = furnished(&w).await;
    let binned = w.store.bin().delete(&w.advisor, &contact).await.unwrap();
    assert_eq!(w.store.bin().erase(&w.advisor, &binned.id).await.unwrap_err(), Error::Forbidden);
    w.store.bin().erase(&w.administrator, &binned.id).await.unwrap();
    assert!(w.store.bin().list(&w.administrator, None).await.unwrap().rows.is_empty());
    for table in ["contact", "deal", "task", "note", "bin", "bin_rows", "event"] {
        let rows =
            w.store.read(ask(format!("SELECT * FROM {table}"))).await.unwrap().all::<serde_json::Value>(0).unwrap();
        let text = serde_json::to_string(&rows).unwrap().to_lowercase();
        for secret in ["royer", "bilan", "rappeler", "secret"] {
            assert!(!text.contains(secret), "{secret} in {table}: {text}");
        }
    }
    let told = w.store.events().of(&w.reader, &contact.to_string(), &Filter::default(), None).await.unwrap();
    assert_eq!(told.rows[0].kind, Kind::RecordErased);
    let created = told.rows.iter().find(|event| event.kind == Kind::ContactCreated).unwrap();
    assert!(created.changes.is_empty() && created.by.name == "advisor");
    // The company, which was not asked to go, keeps its history.
    assert_eq!(log(&w, &Log { text: "acme".to_owned(), ..Log::default() }).await.last(), Some(&Kind::CompanyCreated));
    w.holds().await;
}

#[tokio::test]
async fn what_stands_in_the_way_is_said() {
    let w = store().await;
    let (contact, deal) = furnished(&w).await;
    let company = w.store.companies().list(&w.reader, &Default::default(), None).await.unwrap().rows.remove(0).id;
    let bin = w.store.bin();
    let used = bin.delete(&w.advisor, &Subject::Company(company.clone())).await;
    assert_eq!(used.unwrap_err(), Error::refused(Refusal::CompanyInUse));
    let deal = bin.delete(&w.advisor, &Subject::Deal(deal)).await.unwrap();
    assert_eq!(deal.others, 1, "its action");
    let contact = bin.delete(&w.advisor, &contact).await.unwrap();
    assert_eq!(bin.restore(&w.advisor, &deal.id).await.unwrap_err(), Error::refused(Refusal::ContactGone));
    let gone = bin.delete(&w.advisor, &Subject::Company(company)).await.unwrap();
    let again = domain::company::Details { name: "ACME".to_owned(), ..Default::default() };
    w.store.companies().create(&w.advisor, again).await.unwrap();
    assert_eq!(bin.restore(&w.advisor, &gone.id).await.unwrap_err(), Error::Taken { field: "name".to_owned() });
    // The contact comes back without the company that is not there, and can be edited.
    bin.restore(&w.advisor, &contact.id).await.unwrap();
    bin.restore(&w.advisor, &deal.id).await.unwrap();
    let contact = Contacts::list(&w.store, &w.reader, &Default::default(), None).await.unwrap().rows.remove(0);
    assert_eq!(contact.details.company, None);
    let wanted = domain::contact::Details { job_title: "Chef".to_owned(), ..contact.details.clone() };
    let patch = Patch::between(contact.version, &contact.details, &wanted);
    w.store.contacts().edit(&w.advisor, &contact.id, patch).await.unwrap();
}

#[tokio::test]
async fn nothing_is_left_behind_where_too_much_hangs_on_a_record() {
    let w = store().await;
    let (contact, _) = furnished(&w).await;
    let many = "FOR $n IN 0..1000 { CREATE note SET subject = $on, removed = false, sort = <string> $n, details = {} RETURN NONE }";
    w.store.read(ask(many).bind("on", &contact)).await.unwrap();
    let refused = w.store.bin().delete(&w.advisor, &contact).await.unwrap_err();
    assert_eq!(refused, Error::too_long("note", 1_000));
    assert_eq!(found(&w).await, 1);
    assert!(w.store.bin().list(&w.advisor, None).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn after_thirty_days_the_bin_empties_itself() {
    let w = store().await;
    let (contact, _) = furnished(&w).await;
    let binned = w.store.bin().delete(&w.advisor, &contact).await.unwrap();
    assert_eq!(w.store.empty_bin(&Actor::operator()).await.unwrap(), 0);
    let old = domain::Instant(binned.at.0 - domain::bin::KEPT_DAYS * 86_400_000 - 1);
    let age = ask("UPDATE $id SET at = $at").record("id", "bin", binned.id.as_str()).bind("at", old);
    w.store.read(age).await.unwrap();
    assert_eq!(w.store.empty_bin(&Actor::operator()).await.unwrap(), 1);
    assert!(w.store.bin().list(&w.advisor, None).await.unwrap().rows.is_empty());
}

#[tokio::test]
async fn the_log_is_searched_narrowed_and_paged() {
    let w = store().await;
    let (contact, _) = furnished(&w).await;
    let about = Log { text: "royer".to_owned(), ..Log::default() };
    assert_eq!(log(&w, &about).await.len(), 4);
    assert!(log(&w, &Log { text: "nobody at all".to_owned(), ..Log::default() }).await.is_empty());
    let filter = Filter { topic: Some(Topic::Settings), by: None };
    let settings = log(&w, &Log { filter, ..Log::default() }).await;
    assert!(settings.contains(&Kind::UserCreated) && !settings.contains(&Kind::ContactCreated));
    let filter = Filter { topic: None, by: w.trainer.user.clone() };
    assert!(log(&w, &Log { filter, ..Log::default() }).await.is_empty());
    let Subject::Contact(id) = contact else { panic!() };
    for archived in [true, false].repeat(30) {
        w.store.contacts().archive(&w.advisor, &id, archived).await.unwrap();
    }
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = w.store.events().log(&w.administrator, &Log::default(), after).await.unwrap();
        seen.extend(page.rows.into_iter().map(|event| event.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut once = seen.clone();
    once.sort();
    once.dedup();
    once.reverse();
    assert!(seen.len() > 60 && seen == once, "each once, newest first");
}

#[tokio::test]
async fn a_contact_whose_deal_is_deleted_has_no_next_action_from_it() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let deal = w.deal("Bilan", &contact.id, 0).await.deal;
    let call = task::Details {
        title: "Rappeler".to_owned(),
        contact: Some(contact.id.clone()),
        deal: Some(deal.id.clone()),
        ..Default::default()
    };
    w.store.tasks().create(&w.advisor, call).await.unwrap();
    let next = async || w.store.contacts().show(&w.reader, &contact.id).await.unwrap().next.map(|next| next.title);
    assert_eq!(next().await.as_deref(), Some("Rappeler"));
    let binned = w.store.bin().delete(&w.advisor, &Subject::Deal(deal.id)).await.unwrap();
    assert_eq!(next().await, None);
    w.store.bin().restore(&w.administrator, &binned.id).await.unwrap();
    assert_eq!(next().await.as_deref(), Some("Rappeler"));
}
