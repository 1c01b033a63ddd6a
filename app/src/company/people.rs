//! Who works for a company, as what and since when; and who did.

use domain::contact::Contact;
use domain::{ContactId, Instant, Page};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::i18n::{fill, lang, texts_here};
use crate::me::zone;
use crate::route;
use crate::ui::{Avatar, Empty};

/// When somebody came to a company, or left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// Who.
    pub contact: ContactId,
    /// The name; empty where it is not needed.
    pub name: String,
    /// When.
    pub at: Instant,
}

/// Who came, and who left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moves {
    /// The latest arrival of each person.
    pub came: Vec<Move>,
    /// Who is not there any more, the last to leave first.
    pub left: Vec<Move>,
}

/// The people.
#[component]
pub(super) fn People(contacts: RwSignal<Page<Contact>>, moves: RwSignal<Moves>) -> impl IntoView {
    let (t, lang, zone) = (texts_here(), lang(), zone());
    let (f, day) = (t.form(), StoredValue::new(zone));
    let day = move |at: Instant| day.with_value(|zone| at.day(zone).dated(lang.french()));
    let item = move |contact: Contact| {
        let name = contact.details.full_name();
        let came = moves.with(|moves| moves.came.iter().find(|one| one.contact == contact.id).map(|one| one.at));
        let came = came.map(|at| fill(f.arrived, &[("day", &day(at))]));
        let words: Vec<String> = crate::record::filled(&contact.details.job_title).into_iter().chain(came).collect();
        view! {
            <li>
                <a class="item item-person" href=route::contact(&contact.id)>
                    <Avatar name=name.clone() silent=true />
                    <span class="item-text"><bdi>{name}</bdi><span class="item-sub">{words.join(", ")}</span></span>
                </a>
            </li>
        }
    };
    let more = move || {
        let first = contacts.with(|page| page.next.as_ref().and(page.rows.first()?.details.company.clone()));
        first.map(|id| {
            let address = format!("{}?entreprise={id}", route::CONTACTS);
            view! { <a class="button button-ghost button-small" href=address>{t.contact().all_contacts}</a> }
        })
    };
    let list = move || {
        let rows = contacts.with(|page| page.rows.clone());
        if rows.is_empty() {
            return view! { <Empty small=true icon="contact" title=t.contact().no_contacts /> }.into_any();
        }
        view! { <ul class="items">{rows.into_iter().map(item).collect_view()}</ul> }.into_any()
    };
    let former = move || {
        let left = moves.with(|moves| moves.left.clone());
        (!left.is_empty()).then(|| {
            let count = left.len().to_string();
            let line = |one: Move| {
                let text = fill(f.left, &[("day", &day(one.at))]);
                view! { <li><a href=route::contact(&one.contact)><bdi>{one.name}</bdi></a>" "{text}</li> }
            };
            view! {
                <details class="more former">
                    <summary>{fill(f.former_people, &[("n", &count)])}</summary>
                    <ul>{left.into_iter().map(line).collect_view()}</ul>
                </details>
            }
        })
    };
    view! {
        <section class="section" aria-labelledby="people-title">
            <div class="section-head">
                <h2 class="section-title" id="people-title">{t.common().contacts}</h2>
                <span class="section-count">{move || contacts.with(|page| page.count.show(lang.french()))}</span>
            </div>
            {list}
            <div>{more}</div>
            {former}
        </section>
    }
}

/// The server's half.
#[cfg(feature = "ssr")]
pub(super) mod server {
    use domain::event::Turn;
    use domain::{Actor, CompanyId, ContactId, Result, SharedCrm};

    use super::{Move, Moves};

    /// Names of more people than this are not looked up.
    const MOST: usize = 20;

    /// Who came and who left, as the events tell it.
    pub(in super::super) async fn moves(crm: &SharedCrm, actor: &Actor, id: &CompanyId) -> Result<Moves> {
        let (mut moves, mut heard) = (Moves::default(), Vec::<ContactId>::new());
        // Newest first: the first word about somebody is how it stands.
        for event in crm.events().turns(actor, &id.subject(), Turn::Company).await? {
            let contact = event.subjects.first().and_then(|subject| subject.strip_prefix("contact:")?.parse().ok());
            let (Some(contact), Some(change)) = (contact, event.changes.0.get("company")) else { continue };
            if heard.contains(&contact) {
                continue;
            }
            heard.push(contact.clone());
            let one = Move { contact, name: String::new(), at: event.at };
            if change.after.as_str() == Some(id.as_str()) {
                moves.came.push(one);
            } else if moves.left.len() < MOST {
                let Ok(person) = crm.contacts().show(actor, &one.contact).await else { continue };
                moves.left.push(Move { name: person.details.full_name(), ..one });
            }
        }
        Ok(moves)
    }
}
