//! The week, and the private address that calendars read.

use domain::home::Ask;
use domain::task::{Details, Due, Filter};
use domain::{Crm, Day, Error, Role};

use super::plans::{indexed, plans, unsorted};
use super::{World, store};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

async fn plan(w: &World, actor: &domain::Actor, title: &str, due: Option<Day>, at: Option<&str>) {
    let due_at = at.map(ToOwned::to_owned);
    let details = Details { title: title.to_owned(), due_on: due, due_at, ..Details::default() };
    w.store.tasks().create(actor, details).await.unwrap();
}

#[tokio::test]
async fn a_week_has_seven_days_and_says_how_many_are_late() {
    let w = store().await;
    let monday = day("2026-11-23");
    for (title, due, at) in [
        ("Sunday", "2026-11-22", Some("23:59")),
        ("Monday", "2026-11-23", Some("00:00")),
        ("Tuesday", "2026-11-24", None),
        ("next Sunday", "2026-11-29", Some("23:59")),
        ("next Monday", "2026-11-30", None),
    ] {
        plan(&w, &w.advisor, title, Some(day(due)), at).await;
    }
    plan(&w, &w.advisor, "undated", None, None).await;
    plan(&w, &w.trainer, "another's", Some(monday), None).await;
    let (me, other) = (w.advisor.user.as_ref(), w.trainer.user.as_ref());
    let titles =
        |week: domain::task::Week| week.tasks.rows.into_iter().map(|task| task.details.title).collect::<Vec<_>>();
    let own = w.store.tasks().week(&w.advisor, me, monday, monday).await.unwrap();
    assert_eq!((own.tasks.count.rows, own.late.rows, own.late.more), (3, 1, false));
    assert_eq!(titles(own), ["Monday", "Tuesday", "next Sunday"]);
    let all = w.store.tasks().week(&w.reader, None, monday, monday).await.unwrap();
    assert_eq!(all.tasks.rows.len(), 4);
    // A week to come: what is late is what is late today.
    let later = w.store.tasks().week(&w.advisor, me, monday.plus(7), day("2026-11-24")).await.unwrap();
    assert_eq!((later.late.rows, titles(later)), (2, vec!["next Monday".to_owned()]));
    // Late days of the week itself count as well: the list, the week and the home page say the same number.
    let midweek = w.store.tasks().week(&w.advisor, me, monday, day("2026-11-25")).await.unwrap();
    assert_eq!((midweek.late.rows, midweek.tasks.rows.len()), (3, 3));
    let late = Filter { assignee: me.cloned(), due: Some(Due::late(day("2026-11-25"))), ..Filter::default() };
    assert_eq!(w.store.tasks().list(&w.advisor, &late, None).await.unwrap().count.rows, 3);
    let ask = Ask::of(false, day("2026-11-25"), &domain::time::Zone::default());
    assert_eq!(w.store.homes().day(&w.advisor, &ask).await.unwrap().late.rows, 3);
    // Who sees only their own asks in vain for another's.
    for asked in [me, other, None] {
        let seen = w.store.tasks().week(&w.trainer, asked, monday, monday).await.unwrap();
        assert_eq!((seen.late.rows, titles(seen)), (0, vec!["another's".to_owned()]));
    }
}

#[tokio::test]
async fn weeks_and_calendars_are_read_by_an_index() {
    let w = store().await;
    let secret = w.store.calendars().renew(&w.advisor).await.unwrap();
    plans(&w).await;
    let monday = day("2026-11-23");
    for assignee in [None, w.advisor.user.as_ref()] {
        w.store.tasks().week(&w.reader, assignee, monday, monday).await.unwrap();
        let asked = indexed(&w, "task").await;
        assert_eq!(asked.len(), 4, "two lists, each with its count: {asked:?}");
        unsorted(&asked);
    }
    w.store.calendars().read(&w.visitor, &secret).await.unwrap();
    let all = plans(&w).await;
    assert!(all.iter().any(|(_, plan)| plan.contains("calendar_hash")), "{all:?}");
    assert!(all.iter().all(|(_, plan)| !plan.contains("TableScan")), "{all:?}");
}

