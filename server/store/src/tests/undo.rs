//! Taking back: whatever was done is as before, by the rules of an ordinary change, as long as nothing depends on it.

use std::collections::BTreeMap;

use domain::contact::{Details, DoNotContact, Status};
use domain::deal::{Closing, NewDeal};
use domain::error::Refusal;
use domain::event::{Event, Kind};
use domain::import::{Row, Tally};
use domain::undo::{Undone, Which};
use domain::{Actor, Crm, Error, EventId, Instant, Patch, Result, exchange, note, task};

use super::deals::to;
use super::{World, deal_details, email, person, store};

/// The latest event of a record.
pub(super) async fn latest(w: &World, subject: &str) -> Event {
    let found = w.store.events().of(&w.administrator, subject, &Default::default(), None).await.unwrap();
    found.rows.into_iter().find(|event| event.subjects[0] == subject).unwrap()
}

pub(super) async fn undo(w: &World, who: &Actor, event: &EventId) -> Result<Undone> {
    w.store.undos().undo(who, &Which::Event(event.clone())).await
}

/// Takes the latest change of a record back.
async fn back(w: &World, who: &Actor, subject: &str) -> Result<Undone> {
    let event = latest(w, subject).await;
    undo(w, who, &event.id).await
}

fn refused(reason: Refusal) -> Error {
    Error::refused(reason)
}

pub(super) async fn edit(w: &World, contact: &domain::contact::Contact, alter: impl Fn(&mut Details)) -> Details {
    let read = w.store.contacts().show(&w.advisor, &contact.id).await.unwrap();
    let mut wanted = read.details.clone();
    alter(&mut wanted);
    let patch = Patch::between(read.version, &read.details, &wanted);
    w.store.contacts().edit(&w.advisor, &contact.id, patch).await.unwrap().details
}

#[tokio::test]
async fn an_edit_is_taken_back_once_and_the_history_says_so() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    edit(&w, &contact, |details| details.emails = vec![email("a@b.fr")]).await;
    let first = latest(&w, &contact.id.subject()).await;
    edit(&w, &contact, |details| details.tags = vec!["VIP".into()]).await;
    // Another field was changed since: that one stays.
    let undone = undo(&w, &w.advisor, &first.id).await.unwrap();
    assert_eq!((undone.event, undone.gone), (first.id.clone(), false));
    let now = w.store.contacts().show(&w.advisor, &contact.id).await.unwrap().details;
    assert_eq!(now, Details { tags: vec!["VIP".into()], ..contact.details.clone() });
    let event = latest(&w, &contact.id.subject()).await;
    assert_eq!((event.kind, &event.undoes), (Kind::ContactEdited, &Some(first.id.clone())));
    assert!(event.subjects.contains(&first.id.subject()));
    let known = w.store.events().undone(&w.reader, &[first.id.clone(), event.id.clone()]).await.unwrap();
    assert_eq!(
        known.into_iter().map(|(id, by)| (id, by.name)).collect::<Vec<_>>(),
        [(first.id.clone(), w.advisor.name.clone())]
    );
    assert_eq!(undo(&w, &w.advisor, &first.id).await, Err(refused(Refusal::Undone)));
    assert_eq!(undo(&w, &w.advisor, &event.id).await, Err(refused(Refusal::Final)));
}

#[tokio::test]
async fn what_somebody_changed_since_stays_and_is_named() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    edit(&w, &contact, |details| details.job_title = "Chef".into()).await;
    let event = latest(&w, &contact.id.subject()).await;
    let present = w.store.contacts().show(&w.administrator, &contact.id).await.unwrap();
    let wanted = Details { job_title: "Cheffe".into(), ..present.details.clone() };
    let patch = Patch::between(present.version, &present.details, &wanted);
    w.store.contacts().edit(&w.administrator, &contact.id, patch).await.unwrap();
    let Err(Error::Since { field, by, .. }) = undo(&w, &w.advisor, &event.id).await else { panic!() };
    assert_eq!((field.as_str(), by), ("job_title", w.administrator.name.clone()));
    assert_eq!(w.store.contacts().show(&w.advisor, &contact.id).await.unwrap().details, wanted);
    // Once the later change is taken back, this one can be.
    back(&w, &w.administrator, &contact.id.subject()).await.unwrap();
    undo(&w, &w.advisor, &event.id).await.unwrap();
    assert_eq!(w.store.contacts().show(&w.advisor, &contact.id).await.unwrap().details, contact.details);
}

