//! What an import would do, before it does it.

use domain::import::{Mapping, Progress, REHEARSED};
use leptos::prelude::*;

use super::outcome::{Figures, RejectedTable};
use super::word::number;
use crate::i18n::{fill, lang, texts_here};

/// The counts that a mapping came to, and the rows that need a look.
#[component]
pub(super) fn Rehearsal(
    /// What it came to, and for which mapping.
    done: RwSignal<Option<(Mapping, Progress)>>,
    /// The mapping as it stands.
    mapping: RwSignal<Mapping>,
) -> impl IntoView {
    let (t, lang) = (texts_here().import(), lang());
    let old = move || done.with(|done| done.as_ref().is_some_and(|(then, _)| mapping.with(|now| now != then)));
    let shown = move || {
        let (_, Progress { rows, tally, rejected, .. }) = done.get()?;
        let first = u32::try_from(REHEARSED).unwrap_or(u32::MAX);
        let text = if rows > first {
            fill(t.rehearsed_first, &[("count", &number(first, lang))])
        } else {
            t.rehearsed_text.to_owned()
        };
        let aside = (!rejected.is_empty()).then(|| {
            view! {
                <h3 id="import-rehearsed-rows">{t.rehearsed_rows}</h3>
                <RejectedTable rejected labelled="import-rehearsed-rows" />
            }
        });
        Some(view! {
            <section class="import-rehearsal" aria-labelledby="import-rehearsed">
                <h3 id="import-rehearsed">{t.rehearsed}</h3>
                <p class="muted">{move || if old() { t.rehearsed_old.to_owned() } else { text.clone() }}</p>
                <Figures tally=Signal::stored(tally) />
                {aside}
            </section>
        })
    };
    view! { <div role="status">{shown}</div> }
}
