//! A link to be copied: one for a colleague, used once, and one's own for calendars.

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
    let link = Signal::stored(link);
    view! {
        <div class="form">
            <p>{fill(t.link_note, &[("name", &name)])}</p>
            <CopyField id="link-to-pass" label=t.link link focus=true />
            <div class="form-actions"><Button variant=Variant::Primary on:click=move |_| done.run(())>{t.done}</Button></div>
        </div>
    }
}

/// A link that cannot be typed into, and a button that copies it.
#[component]
pub(super) fn CopyField(
    /// The field's id.
    id: &'static str,
    /// What it is called.
    label: &'static str,
    /// The link.
    link: Signal<String>,
    /// Whether it has the focus at first.
    #[prop(optional)]
    focus: bool,
) -> impl IntoView {
    let t = texts_here().setting();
    let field = NodeRef::<html::Input>::new();
    let said = RwSignal::new("");
    let announcer = Announcer::here();
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
            let copied = there
                && JsFuture::from(window().navigator().clipboard().write_text(&link.get_untracked())).await.is_ok();
            if !copied {
                select();
            }
            let word = if copied { t.copied } else { t.copy_failed };
            let _ = said.try_set(word);
            announcer.announce(word);
        });
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>{label}</label>
            <div class="setting-copy">
                <input
                    node_ref=field
                    class="field-input"
                    id=id
                    readonly
                    autofocus=focus
                    prop:value=move || link.get()
                    value=link.get_untracked()
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
    }
}