#[tokio::test]
async fn one_asks_for_ones_own_latest_change_by_its_values() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    for title in ["Chef", "Directrice"] {
        edit(&w, &contact, |details| details.job_title = title.into()).await;
    }
    let which = |title: &str| Which::Own {
        subject: contact.id.subject(),
        after: BTreeMap::from([("job_title".to_owned(), title.into())]),
    };
    let own = |who, title| {
        let which = which(title);
        let w = &w;
        async move { w.store.undos().undo(who, &which).await }
    };
    assert_eq!(own(&w.administrator, "Directrice").await, Err(Error::NotFound));
    assert!(matches!(own(&w.advisor, "Chef").await, Err(Error::Since { .. })));
    own(&w.advisor, "Directrice").await.unwrap();
    own(&w.advisor, "Chef").await.unwrap();
    assert_eq!(w.store.contacts().show(&w.advisor, &contact.id).await.unwrap().details.job_title, "");
}

#[tokio::test]
async fn what_was_made_goes_as_long_as_nothing_hangs_on_it() {
    let w = store().await;
    let (contacts, by) = (w.store.contacts(), &w.advisor);
    let contact = w.contact("Ana", "Roy").await;
    let made = latest(&w, &contact.id.subject()).await;
    let on = note::Subject::Contact(contact.id.clone());
    let text = note::Details { text: "Rappeler".into(), pinned: false };
    let note = w.store.notes().add(by, &on, text).await.unwrap();
    assert_eq!(undo(&w, by, &made.id).await, Err(refused(Refusal::Depended)));
    back(&w, by, &note.id.subject()).await.unwrap();
    edit(&w, &contact, |details| details.job_title = "Chef".into()).await;
    assert!(matches!(undo(&w, by, &made.id).await, Err(Error::Since { .. })));
    back(&w, by, &contact.id.subject()).await.unwrap();
    assert!(undo(&w, by, &made.id).await.unwrap().gone);
    assert_eq!(contacts.show(by, &contact.id).await, Err(Error::NotFound));
    // It lies in the bin, from where it can come back.
    let binned = w.store.bin().list(by, None).await.unwrap().rows.remove(0);
    w.store.bin().restore(by, &binned.id).await.unwrap();
    assert_eq!(contacts.show(by, &contact.id).await.unwrap().details, contact.details);
}

#[tokio::test]
async fn a_deletion_and_a_restoration_are_each_others_way_back() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    w.deal("Bilan", &contact.id, 0).await;
    let subject = note::Subject::Contact(contact.id.clone());
    w.store.bin().delete(&w.advisor, &subject).await.unwrap();
    back(&w, &w.advisor, &contact.id.subject()).await.unwrap();
    assert!(w.store.contacts().show(&w.advisor, &contact.id).await.is_ok());
    let binned = w.store.bin().delete(&w.advisor, &subject).await.unwrap();
    w.store.bin().restore(&w.advisor, &binned.id).await.unwrap();
    let restored = latest(&w, &contact.id.subject()).await;
    w.deal("Anglais", &contact.id, 0).await;
    assert_eq!(undo(&w, &w.advisor, &restored.id).await, Err(refused(Refusal::Depended)));
}

