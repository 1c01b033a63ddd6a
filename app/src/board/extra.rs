//! What the board opens over itself, loaded when it is first asked for: the form of a new deal, the sheet of one, and
//! why one was lost.

use domain::deal::Closing;
use domain::vocabulary::List;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::quick::QuickAdd;
use super::state::State;
use crate::deal::{LostForm, RowPeek};
use crate::error::Error;
use crate::record::{Save, asked_for, offered_words, peeked};
use crate::ui::{Dialog, Toasts};

/// All of it, from the moment something is wanted: `adding` names a column, the address a deal.
#[component]
pub fn Extra(state: State, adding: RwSignal<Option<usize>>) -> impl IntoView {
    let (loaded, toasts, wished, peeked) = (RwSignal::new(false), Toasts::here(), asked_for(), peeked());
    Effect::new(move |_| {
        // The address may ask for a new deal, too: the form itself reads what it begins with.
        if !(wished.get() || adding.get().is_some() || peeked.get() || state.losing.get().is_some())
            || loaded.get_untracked()
        {
            return;
        }
        spawn_local(async move {
            if load_extra().await.is_ok() {
                loaded.try_set(true);
            } else {
                adding.try_set(None);
                // Without the question, but not without the answer to the drop.
                if let Some(deal) = state.losing.try_update(Option::take).flatten() {
                    return state.close(&deal, Closing::Lost, String::new());
                }
                toasts.show(Error(domain::Error::Offline).say(state.t));
            }
        });
    });
    move || loaded.get().then(|| Suspend::new(async move { extra(state, adding).await.ok() }))
}

#[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_extra))]
fn extra(state: State, adding: RwSignal<Option<usize>>) -> Result<AnyView, SplitLoaderError> {
    Ok(view! {
        <QuickAdd state adding />
        <RowPeek />
        <AskReason state />
    }
    .into_any())
}

/// Why the deal is lost, where the organisation has reasons; its card stays until that is answered.
#[component]
fn AskReason(state: State) -> impl IntoView {
    let (open, known) = (RwSignal::new(false), RwSignal::new(Vec::new()));
    let lose = move |reason: String| {
        if let Some(deal) = state.losing.try_update(Option::take).flatten() {
            state.close(&deal, Closing::Lost, reason);
        }
    };
    Effect::new(move |_| {
        if state.losing.with(Option::is_none) {
            return;
        }
        spawn_local(async move {
            match offered_words(List::Reasons).await {
                Ok(words) if !words.is_empty() => {
                    known.try_set(words);
                    open.try_set(true);
                }
                _ => lose(String::new()),
            }
        });
    });
    // However it was closed: a deal whose end was not confirmed stays where it is.
    Effect::new(move |was: Option<bool>| {
        let now = open.get();
        if was == Some(true) && !now {
            state.losing.set(None);
        }
        now
    });
    let save = Save::new(move |reason: String| async move {
        lose(reason);
        Ok(())
    });
    view! { <Dialog open title=state.t.contact().lost_title><LostForm open known save=save.clone() /></Dialog> }
}
