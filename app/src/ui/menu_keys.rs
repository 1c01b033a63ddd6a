//! How a menu answers the keyboard, and where it stands.

use leptos::ev;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// Whether the popover is shown.
pub fn is_open(list: &Element) -> bool {
    list.matches(":popover-open").unwrap_or(false)
}

/// Whether a `beforetoggle` event announces an opening.
pub fn opens(event: &ev::Event) -> bool {
    js_sys::Reflect::get(event, &JsValue::from_str("newState")).is_ok_and(|state| state == "open")
}

/// The acts that can be chosen, in order.
fn items(list: &Element) -> Vec<HtmlElement> {
    let Ok(found) = list.query_selector_all("[role^=menuitem]:not([aria-disabled=true])") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// Gives the focus to the act that is on, else to the first.
pub fn focus_first(list: &Element) {
    let items = items(list);
    let on = items.iter().find(|item| item.get_attribute("aria-checked").as_deref() == Some("true"));
    if let Some(item) = on.or(items.first()) {
        let _ = item.focus();
    }
}

/// Arrows go round, Home and End jump, a letter goes to the next act that begins with it, Tab leaves.
pub fn press(list: &HtmlElement, event: &ev::KeyboardEvent) {
    let items = items(list);
    let now = items.iter().position(|item| item.matches(":focus").unwrap_or(false));
    let key = event.key();
    let goal = match key.as_str() {
        "ArrowDown" => next(now, items.len(), true),
        "ArrowUp" => next(now, items.len(), false),
        "Home" => (!items.is_empty()).then_some(0),
        "End" => items.len().checked_sub(1),
        "Tab" => {
            let _ = list.hide_popover();
            None
        }
        _ if key.chars().count() == 1 && key != " " && !event.ctrl_key() && !event.meta_key() && !event.alt_key() => {
            let names: Vec<String> = items.iter().map(|item| item.text_content().unwrap_or_default()).collect();
            starting_with(&names, &key, now)
        }
        _ => None,
    };
    // The page's own shortcuts stay quiet while a menu is open; Escape is the browser's.
    event.stop_propagation();
    if let Some(item) = goal.and_then(|at| items.get(at)) {
        event.prevent_default();
        let _ = item.focus();
    }
}

/// The neighbour, going round at the ends.
fn next(now: Option<usize>, count: usize, down: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (now, down) {
        (None, true) => 0,
        (None, false) => last,
        (Some(at), true) => {
            if at >= last {
                0
            } else {
                at + 1
            }
        }
        (Some(at), false) => at.checked_sub(1).unwrap_or(last),
    })
}

/// The first name after the present one that begins with the letter, going round.
fn starting_with(names: &[String], letter: &str, now: Option<usize>) -> Option<usize> {
    let small = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
    let letter = small(letter);
    let start = now.map_or(0, |at| at + 1);
    (0..names.len())
        .map(|step| (start + step) % names.len())
        .find(|&at| names.get(at).is_some_and(|name| small(name.trim_start()).starts_with(&letter)))
}

/// Puts a list that belongs to no button of its own beside the one that was pressed.
pub fn place_at(button: &HtmlElement, list: &HtmlElement) {
    let _ = list.style().set_property("position-area", "none");
    stand(button, list, true);
}

/// Puts the list beside its button where the browser cannot do it from the style sheet alone.
pub fn place(button: &HtmlElement, list: &HtmlElement, end: bool) {
    let style = list.style();
    if js_sys::Reflect::has(&style, &JsValue::from_str("positionArea")).unwrap_or(false) {
        return;
    }
    stand(button, list, end);
}

/// A length for a style. Whole ones: writing fractions out takes a browser ten kilobytes of code.
pub(crate) fn pixels(length: f64) -> String {
    format!("{}px", length.round() as i32)
}

fn stand(button: &HtmlElement, list: &HtmlElement, end: bool) {
    let style = list.style();
    let Some(window) = web_sys::window() else { return };
    let size = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let (from, to) = (button.get_bounding_client_rect(), list.get_bounding_client_rect());
    let left = if end { from.right() - to.width() } else { from.left() };
    let left = left.min(width - to.width() - 8.0).max(8.0);
    let below = from.bottom() + to.height() + 12.0 <= height;
    let top = if below { from.bottom() } else { (from.top() - to.height() - 8.0).max(4.0) };
    let _ = style.set_property("left", &pixels(left));
    let _ = style.set_property("top", &pixels(top));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round() {
        assert_eq!(next(Some(2), 3, true), Some(0));
        assert_eq!(next(Some(0), 3, false), Some(2));
        assert_eq!(next(None, 3, true), Some(0));
        assert_eq!(next(None, 0, true), None);
    }

    #[test]
    fn a_letter_goes_to_the_next_that_begins_with_it() {
        let names = ["Découverte", "Intéressé", "Décidé"].map(String::from);
        assert_eq!(starting_with(&names, "D", Some(0)), Some(2));
        assert_eq!(starting_with(&names, "d", Some(2)), Some(0));
        assert_eq!(starting_with(&names, "z", None), None);
    }
}
