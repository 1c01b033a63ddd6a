//! The lines at the bottom that say how it stands with the server: out of reach, session ended, something not sent yet;
//! and below them the short messages, so that neither lies on the other.

use leptos::prelude::*;

use crate::i18n::{fill, texts_here};
use crate::live::{Live, again};
use crate::outbox::{Outbox, OutboxMark, ended, no_network, reach};
use crate::ui::{Icon, Toaster, Toasts};

/// The lines. Nothing while everything is well.
#[component]
pub(super) fn Line() -> impl IntoView {
    let (t, look) = (texts_here().common(), texts_here().outbox().look);
    let (live, toasts, outbox) = (Live::here(), Toasts::here(), Outbox::here());
    let say = move |text: String| toasts.show_with_act(text, look, move || outbox.show());
    // The server is there again, and what waited is on its way: how much that was.
    let back = RwSignal::new(None::<usize>);
    Effect::new(move |before: Option<bool>| {
        let lost = live.lost.get();
        reach(lost, before == Some(true));
        let waited = untrack(|| outbox.counts()[0]);
        back.set((before == Some(true) && !lost).then_some(waited));
        lost
    });
    // Said once it is known how it stands, and where something that waited is left to decide.
    Effect::new(move |before: Option<[usize; 3]>| {
        let (waited, counts) = (back.get(), outbox.counts());
        let before = before.unwrap_or(counts);
        if counts[0] > 0 {
            return [counts[0], before[1], before[2]];
        }
        let worse = before[0] > 0 && counts[1] + counts[2] > before[1] + before[2];
        if waited.is_some() {
            back.set(None);
        }
        match (outbox.undecided(counts), waited) {
            // It is in sight.
            (Some(_), _) if outbox.is_open() => {}
            (Some(left), Some(_)) => say(fill(t.reconnected_left, &[("left", &left)])),
            (Some(left), None) if worse => say(left),
            (None, Some(waited)) => toasts.say("line", if waited > 0 { t.reconnected_sent } else { t.reconnected }),
            _ => {}
        }
        counts
    });
    Effect::new(move |_| {
        if live.ended.get() {
            ended();
        }
    });
    view! {
        <div class="messages">
            <div class="live-line">
                <div role="status">
                    {move || live.ended.get().then(|| view! { <p class="notice notice-warning"><Icon name="lock" /><span>{t.ended}" "<a href=again()>{t.sign_in_again}</a></span></p> })}
                    {move || (live.lost.get() && !live.ended.get()).then(|| view! { <p class="notice notice-warning live-lost"><Icon name="alert" /><span>{if no_network() { t.offline } else { t.reconnecting }}</span></p> })}
                    {move || live.outdated.get().then(|| view! { <p class="notice"><Icon name="info" /><span>{t.outdated}" "<a href="" rel="external">{t.reload}</a></span></p> })}
                </div>
                <OutboxMark />
                <p class="notice notice-warning not-started"><Icon name="alert" /><span>{t.not_started}" "<a href="" rel="external">{t.reload}</a></span></p>
                <noscript><p class="notice notice-warning">{t.no_scripts}</p></noscript>
            </div>
            <Toaster />
        </div>
    }
}
