//! What a click on the board opens: a deal, or the menu of its card.

use domain::DealId;
use leptos::ev;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::gesture::{closest, dragged};
use super::state::State;
use crate::record::from_board;
use crate::route;

/// A click on a card opens its deal; on its button, the menu; after a drag, nothing.
pub fn click(state: State, event: &ev::MouseEvent) {
    // The keyboard's clicks count none: they end no drag.
    if dragged() && event.detail() != 0 {
        event.prevent_default();
        return;
    }
    let Some(card) = closest(event.target(), ".card[data-id]") else { return };
    let Some(deal) = card.dataset().get("id").and_then(|id| id.parse::<DealId>().ok()) else { return };
    if closest(event.target(), ".card-menu").is_some() {
        let open = state.menu.with_untracked(|menu| menu.as_ref() == Some(&deal));
        state.menu.set((!open).then_some(deal));
        return;
    }
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key();
    // The title is a link for the mouse's other buttons; a plain click remembers the board it was made on.
    let elsewhere = closest(event.target(), "a:not(.card-title), button").is_some();
    if !elsewhere && !modified {
        event.prevent_default();
        state.open.run(deal);
    }
}

/// Leads to a deal's page, which knows the way back to this board.
pub fn deal_opener() -> Callback<DealId> {
    let (navigate, query) = (use_navigate(), use_query_map());
    Callback::new(move |deal: DealId| {
        let address = from_board(&route::deal(&deal), query.get_untracked());
        navigate(&address, NavigateOptions::default());
    })
}

/// Leads to another page without loading it anew. Made while the board is set up, where the router is at hand.
pub fn opener() -> Callback<String> {
    let navigate = use_navigate();
    Callback::new(move |address: String| navigate(&address, NavigateOptions::default()))
}
