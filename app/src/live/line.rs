//! The connection itself. One tab holds a browser-wide lock and the connection, and tells the others.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, EventSource, MessageEvent};

use super::*;
use crate::me::handed;

const NAME: &str = "crm-live";

/// What tabs tell each other, as text: `id`, a line break, and the message; or one of these words.
const LOST: &str = "lost";
/// A new tab asks the one with the connection where it stands.
const WHERE: &str = "where";
/// The session has ended; or so has the account.
const ENDED: &str = "ended";
const CLOSED: &str = "closed";

struct Tab {
    live: Live,
    /// What this page was made with.
    release: String,
    channel: Option<BroadcastChannel>,
    last: RefCell<String>,
    leads: Cell<bool>,
    /// The connection, of the tab that has it.
    source: RefCell<Option<EventSource>>,
}

/// Whether a place in the stream lies beyond another, or in another epoch.
fn beyond(place: &str, known: &str) -> bool {
    let number =
        |text: &str| text.split_once(':').and_then(|(epoch, n)| Some((epoch.to_owned(), n.parse::<u64>().ok()?)));
    match (number(place), number(known)) {
        (Some((here, place)), Some((there, known))) => here != there || place > known,
        _ => false,
    }
}

impl Tab {
    fn end(&self, closed: bool) {
        self.live.closed.set(closed);
        self.live.ended.set(true);
    }

    fn hear(&self, id: &str, data: &str) {
        let before = self.last.replace(id.to_owned());
        if self.live.lost.get_untracked() {
            self.live.lost.set(false);
        }
        match serde_json::from_str::<Message>(data) {
            // Of a server that was upgraded since this page was made.
            Ok(Message::Hello { release }) if release != self.release => self.live.outdated.set(true),
            Err(_) | Ok(Message::Hello { .. }) => {}
            Ok(message) => return self.live.say(message),
        }
        if !self.leads.get() && beyond(id, &before) {
            // A greeting from further on: this tab missed what was said before it listened.
            self.live.say(Message::Resync);
        }
    }

    fn tell(&self, text: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    }

    fn greeting(&self) -> String {
        if self.live.lost.get_untracked() { LOST.to_owned() } else { format!("{}\n{{}}", self.last.borrow()) }
    }

    fn lose(&self) {
        if !self.live.lost.get_untracked() {
            self.live.lost.set(true);
        }
    }
}

pub(super) fn open(live: Live) {
    let tab = Rc::new(Tab {
        live,
        release: handed().release,
        channel: BroadcastChannel::new(NAME).ok(),
        last: RefCell::new(live.since.get_value()),
        leads: Cell::new(false),
        source: RefCell::new(None),
    });
    // A page that was kept does not know how it stands with the server: out of reach, until it is heard.
    if document().document_element().is_some_and(|root| root.has_attribute("data-kept")) {
        tab.lose();
    }
    follow(&tab);
    heed_network(&tab);
    tab.tell(WHERE);
    lead_when_free(&tab);
}

/// Hears from the tab that holds the connection.
fn follow(tab: &Rc<Tab>) {
    let Some(channel) = &tab.channel else { return };
    let hearing = Rc::clone(tab);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(text) = event.data().as_string() else { return };
        match text.split_once('\n') {
            Some((id, data)) => hearing.hear(id, data),
            None if text == LOST => hearing.lose(),
            None if text == ENDED || text == CLOSED => hearing.end(text == CLOSED),
            None if hearing.leads.get() => hearing.tell(&hearing.greeting()),
            None => {}
        }
    });
    channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

/// A connection over a network that has gone is silent for minutes before it fails: the device knows earlier. Either way
/// the old connection ends: its greeting, still on the way, says nothing about the network that is there now.
fn heed_network(tab: &Rc<Tab>) {
    let on = |name: &str, there: bool| {
        let tab = Rc::clone(tab);
        let heard = Closure::<dyn FnMut()>::new(move || {
            if !there {
                tab.lose();
            }
            if tab.leads.get() && !tab.live.ended.get_untracked() {
                connect(&tab);
            }
        });
        let _ = window().add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
        heard.forget();
    };
    on("offline", false);
    on("online", true);
}

/// Asks for the lock; whoever gets it keeps it until the tab is closed. Without locks each tab has its own line.
fn lead_when_free(tab: &Rc<Tab>) {
    let leading = Rc::clone(tab);
    let lead = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |_| {
        connect(&leading);
        Promise::new(&mut |_, _| {})
    });
    let asked = Reflect::get(&window().navigator(), &"locks".into())
        .ok()
        .filter(|locks| !locks.is_undefined())
        .and_then(|locks| {
            let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into::<Function>().ok()?;
            request.call2(&locks, &NAME.into(), lead.as_ref()).ok()
        });
    if asked.is_none() {
        connect(tab);
    }
    lead.forget();
}

fn connect(tab: &Rc<Tab>) {
    tab.leads.set(true);
    let since = js_sys::encode_uri_component(&tab.last.borrow());
    let Ok(source) = EventSource::new(&format!("/direct?depuis={since}")) else { return };
    if let Some(before) = tab.source.replace(Some(source.clone())) {
        before.close();
    }
    let hearing = Rc::clone(tab);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data().as_string().unwrap_or_default();
        let id = event.last_event_id();
        hearing.hear(&id, &data);
        hearing.tell(&format!("{id}\n{data}"));
    });
    source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    let _ = source.add_event_listener_with_callback("hello", on_message.as_ref().unchecked_ref());
    on_message.forget();
    let losing = Rc::clone(tab);
    let failed = source.clone();
    let on_error = Closure::<dyn FnMut()>::new(move || {
        losing.lose();
        losing.tell(LOST);
        // The browser tries again by itself unless the answer was no stream at all (a restart, a proxy).
        if failed.ready_state() == EventSource::CLOSED {
            let again = Rc::clone(&losing);
            wasm_bindgen_futures::spawn_local(async move {
                let status = status().await;
                if matches!(status, Some(401 | 403)) {
                    let closed = status == Some(403);
                    again.end(closed);
                    return again.tell(if closed { CLOSED } else { ENDED });
                }
                set_timeout(move || connect(&again), std::time::Duration::from_secs(2));
            });
        }
    });
    source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    on_error.forget();
}

/// What the server answers: 401 when nobody is signed in here, 403 when that colleague was disabled.
pub(super) async fn status() -> Option<u16> {
    let request = web_sys::RequestInit::new();
    request.set_method("HEAD");
    let answer = wasm_bindgen_futures::JsFuture::from(window().fetch_with_str_and_init("/direct", &request)).await;
    Some(answer.ok()?.dyn_into::<web_sys::Response>().ok()?.status())
}