#[tokio::test]
async fn an_address_opens_ones_own_actions_until_it_is_replaced() {
    let w = store().await;
    let calendars = w.store.calendars();
    let today = w.store.now().day(&domain::time::Zone::default());
    for (title, ahead) in [("too old", -31), ("old", -30), ("today", 0), ("far", 365), ("too far", 366)] {
        plan(&w, &w.advisor, title, Some(today.plus(ahead)), None).await;
    }
    plan(&w, &w.advisor, "undated", None, None).await;
    plan(&w, &w.trainer, "another's", Some(today), None).await;
    assert_eq!(calendars.own(&w.advisor).await, Ok(None));
    let secret = calendars.renew(&w.advisor).await.unwrap();
    assert_eq!(calendars.own(&w.advisor).await, Ok(Some(secret.clone())));
    assert_eq!(calendars.own(&w.trainer).await, Ok(None));
    assert!(secret.len() >= 40 && secret.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let found = calendars.read(&w.visitor, &secret).await.unwrap();
    let titles: Vec<&str> = found.tasks.iter().map(|task| task.details.title.as_str()).collect();
    assert_eq!(titles, ["old", "today", "far"]);

    let second = calendars.renew(&w.advisor).await.unwrap();
    assert_ne!(second, secret);
    let gone = |found: domain::Result<domain::calendar::Calendar>| found.map(drop) == Err(Error::NotFound);
    assert!(gone(calendars.read(&w.visitor, &secret).await));
    for wrong in ["", "x", w.advisor.user.as_ref().unwrap().as_str()] {
        assert!(gone(calendars.read(&w.visitor, wrong).await), "{wrong}");
    }
    assert!(calendars.read(&w.visitor, &second).await.is_ok());
    // The history says that there was one, and never which.
    let subject = w.advisor.user.as_ref().unwrap().subject();
    let events = w.store.events().of(&w.administrator, &subject, &Default::default(), None).await.unwrap().rows;
    let text = serde_json::to_string(&events).unwrap();
    let made = events.iter().filter(|event| event.kind == domain::event::Kind::UserCalendarMade);
    let renewed: Vec<bool> = made.map(|event| event.changes.0.contains_key("renewed")).collect();
    assert_eq!(renewed, [true, false]);
    assert!(text.contains("user.calendar_made") && !text.contains(&secret) && !text.contains(&second));
    calendars.remove(&w.advisor).await.unwrap();
    calendars.remove(&w.advisor).await.unwrap();
    assert!(gone(calendars.read(&w.visitor, &second).await));
    assert_eq!(calendars.own(&w.advisor).await, Ok(None));
}

#[tokio::test]
async fn a_trainers_calendar_names_no_deal_and_a_disabled_person_has_none() {
    let w = store().await;
    let calendars = w.store.calendars();
    let today = w.store.now().day(&domain::time::Zone::default());
    let contact = w.contact("Ana", "Roy").await;
    let deal = w.deal("Bilan", &contact.id, 0).await.deal;
    let about = |assignee: &domain::Actor| Details {
        title: "Rappeler".to_owned(),
        due_on: Some(today),
        assignee: assignee.user.clone(),
        contact: Some(contact.id.clone()),
        deal: Some(deal.id.clone()),
        ..Details::default()
    };
    for (actor, title) in [(&w.trainer, None), (&w.advisor, Some("Bilan"))] {
        w.store.tasks().create(&w.advisor, about(actor)).await.unwrap();
        let secret = calendars.renew(actor).await.unwrap();
        let found = calendars.read(&w.visitor, &secret).await.unwrap().tasks.remove(0);
        assert_eq!((found.contact_name.as_deref(), found.deal_title.as_deref()), (Some("Ana Roy"), title));
    }
    let (id, secret) = (w.trainer.user.clone().unwrap(), calendars.own(&w.trainer).await.unwrap().unwrap());
    let users = w.store.users();
    users.govern(&w.administrator, &id, Role::Trainer, true).await.unwrap();
    assert!(calendars.read(&w.visitor, &secret).await.is_err());
    users.govern(&w.administrator, &id, Role::Trainer, false).await.unwrap();
    assert!(calendars.read(&w.visitor, &secret).await.is_err(), "who comes back makes a new one");
}
