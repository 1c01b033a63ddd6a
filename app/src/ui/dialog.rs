//! The native dialog, centred.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{Button, Variant, Words, reach};

/// A dialog over the page. Its content exists only while it is open; the focus goes to its first field and comes back
/// to where it was.
#[component]
pub fn Dialog(
    /// Whether it is open; closing by hand sets it to false.
    open: RwSignal<bool>,
    /// Its heading and its name.
    #[prop(into)]
    title: Signal<String>,
    /// 720 pixels instead of 480.
    #[prop(optional)]
    wide: bool,
    /// Whether a press beside it closes it; not where work could be lost.
    #[prop(default = true)]
    light: bool,
    /// What it holds.
    children: ChildrenFn,
) -> impl IntoView {
    let class = if wide { "dialog dialog-wide" } else { "dialog" };
    view! { <Modal open title class light children /> }
}

/// What a dialog and a sheet have in common: the native element, opened and closed with its signal.
#[component]
pub(super) fn Modal(
    open: RwSignal<bool>,
    title: Signal<String>,
    class: &'static str,
    light: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let words = Words::here();
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        if wanted && !dialog.open() {
            // After the next frame the content is in place, and the first field can take the focus.
            request_animation_frame(move || {
                if open.try_get_untracked() == Some(true) && dialog.is_connected() && dialog.show_modal().is_ok() {
                    reach::opened(&dialog);
                    focus_first(&dialog);
                }
            });
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    // It may go while it is open.
    on_cleanup(move || {
        if let Some(Some(dialog)) = node.try_get_untracked() {
            reach::left(&dialog);
        }
    });
    let pressed_beside = StoredValue::new(false);
    let beside = move |event: &ev::MouseEvent| {
        node.get_untracked()
            .is_some_and(|dialog| event.target().is_some_and(|target| target == *dialog.unchecked_ref()))
    };
    view! {
        <dialog
            node_ref=node
            class=class
            aria-label=move || title.get()
            on:close=move |_| {
                // The browser says it a moment later: the page that held the dialog may be gone by then.
                if let Some(Some(dialog)) = node.try_get_untracked() {
                    reach::left(&dialog);
                }
                open.try_set(false);
            }
            on:mousedown=move |event| pressed_beside.set_value(beside(&event))
            on:click=move |event| {
                // Both halves of the press, so that selecting text out of a field does not close anything.
                if light && pressed_beside.get_value() && beside(&event) {
                    open.set(false);
                }
            }
        >
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2 class="dialog-title">{move || title.get()}</h2>
                    <Button variant=Variant::Ghost icon="x" label=words.close on:click=move |_| open.set(false) />
                </header>
                <div class="dialog-body">{children()}</div>
            </Show>
        </dialog>
    }
}

/// Focus goes to what asks for it, else to the first field, else to the first act of the content.
fn focus_first(dialog: &web_sys::HtmlDialogElement) {
    let wishes = [
        "[autofocus]",
        ".dialog-body :is(input:not([type=hidden]), select, textarea):not(:disabled)",
        ".dialog-body :is(button, a[href]):not(:disabled)",
    ];
    let found = wishes.iter().find_map(|wish| dialog.query_selector(wish).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
