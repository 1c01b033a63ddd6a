//! Rows of a file: made, filled, set aside; read twice, written once.

use domain::contact::{Channel, Contacts, Details, DoNotContact, Filter};
use domain::deal::{self, Deals};
use domain::import::{DealRow, Outcome, Reason, Remark, Row, Tally, Written};
use domain::{Crm, Error, ImportId, Instant, Money, Patch};

use super::{World, email, person, phone, store};

pub(super) fn row(given: &str, family: &str, address: &str) -> Row {
    let emails = if address.is_empty() { Vec::new() } else { vec![email(address)] };
    Row { contact: Details { emails, ..person(given, family) }, ..Row::default() }
}

pub(super) async fn write(w: &World, rows: Vec<Row>) -> Written {
    let import = w.store.imports().start(&w.advisor, "file.csv", 1).await.unwrap();
    let written = w.store.imports().write(&w.advisor, &import, rows).await.unwrap();
    w.store.imports().finish(&w.advisor, &import, Tally::default(), false).await.unwrap();
    written
}

pub(super) async fn found(w: &World, text: &str) -> Vec<Details> {
    let filter = Filter { text: text.to_owned(), ..Filter::default() };
    let page = Contacts::list(&w.store, &w.reader, &filter, None).await.unwrap();
    page.rows.into_iter().map(|row| row.details).collect()
}

#[tokio::test]
async fn rows_are_made_then_filled_then_left_alone() {
    let w = store().await;
    let ana = Row { company: "Acmé".to_owned(), ..row("Ana", "", "ana@acme.fr") };
    let luc = row("Luc", "Blanc", "luc@acme.fr");
    assert_eq!(write(&w, vec![ana, luc.clone()]).await.outcomes, [Outcome::Created, Outcome::Created]);
    let mut more = row("Other", "Roy", "ana@acme.fr");
    more.contact.emails.push(email("ana@home.fr"));
    more.contact.phones.push(phone("06 12 34 56 78"));
    more.contact.tags.push("VIP".to_owned());
    assert_eq!(write(&w, vec![more.clone(), luc.clone()]).await.outcomes, [Outcome::Updated, Outcome::Unchanged]);
    let seen = found(&w, "acme ana roy").await.remove(0);
    assert_eq!((seen.full_name().as_str(), seen.emails.len(), seen.phones.len()), ("Ana Roy", 2, 1));
    assert_eq!(seen.owner, w.advisor.user);
    let events = async || w.store.events().of(&w.administrator, "x:y", &Default::default(), None).await;
    assert_eq!(events().await, Err(Error::NotFound));
    assert_eq!(write(&w, vec![more, luc]).await.outcomes, [Outcome::Unchanged, Outcome::Unchanged]);
    // By number, where no address is known; twice in one file.
    let mut by_phone = row("", "", "new@acme.fr");
    by_phone.contact.phones.push(phone("0612345678"));
    let twice = vec![by_phone, row("Zoé", "Petit", "zoe@acme.fr"), row("", "", "zoe@acme.fr")];
    let outcomes = write(&w, twice).await.outcomes;
    assert_eq!(outcomes, [Outcome::Updated, Outcome::Created, Outcome::Unchanged]);
    assert_eq!(found(&w, "ana").await[0].emails.len(), 3);
    assert_eq!(found(&w, "").await.len(), 3);
    w.holds().await;
}

#[tokio::test]
async fn what_is_not_clear_is_set_aside() {
    let w = store().await;
    write(&w, vec![row("Ana", "Roy", "a@acme.fr"), row("Luc", "Roy", "b@acme.fr")]).await;
    let mut both = row("X", "Y", "a@acme.fr");
    both.contact.emails.push(email("b@acme.fr"));
    let mut long = row("Long", "Roy", "c@acme.fr");
    long.contact.job_title = "x".repeat(200);
    let unknown = Row { deal: Some(deal_row("Bilan", "Nulle part")), ..row("New", "Roy", "d@acme.fr") };
    let nobody = Row { company: "Never".to_owned(), ..row("", "", "") };
    let written = write(&w, vec![both, long, unknown.clone(), nobody, row("Zoé", "Roy", "z@acme.fr")]).await;
    // A stage that nobody knows loses neither the person nor the deal, and is told once.
    let remark = Remark { row: 2, reason: Reason::UnknownStage, detail: "Nulle part".to_owned() };
    assert_eq!((written.deals, written.remarks), (1, vec![remark]));
    assert_eq!(super::deals::column(&w, 0).await, ["Bilan"]);
    assert_eq!(write(&w, vec![unknown]).await, Written { outcomes: vec![Outcome::Unchanged], ..Written::default() });
    let reasons: Vec<Option<Reason>> = written
        .outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::Rejected { reason, .. } => Some(*reason),
            _ => None,
        })
        .collect();
    assert_eq!(reasons, [Some(Reason::Ambiguous), Some(Reason::TooLong), None, Some(Reason::Nobody), None]);
    assert_eq!(found(&w, "roy").await.len(), 4);
    assert!(w.store.companies().choices(&w.reader, "never").await.unwrap().is_empty());
}

fn deal_row(title: &str, stage: &str) -> DealRow {
    DealRow {
        title: title.to_owned(),
        amount: Some(Money::from_cents(99_000)),
        stage: stage.to_owned(),
        ..DealRow::default()
    }
}

