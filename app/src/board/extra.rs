//! What the board opens over itself, loaded when it is first asked for: the form of a new deal, the sheet of one.

use domain::DealId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::hooks::use_query_map;

use super::quick::QuickAdd;
use super::state::State;
use crate::deal::DealPeek;
use crate::error::Error;
use crate::ui::Toasts;

/// Both, from the moment one is wanted: `adding` names a column, `editing` a deal.
#[component]
pub fn Extra(state: State, adding: RwSignal<Option<usize>>, editing: RwSignal<Option<DealId>>) -> impl IntoView {
    let (loaded, toasts, query) = (RwSignal::new(false), Toasts::here(), use_query_map());
    Effect::new(move |_| {
        // The address may ask for a new deal, too: the form itself reads what it begins with.
        let wished = query.with(|query| query.get("nouveau").is_some());
        if !(wished || adding.get().is_some() || editing.get().is_some()) || loaded.get_untracked() {
            return;
        }
        spawn_local(async move {
            if load_extra().await.is_ok() {
                loaded.try_set(true);
            } else {
                adding.try_set(None);
                editing.try_set(None);
                toasts.show(Error(domain::Error::Offline).say(state.t));
            }
        });
    });
    move || loaded.get().then(|| Suspend::new(async move { extra(state, adding, editing).await.ok() }))
}

#[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_extra))]
fn extra(
    state: State,
    adding: RwSignal<Option<usize>>,
    editing: RwSignal<Option<DealId>>,
) -> Result<AnyView, SplitLoaderError> {
    Ok(view! {
        <QuickAdd state adding />
        <DealPeek deal=editing />
    }
    .into_any())
}
