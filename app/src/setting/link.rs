//! A single-use link to pass on.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::i18n::{fill, texts_here};
use crate::ui::{Announcer, Button, Variant};

/// Shows a link once, to be copied.
#[component]
pub(super) fn LinkToPass(
    /// For whom.
    name: String,
    /// The link.
    link: String,
    /// Puts it away.
    done: Callback<()>,
) -> impl IntoView {
    let t = texts_here().setting();
    let field = NodeRef::<html::Input>::new();
    let said = RwSignal::new("");
    let announcer = Announcer::here();
    let text = StoredValue::new(link.clone());
    let select = move || {
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
            field.select();
        }
    };
    let copy = move |_| {
        spawn_local(async move {
            // The clipboard is there only where the page came safely; elsewhere the selected link can be copied.
            let there =
                js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).is_ok_and(|it| !it.is_undefined());
            let copied =
                there && JsFuture::from(window().navigator().clipboard().write_text(&text.get_value())).await.is_ok();
            if !copied {
                select();
            }
            let word = if copied { t.copied } else { t.copy_failed };
            let _ = said.try_set(word);
            announcer.announce(word);
        });
    };
    view! {
        <div class="form">
            <p>{fill(t.link_note, &[("name", &name)])}</p>
            <div class="field">
                <label class="field-label" for="link-to-pass">{t.link}</label>
                <div class="setting-copy">
                    <input
                        node_ref=field
                        class="field-input"
                        id="link-to-pass"
                        readonly
                        autofocus
                        value=link
                        on:focus=move |_| {
                            if let Some(field) = field.get_untracked() {
                                field.select();
                            }
                        }
                    />
                    <Button icon="copy" on:click=copy>{t.copy}</Button>
                </div>
                <p class="field-help setting-said">{move || said.get()}</p>
            </div>
            <div class="form-actions"><Button variant=Variant::Primary on:click=move |_| done.run(())>{t.done}</Button></div>
        </div>
    }
}
