//! Who is told of what, and what they have read.

use domain::bulk::{Selection, Verb};
use domain::deal::Closing;
use domain::live::may_hear;
use domain::mention::Mention;
use domain::note::{Details, Subject};
use domain::notice::{KEPT_DAYS, Kind, Notice, Seen, Which};
use domain::task;
use domain::user::NewUser;
use domain::{Actor, Crm, Cursor, Day, Error, Patch, UserId};

use super::plans::{indexed, plans, unsorted};
use super::{World, deal_details, email, store};
use crate::ask::ask;

fn today() -> Day {
    Day::parse("2026-11-22").unwrap()
}

async fn of(w: &World, who: &Actor) -> Vec<Notice> {
    w.store.notices().list(who, None).await.unwrap().rows
}

async fn unread(w: &World, who: &Actor) -> u32 {
    w.store.notices().unread(who, today()).await.unwrap()
}

fn note(text: &str) -> Details {
    Details { text: text.to_owned(), pinned: false }
}

fn id(actor: &Actor) -> UserId {
    actor.user.clone().unwrap()
}

#[tokio::test]
async fn a_mention_is_told_once_and_an_edit_tells_who_is_new() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let on = Subject::Contact(contact.id.clone());
    let first = w.store.notes().add(&w.advisor, &on, note("Vu avec @trainer et @advisor, @trainer.")).await.unwrap();
    let names: Vec<&Mention> = first.mentions.iter().collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let told = of(&w, &w.trainer).await;
    assert_eq!((told.len(), told[0].kind, told[0].name.as_deref()), (1, Kind::Mentioned, Some("Ana Roy")));
    assert_eq!(told[0].detail.as_deref(), Some("Vu avec @trainer et @advisor, @trainer."));
    assert_eq!((told[0].by.name.as_str(), told[0].subject.clone()), ("advisor", contact.id.subject()));
    assert!(of(&w, &w.advisor).await.is_empty(), "not of one's own acts");
    w.store.notices().read(&w.trainer, &Which::About(contact.id.subject())).await.unwrap();
    // The trainer is still named; the reader is new.
    let patch = Patch::between(first.version, &first.details, &note("Vu avec @trainer, dire à @READER"));
    let second = w.store.notes().edit(&w.advisor, &first.id, patch).await.unwrap();
    assert_eq!((unread(&w, &w.trainer).await, unread(&w, &w.reader).await), (0, 1));
    // Taken out of the text the notice stays; put in again it is new.
    let patch = Patch::between(second.version, &second.details, &note("Rien"));
    let third = w.store.notes().edit(&w.advisor, &first.id, patch).await.unwrap();
    assert_eq!((third.mentions.len(), unread(&w, &w.reader).await, of(&w, &w.trainer).await.len()), (0, 1, 1));
    let patch = Patch::between(third.version, &third.details, &note("@trainer encore"));
    w.store.notes().edit(&w.advisor, &first.id, patch).await.unwrap();
    assert_eq!((unread(&w, &w.trainer).await, of(&w, &w.trainer).await.len()), (1, 1));
    // Who has not joined yet finds it when they come.
    let new = NewUser { name: "Zoé".to_owned(), email: email("zoe@organisme.fr"), role: domain::Role::Advisor };
    let invited = w.store.users().create(&w.administrator, new).await.unwrap();
    let early = w.store.notes().add(&w.advisor, &on, note("Voir avec @Zoé")).await.unwrap();
    assert_eq!(early.mentions.first().map(|mention| mention.user.clone()), Some(invited.id));
    // Pinning tells nobody, nor does what somebody who has left is named in.
    w.store.users().govern(&w.administrator, &id(&w.reader), domain::Role::Reader, true).await.unwrap();
    let gone = w.store.notes().add(&w.advisor, &on, note("@reader")).await.unwrap();
    assert!(gone.mentions.is_empty());
}

