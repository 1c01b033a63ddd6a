//! Actions that come again: the next with the finishing of one, and gone with its reopening.

use domain::event::Kind;
use domain::task::{Details, Every, Filter, Repeat, Task};
use domain::time::Zone;
use domain::{Crm, Day, Error, Patch, Problem};

use super::{World, store};

fn today(w: &World) -> Day {
    w.store.now().day(&Zone::default())
}

fn weekly(title: &str, day: Day) -> Details {
    let repeat = Some(Repeat::of(Every::Week, day));
    Details {
        title: title.to_owned(),
        due_on: Some(day),
        due_at: Some("09:00".to_owned()),
        repeat,
        ..Details::default()
    }
}

async fn open(w: &World) -> Vec<Task> {
    w.store.tasks().list(&w.advisor, &Filter::default(), None).await.unwrap().rows
}

/// What happened to a task, the oldest first.
async fn told(w: &World, subject: &str) -> Vec<Kind> {
    let page = w.store.events().of(&w.administrator, subject, &Default::default(), None).await.unwrap();
    let mut kinds: Vec<Kind> = page.rows.iter().filter(|one| one.subjects[0] == subject).map(|one| one.kind).collect();
    kinds.reverse();
    kinds
}

#[tokio::test]
async fn finishing_makes_the_next_and_reopening_takes_it_back() {
    let w = store().await;
    let (tasks, day) = (w.store.tasks(), today(&w));
    let contact = w.contact("Ana", "Roy").await;
    let deal = w.deal("Bilan", &contact.id, 0).await.deal;
    let about =
        Details { contact: Some(contact.id.clone()), deal: Some(deal.id.clone()), ..weekly("Rappeler", day.plus(-1)) };
    let first = tasks.create(&w.advisor, about).await.unwrap();
    tasks.finish(&w.advisor, &first.id, true).await.unwrap();
    let next = open(&w).await.remove(0);
    assert_eq!((next.details.due_on, next.details.due_at.as_deref()), (Some(day.plus(6)), Some("09:00")));
    assert_eq!(
        (next.details.contact.as_ref(), next.details.assignee.as_ref()),
        (Some(&contact.id), w.advisor.user.as_ref())
    );
    let carried = async || w.store.deals().show(&w.reader, &deal.id).await.unwrap().deal.next.map(|next| next.task);
    assert_eq!(carried().await, Some(next.id.clone()));
    assert_eq!(told(&w, &first.id.subject()).await, [Kind::TaskCreated, Kind::TaskDone]);
    assert_eq!(told(&w, &next.id.subject()).await, [Kind::TaskCreated]);
    // Done twice is done once.
    tasks.finish(&w.advisor, &first.id, true).await.unwrap();
    assert_eq!(open(&w).await.len(), 1);

    tasks.finish(&w.advisor, &first.id, false).await.unwrap();
    let left = open(&w).await;
    assert_eq!(left.iter().map(|task| &task.id).collect::<Vec<_>>(), [&first.id]);
    assert_eq!(carried().await, Some(first.id.clone()));
    assert_eq!(told(&w, &next.id.subject()).await, [Kind::TaskCreated, Kind::TaskRemoved]);
    assert_eq!(tasks.finish(&w.advisor, &next.id, true).await, Err(Error::NotFound));
    // And once more from the beginning.
    tasks.finish(&w.advisor, &first.id, true).await.unwrap();
    let again = open(&w).await.remove(0);
    assert_ne!(again.id, next.id);
    assert_eq!(again.details.due_on, Some(day.plus(6)));
}

#[tokio::test]
async fn a_next_one_that_somebody_touched_stays() {
    let w = store().await;
    let (tasks, day) = (w.store.tasks(), today(&w));
    let first = tasks.create(&w.advisor, weekly("Relancer", day)).await.unwrap();
    tasks.finish(&w.advisor, &first.id, true).await.unwrap();
    let next = open(&w).await.remove(0);
    let wanted = Details { title: "Relancer l’OPCO".to_owned(), ..next.details.clone() };
    tasks.edit(&w.advisor, &next.id, Patch::between(next.version, &next.details, &wanted)).await.unwrap();
    tasks.finish(&w.advisor, &first.id, false).await.unwrap();
    assert_eq!(open(&w).await.len(), 2);
    // Finished again it has its next one already.
    tasks.finish(&w.advisor, &first.id, true).await.unwrap();
    assert_eq!(open(&w).await.len(), 1);
    tasks.finish(&w.advisor, &next.id, true).await.unwrap();
    tasks.finish(&w.advisor, &first.id, false).await.unwrap();
    let titles: Vec<String> = open(&w).await.into_iter().map(|task| task.details.title).collect();
    assert_eq!(titles, ["Relancer", "Relancer l’OPCO"], "and the one after that is not touched either");
}

#[tokio::test]
async fn putting_one_off_moves_only_that_one() {
    let w = store().await;
    let (tasks, day) = (w.store.tasks(), today(&w));
    let first = tasks.create(&w.advisor, weekly("Point d’équipe", day)).await.unwrap();
    let wanted = Details { due_on: Some(day.plus(2)), ..first.details.clone() };
    tasks.edit(&w.advisor, &first.id, Patch::between(first.version, &first.details, &wanted)).await.unwrap();
    tasks.finish(&w.advisor, &first.id, true).await.unwrap();
    assert_eq!(open(&w).await[0].details.due_on, Some(day.plus(7)));
}

#[tokio::test]
async fn a_colleague_who_finishes_it_leaves_the_next_to_whose_it_is() {
    let w = store().await;
    let (tasks, day) = (w.store.tasks(), today(&w));
    let own = tasks.create(&w.trainer, weekly("Émargement", day)).await.unwrap();
    let before = w.store.notices().list(&w.trainer, None).await.unwrap().rows.len();
    tasks.finish(&w.advisor, &own.id, true).await.unwrap();
    let next = tasks.list(&w.trainer, &Filter::default(), None).await.unwrap().rows.remove(0);
    assert_eq!(next.details.assignee, w.trainer.user);
    assert_eq!(w.store.notices().list(&w.trainer, None).await.unwrap().rows.len(), before, "nobody is told");
    let undated = Details { due_on: None, due_at: None, ..weekly("x", day) };
    assert_eq!(tasks.create(&w.advisor, undated).await, Err(Error::invalid("repeat", Problem::Missing)));
}
