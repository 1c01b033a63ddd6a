//! Saved views: one's own and the shared ones.

use domain::sweep::Work;
use domain::view::{Details, View, Views};
use domain::{Actor, Crm, Error, Patch, contact};

use super::{World, person, store};

fn named(name: &str, shared: bool) -> Details {
    Details { name: name.to_owned(), query: "?statut=client".to_owned(), shared }
}

async fn names(w: &World, who: &Actor) -> Vec<String> {
    Views::list(&w.store, who).await.unwrap().into_iter().map(|view| view.details.name).collect()
}

async fn rename(w: &World, who: &Actor, view: &View, name: &str) -> Result<View, Error> {
    let wanted = Details { name: name.to_owned(), ..view.details.clone() };
    w.store.views().edit(who, &view.id, Patch::between(view.version, &view.details, &wanted)).await
}

#[tokio::test]
async fn one_sees_ones_own_views_and_the_shared_ones() {
    let w = store().await;
    let own = w.store.views().save(&w.advisor, named("À relancer", false)).await.unwrap();
    let shared = w.store.views().save(&w.advisor, named("Clients", true)).await.unwrap();
    w.store.views().save(&w.reader, named("Lecture", false)).await.unwrap();
    assert_eq!(names(&w, &w.advisor).await, ["À relancer", "Clients"]);
    assert_eq!(names(&w, &w.reader).await, ["Clients", "Lecture"]);
    assert_eq!(names(&w, &w.administrator).await, ["Clients"]);

    assert_eq!(w.store.views().save(&w.reader, named("x", true)).await, Err(Error::Forbidden));
    assert_eq!(rename(&w, &w.administrator, &own, "x").await, Err(Error::NotFound));
    assert_eq!(rename(&w, &w.reader, &shared, "x").await, Err(Error::Forbidden));
    assert!(rename(&w, &w.administrator, &shared, "Tous les clients").await.is_ok());
    assert_eq!(names(&w, &w.reader).await, ["Lecture", "Tous les clients"]);

    // Two of one name would be told apart by nobody; what one does not see is in nobody's way.
    let taken = Err(Error::Taken { field: "name".to_owned() });
    assert_eq!(w.store.views().save(&w.advisor, named("a relancer ", false)).await, taken);
    assert_eq!(rename(&w, &w.advisor, &own, "TOUS LES CLIENTS").await, taken);
    let own = rename(&w, &w.advisor, &own, "à relancer").await.unwrap();
    assert!(w.store.views().save(&w.reader, named("À relancer", false)).await.is_ok());
    assert_eq!(names(&w, &w.reader).await, ["À relancer", "Lecture", "Tous les clients"]);
    let own = rename(&w, &w.advisor, &own, "À relancer").await.unwrap();

    w.store.views().remove(&w.advisor, &own.id, true).await.unwrap();
    assert_eq!(names(&w, &w.advisor).await, ["Tous les clients"]);
    w.store.views().remove(&w.advisor, &own.id, false).await.unwrap();
    assert_eq!(names(&w, &w.advisor).await, ["À relancer", "Tous les clients"]);
    assert_eq!(w.store.views().remove(&w.reader, &own.id, true).await, Err(Error::NotFound));
}

#[tokio::test]
async fn views_follow_a_tag_that_is_renamed_and_back() {
    let w = store().await;
    let details = contact::Details { tags: vec!["Grand compte".to_owned()], ..person("Ana", "Roy") };
    w.store.contacts().create(&w.advisor, details).await.unwrap();
    let query = "?statut=client&etiquette=grand%20compte";
    let view = Details { query: query.to_owned(), ..named("Les grands", false) };
    w.store.views().save(&w.advisor, view).await.unwrap();
    w.store.views().save(&w.advisor, named("Clients", false)).await.unwrap();
    let queries = async || {
        let views = Views::list(&w.store, &w.advisor).await.unwrap();
        views.into_iter().map(|view| view.details.query).collect::<Vec<_>>()
    };
    // Also those of others.
    let work = Work::Tag { from: "Grand compte".to_owned(), to: Some("VIP".to_owned()) };
    let mut step = w.store.sweeps().step(&w.administrator, &work, None, None).await.unwrap();
    let whole = step.done.bulk.clone();
    assert_eq!(step.done.changed, 1, "views are not counted");
    while let Some(at) = step.next.take() {
        step = w.store.sweeps().step(&w.administrator, &work, Some(&whole), Some(at)).await.unwrap();
    }
    assert_eq!(queries().await, ["?statut=client", "?statut=client&etiquette=VIP"]);
    let back = w.store.sweeps().step(&w.administrator, &Work::Back(whole), None, None).await.unwrap();
    assert_eq!((back.done.changed, back.done.refused), (1, 0));
    assert_eq!(queries().await, ["?statut=client", query]);
}
