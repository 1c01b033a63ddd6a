//! The form of one stage, new or known.

use domain::pipeline::Stage;
use domain::{Error as Cause, Problem, Result, StageId};
use leptos::prelude::*;

use super::ask::{Ask, Wrong};
use super::editor::{Editor, said};
use super::pipeline::new_id;
use crate::error::Error;
use crate::i18n::{Texts, texts_here};
use crate::ui::{Button, Kind, TextField, Variant, hue_class};

/// What the eight hues are called.
fn hues(t: &'static Texts) -> [&'static str; 8] {
    let t = t.setting();
    [t.hue_0, t.hue_1, t.hue_2, t.hue_3, t.hue_4, t.hue_5, t.hue_6, t.hue_7]
}

/// What is typed.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    hue: RwSignal<u8>,
    probability: RwSignal<String>,
    target: RwSignal<String>,
}

impl Typed {
    fn of(stage: Option<&Stage>) -> Self {
        let target = stage.map_or(Some(14), |stage| stage.target_days);
        Self {
            name: RwSignal::new(stage.map(|stage| stage.name.clone()).unwrap_or_default()),
            hue: RwSignal::new(stage.map_or(1, |stage| stage.hue)),
            probability: RwSignal::new(stage.map_or(50, |stage| stage.probability).to_string()),
            target: RwSignal::new(target.map(|days| days.to_string()).unwrap_or_default()),
        }
    }

    fn read(self, id: StageId, hidden: bool) -> Result<Stage> {
        let number = |field: &str, text: String| {
            text.trim().parse::<u16>().map_err(|_| Cause::invalid(field, Problem::Malformed))
        };
        let name = domain::text::tidy(&self.name.get_untracked());
        domain::text::check_required("stage_name", &name, 40)?;
        let probability = number("probability", self.probability.get_untracked().replace('%', ""))?;
        let target = self.target.get_untracked();
        let target_days = if target.trim().is_empty() { None } else { Some(number("target_days", target)?) };
        let probability = u8::try_from(probability).map_err(|_| Cause::invalid("probability", Problem::OutOfRange))?;
        Ok(Stage { id, name, hue: self.hue.get_untracked(), probability, target_days, hidden })
    }
}

/// Name, colour, probability and target time of a stage.
#[component]
pub(super) fn StageForm(
    /// The pipeline.
    editor: Editor<domain::pipeline::Details>,
    /// Which stage; a new one without.
    id: Option<StageId>,
    /// Hears that it is saved.
    saved: Callback<()>,
    /// Closes the dialog.
    cancel: Callback<()>,
) -> impl IntoView {
    let t = texts_here();
    let s = t.setting();
    let stage = id.and_then(|id| editor.shown.with_untracked(|details| details.stage(&id).cloned()));
    let typed = Typed::of(stage.as_ref());
    let ask = Ask::new();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut wanted = editor.shown.get_untracked();
        let known = stage.as_ref().map(|stage| (stage.id.clone(), stage.hidden));
        let Some((id, hidden)) = known.or_else(|| new_id().map(|id| (id, false))) else { return };
        let before = stage.as_ref().map(|stage| stage.name.clone()).unwrap_or_default();
        let text = said(t, &before, &domain::text::tidy(&typed.name.get_untracked()));
        let read = typed.read(id, hidden).and_then(|read| {
            match wanted.stages.iter_mut().find(|stage| stage.id == read.id) {
                Some(stage) => *stage = read,
                None => wanted.stages.push(read),
            }
            wanted.check().map(|()| wanted)
        });
        match read {
            Ok(wanted) => ask.send(editor.save(wanted, text), move |()| saved.run(())),
            Err(cause) => ask.error.set(Some(Error(cause))),
        }
    };
    // « Hors des limites » alone would not say which ones.
    let said = move |field: &'static str, text: &'static str| {
        let beside = ask.on(field);
        Signal::derive(move || beside.get().map(|_| text.to_owned()))
    };
    let name_error = Signal::derive(move || {
        let taken = ask.error.with(|error| matches!(error, Some(Error(Cause::Taken { .. }))));
        if taken { Some(s.stage_taken.to_owned()) } else { ask.on("stage_name").get() }
    });
    let swatches = hues(t).into_iter().zip(0_u8..).map(|(name, hue)| {
        view! {
            <label class="setting-hue">
                <input
                    type="radio"
                    name="hue"
                    checked=typed.hue.get_untracked() == hue
                    prop:checked=move || typed.hue.get() == hue
                    on:change=move |_| typed.hue.set(hue)
                />
                <span class=format!("dot {}", hue_class(hue)) aria-hidden="true"></span>
                <span>{name}</span>
            </label>
        }
    });
    view! {
        <form class="form" on:submit=save novalidate>
            <Wrong text=ask.above(&["stage_name", "probability", "target_days"]) />
            <TextField label=s.stage_name name="stage-name" value=typed.name required=true autocomplete="off" error=name_error />
            <fieldset class="field">
                <legend class="field-label">{s.colour}</legend>
                <div class="setting-hues">{swatches.collect_view()}</div>
            </fieldset>
            <div class="form-pair">
                <TextField
                    label=s.probability
                    name="stage-probability"
                    value=typed.probability
                    inputmode="numeric"
                    autocomplete="off"
                    required=true
                    error=said("probability", s.probability_wrong)
                />
                <TextField
                    label=s.target_days
                    name="stage-target"
                    value=typed.target
                    inputmode="numeric"
                    autocomplete="off"
                    help=s.target_help
                    error=said("target_days", s.target_wrong)
                />
            </div>
            <div class="form-actions">
                <Button on:click=move |_| cancel.run(())>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending=ask.busy>{t.common().save}</Button>
            </div>
        </form>
    }
}
