//! Between the pages and the queue: calls to it, and what it says. The queue may not be there: then nothing is kept.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use js_sys::{Function, Promise, Reflect};
use leptos::__reexports::send_wrapper::SendWrapper;
use leptos::prelude::*;
use leptos::web_sys::{Event, Window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::{Entry, Outbox};
use crate::live::Live;

/// The queue's name, which is also its event's.
const NAME: &str = "crm-outbox";

fn call(method: &str, argument: &str) -> Option<Promise> {
    let queue = Reflect::get(&window(), &"crmOutbox".into()).ok().filter(|queue| queue.is_object())?;
    let method = Reflect::get(&queue, &method.into()).ok()?.dyn_into::<Function>().ok()?;
    method.call1(&queue, &argument.into()).ok()?.dyn_into().ok()
}

/// Whether it was done. There is one thread in a browser.
fn done(asked: Option<Promise>) -> impl Future<Output = bool> + Send {
    SendWrapper::new(async move {
        match asked {
            Some(asked) => JsFuture::from(asked).await.is_ok(),
            None => false,
        }
    })
}

/// How long an answer may take before a write is kept instead, in milliseconds.
const PATIENCE: i32 = 8000;

/// What comes of a call; nothing where that takes too long.
pub(super) async fn within<T>(call: impl Future<Output = T> + Send) -> Option<T> {
    let mut ring = |resolve: Function, _: Function| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PATIENCE);
    };
    let late = SendWrapper::new(JsFuture::from(Promise::new(&mut ring)));
    let (mut call, mut late) = (pin!(call), pin!(late));
    poll_fn(|context| match call.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => late.as_mut().poll(context).map(|_| None),
    })
    .await
}

/// Keeps a write. Says whether it is kept.
pub(super) fn put(entry: &Entry) -> impl Future<Output = bool> + Send + use<> {
    done(serde_json::to_string(entry).ok().and_then(|text| call("put", &text)))
}

/// Takes a write away.
pub(super) fn remove(key: &str) -> impl Future<Output = bool> + Send + use<> {
    done(call("remove", key))
}

/// Takes everything away.
pub(super) fn wipe() -> impl Future<Output = bool> + Send {
    done(call("wipe", ""))
}

/// Says something to the page's other half.
fn say(what: &str) {
    if let Ok(event) = Event::new(what) {
        let _ = window().dispatch_event(&event);
    }
}

/// Asks for everything to be sent now.
pub(super) fn send() {
    say("crm-send");
}

/// A page could not be read because the server is out of reach: what is kept may stand in for it.
pub(crate) fn unread() {
    say("crm-unread");
}

/// Whether this device has no network, as far as the browser knows.
pub(crate) fn no_network() -> bool {
    cfg!(feature = "hydrate") && !window().navigator().on_line()
}

fn mark(name: &str, on: bool) {
    if let Some(root) = document().document_element() {
        let _ = if on { root.set_attribute(name, "") } else { root.remove_attribute(name) };
    }
}

/// The session has ended: what was kept to be read goes.
pub(crate) fn ended() {
    if cfg!(feature = "hydrate") {
        mark("data-ended", true);
        say("crm-ended");
    }
}

/// Whether the server is out of reach, and whether it was before.
pub(crate) fn reach(lost: bool, before: bool) {
    mark("data-lost", lost);
    if before && !lost {
        fresh();
        say("crm-back");
    }
}

/// The page is as the server has it again: the line that says from when it is goes. Not left to the script that waits
/// until the page has time, because the network may be back before.
fn fresh() {
    mark("data-kept", false);
    if let Ok(Some(line)) = document().query_selector(".stale-line") {
        line.remove();
    }
}

/// Listens to the queue, and to somebody who wants to sign out with something unsent.
pub(super) fn hear(outbox: Outbox) {
    let live = Live::here();
    Effect::new(move |_| {
        let on = |name: &str, act: Box<dyn FnMut(Event)>| {
            let heard = wasm_bindgen::closure::Closure::wrap(act);
            let target: &Window = &window();
            let _ = target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
            // As long as the page: the frame is made once.
            heard.forget();
        };
        on(
            NAME,
            Box::new(move |event| {
                let told = Reflect::get(&event, &"detail".into()).ok().and_then(|detail| detail.as_string());
                if let Some(entries) = told.and_then(|text| serde_json::from_str::<Vec<Entry>>(&text).ok()) {
                    outbox.entries.try_set(entries);
                }
            }),
        );
        // What waits was refused because the session is over: the page says so.
        on("crm-ended", Box::new(move |_| live.over()));
        on(
            "crm-sign-out",
            Box::new(move |_| {
                outbox.leaving.set(true);
                outbox.show();
            }),
        );
        drop(call("show", ""));
    });
}
