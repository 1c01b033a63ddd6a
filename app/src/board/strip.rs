//! The strip of stages above the board of a phone: where one is, where one can go, where a card can be dropped.

use leptos::html::{Div, Nav};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::drag::Target;
use super::state::State;
use crate::i18n::texts_here;
use crate::ui::hue_class;

/// Notes which column a phone shows.
pub fn scrolled(state: State, board: NodeRef<Div>) {
    let Some(board) = board.get_untracked() else { return };
    let width = f64::from(board.client_width()).max(1.0);
    let at = (f64::from(board.scroll_left()) / width).round() as usize;
    if state.shown.get_untracked() != at {
        state.shown.set(at);
    }
}

/// One entry a stage.
#[component]
pub fn Strip(state: State, node: NodeRef<Div>) -> impl IntoView {
    let t = texts_here();
    let go = move |at: usize| {
        if let Some(board) = node.get_untracked() {
            board.set_scroll_left(board.client_width() * i32::try_from(at).unwrap_or(0));
            state.shown.set(at);
        }
    };
    let strip = NodeRef::<Nav>::new();
    // The stage that the board shows is in sight, also when a card is carried over the edge.
    Effect::new(move |_| {
        let at = u32::try_from(state.shown.get()).unwrap_or(0);
        let Some(strip) = strip.get() else { return };
        if let Some(stage) = strip.children().item(at).and_then(|stage| stage.dyn_into::<web_sys::HtmlElement>().ok()) {
            strip.set_scroll_left(stage.offset_left() + stage.offset_width() / 2 - strip.client_width() / 2);
        }
    });
    let columns = state.columns.get_value().into_iter().enumerate();
    let stages = columns.map(|(at, column)| {
        let over =
            move || state.drag.with(|drag| drag.as_ref().is_some_and(|drag| drag.target == Some(Target::Stage(at))));
        let class = format!("stage {}", hue_class(column.stage.with_value(|stage| stage.hue)));
        view! {
            <button
                type="button"
                class=class
                class:stage-over=over
                aria-current=move || (state.shown.get() == at).then_some("true")
                data-drop=format!("stage:{at}")
                on:click=move |_| go(at)
            >
                <span class="dot" aria-hidden="true"></span>
                {column.name()}
                <span class="column-count num">{move || column.count.get()}</span>
            </button>
        }
    });
    view! { <nav node_ref=strip class="stage-strip" aria-label=t.board().stages>{stages.collect_view()}</nav> }
}
