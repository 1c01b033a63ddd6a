//! Records handed over and tags renamed, everywhere, and taken back.

use domain::bulk::Done;
use domain::contact::{self, Contact, Contacts};
use domain::deal::Deals;
use domain::sweep::{Load, Work};
use domain::task::{self, Task, Tasks};
use domain::{Actor, Crm, Error, Patch, Problem, Role, UserId};

use super::{World, colleague, person, store};

/// Walks a change to its end. Answers its sum and how many steps it took.
pub(super) async fn sweep(w: &World, who: &Actor, work: &Work) -> Result<(Done, u32), Error> {
    let mut first = w.store.sweeps().step(who, work, None, None).await?;
    let mut steps = 1;
    while let Some(at) = first.next.take() {
        let step = w.store.sweeps().step(who, work, Some(&first.done.bulk), Some(at)).await?;
        assert_eq!(step.done.bulk, first.done.bulk);
        first.done.changed += step.done.changed;
        first.done.unchanged += step.done.unchanged;
        first.done.refused += step.done.refused;
        first.next = step.next;
        steps += 1;
    }
    Ok((first.done, steps))
}

fn id(actor: &Actor) -> UserId {
    actor.user.clone().unwrap()
}

fn figures(done: &Done) -> (u32, u32) {
    (done.changed, done.refused)
}

async fn owned(w: &World, given: &str, owner: &Actor, tags: &[&str]) -> Contact {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let details = contact::Details { owner: owner.user.clone(), tags, ..person(given, "Roy") };
    w.store.contacts().create(&w.administrator, details).await.unwrap()
}

async fn task(w: &World, assignee: &Actor, title: &str) -> Task {
    let details = task::Details { title: title.to_owned(), assignee: assignee.user.clone(), ..Default::default() };
    w.store.tasks().create(&w.administrator, details).await.unwrap()
}

async fn now(w: &World, contact: &Contact) -> contact::Details {
    Contacts::show(&w.store, &w.administrator, &contact.id).await.unwrap().details
}

#[tokio::test]
async fn a_colleague_hands_over_contacts_open_deals_and_open_tasks() {
    let w = store().await;
    let leaving = colleague(&w.store, "leaving", Role::Advisor).await;
    let (ana, luc) = (owned(&w, "Ana", &leaving, &[]).await, owned(&w, "Luc", &w.advisor, &[]).await);
    w.store.contacts().archive(&w.administrator, &ana.id, true).await.unwrap();
    let mut deals = Vec::new();
    for title in ["Bilan", "Anglais"] {
        let deal = w.deal(title, &ana.id, 0).await.deal;
        let mut wanted = deal.details.clone();
        wanted.owner = leaving.user.clone();
        let patch = Patch::between(deal.version, &deal.details, &wanted);
        deals.push(w.store.deals().edit(&w.advisor, &deal.id, patch).await.unwrap().deal);
    }
    Deals::close(&w.store, &w.advisor, &deals[1].id, domain::deal::Closing::Won, String::new()).await.unwrap();
    let (open, done) = (task(&w, &leaving, "Appeler").await, task(&w, &leaving, "Écrire").await);
    Tasks::finish(&w.store, &w.advisor, &done.id, true).await.unwrap();
    let load = w.store.sweeps().load(&w.administrator, &id(&leaving)).await.unwrap();
    assert_eq!(load, Load { contacts: 1, companies: 0, deals: 1, tasks: 1 });

    let to_nobody = Work::HandOver { from: id(&leaving), to: None };
    let (nobody, _) = sweep(&w, &w.administrator, &to_nobody).await.unwrap();
    assert_eq!(figures(&nobody), (2, 0));
    let load = w.store.sweeps().load(&w.administrator, &id(&leaving)).await.unwrap();
    assert_eq!(load, Load { contacts: 0, companies: 0, deals: 0, tasks: 1 }, "a task has somebody");
    let (back, _) = sweep(&w, &w.administrator, &Work::Back(nobody.bulk)).await.unwrap();
    assert_eq!(figures(&back), (2, 0));

    let work = Work::HandOver { from: id(&leaving), to: w.advisor.user.clone() };
    let (given, _) = sweep(&w, &w.administrator, &work).await.unwrap();
    assert_eq!(figures(&given), (3, 0));
    assert_eq!(now(&w, &ana).await.owner, w.advisor.user);
    let show = |at: usize| Deals::show(&w.store, &w.advisor, &deals[at].id);
    assert_eq!(show(0).await.unwrap().deal.details.owner, w.advisor.user);
    assert_eq!(show(1).await.unwrap().deal.details.owner, leaving.user, "what is won stays whose it was");
    let told = w.store.events().of(&w.administrator, &open.id.subject(), &Default::default(), None).await.unwrap();
    assert_eq!(told.rows[0].subjects.last(), Some(&given.bulk.subject()));

    // What somebody changed since stays; another's change is not taken back by who is no administrator.
    let mut wanted = now(&w, &ana).await;
    wanted.owner = w.administrator.user.clone();
    let read = Contacts::show(&w.store, &w.administrator, &ana.id).await.unwrap();
    let patch = Patch::between(read.version, &read.details, &wanted);
    w.store.contacts().edit(&w.advisor, &ana.id, patch).await.unwrap();
    let theirs = sweep(&w, &w.advisor, &Work::Back(given.bulk.clone())).await;
    assert_eq!(theirs.map(drop), Err(Error::NotFound));
    let (back, _) = sweep(&w, &w.administrator, &Work::Back(given.bulk)).await.unwrap();
    assert_eq!(figures(&back), (2, 1));
    assert_eq!(now(&w, &ana).await.owner, w.administrator.user);
    assert_eq!(now(&w, &luc).await.owner, w.advisor.user);
    w.holds().await;
}

