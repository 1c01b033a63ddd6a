//! A company's own page.

use domain::company::{Company, Details, Filter as Narrowed};
use domain::contact::Contact;
use domain::event::Filter;
use domain::note::Subject;
use domain::{CompanyId, Patch, Right};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{Dossier, EditCompany, open_company, show_company};
use super::facts::Facts;
use super::people::People;
use crate::bin::remover;
use crate::deal::DealItems;
use crate::error::Error;
use crate::exchange::{About, LogExchange};
use crate::frame::{PageTitle, coming};
use crate::i18n::texts_here;
use crate::me::can;
use crate::note::{AddNote, NoteSection};
use crate::palette::{Kind, opened};
use crate::record::{
    Crumb, Editable, Opening, Peek, Reload, StepLinks, Timeline, Within, gone, peeking, waits, wanted,
};
use crate::route;
use crate::ui::{Avatar, AvatarSize, Button};

impl Editable for Company {
    type Call = EditCompany;
    type Details = Details;

    fn details(&self) -> &Details {
        &self.details
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn subject(&self) -> String {
        self.id.subject()
    }

    fn put(&mut self, details: Details) {
        self.details = details;
    }

    fn call(&self, patch: Patch) -> EditCompany {
        EditCompany { id: self.id.clone(), patch }
    }

    async fn again(&self) -> Result<Self, Error> {
        show_company(self.id.clone()).await
    }
}

/// The page of one company.
#[component]
pub fn CompanyShow() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    // Another part of the history is read by the history itself.
    let (wanted, opening) = (wanted(), Opening::here());
    let found = Resource::new_blocking(id, move |id| {
        let history = wanted.get_untracked();
        async move {
            let id: CompanyId = id.parse().map_err(Error)?;
            opening.of(Subject::Company(id.clone()), open_company(id, history).await).await
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

/// The company that the address names, over the list.
#[component]
pub(super) fn CompanyPeek() -> impl IntoView {
    async fn read(id: String) -> Result<Dossier, Error> {
        let id: CompanyId = id.parse().map_err(Error)?;
        open_company(id, Filter::default()).await
    }
    let show = |dossier| view! { <Record dossier /> }.into_any();
    view! { <Peek read show page=|id| format!("{}/{id}", route::COMPANIES) /> }
}

#[component]
fn Record(dossier: Dossier) -> impl IntoView {
    let t = texts_here();
    let c = &t.contact();
    let Dossier { company, contacts, moves, deals, pipelines, past, notes, colleagues } = dossier;
    let (wanted, on) = (wanted(), Subject::Company(company.id.clone()));
    let (notes, colleagues) = (RwSignal::new(notes), RwSignal::new(colleagues));
    let (id, subject) = (company.id.clone(), company.id.subject());
    let record = RwSignal::new(company);
    waits(record, colleagues.into());
    let (contacts, deals, past) = (RwSignal::new(contacts), RwSignal::new(deals), RwSignal::new(past));
    let moves = RwSignal::new(moves);
    opened(Kind::Company, id.to_string(), move || {
        record.with(|company| (company.details.name.clone(), company.details.town.clone()))
    });
    let mine = subject.clone();
    let reload = Reload::of_record(
        mine,
        move || wanted.try_get_untracked().map(|history| open_company(id.clone(), history)),
        move |fresh: Dossier| {
            record.try_maybe_update(|now| {
                let newer = fresh.company.version >= now.version && fresh.company != *now;
                if newer {
                    *now = fresh.company;
                }
                (newer, ())
            });
            contacts.try_set(fresh.contacts);
            moves.try_set(fresh.moves);
            deals.try_set(fresh.deals);
            past.try_set(fresh.past);
            notes.try_set(fresh.notes);
        },
    );
    let beside = move || About {
        contacts: contacts.with(|page| {
            let named = |contact: &Contact| (contact.id.to_string(), contact.details.full_name());
            page.rows.iter().map(named).collect()
        }),
        deals: Vec::new(),
        deal: None,
    };
    let name = Memo::new(move |_| record.with(|company| company.details.name.clone()));
    let delete =
        remover(move || Subject::Company(record.with_untracked(|company| company.id.clone())), route::COMPANIES);
    view! {
        {(!peeking()).then(|| view! { <PageTitle text=move || name.get() /> })}
        <article class="record">
            {(!peeking()).then(|| view! {
                <header class="page-head">
                    <Crumb path=route::COMPANIES text=t.common().companies />
                    <StepLinks
                        path=route::COMPANIES
                        id=record.with_untracked(|company| company.id.to_string())
                        within=|query| Within::Companies(Narrowed::of(|name| query.get(name)))
                    />
                </header>
            })}
            <div class="record-head">
                {move || view! { <Avatar name=name.get() size=AvatarSize::Large square=true silent=true /> }}
                <div class="record-name">
                    <h1 class="record-title" dir="auto">{move || name.get()}</h1>
                    <p class="record-sub">{move || record.with(|company| company.details.town.clone())}</p>
                </div>
                {can(Right::WriteRecords).then(|| view! {
                    <div class="record-actions record-act">
                        <Button icon="trash" label=t.log().delete on:click=move |_| delete.run(()) />
                    </div>
                })}
            </div>
            <div class="record-body">
                {can(Right::WriteNotes).then(|| {
                    view! {
                        <AddNote subject=on.clone() notes reload>
                            <LogExchange about=Signal::derive(beside) reload />
                        </AddNote>
                    }
                })}
                <div class="record-now">
                    {can(Right::ReadDeals).then(|| {
                        view! {
                            <section class="section" aria-labelledby="deals-title">
                                <div class="section-head"><h2 class="section-title" id="deals-title">{c.deals}</h2></div>
                                <DealItems deals pipelines=pipelines.clone() />
                            </section>
                        }
                    })}
                    <NoteSection subject=on notes reload />
                </div>
                <div class="record-fields">
                    <Facts record colleagues=colleagues.into() />
                    <People contacts moves />
                </div>
                <div class="record-main">
                    <Timeline subject past colleagues=colleagues.into() reload />
                </div>
            </div>
        </article>
    }
}
