//! Messages within reach: what stands outside of a modal dialog is inert, so they go into the one on top, and out again.

use std::cell::RefCell;

use web_sys::{Element, HtmlDialogElement, HtmlElement, Node};

/// Where the messages are, where they belong, and the dialogs that are open, the last one on top.
#[derive(Default)]
struct Place {
    messages: Option<HtmlElement>,
    home: Option<Node>,
    open: Vec<HtmlDialogElement>,
}

thread_local! {
    static PLACE: RefCell<Place> = RefCell::default();
}

impl Place {
    fn settle(&mut self) {
        self.open.retain(|dialog| dialog.open() && dialog.is_connected());
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

/// A modal dialog has opened.
pub fn opened(dialog: &HtmlDialogElement) {
    PLACE.with_borrow_mut(|place| {
        place.open.retain(|known| known != dialog);
        place.open.push(dialog.clone());
        place.settle();
    });
}

/// A dialog has closed, or is about to go.
pub fn left(dialog: &Element) {
    PLACE.with_borrow_mut(|place| {
        place.open.retain(|known| AsRef::<Element>::as_ref(known) != dialog);
        place.settle();
    });
}
