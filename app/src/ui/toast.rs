//! Short messages at the bottom of the window, with an act to take back what was done.

use std::{sync::Arc, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{Icon, Words};

/// How long a message stays when nobody reads it.
const STAY: Duration = Duration::from_secs(6);
/// How long one stays that takes something back.
const STAY_UNDO: Duration = Duration::from_secs(12);

/// More than this at once is noise: the oldest goes.
const AT_ONCE: usize = 3;

/// Not a `Callback`: that would end with the menu or dialog it was made in, before the message does.
type Undo = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    undo: Option<Undo>,
}

/// The messages on screen. The shell provides it; take it with [`Toasts::here`] while a component is set up.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// Makes the messages and provides them to everything below.
    pub fn provide() -> Self {
        let toasts = Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
        provide_context(toasts);
        toasts
    }

    /// The messages the shell provided, else new ones that nobody shows.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// Says something.
    pub fn show(self, text: impl Into<String>) {
        self.push(text.into(), None);
    }

    /// Says what was done, and offers to take it back.
    pub fn show_with_undo(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.push(text.into(), Some(Arc::new(undo)));
    }

    /// Takes all messages away: an undo that is no longer possible must not be offered.
    pub fn clear(self) {
        self.list.update(Vec::clear);
    }

    fn push(self, text: String, undo: Option<Undo>) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.list.update(|list| {
            list.push(Toast { id, text, undo });
            let extra = list.len().saturating_sub(AT_ONCE);
            list.drain(..extra);
        });
    }

    fn dismiss(self, id: u32) {
        // The timer may outlive the page.
        self.list.try_update(|list| list.retain(|toast| toast.id != id));
    }
}

/// Where the messages appear: once, at the end of the page.
#[component]
pub fn Toaster() -> impl IntoView {
    let toasts = Toasts::here();
    view! {
        <section class="toaster" aria-label=Words::here().messages aria-live="polite" aria-relevant="additions">
            <For each=move || toasts.list.get() key=|toast| toast.id let:toast>
                <ToastView toasts toast />
            </For>
        </section>
    }
}

#[component]
fn ToastView(toasts: Toasts, toast: Toast) -> impl IntoView {
    let words = Words::here();
    let Toast { id, text, undo } = toast;
    let stay = if undo.is_some() { STAY_UNDO } else { STAY };
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let pause = move || {
        if let Some(Some(handle)) = timer.try_update_value(Option::take) {
            handle.clear();
        }
    };
    let resume = move || {
        pause();
        timer.set_value(set_timeout_with_handle(move || toasts.dismiss(id), stay).ok());
    };
    Effect::new(move |_| resume());
    on_cleanup(pause);
    view! {
        <div
            class="toast"
            on:pointerenter=move |_| pause()
            on:pointerleave=move |_| resume()
            on:focusin=move |_| pause()
            on:focusout=move |_| resume()
        >
            <span class="toast-text">{text}</span>
            {undo.map(|undo| {
                let take_back = move |_| {
                    toasts.dismiss(id);
                    undo();
                };
                view! { <button type="button" class="toast-act" on:click=take_back>{words.undo}</button> }
            })}
            <button type="button" class="toast-close" aria-label=words.close on:click=move |_| toasts.dismiss(id)>
                <Icon name="x" />
            </button>
        </div>
    }
}
