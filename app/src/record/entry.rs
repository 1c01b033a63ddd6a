//! The control that stands in a value's place while it is edited.

use domain::Error as Cause;
use leptos::html::{Div, Input, Select};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, wasm_bindgen::JsCast};

use super::draft::Draft;
use super::edit::Save;
use super::way::{Suggest, Way};
use crate::error::Error;
use crate::i18n::{Texts, fill, texts_here};
use crate::ui::{Button, Icon};

/// What one edit knows of itself.
#[derive(Clone, Copy)]
struct Edit {
    start: StoredValue<String>,
    typed: RwSignal<String>,
    /// The record's value as it stands, which others may change meanwhile.
    present: Signal<String>,
    error: RwSignal<Option<String>>,
    pending: RwSignal<bool>,
    over: StoredValue<bool>,
    save: StoredValue<Save>,
    done: Callback<bool>,
    texts: &'static Texts,
    /// What the keys of a choice are called; a value without reads as it is.
    names: StoredValue<Vec<(String, String)>>,
    /// Whether the server tells of what others wrote into the field meanwhile.
    told: bool,
    /// Whether somebody did: then one chooses.
    conflict: RwSignal<bool>,
    /// Where it is kept while one signs in again.
    draft: StoredValue<Option<Draft>>,
}

impl Edit {
    /// Ends it. Taking the control away blurs it, which must not save once more.
    fn end(self, refocus: bool) {
        self.over.try_set_value(true);
        self.keep("");
        self.done.try_run(refocus);
    }

    fn keep(self, text: &str) {
        if let Some(Some(draft)) = self.draft.try_get_value() {
            draft.keep(text);
        }
    }

    fn commit(self, refocus: bool) {
        let (Some(false), Some(false)) = (self.over.try_get_value(), self.pending.try_get_untracked()) else { return };
        let text = self.typed.get_untracked();
        // After an error the same text is worth another try.
        if text == self.start.get_value() && self.error.with_untracked(Option::is_none) {
            return self.end(refocus);
        }
        let present = self.present.get_untracked();
        if !self.told && present != text && present != self.start.get_value() {
            // Both values are on screen now: saving once more is a decision.
            return self.contested(None);
        }
        self.pending.set(true);
        let saving = self.save.get_value().run(text);
        spawn_local(async move {
            match saving.await {
                Ok(()) => self.end(refocus),
                Err(Error(Cause::Changed { by, .. })) => {
                    self.pending.try_set(false);
                    self.contested(by);
                }
                Err(error) => {
                    if error.0 == Cause::Unauthorized {
                        let typed = self.typed.try_get_untracked().unwrap_or_default();
                        self.keep(&typed);
                    }
                    self.pending.try_set(false);
                    self.conflict.try_set(false);
                    self.error.try_set(Some(error.say(self.texts)));
                }
            }
        });
    }

    /// Says what stands there by now, and by whom; and lets one choose.
    fn contested(self, by: Option<String>) {
        let Some(present) = self.present.try_get_untracked() else { return };
        self.start.set_value(present.clone());
        let e = self.texts.error();
        let by = by.as_deref().unwrap_or(e.somebody);
        let name =
            |names: &Vec<(String, String)>| names.iter().find(|(key, _)| *key == present).map(|(_, name)| name.clone());
        let value = self.names.with_value(name).unwrap_or(present);
        let text = if value.is_empty() { e.emptied } else { e.wrote };
        self.conflict.set(true);
        self.error.set(Some(fill(text, &[("by", by), ("value", &value)])));
    }

    /// Leaving the control saves, but never over an error: what a colleague wrote meanwhile is only replaced on purpose.
    fn leave(self) {
        if self.error.try_with_untracked(Option::is_none) == Some(true) {
            self.commit(false);
        }
    }

    fn press(self, event: &ev::KeyboardEvent) {
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                self.commit(true);
            }
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                self.end(true);
            }
            _ => {}
        }
    }
}

