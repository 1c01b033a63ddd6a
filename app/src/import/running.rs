//! An import under way.

use std::time::Duration;

use domain::import::Progress;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{import_progress, stop_import};
use super::outcome::Figures;
use super::word::number;
use crate::i18n::{fill, lang, texts_here};
use crate::setting::{Ask, Wrong};
use crate::ui::{Button, Progress as Bar};

/// How often the page asks how far the import is.
const EVERY: Duration = Duration::from_millis(300);

/// Asks as long as the component lives; a lost network is said and does not end the asking.
fn follow(job: String, progress: RwSignal<Progress>, ask: Ask) {
    let asking = StoredValue::new(false);
    let look = move || {
        if asking.get_value() {
            return;
        }
        asking.set_value(true);
        let job = job.clone();
        spawn_local(async move {
            let answer = import_progress(job).await;
            if asking.try_set_value(false).is_some() {
                return;
            }
            match answer {
                Ok(now) => {
                    ask.error.set(None);
                    progress.set(now);
                }
                Err(error) => ask.error.set(Some(error)),
            }
        });
    };
    Effect::new(move |_| {
        if let Ok(timer) = set_interval_with_handle(look.clone(), EVERY) {
            on_cleanup(move || timer.clear());
        }
    });
}

/// How far it is, and a way to stop.
#[component]
pub(super) fn Running(
    /// The import.
    job: String,
    /// How far it is.
    progress: RwSignal<Progress>,
) -> impl IntoView {
    let t = texts_here();
    let (i, lang) = (t.import(), lang());
    let ask = Ask::new();
    let stopping = RwSignal::new(false);
    follow(job.clone(), progress, ask);
    let stop = move |_| {
        if stopping.get_untracked() {
            return;
        }
        stopping.set(true);
        let job = job.clone();
        spawn_local(async move {
            if let Err(error) = stop_import(job).await
                && stopping.try_set(false).is_none()
            {
                ask.error.set(Some(error));
            }
        });
    };
    let done = move || progress.with(|progress| progress.tally.rows());
    let total = move || progress.with(|progress| progress.rows);
    let figures = move || fill(i.progress, &[("done", &number(done(), lang)), ("rows", &number(total(), lang))]);
    let tally = Signal::derive(move || progress.with(|progress| progress.tally));
    view! {
        <section class="setting-section" aria-labelledby="import-running">
            <h2 id="import-running">{i.running}</h2>
            <p class="muted">{i.running_text}</p>
            <Wrong text=ask.above(&[]) />
            <Bar
                label=i.progress_label
                value=Signal::derive(move || Some(f64::from(done())))
                max=Signal::derive(move || f64::from(total().max(1)))
                figures=Signal::derive(figures)
            />
            <Figures tally />
            <div class="import-acts">
                <Button on:click=stop disabled=stopping>
                    {move || if stopping.get() { i.stopping } else { i.stop }}
                </Button>
            </div>
        </section>
    }
}
