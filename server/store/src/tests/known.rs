//! Who is known already when a file comes in, and who is not: numbers that many share, rows without any address.

use domain::contact::{Channel, Details, DoNotContact};
use domain::import::{Outcome, Reason, Row};
use domain::{Crm, Instant};

use super::imports::{found, row, write};
use super::{email, person, phone, store};

fn called(given: &str, family: &str, address: &str) -> Row {
    let mut row = row(given, family, address);
    row.contact.phones.push(phone("01 40 00 00 00"));
    row
}

fn switchboard() -> Vec<Row> {
    vec![
        called("Anna", "Roy", "anna@acme.fr"),
        Row { do_not_contact: true, ..called("Boris", "Blanc", "boris@acme.fr") },
        called("Carla", "Petit", "carla@acme.fr"),
        called("Paul", "Noir", ""),
    ]
}

#[tokio::test]
async fn a_number_that_many_share_makes_nobody_the_same() {
    // In one chunk, and each in a chunk of its own.
    for apart in [false, true] {
        let w = store().await;
        let chunks = match apart {
            false => vec![switchboard()],
            true => switchboard().into_iter().map(|row| vec![row]).collect(),
        };
        for chunk in chunks {
            let count = chunk.len();
            assert_eq!(write(&w, chunk).await.outcomes, vec![Outcome::Created; count]);
        }
        assert_eq!(write(&w, switchboard()).await.outcomes, vec![Outcome::Unchanged; 4]);
        let all = found(&w, "").await;
        assert_eq!(all.len(), 4);
        for one in &all {
            assert_eq!(one.do_not_contact.is_some(), one.given_name == "Boris", "{one:?}");
            assert_eq!((one.emails.len(), one.phones.len()), (usize::from(one.given_name != "Paul"), 1));
        }
    }
}

#[tokio::test]
async fn a_second_address_of_one_person_is_added_by_number_and_name() {
    for apart in [false, true] {
        let w = store().await;
        let rows = [called("Anna", "Roy", "anna@acme.fr"), called("ROY", "Ánna", "anna@home.fr")];
        if apart {
            for row in rows {
                write(&w, vec![row]).await;
            }
        } else {
            assert_eq!(write(&w, rows.to_vec()).await.outcomes, [Outcome::Created, Outcome::Updated]);
        }
        let all = found(&w, "").await;
        assert_eq!((all.len(), all[0].emails.len(), all[0].phones.len()), (1, 2, 1));
    }
}

#[tokio::test]
async fn a_couple_with_one_address_is_one_contact() {
    let w = store().await;
    let couple = vec![row("Anna", "Roy", "roy@home.fr"), row("Luc", "Roy", "roy@home.fr")];
    assert_eq!(write(&w, couple).await.outcomes, [Outcome::Created, Outcome::Unchanged]);
    // Two contacts with one address are told apart by nobody.
    let second = Details { emails: vec![email("roy@home.fr")], ..person("Luc", "Roy") };
    w.store.contacts().create(&w.advisor, second).await.unwrap();
    let aside = write(&w, vec![row("Luc", "Roy", "roy@home.fr")]).await.outcomes;
    assert!(matches!(aside[..], [Outcome::Rejected { reason: Reason::Ambiguous, .. }]), "{aside:?}");
}

#[tokio::test]
async fn a_refusal_of_contact_stays_with_the_person_who_refused() {
    let w = store().await;
    let stop =
        DoNotContact { at: Instant(1), by: "Zoé".to_owned(), reason: String::new(), channels: vec![Channel::Email] };
    let known = Details { phones: vec![phone("01 40 00 00 00")], do_not_contact: Some(stop), ..person("Anna", "Roy") };
    w.store.contacts().create(&w.advisor, known).await.unwrap();
    // The address without a name may be somebody else's: it neither takes the refusal nor gives one.
    write(&w, vec![called("", "", "info@acme.fr")]).await;
    assert_eq!(found(&w, "info").await.remove(0).do_not_contact, None);
    write(&w, vec![Row { do_not_contact: true, ..called("Anna", "Roy", "anna@acme.fr") }]).await;
    let anna = found(&w, "anna").await.remove(0);
    assert_eq!((anna.emails.len(), anna.do_not_contact.map(|stop| stop.channels)), (1, Some(Vec::new())));
    assert_eq!(found(&w, "").await.len(), 2);
}