#[tokio::test]
async fn records_go_to_somebody_who_can_work_on_them() {
    let w = store().await;
    let leaving = colleague(&w.store, "leaving", Role::Advisor).await;
    let gone = colleague(&w.store, "gone", Role::Advisor).await;
    w.store.users().govern(&w.administrator, &id(&gone), Role::Advisor, true).await.unwrap();
    let nobody: UserId = "nobody".parse().unwrap();
    let to = |to: &UserId| Work::HandOver { from: id(&leaving), to: Some(to.clone()) };
    for (heir, problem) in [
        (id(&gone), Problem::Unknown),
        (id(&w.reader), Problem::Unknown),
        (id(&w.trainer), Problem::Unknown),
        (nobody, Problem::Unknown),
        (id(&leaving), Problem::Fixed),
    ] {
        let answer = sweep(&w, &w.administrator, &to(&heir)).await;
        assert_eq!(answer.map(drop), Err(Error::invalid("heir", problem)));
    }
    // Disabled between two steps: the second is refused, and what was done can be taken back.
    owned(&w, "Ana", &leaving, &[]).await;
    task(&w, &leaving, "Appeler").await;
    let work = to(&id(&w.advisor));
    let first = w.store.sweeps().step(&w.administrator, &work, None, None).await.unwrap();
    assert!(first.next.is_some());
    w.store.users().govern(&w.administrator, &id(&w.advisor), Role::Advisor, true).await.unwrap();
    let second = w.store.sweeps().step(&w.administrator, &work, Some(&first.done.bulk), first.next).await;
    assert_eq!(second.map(drop), Err(Error::invalid("heir", Problem::Unknown)));
    let (back, _) = sweep(&w, &w.administrator, &Work::Back(first.done.bulk)).await.unwrap();
    assert_eq!(figures(&back), (1, 0));
}

#[tokio::test]
async fn two_administrators_hand_over_at_once_and_every_record_goes_once() {
    let w = store().await;
    let leaving = colleague(&w.store, "leaving", Role::Advisor).await;
    let other = colleague(&w.store, "other", Role::Administrator).await;
    for at in 0..20 {
        owned(&w, &format!("p{at}"), &leaving, &[]).await;
    }
    let to = |to: &Actor| Work::HandOver { from: id(&leaving), to: to.user.clone() };
    let (here, there) = (to(&w.advisor), to(&other));
    let (a, b) = tokio::join!(sweep(&w, &w.administrator, &here), sweep(&w, &other, &there));
    assert_eq!(a.unwrap().0.changed + b.unwrap().0.changed, 20);
    assert_eq!(w.store.sweeps().load(&w.administrator, &id(&leaving)).await.unwrap(), Load::default());
}

