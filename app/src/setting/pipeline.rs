//! The pipelines: which one, its name, its stages.

use domain::PipelineId;
use domain::pipeline::{Details, Pipeline, Stage};
use leptos::prelude::*;

use super::api::{create_pipeline, list_pipelines};
use super::ask::{Ask, Wrong};
use super::editor::{Editor, said};
use super::stages::{self, Stages};
use crate::error::Error;
use crate::frame::failed;
use crate::i18n::texts_here;
pub(super) use crate::record::new_id;
use crate::ui::{Button, Dialog, Kind, TextField, Toasts, Variant};

fn keyed(pipeline: Pipeline) -> (PipelineId, Editor<Details>) {
    (pipeline.id.clone(), stages::editor(pipeline))
}

/// All pipelines.
#[component]
pub(super) fn Pipelines() -> impl IntoView {
    let pipelines = Resource::new_blocking(|| (), |()| list_pipelines());
    view! {
        <Suspense>
            {move || {
                pipelines.get().map(|pipelines| match pipelines {
                    Ok(list) => view! { <Shelf list /> }.into_any(),
                    Err(error) => failed(&error),
                })
            }}
        </Suspense>
    }
}

/// Which dialog is open.
#[derive(Clone, Copy, PartialEq)]
enum Naming {
    New,
    Rename,
}

#[component]
fn Shelf(list: Vec<Pipeline>) -> impl IntoView {
    let t = texts_here();
    let s = t.setting();
    let toasts = Toasts::here();
    let editors = RwSignal::new(list.into_iter().map(keyed).collect::<Vec<_>>());
    let chosen = RwSignal::new(0_usize);
    let shown = move || editors.with(|editors| editors.get(chosen.get()).cloned());
    let editor = move || shown().map(|(_, editor)| editor);
    let naming = RwSignal::new(Naming::New);
    let open = RwSignal::new(false);
    let begin = move |what| {
        naming.set(what);
        open.set(true);
    };
    let created = Callback::new(move |pipeline: Pipeline| {
        open.set(false);
        editors.update(|editors| editors.push(keyed(pipeline)));
        chosen.set(editors.with_untracked(Vec::len).saturating_sub(1));
        toasts.show(s.pipeline_created);
    });
    let renamed = Callback::new(move |()| {
        open.set(false);
    });
    let tabs = move || {
        if editors.with(Vec::len) < 2 {
            return view! { <h3>{move || editor().map(|editor| editor.shown.with(|details| details.name.clone()))}</h3> }.into_any();
        }
        let names = editors.get().into_iter().enumerate().map(|(at, (_, editor))| {
                view! {
                    <button type="button" aria-pressed=move || (chosen.get() == at).to_string() on:click=move |_| chosen.set(at)>
                        {move || editor.shown.with(|details| details.name.clone())}
                    </button>
                }
            });
        view! { <span class="segment setting-choices" role="group" aria-label=s.pipelines>{names.collect_view()}</span> }.into_any()
    };
    let title = move || if naming.get() == Naming::New { s.pipeline_new } else { s.pipeline_rename }.to_owned();
    view! {
        <div class="setting-tools">
            {tabs}
            <Button variant=Variant::Ghost icon="edit" on:click=move |_| begin(Naming::Rename)>{s.pipeline_rename}</Button>
            <Button icon="plus" class="push" on:click=move |_| begin(Naming::New)>{s.pipeline_new}</Button>
        </div>
        // Keyed, so that another pipeline gets rows of its own.
        <For each=shown key=|(id, _)| id.clone() let:((_, editor))>
            <section class="setting-section" aria-label=move || editor.shown.with(|details| details.name.clone())>
                <Stages editor />
            </section>
        </For>
        <Dialog open title=Signal::derive(title) light=false>
            {move || {
                editor().map(|editor| {
                    view! { <NameForm editor new=naming.get() == Naming::New created renamed cancel=Callback::new(move |()| open.set(false)) /> }
                })
            }}
        </Dialog>
    }
}

/// Names a new pipeline, or another name for the one shown.
#[component]
fn NameForm(
    editor: Editor<Details>,
    new: bool,
    created: Callback<Pipeline>,
    renamed: Callback<()>,
    cancel: Callback<()>,
) -> impl IntoView {
    let t = texts_here();
    let s = t.setting();
    let details = editor.shown.get_untracked();
    let name = RwSignal::new(if new { String::new() } else { details.name.clone() });
    let ask = Ask::new();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = domain::text::tidy(&name.get_untracked());
        let fresh = |stage: Stage| Some(Stage { id: if new { new_id()? } else { stage.id.clone() }, ..stage });
        let stages = details.stages.iter().filter(|stage| !new || !stage.hidden).cloned().filter_map(fresh).collect();
        let text = said(t, &details.name, &name);
        let wanted = Details { name, stages };
        if let Err(cause) = wanted.check() {
            ask.error.set(Some(Error(cause)));
        } else if new {
            ask.send(create_pipeline(wanted), move |pipeline| created.run(pipeline));
        } else {
            ask.send(editor.save(wanted, text), move |()| renamed.run(()));
        }
    };
    view! {
        <form class="form" on:submit=save novalidate>
            <Wrong text=ask.above(&["name"]) />
            <TextField
                label=s.pipeline_name
                name="pipeline-name"
                value=name
                required=true
                autocomplete="off"
                help=if new { s.pipeline_new_note.to_owned() } else { String::new() }
                error=ask.on("name")
            />
            <div class="form-actions">
                <Button on:click=move |_| cancel.run(())>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending=ask.busy>{t.common().save}</Button>
            </div>
        </form>
    }
}
