//! Where a deal stands: the stages in a row, the ones behind it filled.

use domain::board::Card;
use domain::pipeline::Pipeline;
use leptos::prelude::*;

use super::outcome::Acts;
use super::words::stage_of;
use crate::i18n::texts_here;

/// The stages of the deal's pipeline; pressing one moves the deal there.
#[component]
pub(super) fn Track(
    record: RwSignal<Card>,
    pipelines: StoredValue<Vec<Pipeline>>,
    acts: Acts,
    writes: bool,
) -> impl IntoView {
    let label = texts_here().contact().stage;
    let place = Memo::new(move |_| {
        record.with(|card| (card.deal.pipeline.clone(), card.deal.stage.clone(), card.deal.outcome.is_open()))
    });
    let steps = move || {
        let (pipeline, now, open) = place.get();
        let all = pipelines.get_value();
        let here = stage_of(&all, &now).cloned();
        let stages = all.into_iter().find(|p| p.id == pipeline).map(|p| p.details.stages).unwrap_or_default();
        let stages: Vec<_> = stages.into_iter().filter(|stage| !stage.hidden || stage.id == now).collect();
        let reached = stages.iter().position(|stage| stage.id == now).unwrap_or(0);
        let step = |(at, stage): (usize, domain::pipeline::Stage)| {
            let done = if at < reached { " track-done" } else { "" };
            let class = format!("track-step hue-{}{done}", stage.hue % 8);
            let current = (at == reached).then_some("step");
            let (name, title, back) = (stage.name.clone(), stage.name.clone(), here.clone());
            let disabled = !(writes && open) || at == reached;
            view! {
                <button
                    type="button"
                    class=class
                    aria-current=current
                    aria-disabled=disabled.then_some("true")
                    title=title
                    on:click=move |_| {
                        if !disabled {
                            acts.relocate(stage.clone(), back.clone());
                        }
                    }
                >
                    <span>{name}</span>
                </button>
            }
        };
        stages.into_iter().enumerate().map(step).collect_view()
    };
    view! { <div class="track" role="group" aria-label=label>{steps}</div> }
}
