//! Pointers on the board. A mouse lifts after a few pixels, a finger or pen after a press of 350 ms or by the card's
//! handle; a swipe always scrolls.

use std::cell::RefCell;
use std::time::Duration;

use domain::DealId;
use leptos::html::Div;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::{ev, leptos_dom};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement};

use super::column::CARD;
use super::drag::{Drag, Target, cancel, drop};
use super::edge::scroll_at_edges;
use super::state::State;
use crate::ui::menu_keys::pixels;

/// How long a finger presses before it lifts.
const HOLD: Duration = Duration::from_millis(350);
/// How far a mouse moves before it lifts, and a finger before it scrolls.
const MOUSE: f64 = 5.0;
const FINGER: f64 = 10.0;

/// A pointer that is down on a card.
struct Press {
    pointer: i32,
    touch: bool,
    start: (f64, f64),
    now: (f64, f64),
    /// From the card's corner to the pointer.
    grip: (f64, f64),
    width: f64,
    deal: DealId,
    lifted: bool,
    timer: Option<TimeoutHandle>,
}

thread_local! {
    static PRESS: RefCell<Option<Press>> = const { RefCell::new(None) };
    /// The click that follows a drag is none.
    static DRAGGED: RefCell<bool> = const { RefCell::new(false) };
    /// Once a card is in the hand the page must not scroll under it; only a listener that is not passive can say so.
    static HOLD_STILL: Closure<dyn FnMut(web_sys::Event)> = Closure::new(|event: web_sys::Event| {
        if with(|press| press.lifted) == Some(true) {
            event.prevent_default();
        }
    });
}

fn with<T>(act: impl FnOnce(&mut Press) -> T) -> Option<T> {
    PRESS.with_borrow_mut(|press| press.as_mut().map(act))
}

pub(super) fn closest(target: Option<web_sys::EventTarget>, selector: &str) -> Option<HtmlElement> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()??.dyn_into().ok()
}

/// Listens for as long as the board is there.
pub fn install(state: State, board: NodeRef<Div>) {
    if !state.may_write {
        return;
    }
    Effect::new(move |_| {
        if let Some(board) = board.get() {
            hold_still(&board);
        }
    });
    Effect::new(move |_| {
        // Made here, in the browser: on the server a local value would be dropped by another thread, which panics.
        let listeners = StoredValue::new_local(Vec::<leptos_dom::helpers::WindowListenerHandle>::new());
        let handles = vec![
            window_event_listener(ev::pointerdown, move |event| down(state, &event)),
            window_event_listener(ev::pointermove, move |event| moved(state, &event)),
            window_event_listener(ev::pointerup, move |event| up(state, &event)),
            window_event_listener(ev::pointercancel, move |_| leave(state)),
            window_event_listener(ev::keydown, move |event| {
                if event.key() == "Escape" && with(|press| press.lifted) == Some(true) {
                    leave(state);
                }
            }),
        ];
        listeners.set_value(handles);
        // Inside the effect: there is nothing to take down on the server.
        on_cleanup(move || {
            listeners.update_value(|handles| handles.drain(..).for_each(|handle| handle.remove()));
            forget();
        });
    });
}

fn hold_still(element: &Element) {
    let options = web_sys::AddEventListenerOptions::new();
    options.set_passive(false);
    HOLD_STILL.with(|hold| {
        for kind in ["touchmove", "contextmenu"] {
            let listener = hold.as_ref().unchecked_ref();
            let _ = element.add_event_listener_with_callback_and_add_event_listener_options(kind, listener, &options);
        }
    });
}

fn forget() {
    let press = PRESS.with_borrow_mut(Option::take);
    if let Some(Press { timer: Some(timer), .. }) = press {
        timer.clear();
    }
    if let Some(root) = document().document_element() {
        let _ = root.class_list().remove_1("dragging");
    }
}

fn down(state: State, event: &ev::PointerEvent) {
    DRAGGED.set(false);
    // A press elsewhere lets go of what the keyboard lifted.
    if state.drag.with_untracked(|drag| drag.as_ref().is_some_and(|drag| drag.keyboard)) {
        cancel(state);
    }
    let Some(card) = closest(event.target(), ".board .card[data-id]") else { return };
    let Some(deal) = card.dataset().get("id").and_then(|id| id.parse::<DealId>().ok()) else { return };
    let busy = PRESS.with_borrow(Option::is_some) || state.drag.with_untracked(Option::is_some);
    if busy || event.button() != 0 || closest(event.target(), "button, .menu").is_some() {
        return;
    }
    let touch = event.pointer_type() != "mouse";
    if touch {
        // The card's own: scrolled out of the list it is drawn no more, and its touches no longer reach the board.
        hold_still(&card);
    }
    let by_handle = closest(event.target(), ".card-grip").is_some();
    let rect = card.get_bounding_client_rect();
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    let timer = if touch && !by_handle { set_timeout_with_handle(move || lift(state), HOLD).ok() } else { None };
    let press = Press {
        pointer: event.pointer_id(),
        touch,
        start: at,
        now: at,
        grip: (at.0 - rect.left(), at.1 - rect.top()),
        width: rect.width(),
        deal,
        lifted: false,
        timer,
    };
    PRESS.with_borrow_mut(|slot| *slot = Some(press));
    if touch && by_handle {
        lift(state);
    }
}

