//! Contacts: edits, search, archive.

use domain::contact::{Contact, Contacts, Details, Filter, Owner, Status};
use domain::{Crm, Error, Patch, Problem};

use super::{World, email, person, phone, store};

async fn edit(w: &World, read: &Contact, change: impl FnOnce(&mut Details)) -> Result<Contact, Error> {
    let mut wanted = read.details.clone();
    change(&mut wanted);
    let patch = Patch::between(read.version, &read.details, &wanted);
    w.store.contacts().edit(&w.advisor, &read.id, patch).await
}

async fn names(w: &World, text: &str) -> Vec<String> {
    let filter = Filter { text: text.to_owned(), ..Filter::default() };
    let page = Contacts::list(&w.store, &w.reader, &filter, None).await.unwrap();
    assert_eq!(page.count.rows as usize, page.rows.len(), "{text}");
    page.rows.into_iter().map(|row| row.details.full_name()).collect()
}

#[tokio::test]
async fn a_contact_is_kept_as_it_was_given() {
    let w = store().await;
    let company = domain::company::Details { name: "Acmé".to_owned(), ..Default::default() };
    let company = w.store.companies().create(&w.advisor, company).await.unwrap();
    let details = Details {
        emails: vec![email("a@b.fr"), email("a@b.fr")],
        phones: vec![phone("06 12 34 56 78")],
        company: Some(company.id.clone()),
        job_title: "DRH".to_owned(),
        status: Status::Client,
        source: Some("Salon".to_owned()),
        owner: w.advisor.user.clone(),
        tags: vec!["VIP".to_owned(), " vip".to_owned()],
        ..person("  Élodie ", "Lefèvre")
    };
    let made = w.store.contacts().create(&w.advisor, details).await.unwrap();
    assert_eq!(made.company_name.as_deref(), Some("Acmé"));
    assert_eq!(made.details.full_name(), "Élodie Lefèvre");
    assert_eq!((made.details.emails.len(), made.details.tags.len(), made.version), (1, 1, 1));
    assert_eq!(w.store.contacts().show(&w.trainer, &made.id).await, Ok(made));
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused() {
    let w = store().await;
    let refused = w.store.contacts().create(&w.advisor, Details::default()).await;
    assert_eq!(refused, Err(Error::invalid("family_name", Problem::Missing)));
    let nowhere = Details { company: Some("gone".parse().unwrap()), ..person("Ana", "Roy") };
    let refused = w.store.contacts().create(&w.advisor, nowhere).await;
    assert_eq!(refused, Err(Error::invalid("company", Problem::Unknown)));
    let nobody = "nobody".parse().unwrap();
    assert_eq!(w.store.contacts().show(&w.advisor, &nobody).await, Err(Error::NotFound));
    assert_eq!(w.store.contacts().archive(&w.advisor, &nobody, true).await, Err(Error::NotFound));
    assert_eq!(w.store.contacts().edit(&w.advisor, &nobody, Patch::default()).await, Err(Error::NotFound));
}

#[tokio::test]
async fn edits_of_different_fields_both_win_and_of_the_same_field_meet() {
    let w = store().await;
    let read = w.contact("Ana", "Roy").await;
    let first = edit(&w, &read, |d| d.job_title = "Chef".to_owned()).await.unwrap();
    assert_eq!(first.version, 2);
    let second = edit(&w, &read, |d| d.given_name = "Anna".to_owned()).await.unwrap();
    assert_eq!((second.details.job_title.as_str(), second.details.given_name.as_str()), ("Chef", "Anna"));
    let third = edit(&w, &read, |d| d.given_name = "Anne".to_owned()).await;
    let theirs =
        Error::Changed { field: "given_name".to_owned(), theirs: "Anna".into(), yours: "Anne".into(), by: None };
    assert_eq!(third, Err(theirs));
    // The same value by two people is no quarrel, and no new version.
    assert_eq!(edit(&w, &read, |d| d.given_name = "Anna".to_owned()).await.unwrap().version, 3);
}

#[tokio::test]
async fn the_first_touch_stays() {
    let w = store().await;
    let read = w.contact("Ana", "Roy").await;
    let read = edit(&w, &read, |d| d.source = Some("Salon".to_owned())).await.unwrap();
    let refused = edit(&w, &read, |d| d.source = Some("Site".to_owned())).await;
    assert_eq!(refused, Err(Error::invalid("source", Problem::Fixed)));
    assert_eq!(edit(&w, &read, |d| d.source = None).await, Err(Error::invalid("source", Problem::Fixed)));
}

#[tokio::test]
async fn a_search_forgives_accents_case_and_unfinished_words() {
    let w = store().await;
    let company = domain::company::Details { name: "Boulangerie Œuvre".to_owned(), ..Default::default() };
    let company = w.store.companies().create(&w.advisor, company).await.unwrap();
    let details = Details {
        emails: vec![email("elodie.lefevre@exemple.fr")],
        phones: vec![phone("06 12 34 56 78")],
        company: Some(company.id.clone()),
        ..person("Élodie", "Lefèvre-Noël")
    };
    w.store.contacts().create(&w.advisor, details).await.unwrap();
    w.store
        .contacts()
        .create(&w.advisor, Details { emails: vec![email("elodie.lefort@exemple.fr")], ..person("Marc", "Élo") })
        .await
        .unwrap();
    let elodie = "Élodie Lefèvre-Noël";
    for text in [
        "elodie noel",
        "ÉLODIE LEFÈVRE",
        "lefe elod",
        "noël",
        "boulang",
        "oeuvre lefevre",
        "06 12 34",
        "0612345678",
        "+33 6 12",
        "0033612",
        "33612345678",
        "elodie.lefevre@exemple.fr",
        "elodie.lefevre@ex",
        "exemple.fr lefevre",
        "06 1",
        "boulangerie oeuvre elodie lefevre noel exemple 0612345678",
    ] {
        assert_eq!(names(&w, text).await, [elodie], "{text}");
    }
    assert_eq!(names(&w, "elo").await, ["Marc Élo", elodie]);
    assert_eq!(names(&w, "").await.len(), 2);
    for text in ["marc lefevre", "zzz", "07 12", "lodie", "'; DROP"] {
        assert!(names(&w, text).await.is_empty(), "{text}");
    }
    let choice = w.store.contacts().choices(&w.reader, "lefev").await.unwrap();
    assert_eq!((choice.len(), choice[0].hint.as_str()), (1, "Boulangerie Œuvre"));
}

#[tokio::test]
async fn a_renamed_contact_is_found_under_its_new_name_at_once() {
    let w = store().await;
    let ana = w.contact("Ana", "Roy").await;
    assert_eq!(names(&w, "roy").await, ["Ana Roy"]);
    w.contact("Zoé", "Royal").await;
    edit(&w, &ana, |d| d.family_name = "Zidane".to_owned()).await.unwrap();
    assert_eq!(names(&w, "roy").await, ["Zoé Royal"]);
    assert_eq!(names(&w, "zid").await, ["Ana Zidane"]);
    w.contact("Luc", "Royer").await;
    assert_eq!(names(&w, "roy").await, ["Zoé Royal", "Luc Royer"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_written_during_the_first_search_is_found_afterwards() {
    let w = store().await;
    for at in 0..20 {
        w.store.searches.forget();
        let given = format!("Ana{at}");
        let (_, _, _) = tokio::join!(names_now(&w, "ana"), w.contact(&given, "Roy"), names_now(&w, "ana"));
        assert_eq!(names(&w, "ana").await.len(), at + 1);
    }
}

async fn names_now(w: &World, text: &str) {
    let filter = Filter { text: text.to_owned(), ..Filter::default() };
    Contacts::list(&w.store, &w.reader, &filter, None).await.unwrap();
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let w = store().await;
    let client = Details {
        status: Status::Client,
        owner: w.advisor.user.clone(),
        tags: vec!["VIP".to_owned()],
        ..person("Ana", "Roy")
    };
    w.store.contacts().create(&w.advisor, client).await.unwrap();
    w.contact("Luc", "Blanc").await;
    let filters = [
        Filter { status: Some(Status::Client), ..Filter::default() },
        Filter { owner: w.advisor.user.clone().map(Owner::Colleague), ..Filter::default() },
        Filter { tag: Some("VIP".to_owned()), ..Filter::default() },
        Filter { text: "roy".to_owned(), tag: Some("VIP".to_owned()), ..Filter::default() },
    ];
    for filter in filters {
        let page = Contacts::list(&w.store, &w.advisor, &filter, None).await.unwrap();
        assert_eq!((page.rows.len(), page.count.rows), (1, 1), "{filter:?}");
        assert_eq!(page.rows[0].details.family_name, "Roy");
    }
}

#[tokio::test]
async fn an_archived_contact_is_hidden_and_kept() {
    let w = store().await;
    let (ana, _) = (w.contact("Ana", "Roy").await, w.contact("Luc", "Blanc").await);
    let archived = w.store.contacts().archive(&w.advisor, &ana.id, true).await.unwrap();
    assert!(archived.archived_at.is_some());
    assert_eq!(w.store.contacts().archive(&w.advisor, &ana.id, true).await.unwrap().version, archived.version);
    assert_eq!(names(&w, "").await, ["Luc Blanc"]);
    assert!(names(&w, "roy").await.is_empty());
    assert!(w.store.contacts().show(&w.reader, &ana.id).await.is_ok());
    let back = w.store.contacts().archive(&w.advisor, &ana.id, false).await.unwrap();
    assert_eq!(back.archived_at, None);
    assert_eq!(names(&w, "roy").await, ["Ana Roy"]);
    assert_eq!(names(&w, "").await, ["Luc Blanc", "Ana Roy"]);
}
