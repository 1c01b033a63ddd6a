//! Many companies changed at once, and taken back.

use domain::bulk::{Done, Selection, Verb};
use domain::company::{Company, Details, Filter};
use domain::event::Kind;
use domain::sweep::Work;
use domain::{Actor, Crm, Error, Patch, Problem, UserId};

use super::{World, store};

async fn firm(w: &World, name: &str, tags: &[&str]) -> Company {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let details = Details { name: name.to_owned(), town: "Lyon".to_owned(), tags, ..Details::default() };
    w.store.companies().create(&w.advisor, details).await.unwrap()
}

async fn bulk(w: &World, who: &Actor, of: &[&Company], verb: Verb) -> Result<Done, Error> {
    let ids = of.iter().map(|company| company.id.clone()).collect();
    w.store.companies().bulk(who, &Selection::These(ids), &verb, None).await
}

async fn show(w: &World, company: &Company) -> Company {
    w.store.companies().show(&w.reader, &company.id).await.unwrap()
}

fn figures(done: &Done) -> (u32, u32, u32, u32) {
    (done.changed, done.unchanged, done.refused, done.left)
}

#[tokio::test]
async fn each_changed_company_has_one_event_and_a_sweep_takes_all_back() {
    let w = store().await;
    let (acme, bati) = (firm(&w, "Acme", &["Vip"]).await, firm(&w, "Bati", &[]).await);
    let done = bulk(&w, &w.advisor, &[&acme, &bati, &acme], Verb::AddTag(" VIP ".to_owned())).await.unwrap();
    assert_eq!(figures(&done), (1, 1, 0, 0));
    // As it is written elsewhere.
    assert_eq!((show(&w, &bati).await.details.tags, show(&w, &acme).await.version), (vec!["Vip".to_owned()], 1));
    let past = w.store.events().of(&w.reader, &bati.id.subject(), &Default::default(), None).await.unwrap();
    assert_eq!((past.rows[0].kind, past.rows[0].bulk()), (Kind::CompanyEdited, Some(done.bulk.clone())));
    let owner: UserId = w.advisor.user.clone().unwrap();
    let found = Selection::Found(Box::new(Filter { town: Some("Lyon".to_owned()), ..Filter::default() }));
    let given = w.store.companies().bulk(&w.advisor, &found, &Verb::Owner(Some(owner.clone())), None).await.unwrap();
    assert_eq!((figures(&given), show(&w, &acme).await.details.owner), ((2, 0, 0, 0), Some(owner)));
    // What somebody changed since stays.
    let read = show(&w, &bati).await;
    let wanted = Details { owner: None, ..read.details.clone() };
    let patch = Patch::between(read.version, &read.details, &wanted);
    w.store.companies().edit(&w.administrator, &bati.id, patch).await.unwrap();
    let back = w.store.sweeps().step(&w.advisor, &Work::Back(given.bulk), None, None).await.unwrap();
    assert_eq!((figures(&back.done), show(&w, &acme).await.details.owner), ((1, 0, 1, 0), None));
}

#[tokio::test]
async fn what_a_company_has_not_is_refused_and_nothing_is_written() {
    let w = store().await;
    let acme = firm(&w, "Acme", &[]).await;
    let no = |field: &str, problem| Err::<(), _>(Error::invalid(field, problem));
    for verb in [Verb::Archive(true), Verb::Status(Default::default())] {
        assert_eq!(bulk(&w, &w.advisor, &[&acme], verb).await.map(drop), no("verb", Problem::Fixed));
    }
    let nobody: UserId = "nobody".parse().unwrap();
    let given = bulk(&w, &w.advisor, &[&acme], Verb::Owner(Some(nobody))).await;
    assert_eq!(given.map(drop), no("owner", Problem::Unknown));
    assert_eq!(bulk(&w, &w.advisor, &[], Verb::Owner(None)).await.map(drop), no("selection", Problem::Missing));
    assert_eq!(bulk(&w, &w.reader, &[&acme], Verb::Owner(None)).await.map(drop), Err(Error::Forbidden));
    assert_eq!(show(&w, &acme).await.version, 1);
}

#[tokio::test]
async fn nobody_adds_to_the_bulk_of_somebody_else() {
    let w = store().await;
    let (acme, bati) = (firm(&w, "Acme", &[]).await, firm(&w, "Bati", &[]).await);
    let tag = |text: &str| Verb::AddTag(text.to_owned());
    let done = bulk(&w, &w.advisor, &[&acme], tag("a")).await.unwrap();
    let these = Selection::These(vec![bati.id.clone()]);
    let other = w.store.companies().bulk(&w.administrator, &these, &tag("a"), Some(&done.bulk)).await;
    assert_eq!(other.map(drop), Err(Error::NotFound));
    let own = w.store.companies().bulk(&w.advisor, &these, &tag("a"), Some(&done.bulk)).await.unwrap();
    assert_eq!((own.bulk, own.changed), (done.bulk, 1));
}
