//! « Consigner un échange »: one tap opens it with what is usual, the next one saves it. The same dialog corrects one.

use domain::board::Card;
use domain::exchange::Exchange;
use domain::{DealId, ExchangeId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::show_exchange;
use super::draft::Draft;
use super::form::Form;
use crate::i18n::texts_here;
use crate::record::Reload;
use crate::ui::{Brief, Button, Dialog, Toasts};

/// With whom and about what an exchange of this page may be.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct About {
    /// Contacts by id and name, the usual one first.
    pub(crate) contacts: Vec<(String, String)>,
    /// Deals by id and title.
    pub(crate) deals: Vec<(String, String)>,
    /// The deal whose page this is.
    pub(crate) deal: Option<DealId>,
}

/// The deals on screen, to choose from.
pub(crate) fn titles<'a>(deals: impl Iterator<Item = &'a Card>) -> Vec<(String, String)> {
    deals.map(|card| (card.deal.id.to_string(), card.deal.details.title.clone())).collect()
}

/// The button and its dialog. There is no button where there is nobody to talk to.
#[component]
pub(crate) fn LogExchange(
    /// With whom, about what.
    #[prop(into)]
    about: Signal<About>,
    /// Reads the page again.
    reload: Reload,
) -> impl IntoView {
    let t = texts_here();
    let (open, draft) = (RwSignal::new(false), Draft::new());
    let on = about.with_untracked(|about| {
        let deal = about.deal.as_ref().map(DealId::to_string);
        deal.or_else(|| about.contacts.first().map(|(id, _)| id.clone())).unwrap_or_default()
    });
    let kept = draft.kept(&format!("form:exchange:{on}"));
    let start = move |_| {
        // What was typed before a reload, or closed by accident, is still there.
        let typed = kept.clear();
        about.with_untracked(|about| draft.start(about));
        kept.put(&typed);
        open.set(true);
    };
    view! {
        <Show when=move || about.with(|about| !about.contacts.is_empty())>
            <Button icon="exchange" on:click=start><Brief full=t.note().log short=t.note().log_short /></Button>
        </Show>
        <Dialog open title=t.note().log light=false>
            <Form open draft kept=Some(kept) about read=None reload />
        </Dialog>
    }
}

/// Corrects an exchange of the history: set `wanted` to its id.
#[component]
pub(crate) fn CorrectExchange(
    /// The one to correct.
    wanted: RwSignal<Option<ExchangeId>>,
    /// Reads the page again.
    reload: Reload,
) -> impl IntoView {
    let (t, toasts) = (texts_here(), Toasts::here());
    let (open, draft, read) = (RwSignal::new(false), Draft::new(), RwSignal::new(None::<Exchange>));
    Effect::new(move |_| {
        let Some(id) = wanted.get() else { return };
        wanted.set(None);
        spawn_local(async move {
            match show_exchange(id).await {
                Ok(exchange) => {
                    draft.load(&exchange);
                    read.try_set(Some(exchange));
                    open.try_set(true);
                }
                Err(error) => toasts.show(error.say(t)),
            }
        });
    });
    view! {
        <Dialog open title=t.note().correct light=false>
            <Form open draft kept=None about=Signal::stored(About::default()) read=read.get_untracked() reload />
        </Dialog>
    }
}
