//! The stream of changes in the browser: one connection for all tabs, kept alive, and resumed.

#[cfg(feature = "hydrate")]
mod line;

use domain::live::{Change, Message};
use leptos::prelude::*;

/// What pages hear. Take it with [`Live::here`] while a component is set up.
#[derive(Clone, Copy)]
pub struct Live {
    /// The latest change, with a running number so that two alike are two.
    heard: RwSignal<Option<(u64, Message)>>,
    /// Whether the server is out of reach.
    pub(crate) lost: RwSignal<bool>,
    /// Whether the session has ended: no use in trying again.
    pub(crate) ended: RwSignal<bool>,
    /// Whether that is because the account was disabled.
    pub(crate) closed: RwSignal<bool>,
    /// Whether the server was upgraded since this page was made.
    pub(crate) outdated: RwSignal<bool>,
    /// Names this page, so that it does not answer its own changes.
    page: StoredValue<String>,
    /// Where the stream stood when this page was made: `epoch:number`.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "read by the connection"))]
    since: StoredValue<String>,
}

/// Where the stream stands before the page is read; what comes after it is asked for.
#[cfg(feature = "ssr")]
fn stand() -> String {
    let stand = || {
        let (crm, actor) = crate::ssr::crm().ok()?;
        Some(format!("{}:{}", crm.live().epoch(&actor).ok()?, crm.live().latest(&actor).ok()?))
    };
    stand().unwrap_or_default()
}

/// Known from the page itself.
#[cfg(not(feature = "ssr"))]
fn stand() -> String {
    String::new()
}

/// Provides the stream; it is opened for a signed-in reader, in the browser only.
pub fn provide(signed_in: bool) {
    let since = SharedValue::new(stand).into_inner();
    let live = Live {
        heard: RwSignal::new(None),
        lost: RwSignal::new(false),
        ended: RwSignal::new(false),
        closed: RwSignal::new(false),
        outdated: RwSignal::new(false),
        page: StoredValue::new(String::new()),
        since: StoredValue::new(since),
    };
    provide_context(live);
    #[cfg(feature = "hydrate")]
    if signed_in {
        Effect::new(move |_| {
            live.page.set_value(format!("{:x}", (js_sys::Math::random() * 1e16) as u64));
            line::open(live);
        });
    }
    let _ = signed_in;
}

impl Live {
    /// The stream of this page.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self {
            heard: RwSignal::new(None),
            lost: RwSignal::new(false),
            ended: RwSignal::new(false),
            closed: RwSignal::new(false),
            outdated: RwSignal::new(false),
            page: StoredValue::new(String::new()),
            since: StoredValue::new(String::new()),
        })
    }

    /// The name of this page for changes it asks for.
    #[must_use]
    pub fn page(self) -> String {
        self.page.get_value()
    }

    /// Calls back for every change by somebody else, and for a resync, as long as the component lives.
    pub fn on_message(self, act: Box<dyn Fn(Message)>) {
        Effect::new(move |seen: Option<u64>| {
            let heard = self.heard.get();
            match heard {
                Some((number, message)) if seen != Some(number) => {
                    let own = matches!(&message, Message::Change(Change { origin, .. }) if !origin.is_empty() && *origin == self.page());
                    // What was heard before this component was there is in what it read.
                    if seen.is_some() && !own {
                        untrack(|| act(message));
                    }
                    number
                }
                Some((number, _)) => number,
                None => 0,
            }
        });
    }

    /// A call was refused because the session is over: the page says so, and why.
    pub(crate) fn over(self) {
        #[cfg(feature = "hydrate")]
        if !self.ended.get_untracked() {
            wasm_bindgen_futures::spawn_local(async move {
                let closed = line::status().await == Some(403);
                if !self.ended.get_untracked() {
                    self.closed.set(closed);
                    self.ended.set(true);
                }
            });
        }
    }

    #[cfg(feature = "hydrate")]
    fn say(self, message: Message) {
        self.heard.update(|heard| *heard = Some((heard.as_ref().map_or(1, |(number, _)| number + 1), message)));
    }
}

/// The way to the sign-in and back to this page. Asked for in the browser.
pub(crate) fn again() -> String {
    let here = window().location();
    let path =
        here.pathname().unwrap_or_default() + &here.search().unwrap_or_default() + &here.hash().unwrap_or_default();
    format!("{}?suite={}", crate::route::SIGN_IN, js_sys::encode_uri_component(&path))
}
