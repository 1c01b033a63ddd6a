//! The second factor in one's own profile: whether it is on, and the way to its page.

use leptos::prelude::*;

use super::api::show_second;
use super::left;
use crate::i18n::{fill, lang, texts_here};
use crate::me::zone;
use crate::route;
use crate::ui::{Badge, Icon, Tone};

/// Its section.
#[component]
pub(crate) fn Profile() -> impl IntoView {
    let (t, lang, zone) = (texts_here(), lang(), zone());
    let s = t.second();
    let found = Resource::new_blocking(|| (), |()| show_second());
    let to = format!("{}?suite={}", route::SECOND, route::SETTINGS);
    view! {
        <section class="setting-section" aria-labelledby="setting-second">
            <h3 id="setting-second">{s.title}</h3>
            <p class="muted setting-text">{s.note}</p>
            <Suspense>
                {move || {
                    let to = to.clone();
                    found.get().and_then(Result::ok).map(|second| match second.since {
                        None => view! {
                            <div class="setting-acts"><a class="button" href=to rel="external"><Icon name="lock" /><span>{s.turn_on}</span></a></div>
                        }
                        .into_any(),
                        Some(since) => {
                            let since = fill(s.on_since, &[("at", &since.day(&zone).dated(lang.french()))]);
                            view! {
                                <p><Badge tone=Tone::Good icon="check">{since}</Badge></p>
                                <p class=if second.left < 3 { "" } else { "muted" }>{left(t, lang, second.left)}</p>
                                <div class="setting-acts"><a class="button" href=to rel="external"><Icon name="lock" /><span>{s.manage}</span></a></div>
                            }
                            .into_any()
                        }
                    })
                }}
            </Suspense>
        </section>
    }
}
