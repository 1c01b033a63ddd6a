//! The stages of a pipeline, in their order.

use domain::StageId;
use domain::pipeline::{Details, Pipeline};
use leptos::prelude::*;

use super::api::{edit_pipeline, list_pipelines};
use super::ask::Wrong;
use super::editor::{Editor, Saving};
use super::stage::Row;
use super::stage_form::StageForm;
use crate::error::Error;
use crate::i18n::{fill, texts_here};
use crate::ui::{Announcer, Button, Dialog};

/// A pipeline while it is shaped.
pub(super) fn editor(pipeline: Pipeline) -> Editor<Details> {
    let Pipeline { id, details, version } = pipeline;
    let (subject, mine) = (id.subject(), id.clone());
    let send = move |patch| -> Saving<Details> {
        let saving = edit_pipeline(id.clone(), patch);
        Box::pin(async move { saving.await.map(|saved| (saved.version, saved.details)) })
    };
    let read = move || -> Saving<Details> {
        let mine = mine.clone();
        Box::pin(async move {
            let found = list_pipelines().await?.into_iter().find(|one| one.id == mine);
            let Pipeline { details, version, .. } = found.ok_or(Error(domain::Error::NotFound))?;
            Ok((version, details))
        })
    };
    Editor::new(subject, (version, details), send, read)
}

/// What a row asks for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Wish {
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// Off the board.
    Hide,
    /// Back on the board.
    Show,
    /// The form.
    Edit,
}

/// The stages in order, and the form for one of them.
#[component]
pub(super) fn Stages(
    /// The pipeline.
    editor: Editor<Details>,
) -> impl IntoView {
    let t = texts_here();
    let s = t.setting();
    let announcer = Announcer::here();
    let open = RwSignal::new(false);
    // None for a new stage.
    let edited = RwSignal::new(None::<StageId>);
    let edit = move |id| {
        edited.set(id);
        open.set(true);
    };
    let step = move |id: &StageId, by: isize| {
        let (at, count) = editor
            .shown
            .with_untracked(|details| (details.stages.iter().position(|stage| stage.id == *id), details.stages.len()));
        let Some((at, to)) = at.and_then(|at| Some((at, at.checked_add_signed(by)?))).filter(|(_, to)| *to < count)
        else {
            return;
        };
        editor.change(|details| details.stages.swap(at, to));
        let name = editor.shown.with_untracked(|details| details.stages[to].name.clone());
        let (place, count) = ((to + 1).to_string(), count.to_string());
        announcer.announce(fill(s.stage_moved, &[("stage", &name), ("place", &place), ("count", &count)]));
        super::stage::focus_after_move(id, by, to == 0, to + 1 == count.parse().unwrap_or(0));
    };
    let wish = Callback::new(move |(id, wish): (StageId, Wish)| {
        let name = editor
            .shown
            .with_untracked(|details| details.stage(&id).map(|stage| stage.name.clone()))
            .unwrap_or_default();
        match wish {
            Wish::Up => step(&id, -1),
            Wish::Down => step(&id, 1),
            Wish::Edit => edit(Some(id)),
            Wish::Hide | Wish::Show => {
                let hidden = wish == Wish::Hide;
                let mut wanted = editor.shown.get_untracked();
                let hide = |details: &mut Details| {
                    details.stages.iter_mut().filter(|stage| stage.id == id).for_each(|stage| stage.hidden = hidden);
                };
                hide(&mut wanted);
                if let Err(cause) = wanted.check() {
                    editor.error.set(Some(Error(cause)));
                    return;
                }
                let text = fill(if hidden { s.stage_was_hidden } else { s.stage_was_shown }, &[("stage", &name)]);
                editor.change_saying(text, hide);
            }
        }
    });
    let saved = Callback::new(move |()| open.set(false));
    let wrong = Signal::derive(move || {
        editor.error.with(|error| match error {
            Some(Error(domain::Error::Taken { .. })) => Some(s.stage_taken.to_owned()),
            Some(error) => Some(error.say(t)),
            None => None,
        })
    });
    let ids =
        move || editor.shown.with(|details| details.stages.iter().map(|stage| stage.id.clone()).collect::<Vec<_>>());
    let title = move || if edited.get().is_some() { s.stage_edit } else { s.stage_add }.to_owned();
    view! {
        <Wrong text=wrong />
        <ol class="setting-list" aria-label=s.stages>
            <For
                each=ids
                key=Clone::clone
                children=move |id| view! { <Row id shown=editor.shown wish /> }
            />
        </ol>
        <div class="setting-tools">
            <Button icon="plus" on:click=move |_| edit(None)>{s.stage_add}</Button>
            <span class="muted setting-keys">{s.stage_keys}</span>
        </div>
        <Dialog open title=Signal::derive(title) light=false>
            {move || view! { <StageForm editor id=edited.get() saved cancel=Callback::new(move |()| open.set(false)) /> }}
        </Dialog>
    }
}
