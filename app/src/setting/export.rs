//! Everything as one file: a plain form, that works without the browser's half.

use leptos::prelude::*;

use crate::i18n::texts_here;
use crate::route;
use crate::ui::{Button, Kind};

/// What the file holds, and the button that asks for it.
#[component]
pub(super) fn Export() -> impl IntoView {
    let d = texts_here().desk();
    let files = d.export_files.split('|').map(|file| view! { <li>{file}</li> }).collect_view();
    view! {
        <section class="setting-section">
            <p>{d.export_text}</p>
            <ul class="import-known">{files}</ul>
            <form method="post" action=route::EVERYTHING>
                <Button kind=Kind::Submit icon="download">{d.export_act}</Button>
            </form>
            <p class="muted">{d.export_log}</p>
        </section>
    }
}