#[tokio::test]
async fn who_is_given_something_is_told() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let give = domain::contact::Details { owner: w.advisor.user.clone(), ..contact.details.clone() };
    let patch = Patch::between(contact.version, &contact.details, &give);
    w.store.contacts().edit(&w.administrator, &contact.id, patch).await.unwrap();
    let details = domain::deal::Details { owner: w.advisor.user.clone(), ..deal_details("Bilan", &contact.id) };
    let new = domain::deal::NewDeal { details, stage: Some(w.stage(0)) };
    let deal = w.store.deals().create(&w.administrator, new).await.unwrap().deal;
    let call = |assignee| task::Details { title: "Rappeler".into(), assignee, ..Default::default() };
    w.store.tasks().create(&w.administrator, call(w.advisor.user.clone())).await.unwrap();
    w.store.tasks().create(&w.advisor, call(w.advisor.user.clone())).await.unwrap();
    let told = of(&w, &w.advisor).await;
    let names: Vec<_> = told.iter().map(|notice| (notice.kind, notice.name.clone().unwrap())).collect();
    let given = |name: &str| (Kind::Assigned, name.to_owned());
    assert_eq!(names, [given("Rappeler"), given("Bilan"), given("Ana Roy")]);
    // What becomes of the deal is one notice, the latest.
    w.store.deals().relocate(&w.administrator, super::deals::to(&w, &deal.id, 1, None)).await.unwrap();
    w.store.deals().relocate(&w.advisor, super::deals::to(&w, &deal.id, 2, None)).await.unwrap();
    let moved = &of(&w, &w.advisor).await[0];
    assert_eq!((moved.kind, moved.detail.as_deref()), (Kind::Moved, Some(w.pipeline.details.stages[1].name.as_str())));
    w.store.deals().close(&w.administrator, &deal.id, Closing::Won, String::new()).await.unwrap();
    let told = of(&w, &w.advisor).await;
    assert_eq!((told.len(), told[0].kind), (4, Kind::Won));
    // What has gone is not named any more.
    w.store.bin().delete(&w.administrator, &Subject::Deal(deal.id)).await.unwrap();
    assert_eq!(of(&w, &w.advisor).await[0].name, None);
}

#[tokio::test]
async fn a_bulk_is_one_notice_a_person() {
    let mut w = store().await;
    w.store.looked = 10_000;
    let import = w.store.imports().start(&w.administrator, "file.csv", 510).await.unwrap();
    for chunk in 0..2 {
        let row = |at: usize| domain::import::Row {
            contact: domain::contact::Details {
                emails: vec![super::email(&format!("p{chunk}x{at}@b.fr"))],
                ..Default::default()
            },
            ..Default::default()
        };
        w.store.imports().write(&w.administrator, &import, (0..255).map(row).collect()).await.unwrap();
    }
    assert_eq!(unread(&w, &w.advisor).await, 0, "nobody's contacts");
    let all = Selection::Found(Box::default());
    let done =
        w.store.contacts().bulk(&w.administrator, &all, &Verb::Owner(w.advisor.user.clone()), None).await.unwrap();
    assert_eq!(done.changed, 510, "two chunks");
    let told = of(&w, &w.advisor).await;
    assert_eq!((told.len(), told[0].count, unread(&w, &w.advisor).await), (1, 510, 1));
    // Taken back it is as if nobody had been told, and who had them before is not told anew.
    w.store.contacts().take_back(&w.administrator, &done.bulk, None, None).await.unwrap();
    assert!(of(&w, &w.advisor).await.is_empty());
}

#[tokio::test]
async fn what_is_late_is_told_by_the_day_alone() {
    let w = store().await;
    let due = |title: &str, day: &str| task::Details {
        title: title.into(),
        due_on: Some(Day::parse(day).unwrap()),
        assignee: w.advisor.user.clone(),
        ..Default::default()
    };
    let first = w.store.tasks().create(&w.advisor, due("Rappeler", "2026-11-21")).await.unwrap();
    w.store.tasks().create(&w.advisor, due("Relancer", "2026-11-22")).await.unwrap();
    let notices = w.store.notices();
    let late = notices.late(&w.advisor, today()).await.unwrap();
    assert_eq!((late.count.rows, late.unread, late.first.as_deref()), (1, 1, Some("Rappeler")));
    let marked = notices.read(&w.advisor, &Which::Everything(today())).await.unwrap();
    assert_eq!(marked.late, Some(Seen { late: None }));
    assert_eq!((unread(&w, &w.advisor).await, notices.late(&w.advisor, today()).await.unwrap().count.rows), (0, 1));
    // The next day another one is late, and it alone is new.
    let tomorrow = today().plus(1);
    assert_eq!(notices.unread(&w.advisor, tomorrow).await.unwrap(), 1);
    assert_eq!(notices.late(&w.advisor, tomorrow).await.unwrap().count.rows, 2);
    notices.unmark(&w.advisor, &marked).await.unwrap();
    assert_eq!(notices.unread(&w.advisor, tomorrow).await.unwrap(), 1, "one line");
    assert_eq!(notices.late(&w.advisor, tomorrow).await.unwrap().unread, 2);
    w.store.tasks().finish(&w.advisor, &first.id, true).await.unwrap();
    assert_eq!(notices.unread(&w.advisor, tomorrow).await.unwrap(), 1);
    assert_eq!(unread(&w, &w.administrator).await, 0);
}

