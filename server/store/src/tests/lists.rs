//! The list of contacts: filters, orders, and pages in each of them.

use domain::contact::{Contact, Contacts, Filter, Order, Owner, Silence, Sort, Status};
use domain::notice::Notices;
use domain::organisation::Organisations;
use domain::user::Users;
use domain::{Crm, Cursor, Day, Error, Instant, exchange, task};

use super::{World, person, store};

const DAY: i64 = 86_400_000;

/// The given names of all pages, and how many the first page says there are.
async fn all(w: &World, filter: &Filter) -> (Vec<String>, u32) {
    let (mut names, mut after, mut count) = (Vec::new(), None, None);
    loop {
        let page = Contacts::list(&w.store, &w.reader, filter, after).await.unwrap();
        names.extend(page.rows.into_iter().map(|row| row.details.given_name));
        count.get_or_insert(page.count.rows);
        after = page.next;
        if after.is_none() {
            return (names, count.unwrap_or_default());
        }
    }
}

async fn names(w: &World, filter: Filter) -> Vec<String> {
    all(w, &filter).await.0
}

async fn spoke(w: &World, contact: &Contact, days: i64) {
    let at = Instant(w.store.now().0 - days * DAY);
    let call = serde_json::json!({ "contact": contact.id, "at": at });
    let call: exchange::Details = serde_json::from_value(call).unwrap();
    w.store.exchanges().log(&w.advisor, call).await.unwrap();
}

async fn people(w: &World) -> Vec<Contact> {
    let mut people = Vec::new();
    for (given, family) in [("Ana", "Roy"), ("Luc", "Petit"), ("Zoé", "Blanc"), ("Éva", "Moreau")] {
        people.push(w.contact(given, family).await);
    }
    people
}

#[tokio::test]
async fn each_filter_lets_through_what_it_says() {
    let w = store().await;
    let acme = domain::company::Details { name: "Acme".to_owned(), ..Default::default() };
    let acme = w.store.companies().create(&w.advisor, acme).await.unwrap();
    let mut details = person("Ana", "Roy");
    details.tags = vec!["VIP".to_owned()];
    details.source = Some("Salon".to_owned());
    details.status = Status::Client;
    details.owner = w.advisor.user.clone();
    details.company = Some(acme.id.clone());
    let ana = w.store.contacts().create(&w.advisor, details).await.unwrap();
    let luc = w.contact("Luc", "Petit").await;
    w.contact("Zoé", "Blanc").await;
    spoke(&w, &ana, 100).await;
    spoke(&w, &luc, 10).await;
    let call = task::Details { title: "Rappeler".to_owned(), contact: Some(luc.id.clone()), ..Default::default() };
    let call = w.store.tasks().create(&w.advisor, call).await.unwrap();

    let only = |filter: Filter| names(&w, filter);
    let none = Filter::default;
    assert_eq!(only(Filter { status: Some(Status::Client), ..none() }).await, ["Ana"]);
    assert_eq!(only(Filter { owner: w.advisor.user.clone().map(Owner::Colleague), ..none() }).await, ["Ana"]);
    assert_eq!(only(Filter { owner: Some(Owner::Nobody), ..none() }).await, ["Zoé", "Luc"]);
    assert_eq!(only(Filter { tag: Some("VIP".to_owned()), ..none() }).await, ["Ana"]);
    assert_eq!(only(Filter { source: Some("Salon".to_owned()), ..none() }).await, ["Ana"]);
    assert_eq!(only(Filter { company: Some(acme.id), ..none() }).await, ["Ana"]);
    assert_eq!(only(Filter { silence: Some(Silence::Never), ..none() }).await, ["Zoé"]);
    assert_eq!(only(Filter { silence: Some(Silence::Days(30)), ..none() }).await, ["Ana"]);
    assert_eq!(only(Filter { silence: Some(Silence::Days(5)), ..none() }).await, ["Luc", "Ana"]);
    assert_eq!(only(Filter { idle: true, ..none() }).await, ["Zoé", "Ana"]);
    let shown = w.store.contacts().show(&w.reader, &luc.id).await.unwrap();
    assert_eq!(shown.next.map(|next| next.title).as_deref(), Some("Rappeler"));
    w.store.tasks().finish(&w.advisor, &call.id, true).await.unwrap();
    assert_eq!(only(Filter { idle: true, ..none() }).await, ["Zoé", "Luc", "Ana"]);

    w.store.contacts().archive(&w.advisor, &luc.id, true).await.unwrap();
    assert_eq!(only(none()).await, ["Zoé", "Ana"]);
    assert_eq!(only(Filter { archived: true, ..none() }).await, ["Luc"]);
    assert_eq!(only(Filter { archived: true, text: "pet lu".to_owned(), ..none() }).await, ["Luc"]);
    assert_eq!(only(Filter { archived: true, text: "roy".to_owned(), ..none() }).await, [""; 0]);
}

