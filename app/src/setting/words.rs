//! A list of words that forms offer: their order, their names, and which ones are offered.

use domain::WordId;
use domain::patch::Patch;
use domain::vocabulary::{Details, List, Vocabulary};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use super::ask::Wrong;
use super::editor::{Editor, Saving};
use super::word::{Row, Wish, WordForm, focus_after_move};
use crate::error::Error;
use crate::frame::failed;
use crate::i18n::{fill, texts_here};
use crate::ui::{Announcer, Button, Dialog};

/// A list with its hidden words.
#[server(prefix = "/api", endpoint = "setting/words", input = Json)]
pub async fn show_words(list: List) -> Result<Vocabulary, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(actor.may(domain::Right::ManageSettings))?;
    crate::ssr::answer(crm.vocabularies().show(&actor, list).await)
}

/// Changed words of a list.
#[server(prefix = "/api", endpoint = "setting/words/edit", input = Json)]
pub async fn edit_words(list: List, patch: Patch) -> Result<Vocabulary, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.vocabularies().edit(&actor, list, patch).await)
}

/// One list.
#[component]
pub(super) fn Words(list: List) -> impl IntoView {
    let words = Resource::new_blocking(|| (), move |()| show_words(list));
    view! {
        <Suspense>
            {move || {
                words.get().map(|words| match words {
                    Ok(Vocabulary { details, version }) => {
                        let send = move |patch| -> Saving<Details> {
                            Box::pin(async move {
                                let Vocabulary { details, version } = edit_words(list, patch).await?;
                                Ok((version, details))
                            })
                        };
                        let read = move || -> Saving<Details> {
                            Box::pin(async move { show_words(list).await.map(|now| (now.version, now.details)) })
                        };
                        let subject = list.subject();
                        view! { <Shaped editor=Editor::new(subject, (version, details), send, read) /> }.into_any()
                    }
                    Err(error) => failed(&error),
                })
            }}
        </Suspense>
    }
}

#[component]
fn Shaped(editor: Editor<Details>) -> impl IntoView {
    let t = texts_here();
    let (s, d) = (t.setting(), t.desk());
    let announcer = Announcer::here();
    // None for a new word.
    let (open, edited) = (RwSignal::new(false), RwSignal::new(None::<WordId>));
    let edit = move |id| {
        edited.set(id);
        open.set(true);
    };
    let step = move |id: &WordId, by: isize| {
        let place = |details: &Details| {
            let at = details.words.iter().position(|word| word.id == *id)?;
            Some((at, at.checked_add_signed(by).filter(|to| *to < details.words.len())?, details.words.len()))
        };
        let Some((at, to, count)) = editor.shown.with_untracked(place) else { return };
        editor.change(|details| details.words.swap(at, to));
        let name = editor.shown.with_untracked(|details| details.words[to].name.clone());
        let (place, number) = ((to + 1).to_string(), count.to_string());
        announcer.announce(fill(s.stage_moved, &[("stage", &name), ("place", &place), ("count", &number)]));
        focus_after_move(id, by, to == 0, to + 1 == count);
    };
    let wish = Callback::new(move |(id, wish): (WordId, Wish)| match wish {
        Wish::Up => step(&id, -1),
        Wish::Down => step(&id, 1),
        Wish::Edit => edit(Some(id)),
        Wish::Turn => {
            let known = |details: &Details| details.words.iter().find(|word| word.id == id).cloned();
            let Some(word) = editor.shown.with_untracked(known) else { return };
            let hidden = !word.hidden;
            let text = fill(if hidden { d.word_was_hidden } else { d.word_was_shown }, &[("word", &word.name)]);
            editor.change_saying(text, |details| {
                details.words.iter_mut().filter(|word| word.id == id).for_each(|word| word.hidden = hidden);
            });
        }
    });
    let saved = Callback::new(move |()| open.set(false));
    let wrong = Signal::derive(move || editor.error.with(|error| error.as_ref().map(|error| error.say(t))));
    let ids = move || editor.shown.with(|details| details.words.iter().map(|word| word.id.clone()).collect::<Vec<_>>());
    let title = move || if edited.get().is_some() { d.word_edit } else { d.word_new }.to_owned();
    view! {
        <Wrong text=wrong />
        <ol class="setting-list">
            <For each=ids key=Clone::clone children=move |id| view! { <Row id shown=editor.shown wish /> } />
        </ol>
        <div class="setting-tools">
            <Button icon="plus" on:click=move |_| edit(None)>{d.word_add}</Button>
            <span class="muted setting-keys">{d.word_keys}</span>
        </div>
        <Dialog open title=Signal::derive(title) light=false>
            {move || view! { <WordForm editor id=edited.get() saved cancel=Callback::new(move |()| open.set(false)) /> }}
        </Dialog>
    }
}
