//! One tag is written one way, whoever types it and wherever it comes from.

use domain::bulk::{Selection, Verb};
use domain::company;
use domain::contact::{self, Contact, Contacts, Filter};
use domain::deal::NewDeal;
use domain::sweep::Work;
use domain::{Crm, Patch};

use super::imports::{found, row, write};
use super::sweeps::sweep;
use super::{World, person, store};

fn tags(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

async fn made(w: &World, given: &str, names: &[&str]) -> Contact {
    let details = contact::Details { tags: tags(names), ..person(given, "Roy") };
    w.store.contacts().create(&w.advisor, details).await.unwrap()
}

async fn retagged(w: &World, contact: &Contact, names: &[&str]) -> Contact {
    let next = contact::Details { tags: tags(names), ..contact.details.clone() };
    w.store
        .contacts()
        .edit(&w.advisor, &contact.id, Patch::between(contact.version, &contact.details, &next))
        .await
        .unwrap()
}

#[tokio::test]
async fn the_first_spelling_is_everybodys() {
    let w = store().await;
    assert_eq!(made(&w, "Ana", &["École 2026", "VIP"]).await.details.tags, ["École 2026", "VIP"]);
    let luc = made(&w, "Luc", &["vip", "★", "neuf"]).await;
    assert_eq!(luc.details.tags, ["neuf", "VIP", "★"]);
    assert_eq!(retagged(&w, &luc, &["vip", "ecole 2026", "🔥"]).await.details.tags, ["École 2026", "VIP", "🔥"]);
    let firm = company::Details { name: "Acmé".into(), tags: tags(&["Vip"]), ..Default::default() };
    let firm = w.store.companies().create(&w.advisor, firm).await.unwrap();
    assert_eq!(firm.details.tags, ["VIP"]);
    let next = company::Details { tags: tags(&["VIP", "ÉCOLE 2026"]), ..firm.details.clone() };
    let firm = w
        .store
        .companies()
        .edit(&w.advisor, &firm.id, Patch::between(firm.version, &firm.details, &next))
        .await
        .unwrap();
    assert_eq!(firm.details.tags, ["École 2026", "VIP"]);
    let details = domain::deal::Details { tags: tags(&["viP"]), ..super::deal_details("Bilan", &luc.id) };
    let deal = w.store.deals().create(&w.advisor, NewDeal { details, stage: None }).await.unwrap().deal;
    assert_eq!(deal.details.tags, ["VIP"]);
    let next = domain::deal::Details { tags: tags(&["NEUF"]), ..deal.details.clone() };
    let deal = w
        .store
        .deals()
        .edit(&w.advisor, &deal.id, Patch::between(deal.version, &deal.details, &next))
        .await
        .unwrap()
        .deal;
    assert_eq!(deal.details.tags, ["neuf"]);

    let mut told = row("Zoé", "Petit", "zoe@acme.fr");
    told.contact.tags = tags(&["vip", "Du salon"]);
    let mut other = row("Max", "Petit", "max@acme.fr");
    other.contact.tags = tags(&["du salon"]);
    write(&w, vec![told, other]).await;
    assert_eq!(found(&w, "zoe").await[0].tags, ["Du salon", "VIP"]);
    assert_eq!(found(&w, "max").await[0].tags, ["Du salon"]);

    let verb = Verb::AddTag("VIp".into());
    let everybody = Selection::Found(Box::default());
    w.store.contacts().bulk(&w.advisor, &everybody, &verb, None).await.unwrap();
    let filter = Filter { tag: Some("VIP".into()), ..Filter::default() };
    assert_eq!(Contacts::list(&w.store, &w.reader, &filter, None).await.unwrap().rows.len(), 4);
    w.holds().await;
}

#[tokio::test]
async fn a_renamed_tag_is_written_the_new_way_and_back() {
    let w = store().await;
    let ana = made(&w, "Ana", &["vip"]).await;
    let rename = |to: Option<&str>| Work::Tag { from: "vip".into(), to: to.map(String::from) };
    let (renamed, _) = sweep(&w, &w.advisor, &rename(Some("VIP"))).await.unwrap();
    assert_eq!(made(&w, "Luc", &["vip"]).await.details.tags, ["VIP"]);
    sweep(&w, &w.advisor, &Work::Back(renamed.bulk)).await.unwrap();
    assert_eq!(Contacts::show(&w.store, &w.advisor, &ana.id).await.unwrap().details.tags, ["vip"]);
    assert_eq!(made(&w, "Max", &["VIP"]).await.details.tags, ["vip"]);
    // What nobody has any more may be written anew.
    let (removed, _) = sweep(&w, &w.advisor, &rename(None)).await.unwrap();
    let zoe = made(&w, "Zoé", &["Vip"]).await;
    assert_eq!(zoe.details.tags, ["Vip"]);
    retagged(&w, &zoe, &[]).await;
    sweep(&w, &w.advisor, &Work::Back(removed.bulk)).await.unwrap();
    assert_eq!(made(&w, "Eva", &["VIP"]).await.details.tags, ["vip"]);
    w.holds().await;
}

#[tokio::test]
async fn data_from_before_teaches_how_tags_are_written() {
    let w = store().await;
    for (given, name) in [("Ana", "VIP"), ("Luc", "VIP")] {
        made(&w, given, &[name]).await;
    }
    w.store.read(crate::ask::ask("DELETE tag RETURN NONE")).await.unwrap();
    w.store.read(crate::ask::ask("DELETE schema:schema RETURN NONE")).await.unwrap();
    crate::schema::apply(&w.store, std::path::Path::new("")).await.unwrap();
    assert_eq!(made(&w, "Max", &["vip"]).await.details.tags, ["VIP"]);
}
