//! What is left of the application once the account was disabled: one sentence, and what was being typed, to be copied.
//! Nothing of it stays on the device.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::HtmlTextAreaElement;
use leptos_meta::Title;
use wasm_bindgen_futures::JsFuture;

use crate::i18n::texts_here;
use crate::outbox::ended;
use crate::palette;
use crate::record::take_drafts;
use crate::ui::{Announcer, Button, Empty};

/// In the place of every page.
#[component]
pub(super) fn Closed() -> impl IntoView {
    let c = texts_here().common();
    let announcer = Announcer::here();
    // Out of the storage: from here on it is on this page only.
    let drafts = take_drafts();
    palette::wipe();
    ended();
    announcer.announce(c.disabled);
    let typed = (!drafts.is_empty()).then(|| {
        view! {
            <section class="closed-typed">
                <p>{c.disabled_typed}</p>
                {drafts.into_iter().map(|text| view! { <Typed text /> }).collect_view()}
            </section>
        }
    });
    view! {
        <Title text=c.disabled />
        <main class="page closed" id="contenu" tabindex="-1">
            <Empty icon="lock" title=c.disabled text=c.disabled_text.to_owned() alone=true>
                <a class="button" href=crate::route::SIGN_IN rel="external">{c.sign_in_again}</a>
            </Empty>
            {typed}
        </main>
    }
}

/// One text that was not saved.
#[component]
fn Typed(text: String) -> impl IntoView {
    let c = texts_here().common();
    let (area, announcer) = (NodeRef::<leptos::html::Textarea>::new(), Announcer::here());
    let copy = move |_| {
        let Some(area) = area.get_untracked() else { return };
        let area: &HtmlTextAreaElement = &area;
        // The clipboard is there only where the page came safely; what is selected can be copied elsewhere.
        area.select();
        let there = js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).is_ok_and(|it| !it.is_undefined());
        let text = area.value();
        spawn_local(async move {
            if there && JsFuture::from(window().navigator().clipboard().write_text(&text)).await.is_ok() {
                announcer.announce(c.copied);
            }
        });
    };
    view! {
        <textarea node_ref=area class="field-input" rows="4" readonly aria-label=c.disabled_typed>{text}</textarea>
        <Button small=true on:click=copy>{c.copy}</Button>
    }
}