#[tokio::test]
async fn a_row_carries_its_deal_once() {
    let w = store().await;
    let rows = vec![
        Row {
            deal: Some(deal_row("Bilan", "interesse")),
            company: "Acme".to_owned(),
            ..row("Ana", "Roy", "a@acme.fr")
        },
        Row { deal: Some(deal_row("Anglais", "")), ..row("Ana", "Roy", "a@acme.fr") },
        Row { deal: Some(deal_row("Bilan", "")), ..row("Ana", "Roy", "a@acme.fr") },
        Row { deal: Some(deal_row("Bilan", "")), ..row("Luc", "Roy", "b@acme.fr") },
    ];
    assert_eq!(write(&w, rows.clone()).await.deals, 3);
    let again = write(&w, rows).await;
    assert_eq!(again.deals, 0);
    assert_eq!(again.outcomes, vec![Outcome::Unchanged; 4]);
    assert_eq!(super::deals::column(&w, 1).await, ["Bilan"]);
    assert_eq!(super::deals::column(&w, 0).await.len(), 2);
    let filter = deal::Filter { text: "bilan ana acme".to_owned(), ..Default::default() };
    let shown = Deals::list(&w.store, &w.reader, &filter, None).await.unwrap().rows;
    assert_eq!((shown.len(), shown[0].company_name.as_deref()), (1, Some("Acme")));
    // A contact that was known before lends its name to the deal, too.
    write(&w, vec![Row { deal: Some(deal_row("Excel", "")), ..row("", "", "a@acme.fr") }]).await;
    let filter = deal::Filter { text: "excel roy".to_owned(), ..Default::default() };
    assert_eq!(Deals::list(&w.store, &w.reader, &filter, None).await.unwrap().rows.len(), 1);
    w.holds().await;
}

#[tokio::test]
async fn a_refusal_of_contact_is_never_weakened() {
    let w = store().await;
    let noted = DoNotContact {
        at: Instant(1),
        by: "Ana".to_owned(),
        reason: "asked".to_owned(),
        channels: vec![Channel::Email],
    };
    let known =
        Details { emails: vec![email("a@acme.fr")], do_not_contact: Some(noted.clone()), ..person("Ana", "Roy") };
    w.store.contacts().create(&w.advisor, known).await.unwrap();
    assert_eq!(write(&w, vec![row("Ana", "Roy", "a@acme.fr")]).await.outcomes, [Outcome::Unchanged]);
    let stop = Row { do_not_contact: true, ..row("Ana", "Roy", "a@acme.fr") };
    assert_eq!(write(&w, vec![stop.clone()]).await.outcomes, [Outcome::Updated]);
    let widened = DoNotContact { channels: Vec::new(), ..noted };
    assert_eq!(found(&w, "ana").await[0].do_not_contact, Some(widened));
    assert_eq!(write(&w, vec![stop]).await.outcomes, [Outcome::Unchanged]);
    let new = Row { do_not_contact: true, ..row("Luc", "Blanc", "b@acme.fr") };
    write(&w, vec![new]).await;
    assert_eq!(found(&w, "luc").await[0].do_not_contact.as_ref().map(|stop| stop.by.as_str()), Some("advisor"));
}

#[tokio::test]
async fn a_known_contact_keeps_its_company_in_the_search() {
    let w = store().await;
    write(&w, vec![Row { company: "Acmé".to_owned(), ..row("Ana", "", "a@acme.org") }]).await;
    write(&w, vec![Row { deal: Some(deal_row("Bilan", "")), ..row("", "", "a@acme.org") }]).await;
    write(&w, vec![row("", "Roy", "a@acme.org")]).await;
    assert_eq!(found(&w, "acme roy ana").await.len(), 1);
    // Its new name is found on its deals.
    let filter = deal::Filter { text: "bilan roy".to_owned(), ..Default::default() };
    assert_eq!(Deals::list(&w.store, &w.reader, &filter, None).await.unwrap().rows.len(), 1);
    let contact = Contacts::list(&w.store, &w.reader, &Filter::default(), None).await.unwrap().rows.remove(0);
    let wanted = Details { family_name: "Leroy".to_owned(), ..contact.details.clone() };
    let patch = Patch::between(contact.version, &contact.details, &wanted);
    w.store.contacts().edit(&w.advisor, &contact.id, patch).await.unwrap();
    let filter = deal::Filter { text: "bilan leroy".to_owned(), ..Default::default() };
    assert_eq!(Deals::list(&w.store, &w.reader, &filter, None).await.unwrap().rows.len(), 1);
    w.holds().await;
}

#[tokio::test]
async fn an_import_has_bounds_and_a_beginning() {
    let w = store().await;
    let gone: ImportId = "gone".parse().unwrap();
    let refused = w.store.imports().write(&w.advisor, &gone, Vec::new()).await;
    assert_eq!(refused, Err(Error::NotFound));
    assert_eq!(w.store.imports().finish(&w.advisor, &gone, Tally::default(), true).await, Err(Error::NotFound));
    let import = w.store.imports().start(&w.advisor, "file.csv", 501).await.unwrap();
    let many = vec![row("Ana", "Roy", "a@b.fr"); 501];
    assert!(matches!(w.store.imports().write(&w.advisor, &import, many).await, Err(Error::Invalid { .. })));
    assert_eq!(w.store.imports().write(&w.advisor, &import, Vec::new()).await, Ok(Written::default()));
}
