//! The keys that work on every page, while nobody types and nothing is open: they are in the first load.

use domain::Right;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{Over, Palette};
use crate::me::{Me, me};
use crate::route;

/// How long `g` waits for its letter, in milliseconds.
const PATIENCE: f64 = 1500.0;
/// Where letters are text.
const FIELDS: &str =
    "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])";
/// What takes the keys for itself: something over the page, or a card in hand.
const BUSY: &str = "dialog[open], .card-held, .board-dragging";

/// Where `g` and a letter lead, for whom.
const PLACES: [(&str, &str, Right); 8] = [
    ("h", route::HOME, Right::ReadContacts),
    ("n", route::NOTICES, Right::ReadContacts),
    ("p", route::PIPELINE, Right::ReadDeals),
    ("c", route::CONTACTS, Right::ReadContacts),
    ("e", route::COMPANIES, Right::ReadContacts),
    ("o", route::DEALS, Right::ReadDeals),
    ("a", route::TASKS, Right::ReadContacts),
    ("r", route::SETTINGS, Right::ReadContacts),
];

/// Listens as long as the frame stands.
pub(super) fn listen(palette: Palette) {
    let Some(me) = me() else { return };
    let navigate = use_navigate();
    // When `g` was pressed.
    let going = StoredValue::new(f64::MIN);
    Effect::new(move |_| {
        let (me, navigate) = (me.clone(), navigate.clone());
        let go = move |address: &str| navigate(address, NavigateOptions::default());
        let handle = window_event_listener(ev::keydown, move |event| {
            if press(palette, &me, going, &event, &go).is_some() {
                event.prevent_default();
            }
        });
        let handle = StoredValue::new_local(Some(handle));
        on_cleanup(move || {
            if let Some(handle) = handle.try_update_value(Option::take).flatten() {
                handle.remove();
            }
        });
    });
}

/// Answers a key; `Some` when it was for us.
fn press(palette: Palette, me: &Me, going: StoredValue<f64>, event: &KeyboardEvent, go: &dyn Fn(&str)) -> Option<()> {
    if event.default_prevented() || event.is_composing() {
        return None;
    }
    let key = event.key();
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
    if palette.coming() {
        return early(palette, &key, modified);
    }
    if event.ctrl_key() != event.meta_key() && !event.alt_key() && !event.shift_key() && key.eq_ignore_ascii_case("k") {
        return (!busy()).then(|| palette.show(Over::Palette));
    }
    if event.ctrl_key() != event.meta_key() && !event.alt_key() && !event.shift_key() && key.eq_ignore_ascii_case("z") {
        if event.repeat() || typing(event) {
            return None;
        }
        if !palette.toasts.take_back() {
            palette.toasts.say("undo", palette.t.common().nothing_back);
        }
        return Some(());
    }
    let waited = event.time_stamp() - going.get_value();
    going.set_value(f64::MIN);
    if modified || event.repeat() && !matches!(key.as_str(), "j" | "k") || typing(event) || busy() {
        return None;
    }
    // With capitals locked a letter is still that key.
    let key = if event.shift_key() { key } else { key.to_ascii_lowercase() };
    if waited < PATIENCE {
        let (_, address, _) = PLACES.iter().find(|(letter, _, right)| *letter == key && me.can(*right))?;
        go(address);
        return Some(());
    }
    match key.as_str() {
        "g" => going.set_value(event.time_stamp()),
        "c" => return create(me, go),
        "j" => return walk(1),
        "k" => return walk(-1),
        "?" => palette.show(Over::Shortcuts),
        _ => return None,
    }
    Some(())
}

/// What is typed while the palette is on its way is not lost.
fn early(palette: Palette, key: &str, modified: bool) -> Option<()> {
    match key {
        "Escape" => palette.close(),
        "Backspace" => {
            palette.typed.try_update_value(String::pop);
        }
        key if !modified && key.chars().count() == 1 => palette.typed.update_value(|typed| typed.push_str(key)),
        _ => return None,
    }
    Some(())
}

fn found(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

fn busy() -> bool {
    found(BUSY).is_some() || found(":popover-open").is_some()
}

fn typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let within = |selector| target.as_ref().is_some_and(|target| target.closest(selector).ok().flatten().is_some());
    // A dialog that fades out still holds the focus for a moment.
    within(FIELDS) && !within("dialog:not([open])")
}

/// Presses the page's main act; the list of deals has none, and lends the board's.
fn create(me: &Me, go: &dyn Fn(&str)) -> Option<()> {
    if let Some(act) = found("main .page-main-act") {
        act.dyn_into::<HtmlElement>().ok()?.click();
    } else if me.can(Right::WriteRecords) && window().location().pathname().is_ok_and(|path| path == route::DEALS) {
        go(&route::create(route::PIPELINE, ""));
    } else {
        return None;
    }
    Some(())
}

/// Gives the focus to the next row of a list, or the one before: to its link, which Enter opens as any link, or to its
/// tick, which Space sets.
fn walk(step: i32) -> Option<()> {
    let rows = document().query_selector_all("main .table tbody tr, main .item-task").ok()?;
    let active = document().active_element();
    let held = |at: &u32| rows.item(*at).is_some_and(|row| row.contains(active.as_deref()));
    let at = match (0..rows.length()).find(held) {
        Some(at) => at.checked_add_signed(step)?,
        None => 0,
    };
    let row = rows.item(at)?.dyn_into::<Element>().ok()?;
    // A row of a list has both: its link comes first, for Enter.
    let act = ["a.table-name", ".check-box"].into_iter().find_map(|act| row.query_selector(act).ok().flatten());
    act?.dyn_into::<HtmlElement>().ok()?.focus().ok()
}
