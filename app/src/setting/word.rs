//! One word of a list: its row, and the form of its name.

use domain::vocabulary::{Details, Word};
use domain::{Error as Cause, WordId};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::ask::{Ask, Wrong};
use super::editor::{Editor, said};
use super::pipeline::new_id;
use crate::error::Error;
use crate::i18n::{fill, texts_here};
use crate::ui::{Badge, Button, Kind, TextField, Variant};

/// What a row asks for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Wish {
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// Offered no longer, or again.
    Turn,
    /// The form.
    Edit,
}

/// Moving a row takes the focus from it: give it back to the button that moved it, or to the other one at an end.
pub(super) fn focus_after_move(id: &WordId, by: isize, first: bool, last: bool) {
    let up = if by < 0 { !first } else { last };
    let button = format!("word-{}-{id}", if up { "up" } else { "down" });
    request_animation_frame(move || {
        let button = document().get_element_by_id(&button).and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(button) = button {
            let _ = button.focus();
        }
    });
}

/// A row: order, name, and what can be done.
#[component]
pub(super) fn Row(
    /// Which.
    id: WordId,
    /// The list as on screen.
    shown: RwSignal<Details>,
    /// Hears what is wished for.
    wish: Callback<(WordId, Wish)>,
) -> impl IntoView {
    let t = texts_here();
    let (s, d) = (t.setting(), t.desk());
    let wanted = id.clone();
    let word = Memo::new(move |_| shown.with(|details| details.words.iter().find(|word| word.id == wanted).cloned()));
    let wanted = id.clone();
    let ends = Memo::new(move |_| {
        let is = |word: Option<&Word>| word.is_some_and(|word| word.id == wanted);
        shown.with(|details| (is(details.words.first()), is(details.words.last())))
    });
    let name = move || word.with(|word| word.as_ref().map(|word| word.name.clone())).unwrap_or_default();
    let hidden = move || word.with(|word| word.as_ref().is_some_and(|word| word.hidden));
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
    let turn_label =
        move || fill(if hidden() { s.stage_show_label } else { s.stage_hide_label }, &[("stage", &name())]);
    view! {
        <li class="setting-row" class:setting-row-off=hidden on:keydown=keys>
            <span class="setting-order">
                <Button
                    variant=Variant::Ghost
                    small=true
                    icon="chevron-up"
                    class="button-icon"
                    attr:id=format!("word-up-{id}")
                    attr:aria-label=named(s.stage_up)
                    disabled=Signal::derive(move || ends.get().0)
                    on:click=ask(Wish::Up)
                />
                <Button
                    variant=Variant::Ghost
                    small=true
                    icon="chevron-down"
                    class="button-icon"
                    attr:id=format!("word-down-{id}")
                    attr:aria-label=named(s.stage_down)
                    disabled=Signal::derive(move || ends.get().1)
                    on:click=ask(Wish::Down)
                />
            </span>
            <span class="setting-row-text"><span class="setting-row-name">{name}</span></span>
            {move || hidden().then(|| view! { <Badge icon="eye">{d.word_hidden}</Badge> })}
            <Button variant=Variant::Ghost attr:aria-label=turn_label on:click=ask(Wish::Turn)>
                {move || if hidden() { s.stage_show } else { s.stage_hide }}
            </Button>
            <Button variant=Variant::Ghost icon="edit" class="button-icon" attr:aria-label=named(s.stage_edit_label) on:click=ask(Wish::Edit) />
        </li>
    }
}

/// The name of a word, new or known.
#[component]
pub(super) fn WordForm(
    /// The list.
    editor: Editor<Details>,
    /// Which word; a new one without.
    id: Option<WordId>,
    /// Hears that it is saved.
    saved: Callback<()>,
    /// Closes the dialog.
    cancel: Callback<()>,
) -> impl IntoView {
    let t = texts_here();
    let d = t.desk();
    let known = |details: &Details| details.words.iter().find(|word| Some(&word.id) == id.as_ref()).cloned();
    let name = editor.shown.with_untracked(known).map(|word| word.name).unwrap_or_default();
    let (before, name, ask) = (name.clone(), RwSignal::new(name), Ask::new());
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let mut wanted = editor.shown.get_untracked();
        let typed = domain::text::tidy(&name.get_untracked());
        let text = said(t, &before, &typed);
        match (&id, new_id::<WordId>()) {
            (Some(id), _) => {
                wanted.words.iter_mut().filter(|word| word.id == *id).for_each(|word| word.name = typed.clone())
            }
            (None, Some(id)) => wanted.words.push(Word { id, name: typed, hidden: false }),
            (None, None) => return,
        }
        match wanted.check() {
            Ok(()) => ask.send(editor.save(wanted, text), move |()| saved.run(())),
            Err(cause) => ask.error.set(Some(Error(cause))),
        }
    };
    let error = Signal::derive(move || {
        let taken = ask.error.with(|error| matches!(error, Some(Error(Cause::Taken { .. }))));
        if taken { Some(d.word_taken.to_owned()) } else { ask.on("word").get() }
    });
    let above = ask.above(&["word"]);
    // What stands beside the field is not said twice.
    let above = Signal::derive(move || if error.get().is_some() { None } else { above.get() });
    view! {
        <form class="form" on:submit=save novalidate>
            <Wrong text=above />
            <TextField label=d.word_name name="word-name" value=name required=true autocomplete="off" error />
            <div class="form-actions">
                <Button on:click=move |_| cancel.run(())>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending=ask.busy>{t.common().save}</Button>
            </div>
        </form>
    }
}
