//! A deal's fields and next actions over the board, edited without leaving it.

use domain::DealId;
use domain::event::Filter;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{Dossier, open_deal};
use super::facts::DealFacts;
use crate::i18n::texts_here;
use crate::record::Reload;
use crate::route;
use crate::task::{About, TaskSection};
use crate::ui::{Sheet, Skeleton, Toasts};

/// The sheet of the deal that `deal` names; closed while it names none.
#[component]
pub fn DealPeek(deal: RwSignal<Option<DealId>>) -> impl IntoView {
    let t = texts_here();
    let toasts = Toasts::here();
    let open = RwSignal::new(false);
    let found = RwSignal::new(None::<Dossier>);
    Effect::new(move |_| {
        let Some(id) = deal.get() else { return };
        found.set(None);
        open.set(true);
        spawn_local(async move {
            match open_deal(id.clone(), Filter::default()).await {
                Ok(dossier) if deal.try_get_untracked().flatten() == Some(id) => drop(found.try_set(Some(dossier))),
                Ok(_) => {}
                Err(error) => {
                    toasts.show(error.say(t));
                    open.try_set(false);
                }
            }
        });
    });
    Effect::new(move |_| {
        if !open.get() {
            deal.set(None);
        }
    });
    let title = Signal::derive(move || {
        let title = found.with(|found| found.as_ref().map(|dossier| dossier.card.deal.details.title.clone()));
        title.unwrap_or_else(|| t.common().loading.to_owned())
    });
    view! {
        <Sheet open title>
            {move || match found.get() {
                Some(dossier) => view! { <Inside dossier /> }.into_any(),
                None => view! { <Skeleton /> }.into_any(),
            }}
        </Sheet>
    }
}

#[component]
fn Inside(dossier: Dossier) -> impl IntoView {
    let t = texts_here();
    let Dossier { card, tasks, colleagues, .. } = dossier;
    let (id, subject, page) = (card.deal.id.clone(), card.deal.id.subject(), route::deal(&card.deal.id));
    let about = About { contact: Some(card.deal.details.contact.clone()), deal: Some(id.clone()), ..About::default() };
    let (record, tasks, colleagues) = (RwSignal::new(card), RwSignal::new(tasks), RwSignal::new(colleagues));
    let reload = Reload::on(
        move |subjects| subjects.contains(&subject),
        move || {
            let id = id.clone();
            spawn_local(async move {
                let Ok(fresh) = open_deal(id, Filter::default()).await else { return };
                tasks.try_set(fresh.tasks);
                record.try_update(|now| {
                    if fresh.card.deal.version >= now.deal.version {
                        *now = fresh.card;
                    }
                });
            });
        },
    );
    view! {
        <DealFacts record colleagues=colleagues.into() />
        <TaskSection tasks about colleagues=colleagues.into() reload title=t.task().next />
        <p><a class="button" href=page>{t.board().open_page}</a></p>
    }
}
