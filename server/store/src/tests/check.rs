//! What holds together is said to hold together, and what was broken behind the store's back is found and named.

use domain::deal::Closing;
use domain::{Actor, Crm};

use super::deals::to;
use super::{World, store};
use crate::ask::ask;
use crate::{Checkup, DemoPlan};

impl World {
    /// Looks through everything.
    pub(super) async fn checkup(&self) -> Checkup {
        self.store.check(&self.administrator, &mut |_, _| {}).await.unwrap()
    }

    /// Everything holds together.
    pub(super) async fn holds(&self) {
        assert_eq!(self.checkup().await.faults, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_demonstration_holds_together() {
    let w = store().await;
    let as_of = domain::Day::parse("2026-11-24").unwrap();
    let plan = DemoPlan { contacts: 30, companies: 8, deals: 12, events: 300, seed: 7, as_of };
    w.store.plant_demo(&Actor::operator(), &plan, |_, _, _| {}).await.unwrap();
    w.holds().await;
}

#[tokio::test]
async fn what_is_broken_is_named() {
    let w = store().await;
    let contact = w.contact("Ana", "Roy").await;
    let deal = w.deal("Bilan", &contact.id, 0).await.deal;
    let other = w.deal("Anglais", &contact.id, 1).await.deal;
    w.store.deals().relocate(&w.advisor, to(&w, &deal.id, 1, Some(&other.id))).await.unwrap();
    w.store.deals().close(&w.advisor, &other.id, Closing::Won, String::new()).await.unwrap();
    w.holds().await;
    let count = w.checkup().await.tables;
    assert_eq!((count["deal"], count["contact"]), (2, 1));
    let broken = [
        ("UPDATE $deal SET details.title = 'Autre'", "stands differently"),
        ("UPDATE $deal SET place = 'x'", "stands at"),
        ("UPDATE $deal SET details.contact = 'gone'", "points at contact:gone"),
        (
            "CREATE contact:lone SET details = {}, version = 1, search = '', sort = 'z', archived = false",
            "has no history",
        ),
    ];
    for (sql, said) in broken {
        w.store.read(ask(sql).record("deal", "deal", deal.id.as_str())).await.unwrap();
        let faults = w.checkup().await.faults;
        assert!(faults.iter().any(|fault| fault.contains(said)), "{sql}: {faults:?}");
    }
    assert!(w.store.check(&w.advisor, &mut |_, _| {}).await.is_err(), "for administrators");
}