#[tokio::test]
async fn more_than_a_chunk_takes_several_steps() {
    let w = store().await;
    let import = w.store.imports().start(&w.advisor, "file.csv", 700).await.unwrap();
    for chunk in 0..2 {
        let row = |at: usize| {
            let details = person(&format!("p{}", chunk * 350 + at), "Roy");
            let details = contact::Details { tags: vec!["Salon".to_owned()], ..details };
            domain::import::Row { contact: details, ..Default::default() }
        };
        w.store.imports().write(&w.advisor, &import, (0..350).map(row).collect()).await.unwrap();
    }
    let work = Work::Tag { from: "SALON".to_owned(), to: Some("Foire".to_owned()) };
    let (done, steps) = sweep(&w, &w.advisor, &work).await.unwrap();
    assert!(figures(&done) == (700, 0) && steps > 1, "{done:?} in {steps}");
    let used = w.store.sweeps().tags(&w.advisor).await.unwrap();
    assert_eq!(used.iter().map(|tag| (tag.name.as_str(), tag.contacts)).collect::<Vec<_>>(), [("Foire", 700)]);
    let (back, steps) = sweep(&w, &w.advisor, &Work::Back(done.bulk)).await.unwrap();
    assert_eq!((figures(&back), steps), ((700, 0), 2));
}

#[tokio::test]
async fn a_tag_is_renamed_merged_and_removed_on_contacts_and_deals() {
    let w = store().await;
    let ana = owned(&w, "Ana", &w.advisor, &["VIP", "Lyon"]).await;
    let luc = owned(&w, "Luc", &w.advisor, &["vip"]).await;
    let mut details = super::deal_details("Bilan", &ana.id);
    details.tags = vec!["VIP".to_owned()];
    let deal = w.store.deals().create(&w.advisor, domain::deal::NewDeal { details, stage: None }).await.unwrap().deal;
    let used = w.store.sweeps().tags(&w.advisor).await.unwrap();
    let shown: Vec<_> = used.iter().map(|tag| (tag.name.as_str(), tag.contacts, tag.deals)).collect();
    assert_eq!(shown, [("Lyon", 1, 0), ("VIP", 2, 1)]);
    let look = domain::view::Details { name: "Les VIP".into(), query: "?etiquette=VIP".into(), shared: true };
    w.store.views().save(&w.advisor, look).await.unwrap();
    let tag = |from: &str, to: Option<&str>| Work::Tag { from: from.to_owned(), to: to.map(String::from) };

    let (merged, _) = sweep(&w, &w.advisor, &tag("vip", Some("Lyon"))).await.unwrap();
    assert_eq!(figures(&merged), (3, 0));
    // The log counts what was counted: records, not the view that went along.
    let told = w.store.events().sizes(&w.administrator, &[merged.bulk.clone()].into()).await.unwrap();
    assert_eq!(told[&merged.bulk], 3);
    assert_eq!(w.store.views().list(&w.advisor).await.unwrap()[0].details.query, "?etiquette=Lyon");
    assert_eq!(
        (now(&w, &ana).await.tags, now(&w, &luc).await.tags),
        (vec!["Lyon".to_owned()], vec!["Lyon".to_owned()])
    );
    let (back, _) = sweep(&w, &w.advisor, &Work::Back(merged.bulk)).await.unwrap();
    assert_eq!(figures(&back), (3, 0));
    assert_eq!(
        (now(&w, &ana).await.tags, now(&w, &luc).await.tags),
        (vec!["Lyon".to_owned(), "VIP".to_owned()], vec!["VIP".to_owned()])
    );

    let (removed, _) = sweep(&w, &w.advisor, &tag("VIP", None)).await.unwrap();
    assert_eq!(figures(&removed), (3, 0));
    assert!(Deals::show(&w.store, &w.advisor, &deal.id).await.unwrap().deal.details.tags.is_empty());
    let empty = sweep(&w, &w.advisor, &tag("VIP", Some(" "))).await;
    assert!(matches!(empty, Err(Error::Invalid { field, .. }) if field == "tags"));
    // Nobody's whole is added to by somebody else.
    let work = tag("Lyon", None);
    let mixed = w.store.sweeps().step(&w.administrator, &work, Some(&removed.bulk), None).await;
    assert_eq!(mixed.map(drop), Err(Error::NotFound));
    w.holds().await;
}
