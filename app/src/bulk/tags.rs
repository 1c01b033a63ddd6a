//! A tag given to all selected records, or taken from them.

use domain::bulk::Verb;
use leptos::prelude::*;

use super::verbs::Doer;
use crate::i18n::{fill, texts_here};
use crate::ui::{Button, Dialog, Kind, Variant};

/// The dialog. Its buttons say how many records they will touch.
#[component]
pub(super) fn TagDialog(open: RwSignal<bool>, doer: Doer, known: Signal<Vec<String>>) -> impl IntoView {
    let t = texts_here();
    view! { <Dialog open title=t.list().tag_title><Form open doer known /></Dialog> }
}

#[component]
fn Form(open: RwSignal<bool>, doer: Doer, known: Signal<Vec<String>>) -> impl IntoView {
    let t = texts_here();
    let (c, l) = (t.contact(), t.list());
    let tag = RwSignal::new(String::new());
    let run = move |add: bool| {
        let name = tag.get_untracked().trim().to_owned();
        if name.is_empty() {
            return;
        }
        open.set(false);
        let act = fill(if add { l.tag_added } else { l.tag_removed }, &[("tag", &name)]);
        doer.run(if add { Verb::AddTag(name) } else { Verb::RemoveTag(name) }, act);
    };
    let on_people = move |text: &str| fill(text, &[("people", &doer.count())]);
    let empty = Signal::derive(move || tag.with(|tag| tag.trim().is_empty()));
    view! {
        <form class="form" on:submit=move |event| {
            event.prevent_default();
            run(true);
        }>
            <label class="field">
                <span class="field-label">{c.tag}</span>
                <input
                    class="field-input"
                    name="bulk-tag"
                    list="bulk-tags"
                    maxlength="40"
                    autocomplete="off"
                    prop:value=move || tag.get()
                    on:input=move |event| tag.set(event_target_value(&event))
                />
                <datalist id="bulk-tags">
                    {move || known.get().into_iter().map(|tag| view! { <option value=tag></option> }).collect_view()}
                </datalist>
            </label>
            <div class="form-actions">
                <Button disabled=empty on:click=move |_| run(false)>{move || on_people(l.tag_take)}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit disabled=empty>{move || on_people(l.tag_give)}</Button>
            </div>
        </form>
    }
}
