//! Words for fundings and outcomes, and stages by id.

use domain::deal::{Funding, Outcome};
use domain::pipeline::{Pipeline, Stage};
use domain::{Day, StageId};
use leptos::prelude::*;

use crate::i18n::{Texts, fill, lang, texts_here};
use crate::me::zone;
use crate::ui::{Badge, Tone};

/// What a funding is called.
pub(super) fn funding_name(t: &'static Texts, funding: Funding) -> &'static str {
    let c = t.contact();
    match funding {
        Funding::Cpf => c.cpf,
        Funding::Opco => c.opco,
        Funding::Company => c.employer,
        Funding::FranceTravail => c.france_travail,
        Funding::Personal => c.personal,
        Funding::Other => c.other,
    }
}

/// What the funding with that name in the database is called.
pub(crate) fn funding_named(t: &'static Texts, name: &str) -> &'static str {
    funding_of(name).map_or("", |funding| funding_name(t, funding))
}

/// The funding with that name in the database.
pub(super) fn funding_of(name: &str) -> Option<Funding> {
    Funding::ALL.into_iter().find(|funding| funding.as_str() == name)
}

/// The stage with that id, in whichever pipeline.
pub(super) fn stage_of<'a>(pipelines: &'a [Pipeline], id: &StageId) -> Option<&'a Stage> {
    pipelines.iter().find_map(|pipeline| pipeline.details.stage(id))
}

/// How a deal ended, or the stage it stands in.
pub(super) fn state_view(outcome: &Outcome, stage: Option<&Stage>, today: Day) -> AnyView {
    let c = texts_here().contact();
    let on = |text, at: domain::Instant| fill(text, &[("day", &at.day(&zone()).show(today, lang().french()))]);
    match (outcome, stage) {
        (Outcome::Won { at }, _) => {
            let text = on(c.won_on, *at);
            view! { <Badge tone=Tone::Good icon="trophy">{text}</Badge> }.into_any()
        }
        (Outcome::Lost { at, .. }, _) => {
            let text = on(c.lost_on, *at);
            view! { <Badge tone=Tone::Danger icon="flag">{text}</Badge> }.into_any()
        }
        (Outcome::Open, Some(stage)) => {
            let dot = format!("dot hue-{}", stage.hue % 8);
            view! { <span class="stage-name"><span class=dot aria-hidden="true"></span><span class="cut">{stage.name.clone()}</span></span> }
                .into_any()
        }
        (Outcome::Open, None) => ().into_any(),
    }
}
