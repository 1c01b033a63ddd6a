//! A deal's own page.

use domain::event::Filter;
use domain::note::Subject;
use domain::{DealId, Right};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{Dossier, open_deal};
use super::facts::DealFacts;
use super::head::DealHead;
use super::outcome::Acts;
use super::track::Track;
use crate::contact::CallNow;
use crate::error::Error;
use crate::exchange::{About as Beside, LogExchange};
use crate::frame::{PageTitle, coming};
use crate::i18n::texts_here;
use crate::me::can;
use crate::note::{AddNote, NoteSection};
use crate::palette::{Kind, opened};
use crate::record::{Opening, Peek, Reload, Timeline, gone, peeking, waits, wanted};
use crate::route;
use crate::task::{About, TaskSection};
use crate::ui::Toasts;

/// The page of one deal.
#[component]
pub fn DealShow() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    // Another part of the history is read by the history itself.
    let (wanted, opening) = (wanted(), Opening::here());
    let found = Resource::new_blocking(id, move |id| {
        let history = wanted.get_untracked();
        async move {
            let id: DealId = id.parse().map_err(Error)?;
            opening.of(Subject::Deal(id.clone()), open_deal(id, history).await).await
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

/// The deal that the address names, over the list or the board.
#[component]
pub(crate) fn RowPeek() -> impl IntoView {
    async fn read(id: String) -> Result<Dossier, Error> {
        let id: DealId = id.parse().map_err(Error)?;
        open_deal(id, Filter::default()).await
    }
    let show = |dossier| view! { <Record dossier /> }.into_any();
    view! { <Peek read show page=|id| format!("{}/{id}", route::DEALS) /> }
}

#[component]
fn Record(dossier: Dossier) -> impl IntoView {
    let t = texts_here();
    let Dossier { card, reach, tasks, pipelines, past, notes, colleagues } = dossier;
    let (wanted, on) = (wanted(), Subject::Deal(card.deal.id.clone()));
    let (id, subject) = (card.deal.id.clone(), card.deal.id.subject());
    let about = About { contact: Some(card.deal.details.contact.clone()), deal: Some(id.clone()), ..About::default() };
    let (record, notes, reach) = (RwSignal::new(card), RwSignal::new(notes), RwSignal::new(reach));
    let beside = move || {
        record.with(|card| Beside {
            contacts: vec![(card.deal.details.contact.to_string(), card.contact_name.clone())],
            deals: Vec::new(),
            deal: Some(card.deal.id.clone()),
        })
    };
    let (tasks, past, colleagues) = (RwSignal::new(tasks), RwSignal::new(past), RwSignal::new(colleagues));
    waits(record, colleagues.into());
    opened(Kind::Deal, id.to_string(), move || {
        record.with(|card| (card.deal.details.title.clone(), card.contact_name.clone()))
    });
    let (mine, pipelines) = (subject.clone(), StoredValue::new(pipelines));
    let reload = Reload::of_record(
        mine,
        move || wanted.try_get_untracked().map(|history| open_deal(id.clone(), history)),
        move |fresh: Dossier| {
            record.try_maybe_update(|now| {
                let newer = fresh.card.deal.version >= now.deal.version && fresh.card != *now;
                if newer {
                    *now = fresh.card;
                }
                (newer, ())
            });
            reach.try_set(fresh.reach);
            tasks.try_set(fresh.tasks);
            past.try_set(fresh.past);
            notes.try_set(fresh.notes);
        },
    );
    let acts = Acts { record, toasts: Toasts::here(), t, closing: StoredValue::new(false) };
    let writes = can(Right::WriteRecords);
    view! {
        {(!peeking()).then(|| view! { <PageTitle text=move || record.with(|card| card.deal.details.title.clone()) /> })}
        <article class="record">
            <DealHead record reach pipelines acts writes />
            <Track record pipelines acts writes />
            <div class="record-body">
                {can(Right::WriteNotes).then(|| {
                    view! {
                        <AddNote subject=on.clone() notes reload>
                            <CallNow reach />
                            <LogExchange about=Signal::derive(beside) reload />
                        </AddNote>
                    }
                })}
                <div class="record-now">
                    <TaskSection tasks about colleagues=colleagues.into() reload title=t.task().next />
                    <NoteSection subject=on notes reload />
                </div>
                <div class="record-fields"><DealFacts record colleagues=colleagues.into() /></div>
                <div class="record-main">
                    <Timeline subject past colleagues=colleagues.into() reload />
                </div>
            </div>
        </article>
    }
}
