//! One stage in the list.

use domain::StageId;
use domain::pipeline::{Details, Stage};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::stages::Wish;
use crate::i18n::{Texts, fill, texts_here};
use crate::ui::{Badge, Button, Variant, hue_class};

fn facts(stage: &Stage, t: &'static Texts) -> String {
    let probability = stage.probability.to_string();
    match stage.target_days {
        Some(days) => fill(t.setting().stage_facts_days, &[("probability", &probability), ("days", &days.to_string())]),
        None => fill(t.setting().stage_facts, &[("probability", &probability)]),
    }
}

/// Moving a row takes the focus from it: give it back to the button that moved it, or to the other one at an end.
pub(super) fn focus_after_move(id: &StageId, by: isize, first: bool, last: bool) {
    let up = if by < 0 { !first } else { last };
    let button = format!("stage-{}-{id}", if up { "up" } else { "down" });
    request_animation_frame(move || {
        if let Some(button) =
            document().get_element_by_id(&button).and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = button.focus();
        }
    });
}

/// A row: order, colour, name, figures, and what can be done.
#[component]
pub(super) fn Row(
    /// Which.
    id: StageId,
    /// The pipeline as on screen.
    shown: RwSignal<Details>,
    /// Hears what is wished for.
    wish: Callback<(StageId, Wish)>,
) -> impl IntoView {
    let t = texts_here();
    let s = t.setting();
    let wanted = id.clone();
    let stage = Memo::new(move |_| shown.with(|details| details.stage(&wanted).cloned()));
    let wanted = id.clone();
    let ends = Memo::new(move |_| {
        shown.with(|details| {
            let is = |stage: Option<&Stage>| stage.is_some_and(|stage| stage.id == wanted);
            (is(details.stages.first()), is(details.stages.last()))
        })
    });
    let name = move || stage.with(|stage| stage.as_ref().map(|stage| stage.name.clone())).unwrap_or_default();
    let named = move |text: &'static str| move || fill(text, &[("stage", &name())]);
    let key = StoredValue::new(id.clone());
    let ask = move |what: Wish| move |_: ev::MouseEvent| wish.run((key.get_value(), what));
    let keys = move |event: ev::KeyboardEvent| {
        let what = match (event.alt_key(), event.key().as_str()) {
            (true, "ArrowUp") => Wish::Up,
            (true, "ArrowDown") => Wish::Down,
            _ => return,
        };
        event.prevent_default();
        wish.run((key.get_value(), what));
    };
    let hidden = move || stage.with(|stage| stage.as_ref().is_some_and(|stage| stage.hidden));
    // One button for both: a listener on a component inside a closure would stay when the closure runs again.
    let toggle = move |_: ev::MouseEvent| {
        let off = stage.with_untracked(|stage| stage.as_ref().is_some_and(|stage| stage.hidden));
        wish.run((key.get_value(), if off { Wish::Show } else { Wish::Hide }));
    };
    let toggle_label = move || {
        let label = if hidden() { s.stage_show_label } else { s.stage_hide_label };
        fill(label, &[("stage", &name())])
    };
    view! {
        <li class="setting-row" class:setting-row-off=hidden on:keydown=keys>
            <span class="setting-order">
                <Button
                    variant=Variant::Ghost
                    small=true
                    icon="chevron-up"
                    class="button-icon"
                    attr:id=format!("stage-up-{id}")
                    attr:aria-label=named(s.stage_up)
                    disabled=Signal::derive(move || ends.get().0)
                    on:click=ask(Wish::Up)
                />
                <Button
                    variant=Variant::Ghost
                    small=true
                    icon="chevron-down"
                    class="button-icon"
                    attr:id=format!("stage-down-{id}")
                    attr:aria-label=named(s.stage_down)
                    disabled=Signal::derive(move || ends.get().1)
                    on:click=ask(Wish::Down)
                />
            </span>
            <span class=move || format!("dot {}", hue_class(stage.with(|stage| stage.as_ref().map_or(0, |stage| stage.hue)))) aria-hidden="true"></span>
            <span class="setting-row-text">
                <span class="setting-row-name">{name}</span>
                <span class="muted setting-row-sub num">{move || stage.get().map(|stage| facts(&stage, t))}</span>
            </span>
            {move || hidden().then(|| view! { <Badge icon="eye">{s.stage_hidden}</Badge> })}
            <Button variant=Variant::Ghost attr:aria-label=toggle_label on:click=toggle>
                {move || if hidden() { s.stage_show } else { s.stage_hide }}
            </Button>
            <Button variant=Variant::Ghost icon="edit" class="button-icon" attr:aria-label=named(s.stage_edit_label) on:click=ask(Wish::Edit) />
        </li>
    }
}
