//! The lines at the bottom that say how it stands with the server: out of reach, session ended, something not sent yet.

use leptos::prelude::*;

use crate::i18n::texts_here;
use crate::live::{Live, again};
use crate::outbox::{OutboxMark, ended, reach};
use crate::ui::{Icon, Toasts};

/// The lines. Nothing while everything is well.
#[component]
pub(super) fn Line() -> impl IntoView {
    let t = texts_here().common();
    let live = Live::here();
    let toasts = Toasts::here();
    Effect::new(move |before: Option<bool>| {
        let lost = live.lost.get();
        reach(lost, before == Some(true));
        if before == Some(true) && !lost {
            toasts.show(t.reconnected);
        }
        lost
    });
    Effect::new(move |_| {
        if live.ended.get() {
            ended();
        }
    });
    view! {
        <div class="live-line">
            <div role="status">
                {move || live.ended.get().then(|| view! { <p class="notice notice-warning"><Icon name="lock" /><span>{if live.closed.get() { t.disabled } else { t.ended }}" "<a href=again()>{t.sign_in_again}</a></span></p> })}
                {move || (live.lost.get() && !live.ended.get()).then(|| view! { <p class="notice notice-warning live-lost"><Icon name="alert" /><span>{t.reconnecting}</span></p> })}
            </div>
            <OutboxMark />
            <noscript><p class="notice notice-warning">{t.no_scripts}</p></noscript>
        </div>
    }
}
