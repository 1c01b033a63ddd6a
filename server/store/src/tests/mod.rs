//! The store as its callers know it: each test on a database of its own.

mod alike;
mod backup;
mod bin;
mod bulk;
mod bulk_companies;
mod check;
mod companies;
mod contacts;
mod crowd;
mod deals;
mod disk;
mod find;
mod history;
mod home;
mod imports;
mod known;
mod lists;
mod notes;
mod notices;
mod once;
mod paging;
mod parts;
mod people;
mod permissions;
mod plans;
mod repeat;
mod rights;
mod second;
mod speed;
mod sweeps;
mod tags;
mod tasks;
mod undo;
mod undo_any;
mod views;
mod week;

use std::path::Path;

use domain::contact::{Contact, Details};
use domain::deal::{self, NewDeal};
use domain::pipeline::Pipeline;
use domain::user::NewUser;
use domain::{Actor, ContactId, Crm, Email, Phone, Role, StageId, board::Card};

use crate::Store;

/// A store with an organisation and a colleague of each role.
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) administrator: Actor,
    pub(crate) advisor: Actor,
    pub(crate) trainer: Actor,
    pub(crate) reader: Actor,
    pub(crate) visitor: Actor,
    pub(crate) pipeline: Pipeline,
}

/// A fresh store in memory, or a fresh database on the server that `CRM_DATABASE_URL` names.
pub(crate) async fn store() -> World {
    let url = match std::env::var("CRM_DATABASE_URL") {
        Ok(server) => format!("{server}/crm_test/t{}", ulid::Ulid::generate()),
        Err(_) => "mem://".to_owned(),
    };
    peopled(Store::open(&url, Path::new("")).await.unwrap()).await
}

/// Fills an empty store with its organisation and people.
pub(crate) async fn peopled(store: Store) -> World {
    let operator = Actor::operator();
    store.organisation().ensure(&operator).await.unwrap();
    let mut actors = Vec::new();
    for role in Role::ALL {
        actors.push(colleague(&store, role.as_str(), role).await);
    }
    let pipeline = store.pipelines().list(&operator).await.unwrap().remove(0);
    let [administrator, advisor, trainer, reader] = actors.try_into().unwrap();
    World { store, administrator, advisor, trainer, reader, visitor: Actor::visitor(), pipeline }
}

/// A colleague who can sign in.
pub(crate) async fn colleague(store: &Store, name: &str, role: Role) -> Actor {
    let operator = Actor::operator();
    let new = NewUser { name: name.to_owned(), email: email(&format!("{name}@organisme.fr")), role };
    let user = store.users().create(&operator, new).await.unwrap();
    store.users().set_password(&operator, &user.id, "hash".to_owned(), None).await.unwrap();
    Actor { user: Some(user.id), name: user.name, role: Some(user.role) }
}

pub(crate) fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

pub(crate) fn phone(text: &str) -> Phone {
    Phone::parse(text).unwrap()
}

pub(crate) fn person(given: &str, family: &str) -> Details {
    Details { given_name: given.to_owned(), family_name: family.to_owned(), ..Details::default() }
}

impl World {
    pub(crate) async fn contact(&self, given: &str, family: &str) -> Contact {
        self.store.contacts().create(&self.advisor, person(given, family)).await.unwrap()
    }

    pub(crate) fn stage(&self, at: usize) -> StageId {
        self.pipeline.details.stages[at].id.clone()
    }

    /// A deal at the top of a column.
    pub(crate) async fn deal(&self, title: &str, contact: &ContactId, stage: usize) -> Card {
        let new = NewDeal { details: deal_details(title, contact), stage: Some(self.stage(stage)) };
        self.store.deals().create(&self.advisor, new).await.unwrap()
    }
}

pub(crate) fn deal_details(title: &str, contact: &ContactId) -> deal::Details {
    deal::Details {
        title: title.to_owned(),
        contact: contact.clone(),
        other_contacts: Vec::new(),
        company: None,
        amount: None,
        owner: None,
        training: String::new(),
        funding: None,
        closing_on: None,
        tags: Vec::new(),
    }
}