fn lift(state: State) {
    let Some(deal) = with(|press| press.deal.clone()) else { return };
    let Some((from, was)) = state.find(&deal) else {
        forget();
        return;
    };
    with(|press| press.lifted = true);
    DRAGGED.set(true);
    if let Some(root) = document().document_element() {
        let _ = root.class_list().add_1("dragging");
    }
    state.menu.set(None);
    state.drag.set(Some(Drag { deal, from, was, target: None, keyboard: false }));
    aim(state);
    scroll_at_edges(state);
}

fn moved(state: State, event: &ev::PointerEvent) {
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    let step = with(|press| {
        if press.pointer != event.pointer_id() {
            return None;
        }
        press.now = at;
        // The button was let go where no page could see it.
        if !press.touch && event.buttons() == 0 {
            return None;
        }
        let far = (at.0 - press.start.0).hypot(at.1 - press.start.1);
        Some((press.lifted, press.touch, far))
    });
    let Some(step) = step else { return };
    match step {
        None if with(|press| press.pointer) == Some(event.pointer_id()) => leave(state),
        Some((true, ..)) => {
            if let Ok(Some(node)) = document().query_selector(".card-lifted") {
                follow(&node.unchecked_into());
            }
            aim(state);
        }
        Some((false, true, far)) if far > FINGER => forget(),
        Some((false, false, far)) if far > MOUSE => lift(state),
        _ => {}
    }
}

fn up(state: State, event: &ev::PointerEvent) {
    if with(|press| press.pointer) != Some(event.pointer_id()) {
        return;
    }
    let lifted = with(|press| press.lifted) == Some(true);
    forget();
    if lifted {
        drop(state);
    }
}

fn leave(state: State) {
    let lifted = with(|press| press.lifted) == Some(true);
    forget();
    if lifted {
        cancel(state);
    }
}

/// Puts the lifted card under the pointer.
pub fn follow(node: &HtmlElement) {
    with(|press| {
        let style = node.style();
        let _ = style.set_property("--x", &pixels(press.now.0 - press.grip.0));
        let _ = style.set_property("--y", &pixels(press.now.1 - press.grip.1));
        let _ = style.set_property("--w", &pixels(press.width));
    });
}

/// Finds what is under the pointer.
pub(super) fn aim(state: State) {
    let Some((x, y, middle)) = with(|press| (press.now.0, press.now.1, press.now.1 - press.grip.1 + CARD / 2.0)) else {
        return;
    };
    let under = document().element_from_point(x as f32, y as f32);
    let zone = under.and_then(|element| element.closest("[data-drop]").ok().flatten());
    let name = zone.as_ref().and_then(|zone| zone.get_attribute("data-drop")).unwrap_or_default();
    let target = match name.split_once(':') {
        Some(("column", at)) => at.parse().ok().and_then(|column| place(state, column, middle)),
        Some(("stage", at)) => at.parse().ok().map(Target::Stage),
        _ if name == "won" => Some(Target::Won),
        _ if name == "lost" => Some(Target::Lost),
        _ => None,
    };
    let same = state.drag.with_untracked(|drag| drag.as_ref().is_some_and(|drag| drag.target == target));
    if !same {
        state.drag.update(|drag| {
            if let Some(drag) = drag {
                drag.target = target;
            }
        });
    }
}

/// The place in a column that the middle of the card is over.
fn place(state: State, at: usize, middle: f64) -> Option<Target> {
    let column = state.column(at)?;
    let body = column.body.get_untracked()?;
    let list = body.first_element_child()?;
    let count = column.cards.with_untracked(Vec::len);
    let over = ((middle - list.get_bounding_client_rect().top()) / CARD).floor().max(0.0) as usize;
    let from = state.drag.with_untracked(|drag| drag.as_ref().map(|drag| drag.from))?;
    // In its own column it takes the place of the card it is over, which makes room upwards or downwards.
    let place = over.min(if from == at { count.saturating_sub(1) } else { count });
    Some(Target::Place { column: at, at: place })
}

/// Where the pointer is while a card is in the hand.
pub(super) fn hand() -> Option<(f64, f64)> {
    with(|press| press.lifted.then_some(press.now)).flatten()
}

/// Whether the click that comes now ends a drag; asked once.
pub fn dragged() -> bool {
    DRAGGED.replace(false)
}
