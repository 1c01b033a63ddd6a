//! The head of a deal's page: what it is, how it stands, and what can be done.

use domain::board::Card;
use domain::contact::Reachable;
use domain::note::Subject;
use domain::pipeline::Pipeline;
use leptos::prelude::*;

use super::outcome::{Acts, LostDialog};
use super::words::{stage_of, state_view};
use crate::bin::remover;
use crate::contact::ReachLinks;
use crate::i18n::{fill, texts_here};
use crate::me::{now, today};
use crate::record::{Crumb, StepLinks, peeking};
use crate::route;
use crate::ui::{Avatar, AvatarSize, Badge, Button, Menu, MenuItem, Tone};

/// The head.
#[component]
pub(super) fn DealHead(
    record: RwSignal<Card>,
    reach: RwSignal<Reachable>,
    pipelines: StoredValue<Vec<Pipeline>>,
    acts: Acts,
    writes: bool,
) -> impl IntoView {
    let t = texts_here();
    let c = t.contact();
    let (now, today, losing) = (now(), today(), RwSignal::new(false));
    let delete = remover(move || Subject::Deal(record.with_untracked(|card| card.deal.id.clone())), route::DEALS);
    let open = Memo::new(move |_| record.with(|card| card.deal.outcome.is_open()));
    let who = move || {
        let (contact, name, company) = record.with(|card| {
            let company = card.deal.details.company.clone().zip(card.company_name.clone());
            (card.deal.details.contact.clone(), card.contact_name.clone(), company)
        });
        let company = company.map(|(id, name)| view! { " · "<a href=route::company(&id)>{name}</a> });
        view! { <span class="record-who"><a href=route::contact(&contact)>{name}</a>{company}</span> }
    };
    let state = move || {
        let (card, all) = (record.get(), pipelines.get_value());
        let stage = stage_of(&all, &card.deal.stage);
        if !card.deal.outcome.is_open() {
            return state_view(&card.deal.outcome, stage, today.get());
        }
        let days = card.deal.stage_since.days_until(now.get());
        let late = stage.is_some_and(|stage| card.waits_too_long(stage, now.get()));
        let text = fill(c.in_stage, &[("n", &days.to_string())]);
        let tone = if late { Tone::Warning } else { Tone::Neutral };
        view! { <Badge tone icon="clock">{text}</Badge> }.into_any()
    };
    let moves = move || {
        let (card, all) = (record.get(), pipelines.get_value());
        let here = stage_of(&all, &card.deal.stage).cloned();
        let several = all.len() > 1;
        let item = |(pipeline, stage): (&Pipeline, &domain::pipeline::Stage)| {
            let (goal, back) = (stage.clone(), here.clone());
            let on = goal.id == card.deal.stage;
            let label =
                if several { format!("{} · {}", pipeline.details.name, stage.name) } else { stage.name.clone() };
            let act = move || {
                if !on {
                    acts.relocate(goal.clone(), back.clone());
                }
            };
            MenuItem::new(label, act).hue(stage.hue).checked(on)
        };
        all.iter().flat_map(|p| p.details.visible().map(move |stage| (p, stage))).map(item).collect::<Vec<_>>()
    };
    let buttons = move || {
        if open.get() {
            view! {
                <Menu
                    id="deal-moves"
                    label=c.move_to
                    text=c.move_to
                    icon="chevron-down"
                    class="button"
                    end=true
                    items=Signal::derive(moves)
                />
                <Button icon="trophy" on:click=move |_| acts.win()>{c.won}</Button>
                <Button on:click=move |_| losing.set(true)>{c.lost}</Button>
            }
            .into_any()
        } else {
            view! { <Button icon="undo" on:click=move |_| acts.reopen()>{c.reopen}</Button> }.into_any()
        }
    };
    view! {
        {(!peeking()).then(|| view! {
            <header class="page-head">
                <Crumb path=route::DEALS text=c.deals />
                <StepLinks
                    path=route::DEALS
                    id=record.with_untracked(|card| card.deal.id.to_string())
                    within=super::list::within
                />
            </header>
        })}
        <div class="record-head">
            {move || view! { <Avatar name=record.with(|card| card.contact_name.clone()) size=AvatarSize::Large silent=true /> }}
            <div class="record-name">
                <h1 class="record-title">{move || record.with(|card| card.deal.details.title.clone())}</h1>
                <div class="record-sub">{who}{state}<span class="record-reach"><ReachLinks reach /></span></div>
            </div>
            {writes.then(|| {
                view! {
                    <div class="record-actions">
                        {buttons}
                        <Button icon="trash" class="record-act" label=t.log().delete on:click=move |_| delete.run(()) />
                    </div>
                    <LostDialog open=losing acts />
                }
            })}
        </div>
    }
}