/// The control.
#[component]
pub(crate) fn Entry(
    label: &'static str,
    present: Signal<String>,
    way: Way,
    save: Save,
    done: Callback<bool>,
) -> impl IntoView {
    let start = present.get_untracked();
    let (save, told) = save.begin();
    let names = match &way {
        Way::Choice(options) => options.get_untracked(),
        _ => Vec::new(),
    };
    let draft = Draft::of_value(label);
    let edit = Edit {
        typed: RwSignal::new(draft.as_ref().and_then(Draft::read).unwrap_or_else(|| start.clone())),
        start: StoredValue::new(start),
        present,
        error: RwSignal::new(None),
        pending: RwSignal::new(false),
        over: StoredValue::new(false),
        save: StoredValue::new(save),
        done,
        texts: texts_here(),
        names: StoredValue::new(names),
        told,
        conflict: RwSignal::new(false),
        draft: StoredValue::new(draft),
    };
    // Not below the bar at the foot of a phone.
    let contest = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(contest) = contest.get() {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            contest.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let control = match way {
        Way::Text(kind) => view! { <Line label edit kind /> }.into_any(),
        Way::Several => view! { <Line label edit kind="text" several=true /> }.into_any(),
        Way::Suggested(suggest) => view! { <Line label edit kind="text" suggest /> }.into_any(),
        Way::Choice(options) => view! { <Choice label edit options /> }.into_any(),
    };
    view! {
        <div class="field" aria-busy=move || edit.pending.get().then_some("true")>
            {control}
            {move || {
                edit.error.get().map(|text| {
                    view! { <p class="field-error" role="alert"><Icon name="alert" /><span>{text}</span></p> }
                })
            }}
            <Show when=move || edit.conflict.get()>
                <div class="field-contest" node_ref=contest>
                    <Button pending=edit.pending on:click=move |_| edit.commit(true)>{edit.texts.form().keep_mine}</Button>
                    <Button on:click=move |_| edit.end(true)>{edit.texts.form().take_theirs}</Button>
                </div>
            </Show>
        </div>
    }
}

#[component]
fn Line(
    label: &'static str,
    edit: Edit,
    kind: &'static str,
    #[prop(optional)] suggest: Option<Suggest>,
    #[prop(optional)] several: bool,
) -> impl IntoView {
    let node = NodeRef::<Input>::new();
    Effect::new(move |_| {
        let Some(input) = node.get() else { return };
        let _ = input.focus();
        let value = input.value();
        if several && !value.is_empty() {
            // With the caret at the end, where setting a value puts it.
            input.set_value(&format!("{value}, "));
        } else {
            input.select();
        }
    });
    let found = RwSignal::new(Vec::<String>::new());
    let list = suggest.is_some().then_some("names-that-begin-so");
    let input = move |event| {
        edit.typed.set(event_target_value(&event));
        if let Some(suggest) = &suggest {
            suggest.fill(edit.typed, found);
        }
    };
    view! {
        <input
            node_ref=node
            class="field-input"
            type=kind
            aria-label=label
            list=list
            autocomplete="off"
            value=edit.typed.get_untracked()
            readonly=move || edit.pending.get()
            aria-invalid=move || edit.error.with(Option::is_some).then_some("true")
            on:input=input
            on:keydown=move |event| edit.press(&event)
            on:blur=move |_| edit.leave()
        />
        {list.map(|id| {
            view! {
                <datalist id=id>
                    {move || found.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
                </datalist>
            }
        })}
    }
}

#[component]
fn Choice(label: &'static str, edit: Edit, options: Signal<Vec<(String, String)>>) -> impl IntoView {
    let node = NodeRef::<Select>::new();
    Effect::new(move |_| {
        if let Some(select) = node.get() {
            let _ = select.focus();
            // Open at once: one press fewer. Older browsers leave it closed.
            if let Ok(open) = js_sys::Reflect::get(&select, &"showPicker".into())
                && let Ok(open) = open.dyn_into::<js_sys::Function>()
            {
                let _ = open.call0(&select);
            }
        }
    });
    let start = edit.typed.get_untracked();
    let choices = options.get_untracked().into_iter().map(move |(key, name)| {
        let selected = key == start;
        view! { <option value=key selected=selected>{name}</option> }
    });
    view! {
        <span class="field-select">
            <select
                node_ref=node
                class="field-input"
                aria-label=label
                on:change=move |event| {
                    edit.typed.set(event_target_value(&event));
                    edit.commit(true);
                }
                on:keydown=move |event| edit.press(&event)
                on:blur=move |_| edit.leave()
            >
                {choices.collect_view()}
            </select>
            <Icon name="chevron-down" />
        </span>
    }
}
