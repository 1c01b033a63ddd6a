//! Messages within reach: what stands outside of a modal dialog is inert, so they go into the one on top, and out again;
//! and into a question at the edge of the page, which they would hide.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, Node};

/// Where the messages are, where they belong, and the dialogs that are open, the last one on top.
#[derive(Default)]
struct Place {
    messages: Option<HtmlElement>,
    home: Option<Node>,
    open: Vec<Element>,
}

thread_local! {
    static PLACE: RefCell<Place> = RefCell::default();
}

impl Place {
    /// What was said before a dialog opened is known by it: on a phone it does not push the dialog's acts about.
    fn mark_said(&self) {
        let Some(messages) = &self.messages else { return };
        let said = messages.children();
        for one in (0..said.length()).filter_map(|at| said.item(at)) {
            let _ = one.class_list().add_1("toast-before");
        }
    }

    fn settle(&mut self) {
        let closed = |over: &Element| over.dyn_ref::<HtmlDialogElement>().is_some_and(|dialog| !dialog.open());
        self.open.retain(|over| over.is_connected() && !closed(over));
        let (Some(messages), Some(home)) = (&self.messages, &self.home) else { return };
        let over: Option<&Node> = self.open.last().map(AsRef::as_ref);
        let wanted = over.unwrap_or(home);
        if messages.parent_node().as_ref() != Some(wanted) {
            let _ = wanted.append_child(messages);
        }
    }
}

/// Looks after the messages from now on.
pub(super) fn keep(messages: HtmlElement) {
    PLACE.with_borrow_mut(|place| {
        place.home = messages.parent_node();
        place.messages = Some(messages);
        place.settle();
    });
}

/// Looks where they should be.
pub(super) fn settle() {
    PLACE.with_borrow_mut(Place::settle);
}

/// A modal dialog, or a question, has opened.
pub fn opened(dialog: &Element) {
    PLACE.with_borrow_mut(|place| {
        if dialog.is_instance_of::<HtmlDialogElement>() {
            place.mark_said();
        }
        place.open.retain(|known| known != dialog);
        place.open.push(dialog.clone());
        place.settle();
    });
}

/// It has closed, or is about to go.
pub fn left(dialog: &Element) {
    PLACE.with_borrow_mut(|place| {
        place.open.retain(|known| known != dialog);
        place.settle();
    });
}
