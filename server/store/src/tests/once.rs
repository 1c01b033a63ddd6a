//! What is sent twice is written once.

use domain::note::{Details, Subject};
use domain::{Crm, Error, ExchangeId, NoteId, Patch, Problem, TaskId, exchange, task};

use super::{World, store};

fn note(text: &str) -> Details {
    Details { text: text.to_owned(), pinned: false }
}

async fn events(w: &World, subject: &str) -> usize {
    w.store.events().of(&w.administrator, subject, &Default::default(), None).await.unwrap().rows.len()
}

#[tokio::test]
async fn the_same_note_twice_is_one_note_and_one_event_also_at_once() {
    let w = store().await;
    let on = Subject::Contact(w.contact("Ana", "Roy").await.id);
    let (id, notes) = (NoteId::new(), w.store.notes());
    let add = || notes.add_once(&w.advisor, id.clone(), &on, note("un"));
    let (first, second, third) = tokio::join!(add(), add(), add());
    let first = first.unwrap();
    assert_eq!((&second.unwrap(), &third.unwrap()), (&first, &first));
    assert_eq!(add().await.unwrap(), first);
    assert_eq!(notes.list(&w.reader, &on, None).await.unwrap().rows, [first]);
    assert_eq!(events(&w, &id.subject()).await, 1);
}

#[tokio::test]
async fn a_key_of_another_person_is_never_written_over() {
    let w = store().await;
    let on = Subject::Contact(w.contact("Ana", "Roy").await.id);
    let (id, notes) = (NoteId::new(), w.store.notes());
    notes.add_once(&w.advisor, id.clone(), &on, note("un")).await.unwrap();
    let taken = Err(Error::Taken { field: "id".to_owned() });
    assert_eq!(notes.add_once(&w.administrator, id.clone(), &on, note("deux")).await, taken);
    assert_eq!(notes.list(&w.reader, &on, None).await.unwrap().rows[0].details.text, "un");
    let odd = notes.add_once(&w.advisor, "zzz".parse().unwrap(), &on, note("un")).await;
    assert_eq!(odd, Err(Error::invalid("id", Problem::Malformed)));
}

#[tokio::test]
async fn what_was_changed_before_it_was_sent_again_is_kept_and_what_others_changed_stays() {
    let w = store().await;
    let on = Subject::Contact(w.contact("Ana", "Roy").await.id);
    let (id, notes) = (NoteId::new(), w.store.notes());
    notes.add_once(&w.advisor, id.clone(), &on, note("un")).await.unwrap();
    let changed = notes.add_once(&w.advisor, id.clone(), &on, note("un, corrigé")).await.unwrap();
    assert_eq!((changed.version, changed.details.text.as_str()), (2, "un, corrigé"));
    let patch = Patch::between(2, &changed.details, &note("par un autre"));
    notes.edit(&w.administrator, &id, patch).await.unwrap();
    let late = notes.add_once(&w.advisor, id.clone(), &on, note("un")).await.unwrap();
    assert_eq!(late.details.text, "par un autre");
}

#[tokio::test]
async fn a_note_that_was_sent_late_says_when_it_was_written() {
    let w = store().await;
    let on = Subject::Contact(w.contact("Ana", "Roy").await.id);
    let now = w.store.now();
    let ago = |minutes: i64| {
        let made = std::time::UNIX_EPOCH + std::time::Duration::from_millis((now.0 - minutes * 60_000) as u64);
        ulid::Ulid::from_datetime(made).to_string().parse::<NoteId>().unwrap()
    };
    for (minutes, late) in [(90, true), (1, false), (60 * 24 * 400, false), (-60, false)] {
        let note = w.store.notes().add_once(&w.advisor, ago(minutes), &on, note("un")).await.unwrap();
        assert_eq!(note.written_at.until(now) >= 5_400_000, late, "{minutes}");
    }
}

#[tokio::test]
async fn exchanges_and_actions_are_written_once_too() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await.id;
    let call = exchange::Details {
        contact: contact.clone(),
        deal: None,
        channel: Default::default(),
        direction: Default::default(),
        outcome: None,
        minutes: None,
        text: String::new(),
        at: None,
    };
    let (id, exchanges) = (ExchangeId::new(), w.store.exchanges());
    let log = |who| exchanges.log_once(who, id.clone(), call.clone());
    let (first, second) = tokio::join!(log(&w.trainer), log(&w.trainer));
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(log(&w.advisor).await, Err(Error::Taken { field: "id".to_owned() }));
    assert_eq!(events(&w, &id.subject()).await, 1);

    let call = task::Details { title: "Appeler".to_owned(), contact: Some(contact), ..Default::default() };
    let (id, tasks) = (TaskId::new(), w.store.tasks());
    let create = |who| tasks.create_once(who, id.clone(), call.clone());
    let (first, second) = tokio::join!(create(&w.advisor), create(&w.advisor));
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(create(&w.administrator).await, Err(Error::Taken { field: "id".to_owned() }));
    assert_eq!(events(&w, &id.subject()).await, 1);
}

#[tokio::test]
async fn an_action_is_finished_once_under_a_key_also_where_it_was_opened_again() {
    let w = store().await;
    let (tasks, call) = (w.store.tasks(), task::Details { title: "Appeler".to_owned(), ..Default::default() });
    let id = tasks.create(&w.advisor, call).await.unwrap().id;
    let (key, other) = (TaskId::new(), TaskId::new());
    let finish = |key: &TaskId| {
        let (key, id, who) = (key.clone(), &id, &w.advisor);
        async move { tasks.finish_once(who, id, key.as_str()).await }
    };
    let (first, second) = tokio::join!(finish(&key), finish(&key));
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(events(&w, &id.subject()).await, 2);
    tasks.finish(&w.administrator, &id, false).await.unwrap();
    // The answer was lost, and a colleague opened it again: that stays.
    assert!(finish(&key).await.unwrap().done_at.is_none());
    assert_eq!(events(&w, &id.subject()).await, 3);
    assert!(finish(&other).await.unwrap().done_at.is_some());
    // Done is done: a second colleague hears who was first, the first one only that it is so.
    let late = tasks.finish_once(&w.administrator, &id, TaskId::new().as_str()).await;
    assert!(matches!(late, Err(Error::Since { field, by, .. }) if field == "done_at" && by == w.advisor.name));
    assert!(finish(&TaskId::new()).await.unwrap().done_at.is_some());
    assert_eq!(events(&w, &id.subject()).await, 4);
    // Opened again and finished by the second one: then it is she who did.
    tasks.finish(&w.administrator, &id, false).await.unwrap();
    tasks.finish(&w.administrator, &id, true).await.unwrap();
    assert!(tasks.finish_once(&w.administrator, &id, TaskId::new().as_str()).await.unwrap().done_at.is_some());
    let odd = tasks.finish_once(&w.advisor, &id, "zzz").await;
    assert_eq!(odd, Err(Error::invalid("id", Problem::Malformed)));
}
