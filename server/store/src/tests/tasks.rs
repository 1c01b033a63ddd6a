//! Next actions: order, ownership, and the one a card shows.

use domain::contact::{Channel, DoNotContact};
use domain::task::{Details, Due, Filter, Task};
use domain::{Actor, ContactId, Crm, Day, DealId, Error, Instant, Patch, Problem};

use super::{World, person, phone, store};

fn task(title: &str, day: Option<&str>) -> Details {
    Details { title: title.to_owned(), due_on: day.map(|day| Day::parse(day).unwrap()), ..Details::default() }
}

async fn titles(w: &World, actor: &Actor, filter: &Filter) -> Vec<String> {
    let page = w.store.tasks().list(actor, filter, None).await.unwrap();
    assert_eq!(page.count.rows as usize, page.rows.len());
    page.rows.into_iter().map(|task| task.details.title).collect()
}

async fn edit(w: &World, actor: &Actor, read: &Task, change: impl FnOnce(&mut Details)) -> Result<Task, Error> {
    let mut wanted = read.details.clone();
    change(&mut wanted);
    w.store.tasks().edit(actor, &read.id, Patch::between(read.version, &read.details, &wanted)).await
}

#[tokio::test]
async fn the_earliest_comes_first_and_the_undated_last() {
    let w = store().await;
    let tasks = w.store.tasks();
    for (title, day, time) in
        [("c", None, None), ("b", Some("2026-12-02"), None), ("a", Some("2026-12-02"), Some("09:00"))]
    {
        let details = Details { due_at: time.map(ToOwned::to_owned), ..task(title, day) };
        tasks.create(&w.advisor, details).await.unwrap();
    }
    assert_eq!(titles(&w, &w.reader, &Filter::default()).await, ["a", "b", "c"]);
    let first = tasks.list(&w.reader, &Filter::default(), None).await.unwrap().rows.remove(0);
    assert_eq!(first.details.assignee, w.advisor.user);
    let done = tasks.finish(&w.advisor, &first.id, true).await.unwrap();
    assert!(done.done_at.is_some());
    assert_eq!(titles(&w, &w.reader, &Filter::default()).await, ["b", "c"]);
    tasks.finish(&w.advisor, &first.id, false).await.unwrap();
    assert_eq!(titles(&w, &w.reader, &Filter::default()).await.len(), 3);
}

#[tokio::test]
async fn a_trainer_sees_and_writes_only_own_tasks() {
    let w = store().await;
    let tasks = w.store.tasks();
    let theirs = tasks.create(&w.advisor, task("theirs", None)).await.unwrap();
    let own = tasks.create(&w.trainer, task("own", None)).await.unwrap();
    assert_eq!(
        titles(&w, &w.trainer, &Filter { assignee: w.advisor.user.clone(), ..Filter::default() }).await,
        ["own"]
    );
    assert_eq!(tasks.finish(&w.trainer, &theirs.id, true).await, Err(Error::NotFound));
    assert_eq!(edit(&w, &w.trainer, &theirs, |d| d.title = "x".to_owned()).await, Err(Error::NotFound));
    assert!(tasks.finish(&w.trainer, &own.id, true).await.is_ok());
    let passed_on = edit(&w, &w.trainer, &own, |d| d.assignee = w.advisor.user.clone()).await;
    assert_eq!(passed_on, Err(Error::Forbidden));
}

#[tokio::test]
async fn a_deal_carries_its_earliest_open_task() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let deal = w.deal("Bilan", &contact.id, 0).await.deal;
    let about =
        |details: Details| Details { deal: Some(deal.id.clone()), contact: Some(contact.id.clone()), ..details };
    let later = w.store.tasks().create(&w.advisor, about(task("later", Some("2026-12-05")))).await.unwrap();
    let sooner = w.store.tasks().create(&w.advisor, about(task("sooner", Some("2026-12-01")))).await.unwrap();
    let next = async || w.store.deals().show(&w.reader, &deal.id).await.unwrap().deal.next.map(|next| next.title);
    assert_eq!(next().await.as_deref(), Some("sooner"));
    w.store.tasks().finish(&w.advisor, &sooner.id, true).await.unwrap();
    assert_eq!(next().await.as_deref(), Some("later"));
    edit(&w, &w.advisor, &later, |d| d.deal = None).await.unwrap();
    assert_eq!(next().await, None);
    w.store.tasks().finish(&w.advisor, &sooner.id, false).await.unwrap();
    assert_eq!(next().await.as_deref(), Some("sooner"));
    let by_deal = Filter { deal: Some(deal.id.clone()), ..Filter::default() };
    assert_eq!(titles(&w, &w.reader, &by_deal).await, ["sooner"]);
    let by_contact = Filter { contact: Some(contact.id.clone()), ..Filter::default() };
    assert_eq!(titles(&w, &w.reader, &by_contact).await, ["sooner", "later"]);
    let listed = w.store.tasks().list(&w.reader, &by_deal, None).await.unwrap().rows.remove(0);
    assert_eq!((listed.contact_name.as_deref(), listed.deal_title.as_deref()), (Some("Ana Roy"), Some("Bilan")));
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused() {
    let w = store().await;
    let tasks = w.store.tasks();
    let untitled = tasks.create(&w.advisor, Details::default()).await;
    assert_eq!(untitled, Err(Error::invalid("title", Problem::Missing)));
    let nobody: ContactId = "gone".parse().unwrap();
    let refused = tasks.create(&w.advisor, Details { contact: Some(nobody), ..task("x", None) }).await;
    assert_eq!(refused, Err(Error::invalid("contact", Problem::Unknown)));
    let nothing: DealId = "gone".parse().unwrap();
    let refused = tasks.create(&w.advisor, Details { deal: Some(nothing), ..task("x", None) }).await;
    assert_eq!(refused, Err(Error::invalid("deal", Problem::Unknown)));
    assert_eq!(tasks.finish(&w.advisor, &"gone".parse().unwrap(), true).await, Err(Error::NotFound));
}

