//! The box in which a note is written. What is typed is kept as a draft; taking it away can be taken back.

use domain::Error as Cause;
use leptos::html::{Div, Textarea};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use leptos::{ev, task::spawn_local};

use super::body::body;
use super::mention::{LIST, MentionList, Mentions};
use crate::i18n::texts_here;
use crate::record::{Draft, Save};
use crate::ui::{Button, Icon, Toasts, Variant};

/// The box. It exists in the browser only, once somebody wants to write.
#[component]
pub(super) fn Composer(
    /// Whether it is there; saving and cancelling close it.
    open: RwSignal<bool>,
    /// Where the draft is kept.
    draft: Draft,
    /// The text to start from when there is no draft.
    start: String,
    /// Saves the text.
    save: Save,
    /// Takes the focus when it appears: not when a draft opened it by itself.
    focus: bool,
    /// What gets the focus when it goes.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let t = texts_here();
    let toasts = Toasts::here();
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None::<String>));
    // What somebody else wrote meanwhile.
    let theirs = RwSignal::new(None::<String>);
    let area = NodeRef::<Textarea>::new();
    let before = start.clone();
    let first = draft.read().unwrap_or(start);
    let text = RwSignal::new(first.clone());
    Effect::new(move |_| {
        if let Some(area) = area.get().filter(|_| focus) {
            let _ = area.focus();
        }
    });
    // What is written at the end, and the button below it, stay in sight: also above a telephone's keys.
    let foot = NodeRef::<Div>::new();
    let follow = move || {
        let (Some(area), Some(foot)) = (area.get_untracked(), foot.get_untracked()) else { return };
        let end = u32::try_from(area.value().encode_utf16().count()).ok();
        if area.selection_end().ok().flatten() == end {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            foot.scroll_into_view_with_scroll_into_view_options(&options);
        }
    };
    let (draft, back) = (StoredValue::new(draft), StoredValue::new(back));
    let take = move |typed: String| {
        draft.with_value(|draft| draft.keep(&typed));
        text.set(typed);
    };
    let mentions = Mentions::new(area, Callback::new(take));
    let close = move || {
        let back = back.try_get_value();
        open.try_set(false);
        request_animation_frame(move || {
            let found = back.and_then(|back| document().query_selector(&back).ok().flatten());
            if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                let _ = found.focus();
            }
        });
    };
    let send = move || {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let saving = save.run(text.get_untracked());
        let draft = draft.get_value();
        spawn_local(async move {
            match saving.await {
                Ok(()) => {
                    draft.keep("");
                    close();
                }
                Err(problem) => {
                    theirs.try_set(match &problem.0 {
                        Cause::Changed { theirs, .. } => theirs.as_str().map(str::to_owned),
                        _ => None,
                    });
                    error.try_set(Some(problem.say(t)));
                    if let Some(Some(area)) = area.try_get_untracked() {
                        let _ = area.focus();
                    }
                }
            }
            pending.try_set(false);
        });
    };
    let take_theirs = move || {
        let Some(text) = theirs.try_update(Option::take).flatten() else { return };
        error.set(None);
        if let Some(area) = area.get_untracked() {
            area.set_value(&text);
            let _ = area.focus();
        }
        take(text);
    };
    let save_word = move || if theirs.with(Option::is_some) { t.form().keep_mine } else { t.common().save };
    let cancel = move || {
        let (typed, draft) = (text.get_untracked(), draft.get_value());
        draft.keep("");
        close();
        if typed != before && !typed.trim().is_empty() {
            toasts.show_with_undo(t.note().dropped, move || {
                draft.keep(&typed);
                open.try_set(true);
            });
        }
    };
    let (send_key, cancel_key) = (send.clone(), cancel.clone());
    // The text as it will stand, in the place of the box.
    let shown = RwSignal::new(false);
    let preview = move || {
        shown.get().then(|| {
            let blocks = text.with(|text| domain::markdown::read(text));
            view! { <div class="note-body composer-preview" aria-label=t.note().preview role="group">{body(&blocks)}</div> }
        })
    };
    let look = move |_| {
        shown.update(|shown| *shown = !*shown);
        if let Some(area) = area.get_untracked().filter(|_| !shown.get_untracked()) {
            request_animation_frame(move || drop(area.focus()));
        }
    };
    let peeking = crate::record::peeking();
    let press = move |event: ev::KeyboardEvent| match event.key().as_str() {
        _ if mentions.press(&event) => {}
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            send_key();
        }
        // Over a list it closes the sheet, and the draft stays.
        "Escape" if peeking => {}
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            cancel_key();
        }
        _ => {}
    };
    view! {
        <div class="composer" on:keydown=press aria-busy=move || pending.get().then_some("true")>
            <div class="mention-place" hidden=move || shown.get()>
            <textarea
                node_ref=area
                class="field-input"
                name="note"
                rows="3"
                aria-label=t.note().text
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                placeholder=t.note().placeholder
                aria-autocomplete="list"
                aria-controls=move || mentions.active().map(|_| LIST)
                aria-activedescendant=move || mentions.active()
                on:input=move |event| {
                    take(event_target_value(&event));
                    mentions.look();
                    follow();
                }
                on:click=move |_| mentions.look()
                on:blur=move |_| mentions.close()
            >
                {first}
            </textarea>
            <MentionList mentions />
            </div>
            {preview}
            {move || {
                error.get().map(|text| {
                    view! { <p class="field-error" role="alert"><Icon name="alert" /><span>{text}</span></p> }
                })
            }}
            <div class="composer-foot" node_ref=foot>
                <span class="composer-hint">{t.note().hint}</span>
                <Button small=true variant=Variant::Ghost disabled=Signal::derive(move || text.with(|text| text.trim().is_empty())) on:click=look>
                    {move || if shown.get() { t.note().write } else { t.note().preview }}
                </Button>
                <Button small=true on:click=move |_| cancel()>{t.common().cancel}</Button>
                <Show when=move || theirs.with(Option::is_some)>
                    <Button small=true on:click=move |_| take_theirs()>{t.form().take_theirs}</Button>
                </Show>
                <Button small=true variant=Variant::Primary pending on:click=move |_| send()>{save_word}</Button>
            </div>
        </div>
    }
}
