//! The files one has brought already, each with the way back to it.

use domain::import::{Job, State};
use leptos::prelude::*;

use super::api::own_imports;
use crate::i18n::texts_here;
use crate::ui::{Badge, Tone};

/// Files that wait, run or are done; nothing where there are none.
#[component]
pub(super) fn Own() -> impl IntoView {
    let t = texts_here().import();
    let jobs = Resource::new_blocking(|| (), |()| own_imports());
    let item = move |Job { name, file, state }: Job| {
        let (tone, word) = match state {
            State::Waiting => (Tone::Neutral, t.state_waiting),
            State::Running => (Tone::Accent, t.state_running),
            State::Done => (Tone::Good, t.state_done),
            State::Stopped => (Tone::Warning, t.state_stopped),
            State::Failed => (Tone::Danger, t.state_failed),
        };
        view! {
            <li class="setting-row">
                <a class="fact-link" href=format!("/import/{name}")>{file}</a>
                <Badge tone>{word}</Badge>
            </li>
        }
    };
    let list = move || {
        let jobs = jobs.get()?.ok().filter(|jobs| !jobs.is_empty())?;
        Some(view! {
            <section class="setting-section" aria-labelledby="import-own">
                <h2 id="import-own">{t.own}</h2>
                <ul class="setting-list">{jobs.into_iter().map(item).collect_view()}</ul>
            </section>
        })
    };
    view! { <Suspense>{list}</Suspense> }
}
