//! A company's own page.

use domain::company::{Company, Details};
use domain::contact::Contact;
use domain::note::Subject;
use domain::{CompanyId, Patch, Result as Checked, Right, Siret};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::api::{Dossier, edit_company, open_company, show_company};
use crate::bin::remover;
use crate::deal::DealItems;
use crate::error::Error;
use crate::exchange::{About, LogExchange};
use crate::frame::failed;
use crate::i18n::texts_here;
use crate::me::can;
use crate::note::{AddNote, NoteSection};
use crate::palette::{Kind, opened};
use crate::record::{Editable, Fact, Reload, Save, Timeline, filled, wanted};
use crate::route;
use crate::ui::{Avatar, AvatarSize, Button, Empty, Icon};

impl Editable for Company {
    type Details = Details;

    fn details(&self) -> &Details {
        &self.details
    }

    fn version(&self) -> u32 {
        self.version
    }

    async fn send(&self, patch: Patch) -> Result<Self, Error> {
        edit_company(self.id.clone(), patch).await
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
    let wanted = wanted();
    let found = Resource::new_blocking(id, move |id| {
        let history = wanted.get_untracked();
        async move {
            let id: CompanyId = id.parse().map_err(Error)?;
            open_company(id, history).await
        }
    });
    view! {
        <Transition>
            {move || {
                found.get().map(|found| match found {
                    Ok(dossier) => view! { <Record dossier /> }.into_any(),
                    Err(error) => failed(&error),
                })
            }}
        </Transition>
    }
}

#[component]
fn Record(dossier: Dossier) -> impl IntoView {
    let t = texts_here();
    let c = &t.contact();
    let Dossier { company, contacts, deals, pipelines, past, notes, colleagues } = dossier;
    let (wanted, on) = (wanted(), Subject::Company(company.id.clone()));
    let (notes, colleagues) = (RwSignal::new(notes), RwSignal::new(colleagues));
    let (id, subject) = (company.id.clone(), company.id.subject());
    let record = RwSignal::new(company);
    let (contacts, deals, past) = (RwSignal::new(contacts), RwSignal::new(deals), RwSignal::new(past));
    opened(Kind::Company, id.to_string(), move || {
        record.with(|company| (company.details.name.clone(), company.details.town.clone()))
    });
    let mine = subject.clone();
    let reload = Reload::on(
        move |subjects| subjects.contains(&mine),
        move || {
            let id = id.clone();
            let Some(history) = wanted.try_get_untracked() else { return };
            spawn_local(async move {
                let Ok(fresh) = open_company(id, history).await else { return };
                record.try_maybe_update(|now| {
                    let newer = fresh.company.version >= now.version && fresh.company != *now;
                    if newer {
                        *now = fresh.company;
                    }
                    (newer, ())
                });
                contacts.try_set(fresh.contacts);
                deals.try_set(fresh.deals);
                past.try_set(fresh.past);
                notes.try_set(fresh.notes);
            });
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
        <Title text=move || name.get() />
        <main class="page" id="contenu" tabindex="-1">
            <article class="record">
                <header class="page-head">
                    <a class="crumb" href=route::COMPANIES><Icon name="chevron-left" />{t.common().companies}</a>
                </header>
                <div class="record-head">
                    {move || view! { <Avatar name=name.get() size=AvatarSize::Large square=true silent=true /> }}
                    <div class="record-name">
                        <h1 class="record-title">{move || name.get()}</h1>
                        <p class="record-sub">{move || record.with(|company| company.details.town.clone())}</p>
                    </div>
                    {can(Right::WriteRecords).then(|| view! {
                        <div class="record-actions">
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
                    <div class="record-fields">
                        <Facts record />
                        <People contacts />
                    </div>
                    <div class="record-main">
                        {can(Right::ReadDeals).then(|| {
                            view! {
                                <section class="section" aria-labelledby="deals-title">
                                    <div class="section-head"><h2 class="section-title" id="deals-title">{c.deals}</h2></div>
                                    <DealItems deals pipelines=pipelines.clone() />
                                </section>
                            }
                        })}
                        <NoteSection subject=on notes reload />
                        <Timeline subject past colleagues=colleagues.into() reload />
                    </div>
                </div>
            </article>
        </main>
    }
}

fn alter(field: &str) -> fn(&mut Details, &str) -> Checked<()> {
    match field {
        "name" => |details, text| {
            text.clone_into(&mut details.name);
            Ok(())
        },
        "siret" => |details, text| {
            details.siret = filled(text).map(|text| Siret::parse(&text)).transpose()?;
            Ok(())
        },
        _ => |details, text| {
            text.clone_into(&mut details.town);
            Ok(())
        },
    }
}

#[component]
fn Facts(record: RwSignal<Company>) -> impl IntoView {
    let t = texts_here();
    let c = t.contact();
    let writes = can(Right::WriteRecords);
    let save = move |field: &'static str| writes.then(|| Save::from((record, alter(field))));
    let text = move |read: fn(&Company) -> String| Signal::derive(move || record.with(read));
    view! {
        <section class="section" aria-labelledby="details-title">
            <div class="section-head"><h2 class="section-title" id="details-title">{c.details}</h2></div>
            <dl class="facts">
                <Fact label=t.common().name value=text(|company| company.details.name.clone()) save=save("name") />
                <Fact
                    label=c.siret
                    value=text(|company| company.details.siret.as_ref().map(Siret::show).unwrap_or_default())
                    save=save("siret")
                />
                <Fact label=c.town value=text(|company| company.details.town.clone()) save=save("town") />
            </dl>
        </section>
    }
}

#[component]
fn People(contacts: RwSignal<domain::Page<Contact>>) -> impl IntoView {
    let (t, lang) = (texts_here(), crate::i18n::lang());
    let item = |contact: Contact| {
        let name = contact.details.full_name();
        view! {
            <li>
                <a class="item" href=route::contact(&contact.id)>
                    <Avatar name=name.clone() silent=true />
                    <span class="item-text">{name}</span>
                    <span class="muted cut item-state">{contact.details.job_title}</span>
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
    view! {
        <section class="section" aria-labelledby="people-title">
            <div class="section-head">
                <h2 class="section-title" id="people-title">{t.common().contacts}</h2>
                <span class="section-count">{move || contacts.with(|page| page.count.show(lang.french()))}</span>
            </div>
            {list}
            <div>{more}</div>
        </section>
    }
}
