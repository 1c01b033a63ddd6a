//! Companies: one a name, and a name that others carry.

use domain::company::{Companies, Details, Filter as Wanted, Sort};
use domain::contact::{Contacts, Filter};
use domain::{Crm, Error, Patch, Siret};

use super::{deal_details, person, store};

fn named(name: &str) -> Details {
    Details {
        name: name.to_owned(),
        siret: Some(Siret::from_seed(1, 2)),
        town: "Lyon".to_owned(),
        ..Details::default()
    }
}

fn sought(text: &str) -> Wanted {
    Wanted { text: text.to_owned(), ..Wanted::default() }
}

#[tokio::test]
async fn companies_are_narrowed_ordered_and_carried_away() {
    let w = store().await;
    let make = async |name: &str, town: &str| {
        let details = Details { name: name.to_owned(), town: town.to_owned(), ..Details::default() };
        w.store.companies().create(&w.advisor, details).await.unwrap()
    };
    let (acme, _, zed) = (make("Acme", "Lyon").await, make("Bati", "Paris").await, make("Zed", "Lyon").await);
    let details = domain::contact::Details { company: Some(acme.id.clone()), ..person("Ana", "Roy") };
    w.store.contacts().create(&w.advisor, details).await.unwrap();
    let mut wanted = zed.details.clone();
    wanted.town = "Lyon 3".to_owned();
    let patch = Patch::between(zed.version, &zed.details, &wanted);
    w.store.companies().edit(&w.advisor, &zed.id, patch).await.unwrap();
    let names = async |filter: Wanted| {
        let page = Companies::list(&w.store, &w.reader, &filter, None).await.unwrap();
        assert_eq!(page.count.rows as usize, page.rows.len());
        page.rows.into_iter().map(|company| company.details.name).collect::<Vec<_>>()
    };
    let lyon = Wanted { town: Some("lyon".to_owned()), ..Wanted::default() };
    assert_eq!(names(lyon.clone()).await, ["Acme", "Zed"]);
    assert_eq!(names(Wanted { alone: true, ..Wanted::default() }).await, ["Bati", "Zed"]);
    assert_eq!(names(Wanted { alone: true, ..lyon.clone() }).await, ["Zed"]);
    assert_eq!(names(Wanted { sort: Sort::NameBack, ..Wanted::default() }).await, ["Zed", "Bati", "Acme"]);
    assert_eq!(names(Wanted { sort: Sort::Newest, ..Wanted::default() }).await, ["Zed", "Bati", "Acme"]);
    assert_eq!(names(Wanted { sort: Sort::Oldest, ..lyon.clone() }).await, ["Acme", "Zed"]);
    assert_eq!(names(Wanted { sort: Sort::Newest, ..sought("lyon") }).await, ["Zed", "Acme"]);
    assert_eq!(names(Wanted { alone: true, ..sought("lyon") }).await, ["Zed"]);
    let mut taken = Vec::new();
    let number = w.store.companies().export(&w.advisor, &lyon, &mut |one| taken.push(one.details.name)).await.unwrap();
    assert_eq!((number, taken), (2, vec!["Acme".to_owned(), "Zed".to_owned()]));
}

#[tokio::test]
async fn one_company_a_name() {
    let w = store().await;
    let companies = w.store.companies();
    let first = companies.create(&w.advisor, named("Société Générale")).await.unwrap();
    assert_eq!(companies.create(&w.advisor, named(" SOCIETE  générale ")).await, Ok(first.clone()));
    let other = companies.create(&w.advisor, named("Acme")).await.unwrap();
    let wanted = named("societe generale");
    let patch = Patch::between(other.version, &other.details, &wanted);
    let taken = companies.edit(&w.advisor, &other.id, patch).await;
    assert_eq!(taken, Err(Error::Taken { field: "name".to_owned() }));
    assert!(companies.create(&w.advisor, Details::default()).await.is_err());
    assert_eq!(companies.show(&w.reader, &first.id).await, Ok(first));
    assert_eq!(companies.show(&w.reader, &"gone".parse().unwrap()).await, Err(Error::NotFound));
}

#[tokio::test]
async fn a_company_is_found_by_its_name_town_and_number() {
    let w = store().await;
    let made = w.store.companies().create(&w.advisor, named("Société Générale")).await.unwrap();
    let digits = made.details.siret.clone().unwrap();
    for text in ["socié", "generale soc", "lyon", &digits.as_str()[..6], &digits.show(), ""] {
        let page = Companies::list(&w.store, &w.reader, &sought(text), None).await.unwrap();
        assert_eq!((page.rows.len(), page.count.rows), (1, 1), "{text}");
    }
    assert!(Companies::list(&w.store, &w.reader, &sought("paris"), None).await.unwrap().rows.is_empty());
    let choices = w.store.companies().choices(&w.reader, "gén").await.unwrap();
    assert_eq!((choices[0].name.as_str(), choices[0].hint.as_str()), ("Société Générale", "Lyon"));
}

#[tokio::test]
async fn a_new_name_is_found_on_contacts_and_deals() {
    let w = store().await;
    let company = w.store.companies().create(&w.advisor, named("Ancienne")).await.unwrap();
    let details = domain::contact::Details { company: Some(company.id.clone()), ..person("Ana", "Roy") };
    let contact = w.store.contacts().create(&w.advisor, details).await.unwrap();
    let details = domain::deal::Details { company: Some(company.id.clone()), ..deal_details("Bilan", &contact.id) };
    w.store.deals().create(&w.advisor, domain::deal::NewDeal { details, stage: None }).await.unwrap();
    let patch = Patch::between(company.version, &company.details, &named("Nouvelle"));
    w.store.companies().edit(&w.advisor, &company.id, patch).await.unwrap();
    for (text, count) in [("nouvelle", 1), ("ancienne", 0)] {
        let filter = Filter { text: text.to_owned(), ..Filter::default() };
        assert_eq!(Contacts::list(&w.store, &w.reader, &filter, None).await.unwrap().rows.len(), count, "{text}");
        let filter = domain::deal::Filter { text: text.to_owned(), ..Default::default() };
        assert_eq!(w.store.deals().list(&w.reader, &filter, None).await.unwrap().rows.len(), count, "{text}");
    }
}
