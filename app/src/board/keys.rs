//! The keyboard on the board: arrows walk, Space lifts and drops, arrows then move the card, Escape cancels.

use domain::DealId;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::column::CARD;
use super::drag::{Drag, Target, cancel, drop};
use super::gesture::closest;
use super::state::{Column, State};
use crate::i18n::fill;

/// Answers a key on a card.
pub fn press(state: State, event: &KeyboardEvent) {
    let Some(card) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
    if !card.class_list().contains("card") || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let Some(deal) = card.dataset().get("id").and_then(|id| id.parse::<DealId>().ok()) else { return };
    let held = state.drag.with_untracked(|drag| drag.as_ref().filter(|drag| drag.keyboard).cloned());
    let done = match (event.key().as_str(), held) {
        (" ", None) if state.may_write => lift(state, &deal),
        (" " | "Enter", Some(drag)) => put_down(state, &drag),
        ("Escape", Some(drag)) => {
            cancel(state);
            state.say(fill(state.t.board().cancelled, &[("title", &title(state, &drag.deal))]))
        }
        ("Enter", None) => {
            state.open.run(deal.clone());
            Some(())
        }
        ("Tab", Some(_)) => Some(()),
        (key, Some(drag)) => carry(state, drag, key),
        (key, None) => walk(state, &deal, key),
    };
    if done.is_some() {
        event.prevent_default();
    }
}

fn title(state: State, deal: &DealId) -> String {
    state.card(deal).map(|card| card.deal.details.title).unwrap_or_default()
}

fn lift(state: State, deal: &DealId) -> Option<()> {
    let (from, was) = state.find(deal)?;
    let target = Some(Target::Place { column: from, at: was });
    state.drag.set(Some(Drag { deal: deal.clone(), from, was, target, keyboard: true }));
    state.say(fill(state.t.board().lifted, &[("title", &title(state, deal))]))
}

fn put_down(state: State, drag: &Drag) -> Option<()> {
    let title = title(state, &drag.deal);
    let column = match drag.target {
        Some(Target::Place { column, .. }) => column,
        _ => drag.from,
    };
    drop(state);
    focus_soon(drag.deal.clone());
    let stage = state.column(column).map(Column::name).unwrap_or_default();
    state.say(fill(state.t.board().dropped, &[("title", &title), ("stage", &stage)]))
}

/// Moves the lifted card one place.
fn carry(state: State, drag: Drag, key: &str) -> Option<()> {
    let Some(Target::Place { column, at }) = drag.target else { return None };
    // Without the card itself.
    let room = |of: usize| {
        let count = state.column(of).map_or(0, |column| column.cards.with_untracked(Vec::len));
        if of == drag.from { count.saturating_sub(1) } else { count }
    };
    let last = state.columns.with_value(Vec::len).saturating_sub(1);
    let (column, at) = match key {
        "ArrowUp" => (column, at.saturating_sub(1)),
        "ArrowDown" => (column, (at + 1).min(room(column))),
        "Home" => (column, 0),
        "End" => (column, room(column)),
        "ArrowLeft" => (column.saturating_sub(1), at.min(room(column.saturating_sub(1)))),
        "ArrowRight" => ((column + 1).min(last), at.min(room((column + 1).min(last)))),
        _ => return None,
    };
    let target = Some(Target::Place { column, at });
    state.drag.set(Some(Drag { target, ..drag }));
    let there = state.column(column)?;
    let gap = state.drag.with_untracked(|drag| drag.as_ref().and_then(|drag| drag.gap(column))).unwrap_or(at);
    show_place(there, gap);
    let place = (at + 1).to_string();
    // The column's own count: not every card of a long column is here.
    let others = there.count.get_untracked().saturating_sub(u32::from(column == drag.from));
    let count = (others + 1).to_string();
    state.say(fill(state.t.board().at, &[("stage", &there.name()), ("place", &place), ("count", &count)]))
}

/// `e` on a card opens its sheet.
pub fn peeks(state: State, event: &KeyboardEvent) -> bool {
    let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
    if event.key() != "e" || !plain || state.drag.with_untracked(Option::is_some) {
        return false;
    }
    let card = closest(event.target(), ".card[data-id]");
    let Some(deal) = card.and_then(|card| card.dataset().get("id")) else { return false };
    state.peek.run(deal);
    true
}

/// Moves the focus to a neighbour.
fn walk(state: State, deal: &DealId, key: &str) -> Option<()> {
    let (column, at) = state.find(deal)?;
    let columns = state.columns.get_value();
    let nth = |column: usize, at: usize| {
        columns
            .get(column)?
            .cards
            .with_untracked(|cards| cards.get(at.min(cards.len().checked_sub(1)?)).map(|card| card.deal.id.clone()))
    };
    let goal = match key {
        "ArrowUp" => at.checked_sub(1).and_then(|at| nth(column, at)),
        "ArrowDown" => nth(column, at + 1),
        "ArrowLeft" => (0..column).rev().find_map(|column| nth(column, at)),
        "ArrowRight" => (column + 1..columns.len()).find_map(|column| nth(column, at)),
        _ => return None,
    };
    if let Some(goal) = goal {
        focus(&goal);
    }
    Some(())
}

fn element(deal: &DealId, part: &str) -> Option<HtmlElement> {
    let found = document().query_selector(&format!(".board .card[data-id=\"{deal}\"]{part}")).ok()??;
    found.dyn_into().ok()
}

fn focus(deal: &DealId) {
    if let Some(card) = element(deal, "") {
        let _ = card.focus();
    }
}

/// After the list was drawn anew.
pub fn focus_soon(deal: DealId) {
    request_animation_frame(move || request_animation_frame(move || focus(&deal)));
}

/// The button of a card's menu, after the menu closed.
pub fn focus_button(deal: &DealId) {
    if let Some(button) = element(deal, " .card-menu") {
        let _ = button.focus();
    }
}

/// Called before a list is drawn anew: the card that holds the focus keeps it, wherever it goes.
pub fn keep_focus() {
    let Some(active) = document().active_element() else { return };
    let Some(card) = closest(Some(active.clone().into()), ".board .card[data-id]") else { return };
    let Some(deal) = card.dataset().get("id").and_then(|id| id.parse::<DealId>().ok()) else { return };
    let part = if active.matches(".card-menu").unwrap_or(false) { " .card-menu" } else { "" };
    request_animation_frame(move || {
        let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        if let Some(goal) = element(&deal, part).filter(|_| lost) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = goal.focus_with_options(&options);
        }
    });
}

/// Brings a place of a column into view, drawn or not.
fn show_place(column: Column, at: usize) {
    let Some(body) = column.body.get_untracked() else { return };
    let (top, height) = (at as f64 * CARD, f64::from(body.client_height()));
    let now = f64::from(body.scroll_top());
    if top < now {
        body.set_scroll_top(top as i32);
    } else if top + CARD > now + height {
        body.set_scroll_top((top + CARD - height) as i32);
    }
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    body.scroll_into_view_with_scroll_into_view_options(&options);
}
