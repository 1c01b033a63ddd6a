//! Short messages at the bottom of the window, with an act to take back what was done.

use std::{sync::Arc, time::Duration};

use leptos::{html, leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{Icon, Words, reach};

/// How long a message stays when nobody reads it.
const STAY: Duration = Duration::from_secs(4);
/// How long one stays that takes something back.
const STAY_UNDO: Duration = Duration::from_secs(8);

/// More than this at once is noise: the oldest goes.
const AT_ONCE: usize = 3;

/// Not a `Callback`: that would end with the menu or dialog it was made in, before the message does.
type Undo = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    undo: Option<Undo>,
    /// What its act is called, where that takes nothing back.
    act: Option<&'static str>,
    /// What it is about: the next message about the same takes its place.
    about: Option<String>,
}

/// A way back that was offered.
#[derive(Clone)]
struct Way {
    id: u32,
    undo: Undo,
    /// The page it was offered on.
    page: String,
}

/// So many ways back are remembered.
const WAYS: usize = 20;

/// The path of the page on screen.
fn page() -> String {
    window().location().pathname().unwrap_or_default()
}

/// The messages on screen. The shell provides it; take it with [`Toasts::here`] while a component is set up.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
    /// What was offered to be taken back, the latest last: the keyboard asks for it also after the message has gone.
    ways: StoredValue<Vec<Way>>,
}

impl Toasts {
    /// Makes the messages and provides them to everything below.
    pub fn provide() -> Self {
        let toasts =
            Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0), ways: StoredValue::new(Vec::new()) };
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
        self.push(text.into(), None, None, None);
    }

    /// Says what was done, and offers to take it back.
    pub fn show_with_undo(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.push(text.into(), Some(Arc::new(undo)), None, None);
    }

    /// Says something, and offers what can be done about it.
    pub fn show_with_act(self, text: String, name: &'static str, act: impl Fn() + Send + Sync + 'static) {
        self.push(text, Some(Arc::new(act)), Some(name), None);
    }

    /// The same about one thing, in the place of what was said about it before.
    pub fn show_about(self, about: String, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.push(text.into(), Some(Arc::new(undo)), None, Some(about));
    }

    /// Says something in the place of what was said about the same before.
    pub fn say(self, about: &str, text: impl Into<String>) {
        self.push(text.into(), None, None, Some(about.to_owned()));
    }

    /// Takes away what was said about something, and is so no more.
    pub fn unsay(self, about: &str) {
        let said = |toast: &Toast| toast.about.as_deref() == Some(about);
        // Nothing to be taken away must not wake the list.
        if self.list.try_with_untracked(|list| list.iter().any(said)) == Some(true) {
            self.list.try_update(|list| list.retain(|toast| !said(toast)));
        }
    }

    /// Takes back what was done last on this page, or what a message tells of that is still on screen; false where
    /// nothing was.
    pub fn take_back(self) -> bool {
        let page = page();
        let shown = |id: u32| self.list.with_untracked(|list| list.iter().any(|toast| toast.id == id));
        let last = self.ways.try_update_value(|ways| {
            let at = ways.iter().rposition(|way| way.page == page || shown(way.id))?;
            Some(ways.remove(at))
        });
        let last = last.flatten();
        let Some(Way { id, undo, .. }) = last else { return false };
        self.dismiss(id);
        undo();
        true
    }

    /// Takes all messages away: an undo that is no longer possible must not be offered.
    pub fn clear(self) {
        self.list.update(Vec::clear);
        self.ways.update_value(Vec::clear);
    }

    fn push(self, text: String, undo: Option<Undo>, act: Option<&'static str>, about: Option<String>) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        if let Some(undo) = undo.clone().filter(|_| act.is_none()) {
            self.ways.update_value(|ways| {
                ways.push(Way { id, undo, page: page() });
                let extra = ways.len().saturating_sub(WAYS);
                ways.drain(..extra);
            });
        }
        reach::settle();
        self.list.update(|list| {
            // The same words again are no other news.
            let again = |toast: &Toast| toast.text == text && (act.is_some() || undo.is_none() && toast.undo.is_none());
            list.retain(|toast| !again(toast) && (about.is_none() || toast.about != about));
            list.push(Toast { id, text, undo, act, about });
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
    let (toasts, section) = (Toasts::here(), NodeRef::<html::Section>::new());
    Effect::new(move |_| {
        if let Some(section) = section.get() {
            reach::keep(section);
        }
    });
    view! {
        <section node_ref=section class="toaster" aria-label=Words::here().messages aria-live="polite" aria-relevant="additions">
            <For each=move || toasts.list.get() key=|toast| toast.id let:toast>
                <ToastView toasts toast />
            </For>
        </section>
    }
}

#[component]
fn ToastView(toasts: Toasts, toast: Toast) -> impl IntoView {
    let words = Words::here();
    let Toast { id, text, undo, act, .. } = toast;
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
                    toasts.ways.try_update_value(|ways| ways.retain(|way| way.id != id));
                    undo();
                };
                view! { <button type="button" class="toast-act" on:click=take_back>{act.unwrap_or(words.undo)}</button> }
            })}
            <button type="button" class="toast-close" aria-label=words.dismiss on:click=move |_| toasts.dismiss(id)>
                <Icon name="x" />
            </button>
        </div>
    }
}