#[tokio::test]
async fn a_file_without_addresses_read_twice_doubles_nobody() {
    let w = store().await;
    let at = |given: &str, family: &str, company: &str| Row { company: company.to_owned(), ..row(given, family, "") };
    let rows = vec![
        at("Anna", "Roy", "Acmé"),
        at("Anna", "Roy", "Horizon"),
        at("Anna", "Roy", ""),
        at("ROY", "Ànna", "ACME"),
        at("Luc", "", ""),
    ];
    let first = [Outcome::Created, Outcome::Created, Outcome::Created, Outcome::Unchanged, Outcome::Created];
    assert_eq!(write(&w, rows.clone()).await.outcomes, first);
    assert_eq!(write(&w, rows.clone()).await.outcomes, vec![Outcome::Unchanged; 5]);
    // A known address does not stand in the way where name and company agree; it does for a bare name.
    write(
        &w,
        vec![Row { company: "Acme".to_owned(), ..row("Zoé", "Petit", "zoe@acme.fr") }, row("Max", "Gris", "max@x.fr")],
    )
    .await;
    let outcomes =
        write(&w, vec![at("Zoé", "Petit", "acme"), at("Max", "Gris", ""), at("Zoé", "Petit", "Autre")]).await;
    assert_eq!(outcomes.outcomes, [Outcome::Unchanged, Outcome::Created, Outcome::Created]);
    assert_eq!(found(&w, "").await.len(), 8);
    // Namesakes in one company are set aside.
    let company = found(&w, "zoe@acme").await.remove(0).company;
    w.store.contacts().create(&w.advisor, Details { company, ..person("Zoé", "Petit") }).await.unwrap();
    let aside = write(&w, vec![at("Zoé", "Petit", "acme")]).await.outcomes;
    assert_eq!(aside, [Outcome::Rejected { reason: Reason::Ambiguous, detail: "Zoé Petit".to_owned() }]);
}

#[tokio::test]
async fn a_rehearsal_says_what_the_import_does_and_writes_nothing() {
    let w = store().await;
    write(&w, vec![row("Ana", "Roy", "ana@acme.fr")]).await;
    let deal = Some(domain::import::DealRow { title: "Bilan".to_owned(), ..Default::default() });
    // More than a chunk, and the same people once more at the end: what a row makes, the rows after it know.
    let mut rows: Vec<Row> = (0..520).map(|i| row("Luc", &format!("N{i}"), &format!("luc{i}@acme.fr"))).collect();
    rows[3].deal = deal.clone();
    rows.extend([row("Ana", "Roy", "ana@acme.fr"), row("Luc", "N3", "luc3@acme.fr"), row("", "", "")]);
    rows[521].deal = deal;
    let tried = w.store.imports().rehearse(&w.advisor, rows.clone()).await.unwrap();
    assert_eq!(found(&w, "").await.len(), 1);
    assert_eq!(super::deals::column(&w, 0).await, Vec::<String>::new());
    let mut done = write(&w, rows[..500].to_vec()).await;
    let rest = write(&w, rows[500..].to_vec()).await;
    done.outcomes.extend(rest.outcomes);
    assert_eq!((tried.outcomes, tried.deals), (done.outcomes, done.deals + rest.deals));
    assert_eq!(tried.deals, 1);
    let many = vec![row("A", "B", ""); domain::import::REHEARSED + 1];
    assert!(w.store.imports().rehearse(&w.advisor, many).await.is_err());
}

#[tokio::test]
async fn an_owner_is_known_by_name_or_address() {
    let w = store().await;
    let reader = w.reader.clone();
    let owned =
        |owner: &str, given: &str| Row { owner: owner.to_owned(), ..row(given, "Roy", &format!("{given}@x.fr")) };
    let written = write(&w, vec![owned(&reader.name.to_uppercase(), "ana"), owned("Personne", "luc")]).await;
    assert_eq!(found(&w, "ana").await[0].owner, reader.user);
    assert_eq!(found(&w, "luc").await[0].owner, w.advisor.user);
    let reasons: Vec<_> = written.remarks.iter().map(|remark| (remark.row, remark.reason)).collect();
    assert_eq!(reasons, [(1, domain::import::Reason::UnknownOwner)]);
    // Whoever is in charge already stays.
    write(&w, vec![owned(&reader.name, "luc")]).await;
    assert_eq!(found(&w, "luc").await[0].owner, w.advisor.user);
}
