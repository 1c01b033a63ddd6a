//! Any edits taken back one after the other, the latest first.

use domain::contact::{Details, Status};
use domain::{Crm, company};
use proptest::prelude::*;

use super::undo::{edit, latest, undo};
use super::{email, person, store};

/// One of the fields of a contact is given one of a few values.
fn alter(details: &mut Details, field: u8, value: u8) {
    let word = ["", "a", "b", "c"][usize::from(value % 4)].to_owned();
    match field % 5 {
        0 => details.given_name = word,
        1 => details.job_title = word,
        2 => details.tags = if word.is_empty() { Vec::new() } else { vec![word] },
        3 => details.status = if value.is_multiple_of(2) { Status::Prospect } else { Status::Client },
        _ => details.emails = if word.is_empty() { Vec::new() } else { vec![email(&format!("{word}@b.fr"))] },
    }
}

#[test]
fn any_edits_taken_back_in_reverse_order_leave_what_was() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let w = runtime.block_on(store());
    proptest!(ProptestConfig::with_cases(12), |(steps in prop::collection::vec((any::<u8>(), any::<u8>(), any::<bool>()), 1..8))| {
        runtime.block_on(async {
            let company = company::Details { name: format!("Acme {}", domain::ContactId::new()), ..Default::default() };
            let company = w.store.companies().create(&w.advisor, company).await.unwrap();
            let start = Details { company: Some(company.id), ..person("Ana", "Roy") };
            let contact = w.store.contacts().create(&w.advisor, start.clone()).await.unwrap();
            let (subject, mut done) = (contact.id.subject(), Vec::new());
            let mut last = latest(&w, &subject).await.id;
            for (field, value, archive) in steps {
                if archive {
                    w.store.contacts().archive(&w.advisor, &contact.id, value.is_multiple_of(2)).await.unwrap();
                } else {
                    edit(&w, &contact, |details| alter(details, field, value)).await;
                }
                let event = latest(&w, &subject).await.id;
                if event != last {
                    done.push(event.clone());
                    last = event;
                }
            }
            for event in done.iter().rev() {
                undo(&w, &w.advisor, event).await.unwrap();
            }
            let now = w.store.contacts().show(&w.advisor, &contact.id).await.unwrap();
            assert_eq!((now.details, now.archived_at), (start, None));
        });
    });
}
