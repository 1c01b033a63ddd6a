//! Notes and exchanges, from the port to the history.

use domain::event::{Filter, Kind, Topic};
use domain::exchange::{self, Channel, Outcome};
use domain::live::{Change, may_hear};
use domain::note::{Details, Subject};
use domain::{ContactId, Crm, Error, Instant, Patch, Problem};

use super::{World, store};

fn note(text: &str) -> Details {
    Details { text: text.to_owned(), pinned: false }
}

fn call(contact: &ContactId) -> exchange::Details {
    exchange::Details {
        contact: contact.clone(),
        deal: None,
        channel: Channel::Call,
        direction: Default::default(),
        outcome: Some(Outcome::Reached),
        minutes: None,
        text: String::new(),
        at: None,
    }
}

async fn texts(w: &World, subject: &Subject) -> Vec<String> {
    let page = w.store.notes().list(&w.reader, subject, None).await.unwrap();
    page.rows.into_iter().map(|note| note.details.text).collect()
}

#[tokio::test]
async fn pinned_notes_come_first_then_the_newest() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let on = Subject::Contact(contact.id.clone());
    let notes = w.store.notes();
    let first = notes.add(&w.advisor, &on, note("un")).await.unwrap();
    notes.add(&w.trainer, &on, note("deux")).await.unwrap();
    assert_eq!(texts(&w, &on).await, ["deux", "un"]);
    let wanted = Details { pinned: true, ..first.details.clone() };
    let pinned = notes.edit(&w.advisor, &first.id, Patch::between(1, &first.details, &wanted)).await.unwrap();
    assert_eq!((pinned.version, pinned.edited_at, pinned.by.name.as_str()), (2, None, "advisor"));
    assert_eq!(texts(&w, &on).await, ["un", "deux"]);
    // Two people: one pinned it, the other changes the text as read before.
    let patch = Patch::between(1, &first.details, &note("un, corrigé"));
    // Who may not write records leaves the notes of others as they are.
    assert_eq!(notes.edit(&w.trainer, &first.id, patch.clone()).await.map(drop), Err(Error::Forbidden));
    let edited = notes.edit(&w.administrator, &first.id, patch).await.unwrap();
    assert!(edited.details.pinned && edited.edited_at.is_some());
    let late = notes.edit(&w.advisor, &first.id, Patch::between(1, &first.details, &note("autre"))).await;
    assert!(matches!(late, Err(Error::Changed { .. })), "{late:?}");
}

#[tokio::test]
async fn a_removed_note_can_be_brought_back() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let on = Subject::Contact(contact.id.clone());
    let made = w.store.notes().add(&w.advisor, &on, note("un")).await.unwrap();
    w.store.notes().remove(&w.advisor, &made.id, true).await.unwrap();
    assert!(texts(&w, &on).await.is_empty());
    let patch = Patch::between(1, &made.details, &note("deux"));
    assert_eq!(w.store.notes().edit(&w.advisor, &made.id, patch).await, Err(Error::NotFound));
    w.store.notes().remove(&w.advisor, &made.id, false).await.unwrap();
    assert_eq!(texts(&w, &on).await, ["un"]);
    let told = |filter: Filter| {
        let (subject, w) = (contact.id.subject(), &w);
        async move {
            let page = w.store.events().of(&w.reader, &subject, &filter, None).await.unwrap();
            page.rows.iter().map(|event| event.kind).collect::<Vec<_>>()
        }
    };
    let notes = [Kind::NoteChanged, Kind::NoteRemoved, Kind::NoteAdded];
    assert_eq!(told(Filter { topic: Some(Topic::Notes), by: None }).await, notes);
    assert_eq!(told(Filter { topic: Some(Topic::Edits), by: None }).await, [Kind::ContactCreated]);
    assert_eq!(told(Filter { topic: None, by: w.advisor.user.clone() }).await.len(), 4);
    assert!(told(Filter { topic: None, by: w.trainer.user.clone() }).await.is_empty());
}

#[tokio::test]
async fn a_trainer_corrects_own_exchanges_only() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let others = w.store.exchanges().log(&w.advisor, call(&contact.id)).await.unwrap();
    let own = w.store.exchanges().log(&w.trainer, call(&contact.id)).await.unwrap();
    for (logged, answer) in [(&others, Err(Error::Forbidden)), (&own, Ok(()))] {
        let wanted = exchange::Details { text: "Autre".into(), ..logged.details.clone() };
        let patch = Patch::between(logged.version, &logged.details, &wanted);
        assert_eq!(w.store.exchanges().edit(&w.trainer, &logged.id, patch).await.map(drop), answer);
        assert_eq!(w.store.exchanges().remove(&w.trainer, &logged.id, true).await.map(drop), answer);
    }
    assert!(w.store.exchanges().remove(&w.advisor, &own.id, false).await.is_ok());
}