#[tokio::test]
async fn next_actions_are_no_ones_business_but_theirs_who_may_see_them() {
    let w = store().await;
    let ana = w.contact("Ana", "Roy").await;
    let call = task::Details { title: "Rappeler".to_owned(), contact: Some(ana.id.clone()), ..Default::default() };
    w.store.tasks().create(&w.advisor, call).await.unwrap();
    assert_eq!(w.store.contacts().show(&w.trainer, &ana.id).await.unwrap().next, None);
    let idle = Filter { idle: true, ..Filter::default() };
    assert_eq!(Contacts::list(&w.store, &w.trainer, &idle, None).await, Err(Error::Forbidden));
}

#[tokio::test]
async fn each_order_has_two_directions_also_under_a_search() {
    let w = store().await;
    let people = people(&w).await;
    spoke(&w, &people[2], 5).await;
    spoke(&w, &people[0], 2).await;
    w.store.contacts().archive(&w.advisor, &people[1].id, true).await.unwrap();
    w.store.contacts().archive(&w.advisor, &people[1].id, false).await.unwrap();
    let in_order = |by, reverse, text: &str| {
        names(&w, Filter { sort: Sort { by, reverse }, text: text.to_owned(), ..Filter::default() })
    };
    for text in ["", "a", "blanc"] {
        for by in Order::ALL {
            let mut there = in_order(by, false, text).await;
            let back = in_order(by, true, text).await;
            there.reverse();
            assert_eq!(there, back, "{by:?} {text}");
        }
    }
    assert_eq!(in_order(Order::Name, false, "").await, ["Zoé", "Éva", "Luc", "Ana"]);
    assert_eq!(in_order(Order::Exchange, false, "").await[..2], ["Ana", "Zoé"]);
    assert_eq!(in_order(Order::Exchange, true, "").await[2..], ["Zoé", "Ana"]);
    assert_eq!(in_order(Order::Updated, false, "").await[0], "Luc");
}

#[tokio::test]
async fn pages_of_every_order_visit_each_contact_once_however_few_rows_are_looked_at() {
    let mut w = store().await;
    w.store.keeps = false;
    for at in 0..120 {
        let mut details = person(&format!("p{at:03}"), "Roy");
        details.tags = if at % 40 == 7 { vec!["rare".to_owned()] } else { Vec::new() };
        w.store.contacts().create(&w.advisor, details).await.unwrap();
    }
    for looked in [10_000, 25] {
        w.store.looked = looked;
        for by in Order::ALL {
            for (tag, number) in [(None, 120), (Some("rare".to_owned()), 3)] {
                for text in ["", "roy"] {
                    let sort = Sort { by, reverse: false };
                    let filter = Filter { sort, tag: tag.clone(), text: text.to_owned(), ..Filter::default() };
                    let (mut names, count) = all(&w, &filter).await;
                    names.sort();
                    names.dedup();
                    assert_eq!(names.len(), number, "{by:?} {tag:?} {text:?} {looked}");
                    assert!(count as usize <= number && (looked < 100 || count as usize == number), "{count}");
                }
            }
        }
    }
    // A page that ends where the looking ended says that there may be more.
    let rare = Filter { tag: Some("rare".to_owned()), ..Filter::default() };
    let page = Contacts::list(&w.store, &w.reader, &rare, None).await.unwrap();
    assert!(page.next.is_some() && page.count.more && page.rows.len() == 1, "{page:?}");
    let end = Contacts::list(&w.store, &w.reader, &rare, Some(Cursor("zz".to_owned()))).await.unwrap();
    assert_eq!((end.rows.len(), end.next), (0, None));
}