#[tokio::test]
async fn a_day_has_what_is_late_what_is_due_and_what_comes() {
    let w = store().await;
    for (title, day, time) in [
        ("late", Some("2026-11-21"), Some("23:59")),
        ("early", Some("2026-11-22"), Some("00:00")),
        ("some time", Some("2026-11-22"), None),
        ("coming", Some("2026-11-23"), Some("00:00")),
        ("undated", None, None),
    ] {
        let details = Details { due_at: time.map(ToOwned::to_owned), ..task(title, day) };
        w.store.tasks().create(&w.advisor, details).await.unwrap();
    }
    w.store.tasks().create(&w.trainer, task("another's", Some("2026-11-22"))).await.unwrap();
    let today = Day::parse("2026-11-22").unwrap();
    for (due, wanted) in [
        (Due::Before(today), &["late"][..]),
        (Due::On(today), &["early", "some time"]),
        (Due::After(today), &["coming"]),
        (Due::Undated, &["undated"]),
    ] {
        let filter = Filter { assignee: w.advisor.user.clone(), due: Some(due), ..Filter::default() };
        assert_eq!(titles(&w, &w.reader, &filter).await, wanted, "{due:?}");
    }
    let everyone = Filter { due: Some(Due::On(today)), ..Filter::default() };
    assert_eq!(titles(&w, &w.reader, &everyone).await.len(), 3);
}

#[tokio::test]
async fn what_is_done_is_found_again_the_latest_first() {
    let w = store().await;
    let tasks = w.store.tasks();
    let mut done = Vec::new();
    for title in ["first", "second"] {
        let made = tasks.create(&w.advisor, task(title, None)).await.unwrap();
        done.push(tasks.finish(&w.advisor, &made.id, true).await.unwrap());
    }
    let own = tasks.create(&w.trainer, task("own", None)).await.unwrap();
    tasks.finish(&w.trainer, &own.id, true).await.unwrap();
    let found = async |actor: &Actor, assignee, since| {
        let page = tasks.done(actor, assignee, since).await.unwrap();
        assert!(page.rows.is_sorted_by(|a, b| a.done_at >= b.done_at));
        let mut titles: Vec<String> = page.rows.into_iter().map(|task| task.details.title).collect();
        titles.sort();
        titles
    };
    let advisor = w.advisor.user.as_ref();
    assert_eq!(found(&w.reader, advisor, Instant(0)).await, ["first", "second"]);
    let later = Instant(done[1].done_at.unwrap().0 + 1);
    assert!(found(&w.reader, advisor, later).await.is_empty());
    assert_eq!(found(&w.reader, None, Instant(0)).await, ["first", "own", "second"]);
    assert_eq!(found(&w.trainer, advisor, Instant(0)).await, ["own"]);
    tasks.finish(&w.advisor, &done[1].id, false).await.unwrap();
    assert_eq!(found(&w.reader, advisor, Instant(0)).await, ["first"]);
}

#[tokio::test]
async fn a_number_to_call_is_given_unless_calls_are_unwanted() {
    let w = store().await;
    let mut wanted = person("Ana", "Roy");
    wanted.phones = vec![phone("0612345678"), phone("0612345679")];
    let stop = |channels| DoNotContact { at: Instant(0), by: "Ana".to_owned(), reason: String::new(), channels };
    for (stop, callable) in [
        (None, true),
        (Some(stop(vec![])), false),
        (Some(stop(vec![Channel::Phone])), false),
        (Some(stop(vec![Channel::Email])), true),
    ] {
        let details = domain::contact::Details { do_not_contact: stop, ..wanted.clone() };
        let contact = w.store.contacts().create(&w.advisor, details).await.unwrap();
        let about = Details { contact: Some(contact.id.clone()), ..task("Call", None) };
        w.store.tasks().create(&w.advisor, about).await.unwrap();
        let filter = Filter { contact: Some(contact.id), ..Filter::default() };
        let listed = w.store.tasks().list(&w.reader, &filter, None).await.unwrap().rows.remove(0);
        assert_eq!(listed.contact_phone, callable.then(|| phone("0612345678")));
    }
}
