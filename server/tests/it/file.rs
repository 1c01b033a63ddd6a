//! A file comes in, and the rejected rows go out.

use std::time::Duration;

use domain::Role;
use domain::import::{Desk as _, State};

use crate::site::{Site, actor};

#[test]
fn a_file_is_uploaded_imported_and_its_rejected_rows_come_back() {
    let site = Site::new();
    let ana = site.user("ana@exemple.fr", Role::Advisor);
    let mut browser = site.signed_in("ana@exemple.fr");
    let text = "Prénom;Nom;E-mail\nAna;Petit;a@x.fr\nLéo;Roy;pas une adresse\n";
    let sent = browser.upload("contacts.csv", text.as_bytes());
    let page = sent.header("location").to_owned();
    let job = page.strip_prefix("/import/").unwrap_or_else(|| panic!("{sent:?}"));
    assert_eq!((sent.status, job.len()), (303, 52));
    let me = actor(&ana);
    let desk = &site.app.desk;
    let progress = site.block(async {
        let mapping = desk.preview(&me, job).await.unwrap().mapping;
        desk.start(&me, job, mapping).await.unwrap();
        loop {
            let progress = desk.progress(&me, job).await.unwrap();
            if progress.state != State::Running {
                return progress;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    assert_eq!((progress.state, progress.tally.created, progress.tally.rejected), (State::Done, 1, 1));
    let file = browser.get(&format!("/import/{job}/rejets"));
    assert!(file.header("content-disposition").contains("attachment"), "{file:?}");
    assert!(file.text().contains("pas une adresse") && file.text().contains("Raison"));
    site.user("leo@exemple.fr", Role::Advisor);
    assert_eq!(site.signed_in("leo@exemple.fr").get(&format!("/import/{job}/rejets")).status, 404);
}

#[test]
fn what_is_no_table_leads_back_with_the_reason() {
    let site = Site::new();
    site.user("ana@exemple.fr", Role::Advisor);
    site.user("tom@exemple.fr", Role::Trainer);
    let mut browser = site.signed_in("ana@exemple.fr");
    for (bytes, reason) in [(&b"PK\x03\x04..."[..], "format"), (b"Nom;Email\n", "vide"), (b"", "vide")] {
        assert_eq!(browser.upload("a.csv", bytes).header("location"), format!("/import?erreur={reason}"));
    }
    assert_eq!(site.signed_in("tom@exemple.fr").upload("a.csv", b"Nom;Email\nA;a@x.fr\n").status, 403);
}
