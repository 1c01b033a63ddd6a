//! Who may be the person being written down, where people stood, and where they went.

use domain::contact::{Contact, Details, Sketch, Status, Why};
use domain::event::Turn;
use domain::{Address, CompanyId, Crm, Label, Patch};

use super::{World, email, person, phone, store};
use crate::ask::ask;

async fn company(w: &World, name: &str) -> CompanyId {
    let details = domain::company::Details { name: name.to_owned(), ..Default::default() };
    w.store.companies().create(&w.advisor, details).await.unwrap().id
}

async fn alike(w: &World, sketch: Sketch) -> Vec<(String, Why)> {
    let found = w.store.contacts().alike(&w.reader, &sketch).await.unwrap();
    found.into_iter().map(|one| (one.contact.name, one.why)).collect()
}

fn named(given: &str, family: &str, company: &str) -> Sketch {
    Sketch { given_name: given.into(), family_name: family.into(), company: company.into(), ..Sketch::default() }
}

async fn edit(w: &World, read: &Contact, change: impl FnOnce(&mut Details)) -> Contact {
    let mut wanted = read.details.clone();
    change(&mut wanted);
    let patch = Patch::between(read.version, &read.details, &wanted);
    w.store.contacts().edit(&w.advisor, &read.id, patch).await.unwrap()
}

#[tokio::test]
async fn who_is_known_already_is_told_by_address_number_and_name() {
    let w = store().await;
    let acme = company(&w, "Acmé").await;
    let details = Details {
        emails: vec![email("sophie@acme.fr")],
        phones: vec![phone("0140000000")],
        company: Some(acme),
        ..person("Sophie", "Lefèvre")
    };
    w.store.contacts().create(&w.advisor, details).await.unwrap();
    w.contact("Luc", "Blanc").await;
    let sophie = |why| vec![("Sophie Lefèvre".to_owned(), why)];
    let mail = Sketch { emails: vec![email("SOPHIE@acme.fr")], ..Sketch::default() };
    assert_eq!(alike(&w, mail.clone()).await, sophie(Why::Email));
    let number = Sketch { phones: vec![phone("+33 1 40 00 00 00")], ..Sketch::default() };
    assert_eq!(alike(&w, number.clone()).await, sophie(Why::Phone));
    // Once, by the surest.
    let both = Sketch { emails: mail.emails, phones: number.phones, ..named("Sophie", "Lefèvre", "acme") };
    assert_eq!(alike(&w, both).await, sophie(Why::Email));
    // Nearly the name counts in the same company, the very name also where no company speaks against it.
    assert_eq!(alike(&w, named("Sopie", "Lefebvre", "ACME")).await, sophie(Why::Name));
    assert_eq!(alike(&w, named("LEFEVRE", "sophie", "")).await, sophie(Why::Name));
    for other in [
        named("Sopie", "Lefebvre", ""),
        named("Sophie", "Lefèvre", "Horizon"),
        named("Sophie", "", "Acmé"),
        named("", "", ""),
    ] {
        assert_eq!(alike(&w, other.clone()).await, [], "{other:?}");
    }
}

#[tokio::test]
async fn few_of_many_are_told() {
    let w = store().await;
    for _ in 0..8 {
        let details = Details { emails: vec![email("accueil@acme.fr")], ..person("Ana", "Roy") };
        w.store.contacts().create(&w.advisor, details).await.unwrap();
    }
    let sketch = Sketch { emails: vec![email("accueil@acme.fr")], ..named("Ana", "Roy", "") };
    assert_eq!(alike(&w, sketch).await.len(), 5);
}

#[tokio::test]
async fn each_status_is_told_with_its_moment() {
    let w = store().await;
    let ana = w.contact("Ana", "Roy").await;
    let ana = edit(&w, &ana, |d| d.status = Status::Client).await;
    let ana = edit(&w, &ana, |d| d.job_title = "Chef".to_owned()).await;
    w.deal("Bilan", &ana.id, 0).await;
    let turns = w.store.events().turns(&w.reader, &ana.id.subject(), Turn::Status).await.unwrap();
    let after: Vec<_> = turns.iter().map(|event| event.changes.0["status"].after.clone()).collect();
    assert_eq!(after, ["client", "prospect"]);
    assert_eq!(turns[0].at, w.store.events().turns(&w.trainer, &ana.id.subject(), Turn::Status).await.unwrap()[0].at);
}

#[tokio::test]
async fn both_companies_hear_of_a_move() {
    let w = store().await;
    let (acme, horizon) = (company(&w, "Acme").await, company(&w, "Horizon").await);
    let ana = w.contact("Ana", "Roy").await;
    let ana = edit(&w, &ana, |d| d.company = Some(acme.clone())).await;
    let ana = edit(&w, &ana, |d| d.job_title = "Chef".to_owned()).await;
    edit(&w, &ana, |d| d.company = Some(horizon.clone())).await;
    let turns = async |id: &CompanyId| w.store.events().turns(&w.reader, &id.subject(), Turn::Company).await.unwrap();
    let left = turns(&acme).await;
    assert_eq!(left.len(), 2);
    assert_eq!(left[0].changes.0["company"].before, acme.as_str());
    let arrived = turns(&horizon).await;
    assert_eq!((arrived.len(), &arrived[0].id), (1, &left[0].id));
}

#[tokio::test]
async fn a_record_written_before_labels_and_addresses_is_read_and_edited() {
    let w = store().await;
    let details = Details { emails: vec![email("a@b.fr")], phones: vec![phone("0612345678")], ..person("Ana", "Roy") };
    let ana = w.store.contacts().create(&w.advisor, details).await.unwrap();
    let sql = "UPDATE contact UNSET details.labels, details.address, details.civility; \
               SELECT VALUE details.labels FROM contact";
    let left: Vec<serde_json::Value> = w.store.read(ask(sql)).await.unwrap().all(1).unwrap();
    assert_eq!(left, [serde_json::Value::Null]);
    let read = w.store.contacts().show(&w.reader, &ana.id).await.unwrap();
    assert_eq!(read, ana);
    let address = Address { street: "1 rue Neuve".into(), city: "Lyon".into(), ..Address::default() };
    let edited = edit(&w, &read, |d| {
        d.labels.insert("a@b.fr".to_owned(), Label::Work);
        d.labels.insert("+33612345678".to_owned(), Label::Mobile);
        d.address = Some(address);
    })
    .await;
    assert_eq!((edited.details.labels.len(), edited.details.address.unwrap().country.as_str()), (2, "France"));
    let again = w.store.contacts().show(&w.reader, &ana.id).await.unwrap();
    assert_eq!(again.details.labels.get("a@b.fr"), Some(&Label::Work));
    // An address that goes takes its label along.
    let bare = edit(&w, &again, |d| d.emails.clear()).await;
    assert_eq!(bare.details.labels.into_keys().collect::<Vec<_>>(), ["+33612345678"]);
}
