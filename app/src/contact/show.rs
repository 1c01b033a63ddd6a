//! A contact's own page.

use domain::board::Card;
use domain::event::Filter;
use domain::note::Subject;
use domain::{ContactId, Right};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{Dossier, open_contact};
use super::facts::ContactFacts;
use super::head::{ContactHead, name_of};
use super::near::CallNow;
use crate::deal::{ContactDeals, DealItems};
use crate::error::Error;
use crate::exchange::{About as Beside, LogExchange, titles};
use crate::frame::{PageTitle, coming};
use crate::i18n::texts_here;
use crate::me::can;
use crate::note::{AddNote, NoteSection};
use crate::palette::{Kind, opened};
use crate::record::{Opening, Peek, Reload, Timeline, gone, peeking, waits, wanted};
use crate::route;
use crate::task::{About, TaskSection};

/// The page of one contact.
#[component]
pub fn ContactShow() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    // Another part of the history is read by the history itself.
    let (wanted, opening) = (wanted(), Opening::here());
    let found = Resource::new_blocking(id, move |id| {
        let history = wanted.get_untracked();
        async move {
            let id: ContactId = id.parse().map_err(Error)?;
            opening.of(Subject::Contact(id.clone()), open_contact(id, history).await).await
        }
    });
    view! {
        <Transition fallback=coming>
            {move || {
                found.get().map(|found| match found {
                    Ok(dossier) => view! { <main class="page" id="contenu" tabindex="-1"><Record dossier /></main> }.into_any(),
                    Err(why) => gone(&why),
                })
            }}
        </Transition>
    }
}

/// The contact that the address names, over the list.
#[component]
pub(super) fn ContactPeek() -> impl IntoView {
    async fn read(id: String) -> Result<Dossier, Error> {
        let id: ContactId = id.parse().map_err(Error)?;
        open_contact(id, Filter::default()).await
    }
    let show = |dossier| view! { <Record dossier /> }.into_any();
    view! { <Peek read show page=|id| format!("{}/{id}", route::CONTACTS) /> }
}

#[component]
fn Record(dossier: Dossier) -> impl IntoView {
    let t = texts_here();
    let Dossier { contact, standings, tasks, deals, pipelines, past, notes, colleagues } = dossier;
    let (wanted, on) = (wanted(), Subject::Contact(contact.id.clone()));
    let (id, subject) = (contact.id.clone(), contact.id.subject());
    let record = RwSignal::new(contact);
    let (tasks, deals, past) = (RwSignal::new(tasks), RwSignal::new(deals), RwSignal::new(past));
    let standings = RwSignal::new(standings);
    let (notes, colleagues) = (RwSignal::new(notes), RwSignal::new(colleagues));
    waits(record, colleagues.into());
    let (asked, mine) = (id.clone(), subject.clone());
    let reload = Reload::of_record(
        mine,
        move || wanted.try_get_untracked().map(|history| open_contact(asked.clone(), history)),
        move |fresh: Dossier| {
            // Only what is newer: an edit of this page may have been answered meanwhile.
            record.try_maybe_update(|now| {
                let newer = fresh.contact.version >= now.version && fresh.contact != *now;
                if newer {
                    *now = fresh.contact;
                }
                (newer, ())
            });
            standings.try_set(fresh.standings);
            tasks.try_set(fresh.tasks);
            deals.try_set(fresh.deals);
            past.try_set(fresh.past);
            notes.try_set(fresh.notes);
        },
    );
    opened(Kind::Contact, id.to_string(), move || {
        record.with(|contact| {
            let email = || contact.details.emails.first().map(ToString::to_string);
            (name_of(contact), contact.company_name.clone().or_else(email).unwrap_or_default())
        })
    });
    let beside = move || Beside {
        contacts: record.with(|contact| vec![(contact.id.to_string(), name_of(contact))]),
        deals: deals.with(|deals: &Vec<Card>| titles(deals.iter())),
        deal: None,
    };
    let open =
        Signal::derive(move || deals.with(|deals| titles(deals.iter().filter(|card| card.deal.outcome.is_open()))));
    let about = About { deals: Some(open), contact: Some(id.clone()), deal: None };
    view! {
        {(!peeking()).then(|| view! { <PageTitle text=move || record.with(name_of) /> })}
        <article class="record">
            <ContactHead record />
            <div class="record-body">
                {can(Right::WriteNotes).then(|| {
                    view! {
                        <AddNote subject=on.clone() notes reload>
                            <CallNow reach=Signal::derive(move || record.with(|contact| contact.details.reachable())) />
                            <LogExchange about=Signal::derive(beside) reload />
                        </AddNote>
                    }
                })}
                <div class="record-now">
                    <TaskSection tasks about colleagues=colleagues.into() reload title=t.task().next />
                    <NoteSection subject=on notes reload />
                </div>
                <div class="record-fields">
                    <ContactFacts record standings colleagues=colleagues.into() />
                    {can(Right::ReadDeals).then(|| {
                        view! {
                            <ContactDeals contact=id pipelines=pipelines.clone() reload>
                                <DealItems deals pipelines=pipelines.clone() />
                            </ContactDeals>
                        }
                    })}
                </div>
                <div class="record-main">
                    <Timeline subject past colleagues=colleagues.into() reload />
                </div>
            </div>
        </article>
    }
}