#[tokio::test]
async fn a_list_is_read_once_between_two_changes() {
    let w = store().await;
    let known = w.store.contacts().create(&w.advisor, person("Ana", "Roy")).await.unwrap();
    let asked = || w.store.asked.lock().unwrap().len();
    let plain = Filter::default();
    let first = Contacts::list(&w.store, &w.reader, &plain, None).await.unwrap();
    let read = asked();
    assert_eq!(Contacts::list(&w.store, &w.reader, &plain, None).await.unwrap(), first);
    assert_eq!(asked(), read);
    // Another question, who may see less, and what hangs on the clock.
    let sorted = Filter { sort: Sort { by: Order::Created, reverse: false }, ..Filter::default() };
    let silent = Filter { silence: Some(Silence::Never), ..Filter::default() };
    for (who, filter) in [(&w.reader, &sorted), (&w.trainer, &plain), (&w.reader, &silent), (&w.reader, &silent)] {
        let before = asked();
        Contacts::list(&w.store, who, filter, None).await.unwrap();
        assert!(asked() > before, "{filter:?}");
    }
    // A commit whose outcome nobody knows may have changed something.
    let before = asked();
    w.store.answers.forget();
    Contacts::list(&w.store, &w.reader, &plain, None).await.unwrap();
    assert!(asked() > before);
    w.store.contacts().archive(&w.advisor, &known.id, true).await.unwrap();
    assert_eq!(Contacts::list(&w.store, &w.reader, &plain, None).await.unwrap().rows, []);
}

#[tokio::test]
async fn what_every_request_asks_is_read_once_between_two_writes() {
    let w = store().await;
    let (data, at) = ("{}".to_owned(), w.store.now());
    let user = w.advisor.user.clone();
    let expires_at = Instant(at.0 + 60_000);
    let row = crate::SessionRow { data, user, created_at: at, seen_at: at, expires_at, agent: String::new() };
    w.store.create_session("key", &row).await.unwrap();
    let request = async || {
        w.store.load_session("key").await.unwrap().expect("a session");
        Users::own(&w.store, &w.advisor).await.unwrap();
        Organisations::show(&w.store, &w.advisor).await.unwrap();
        Notices::unread(&w.store, &w.advisor, Day::parse("2026-11-23").unwrap()).await.unwrap();
    };
    let asked = || w.store.asked.lock().unwrap().len();
    request().await;
    let read = asked();
    request().await;
    assert_eq!(asked(), read);
    // Any write forgets, also one that is no change of a record; what was ended is ended at once.
    w.store.save_session("key", &row).await.unwrap();
    let read = asked();
    request().await;
    assert!(asked() > read + 3);
    w.store.delete_session("key").await.unwrap();
    assert!(w.store.load_session("key").await.unwrap().is_none());
}

#[tokio::test]
async fn terms_are_those_in_use() {
    let w = store().await;
    for (tags, source) in [(["VIP", "École"], "Salon"), (["VIP", "Lyon"], "Site")] {
        let mut details = person("Ana", "Roy");
        details.tags = tags.map(str::to_owned).to_vec();
        details.source = Some(source.to_owned());
        w.store.contacts().create(&w.advisor, details).await.unwrap();
    }
    let terms = w.store.contacts().terms(&w.reader).await.unwrap();
    assert_eq!(
        (terms.tags, terms.sources),
        (["École", "Lyon", "VIP"].map(str::to_owned).to_vec(), ["Salon", "Site"].map(str::to_owned).to_vec(),)
    );
}
