//! Saved views: one's own and the shared ones.

use domain::view::{Details, View, Views};
use domain::{Actor, Crm, Error, Patch};

use super::{World, store};

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

    w.store.views().remove(&w.advisor, &own.id, true).await.unwrap();
    assert_eq!(names(&w, &w.advisor).await, ["Tous les clients"]);
    w.store.views().remove(&w.advisor, &own.id, false).await.unwrap();
    assert_eq!(names(&w, &w.advisor).await, ["À relancer", "Tous les clients"]);
    assert_eq!(w.store.views().remove(&w.reader, &own.id, true).await, Err(Error::NotFound));
}