#[tokio::test]
async fn a_deal_goes_back_to_its_place_and_its_end() {
    let w = store().await;
    let (by, deals) = (&w.advisor, w.store.deals());
    let contact = w.contact("Ana", "Roy").await;
    let deal = w.deal("Bilan", &contact.id, 0).await.deal;
    deals.relocate(by, to(&w, &deal.id, 2, None)).await.unwrap();
    let moved = latest(&w, &deal.id.subject()).await;
    deals.close(by, &deal.id, Closing::Lost, "cher".into()).await.unwrap();
    assert_eq!(undo(&w, by, &moved.id).await, Err(refused(Refusal::DealClosed)));
    back(&w, by, &deal.id.subject()).await.unwrap();
    undo(&w, by, &moved.id).await.unwrap();
    let now = deals.show(by, &deal.id).await.unwrap().deal;
    assert_eq!((&now.stage, &now.position, &now.outcome), (&deal.stage, &deal.position, &deal.outcome));
    assert_eq!(now.stage_since, deal.stage_since);
    let ended = deals.close(by, &deal.id, Closing::Lost, "cher".into()).await.unwrap().deal;
    deals.reopen(by, &deal.id).await.unwrap();
    back(&w, by, &deal.id.subject()).await.unwrap();
    assert_eq!(deals.show(by, &deal.id).await.unwrap().deal.outcome, ended.outcome);
    let new = NewDeal { details: deal_details("Anglais", &contact.id), stage: None };
    let other = deals.create(by, new).await.unwrap().deal;
    back(&w, by, &other.id.subject()).await.unwrap();
    assert_eq!(deals.show(by, &other.id).await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn tasks_notes_and_exchanges_go_back_too() {
    let w = store().await;
    let by = &w.advisor;
    let contact = w.contact("Ana", "Roy").await;
    let details = task::Details { title: "Appeler".into(), contact: Some(contact.id.clone()), ..Default::default() };
    let task = w.store.tasks().create(by, details).await.unwrap();
    w.store.tasks().finish(by, &task.id, true).await.unwrap();
    back(&w, by, &task.id.subject()).await.unwrap();
    let open = || async { w.store.tasks().list(by, &task::Filter::default(), None).await.unwrap().rows.len() };
    assert_eq!(open().await, 1);
    let made = w.store.events().of(&w.administrator, &task.id.subject(), &Default::default(), None).await.unwrap();
    let made = made.rows.into_iter().find(|event| event.kind == Kind::TaskCreated).unwrap();
    undo(&w, by, &made.id).await.unwrap();
    assert_eq!(open().await, 0);
    let done = w.store.tasks().done(by, None, Instant(0)).await.unwrap().rows;
    assert_eq!((done.len(), w.store.contacts().show(by, &contact.id).await.unwrap().next), (0, None));
    assert_eq!(w.store.tasks().finish(by, &task.id, true).await.unwrap_err(), Error::NotFound);

    let on = note::Subject::Contact(contact.id.clone());
    let text = note::Details { text: "Un".into(), pinned: false };
    let note = w.store.notes().add(by, &on, text.clone()).await.unwrap();
    let next = note::Details { text: "Deux".into(), pinned: true };
    w.store.notes().edit(by, &note.id, Patch::between(1, &text, &next)).await.unwrap();
    // A note of somebody else is not a trainer's to change.
    assert_eq!(back(&w, &w.trainer, &note.id.subject()).await, Err(Error::Forbidden));
    back(&w, by, &note.id.subject()).await.unwrap();
    w.store.notes().remove(by, &note.id, true).await.unwrap();
    back(&w, by, &note.id.subject()).await.unwrap();
    let notes = w.store.notes().list(by, &on, None).await.unwrap().rows;
    assert_eq!(notes.into_iter().map(|note| note.details).collect::<Vec<_>>(), [text]);

    let call: exchange::Details = serde_json::from_value(serde_json::json!({ "contact": contact.id })).unwrap();
    let call = w.store.exchanges().log(by, call).await.unwrap();
    back(&w, by, &call.id.subject()).await.unwrap();
    assert_eq!(w.store.contacts().show(by, &contact.id).await.unwrap().last_exchange, None);
}

#[tokio::test]
async fn the_office_goes_back_too_by_its_own_rules() {
    let w = store().await;
    let by = &w.administrator;
    let before = w.pipeline.details.clone();
    let mut wanted = before.clone();
    let added = "new".parse::<domain::StageId>().unwrap();
    wanted.stages.push(domain::pipeline::Stage {
        id: added.clone(),
        name: "Nouvelle".into(),
        ..before.stages[0].clone()
    });
    let patch = Patch::between(1, &before, &wanted);
    w.store.pipelines().edit(by, &w.pipeline.id, patch).await.unwrap();
    let event = latest(&w, &w.pipeline.id.subject()).await;
    assert_eq!(undo(&w, &w.advisor, &event.id).await, Err(Error::Forbidden));
    let contact = w.contact("Ana", "Roy").await;
    let new = NewDeal { details: deal_details("Bilan", &contact.id), stage: Some(added) };
    let deal = w.store.deals().create(by, new).await.unwrap().deal;
    assert_eq!(undo(&w, by, &event.id).await, Err(refused(Refusal::Depended)));
    back(&w, by, &deal.id.subject()).await.unwrap();
    undo(&w, by, &event.id).await.unwrap();
    assert_eq!(w.store.pipelines().list(by).await.unwrap()[0].details, before);

    let user = w.reader.user.clone().unwrap();
    w.store.users().govern(by, &user, domain::Role::Advisor, true).await.unwrap();
    back(&w, by, &user.subject()).await.unwrap();
    let users = w.store.users().list(by).await.unwrap();
    let user = users.into_iter().find(|known| known.id == user).unwrap();
    assert_eq!((user.role, user.disabled), (domain::Role::Reader, false));

    let own = w.store.organisation().show(by).await.unwrap().unwrap();
    let wanted = domain::organisation::Details { name: "École".into(), ..own.details() };
    w.store.organisation().edit(by, Patch::between(own.version, &own.details(), &wanted)).await.unwrap();
    let found = w.store.events().of(by, "organisation:own", &Default::default(), None).await.unwrap();
    undo(&w, by, &found.rows[0].id).await.unwrap();
    assert_eq!(w.store.organisation().show(by).await.unwrap().unwrap().details(), own.details());
}

#[tokio::test]
async fn an_import_taken_back_never_weakens_a_refusal() {
    let w = store().await;
    let job = w.store.imports().start(&w.advisor, "a.csv", 1).await.unwrap();
    let stop = DoNotContact { at: Instant(1), by: "Ana".into(), reason: String::new(), channels: Vec::new() };
    let details = Details { emails: vec![email("a@b.fr")], do_not_contact: Some(stop), ..person("Ana", "Roy") };
    let row = Row { contact: details, ..Row::default() };
    w.store.imports().write(&w.advisor, &job, vec![row]).await.unwrap();
    w.store.imports().finish(&w.advisor, &job, Tally::default(), true).await.unwrap();
    let found = w.store.contacts().list(&w.advisor, &Default::default(), None).await.unwrap().rows.remove(0);
    let made = latest(&w, &found.id.subject()).await;
    assert_eq!(undo(&w, &w.administrator, &made.id).await, Err(refused(Refusal::Final)));
}

#[tokio::test]
async fn the_way_back_is_found_by_an_index() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    edit(&w, &contact, |details| details.status = Status::Client).await;
    let event = latest(&w, &contact.id.subject()).await;
    super::plans::plans(&w).await;
    let which = Which::Own { subject: contact.id.subject(), after: BTreeMap::new() };
    w.store.undos().undo(&w.advisor, &which).await.unwrap();
    w.store.events().undone(&w.advisor, &[event.id]).await.unwrap();
    assert!(super::plans::indexed(&w, "event").await.len() >= 3);
}

#[tokio::test]
async fn ones_changes_of_a_record_are_taken_back_one_after_the_other() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let on = note::Subject::Contact(contact.id.clone());
    let details = note::Details { text: "Un".into(), pinned: false };
    let added = w.store.notes().add(&w.advisor, &on, details.clone()).await.unwrap();
    let (pinned, edited) = (note::Details { pinned: true, ..details.clone() }, "Deux".to_owned());
    w.store.notes().edit(&w.advisor, &added.id, Patch::between(1, &details, &pinned)).await.unwrap();
    let last = note::Details { text: edited.clone(), ..pinned.clone() };
    w.store.notes().edit(&w.advisor, &added.id, Patch::between(2, &pinned, &last)).await.unwrap();
    let own = |after: &[(&str, serde_json::Value)]| Which::Own {
        subject: added.id.subject(),
        after: after.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect(),
    };
    let mut fields = Vec::new();
    // What made it has no values to be known by.
    for which in [own(&[("text", edited.into())]), own(&[("pinned", true.into())]), own(&[])] {
        fields.push(w.store.undos().undo(&w.advisor, &which).await.unwrap().fields);
    }
    assert_eq!(fields[..2], [["text"], ["pinned"]]);
    assert_eq!(w.store.notes().list(&w.reader, &on, None).await.unwrap().rows, []);
    assert_eq!(w.store.undos().undo(&w.advisor, &own(&[])).await.map(drop), Err(refused(Refusal::Undone)));
}