#[tokio::test]
async fn reading_is_ones_own_and_can_be_taken_back() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let on = Subject::Contact(contact.id.clone());
    w.store.notes().add(&w.advisor, &on, note("@reader @trainer")).await.unwrap();
    w.store.notes().add(&w.advisor, &on, note("@reader encore")).await.unwrap();
    let ids: Vec<_> = of(&w, &w.reader).await.into_iter().map(|notice| notice.id).collect();
    let notices = w.store.notices();
    assert!(notices.read(&w.trainer, &Which::These(ids.clone())).await.unwrap().is_empty(), "somebody else's");
    assert_eq!(unread(&w, &w.reader).await, 2);
    let marked = notices.read(&w.reader, &Which::These(vec![ids[0].clone()])).await.unwrap();
    assert_eq!((marked.notices.len(), unread(&w, &w.reader).await), (1, 1));
    let marked = notices.read(&w.reader, &Which::Everything(today())).await.unwrap();
    assert_eq!((marked.notices.len(), unread(&w, &w.reader).await), (1, 0));
    notices.unmark(&w.trainer, &marked).await.unwrap();
    assert_eq!(unread(&w, &w.reader).await, 0, "not for somebody else");
    notices.unmark(&w.reader, &marked).await.unwrap();
    assert_eq!(unread(&w, &w.reader).await, 1);
    assert_eq!(notices.list(&w.visitor, None).await, Err(Error::Unauthorized));
    assert_eq!(notices.unread(&w.visitor, today()).await, Err(Error::Unauthorized));
}

#[tokio::test]
async fn the_open_pages_of_who_is_told_hear_of_it_and_nobody_elses() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let live = w.store.live();
    let before = live.latest(&w.reader).unwrap();
    w.store.notes().add(&w.advisor, &Subject::Contact(contact.id.clone()), note("@reader")).await.unwrap();
    let heard = async |who: &Actor| {
        let changes = live.since(&w.reader, before).unwrap().unwrap();
        changes.iter().filter(|change| may_hear(who, change)).filter(|c| c.subjects[0].starts_with("notice:")).count()
    };
    assert_eq!((heard(&w.reader).await, heard(&w.advisor).await, heard(&w.administrator).await), (1, 0, 0));
    w.store.notices().read(&w.reader, &Which::Everything(today())).await.unwrap();
    assert_eq!(heard(&w.reader).await, 2, "other tabs hear that it was read");
}

#[tokio::test]
async fn a_trainer_hears_nothing_of_deals() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let deal = w.deal("Bilan secret", &contact.id, 0).await.deal;
    w.store.notes().add(&w.advisor, &Subject::Deal(deal.id.clone()), note("@trainer @reader")).await.unwrap();
    assert_eq!((unread(&w, &w.trainer).await, of(&w, &w.trainer).await.len()), (0, 0));
    assert_eq!((unread(&w, &w.reader).await, of(&w, &w.reader).await[0].name.as_deref()), (1, Some("Bilan secret")));
}

#[tokio::test]
async fn pages_are_of_fifty_and_old_notices_go() {
    let w = store().await;
    let call = task::Details { title: "Rappeler".into(), assignee: w.trainer.user.clone(), ..Default::default() };
    for _ in 0..53 {
        w.store.tasks().create(&w.advisor, call.clone()).await.unwrap();
    }
    let first = w.store.notices().list(&w.trainer, None).await.unwrap();
    let second = w.store.notices().list(&w.trainer, first.next.clone()).await.unwrap();
    assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 3, None));
    assert!(first.rows.iter().all(|one| second.rows.iter().all(|other| other.id != one.id)));
    assert_eq!(w.store.forget_notices().await.unwrap(), 0);
    let old = second.rows[0].at.0 - KEPT_DAYS * 86_400_000 - 1;
    let age = ask("UPDATE $id SET key = $key").record("id", "notice", second.rows[0].id.as_str());
    w.store.read(age.bind("key", format!("{old:013} x"))).await.unwrap();
    assert_eq!(w.store.forget_notices().await.unwrap(), 1);
    assert_eq!(of(&w, &w.trainer).await.len(), 50);
}

#[tokio::test]
async fn notices_are_read_and_marked_by_an_index() {
    let w = store().await;
    let (notices, today) = (w.store.notices(), domain::Day::parse("2026-11-22").unwrap());
    plans(&w).await;
    for who in [&w.trainer, &w.reader] {
        for after in [None, Some(Cursor("a".to_owned()))] {
            notices.list(who, after).await.unwrap();
            let asked = indexed(&w, "notice").await;
            assert!(!asked.is_empty());
            unsorted(&asked);
        }
        notices.unread(who, today).await.unwrap();
        notices.late(who, today).await.unwrap();
        unsorted(&indexed(&w, "task").await);
        for which in [Which::About("contact:x".to_owned()), Which::Everything(today)] {
            notices.read(who, &which).await.unwrap();
            unsorted(&indexed(&w, "notice").await);
        }
    }
    w.store.forget_notices().await.unwrap();
    unsorted(&indexed(&w, "notice").await);
}