#[tokio::test]
async fn notes_and_exchanges_of_deals_are_not_for_trainers() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let deal = w.deal("Bilan", &contact.id, 0).await.deal;
    let on = Subject::Deal(deal.id.clone());
    let made = w.store.notes().add(&w.advisor, &on, note("2 400 €")).await.unwrap();
    assert_eq!(w.store.notes().list(&w.trainer, &on, None).await.map(drop), Err(Error::Forbidden));
    assert_eq!(w.store.notes().add(&w.trainer, &on, note("x")).await.map(drop), Err(Error::Forbidden));
    assert_eq!(w.store.notes().remove(&w.trainer, &made.id, true).await.map(drop), Err(Error::NotFound));
    let details = exchange::Details { deal: Some(deal.id.clone()), ..call(&contact.id) };
    assert_eq!(w.store.exchanges().log(&w.trainer, details.clone()).await.map(drop), Err(Error::Forbidden));
    let logged = w.store.exchanges().log(&w.advisor, details.clone()).await.unwrap();
    assert_eq!(w.store.exchanges().show(&w.trainer, &logged.id).await.map(drop), Err(Error::NotFound));
    assert_eq!(w.store.exchanges().remove(&w.trainer, &logged.id, true).await.map(drop), Err(Error::NotFound));
    let seen = w.store.events().of(&w.trainer, &contact.id.subject(), &Filter::default(), None).await.unwrap();
    assert_eq!(seen.rows.len(), 1, "only that the contact was created");
    let changes = w.store.live().since(&w.trainer, 0).unwrap().unwrap();
    let of = |subject: &String| subject.starts_with("note:") || subject.starts_with("exchange:");
    let written = |change: &&Change| change.subjects.iter().any(of);
    let mut written = changes.iter().filter(written).peekable();
    assert!(written.peek().is_some());
    assert!(written.all(|change| may_hear(&w.reader, change) && !may_hear(&w.trainer, change)));
    // Another contact has nothing to do with the deal.
    let other = w.contact("Zoé", "Petit").await;
    let wrong = exchange::Details { contact: other.id, ..details };
    assert_eq!(w.store.exchanges().log(&w.advisor, wrong).await, Err(Error::invalid("deal", Problem::Unknown)));
}

#[tokio::test]
async fn a_contact_carries_its_latest_exchange() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let exchanges = w.store.exchanges();
    let latest = async || w.store.contacts().show(&w.reader, &contact.id).await.unwrap().last_exchange;
    assert_eq!(latest().await, None);
    let now = exchanges.log(&w.advisor, call(&contact.id)).await.unwrap();
    let at = now.details.at.unwrap();
    let earlier = Some(Instant(at.0 - 86_400_000));
    let mail = exchange::Details { channel: Channel::Email, at: earlier, ..call(&contact.id) };
    let mail = exchanges.log(&w.trainer, mail).await.unwrap();
    assert_eq!(latest().await.map(|latest| (latest.at, latest.channel)), Some((at, Channel::Call)));
    exchanges.remove(&w.advisor, &now.id, true).await.unwrap();
    assert_eq!(latest().await.map(|latest| latest.channel), Some(Channel::Email));
    let wanted = exchange::Details { minutes: Some(12), channel: Channel::Meeting, ..mail.details.clone() };
    exchanges.edit(&w.advisor, &mail.id, Patch::between(1, &mail.details, &wanted)).await.unwrap();
    assert_eq!(latest().await.map(|latest| latest.channel), Some(Channel::Meeting));
    exchanges.remove(&w.advisor, &now.id, false).await.unwrap();
    assert_eq!(latest().await.map(|latest| latest.channel), Some(Channel::Call));
    // An edit of the contact keeps it.
    let read = w.store.contacts().show(&w.reader, &contact.id).await.unwrap();
    let wanted = domain::contact::Details { job_title: "Chef".to_owned(), ..read.details.clone() };
    w.store.contacts().edit(&w.advisor, &contact.id, Patch::between(1, &read.details, &wanted)).await.unwrap();
    assert_eq!(latest().await, read.last_exchange);
    let tomorrow = exchange::Details { at: Some(Instant(at.0 + 86_400_000)), ..call(&contact.id) };
    assert_eq!(exchanges.log(&w.advisor, tomorrow).await, Err(Error::invalid("at", Problem::OutOfRange)));
}
