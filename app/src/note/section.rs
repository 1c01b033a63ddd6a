//! « Notes » on a record's page, and the way to add one.

use domain::note::{Details, Subject};
use domain::{Cursor, NoteId, Page};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{AddNote as AddNoteCall, Shown, list_notes};
use super::composer::Composer;
use super::item::NoteItem;
use crate::i18n::{Texts, texts_here};
use crate::outbox::{Key, Kind, Outbox, WaitingRows};
use crate::record::{Back, Draft, Reload, Save};
use crate::route;
use crate::ui::{Brief, Button, Empty, Toasts, Variant};

/// « Ajouter une note »: the button, and the box it opens below its row. A draft opens the box by itself.
#[component]
pub(crate) fn AddNote(
    /// The record.
    subject: Subject,
    /// The notes on screen.
    notes: RwSignal<Page<Shown>>,
    /// Reads the page again.
    reload: Reload,
    /// What stands beside the button.
    children: Children,
) -> impl IntoView {
    let t = texts_here();
    let (back, open) = (Back::here(), RwSignal::new(false));
    let draft = Draft::of(&subject.to_string());
    let (kept, by_hand) = (draft.clone(), StoredValue::new(false));
    let press = move |_| {
        by_hand.set_value(true);
        open.set(true);
    };
    Effect::new(move |_| {
        if kept.read().is_some() {
            open.set(true);
        }
    });
    let (outbox, key, on) = (Outbox::here(), Key::new(), subject.to_string());
    let save = Save::new(move |text: String| {
        let (subject, back) = (subject.clone(), back.clone());
        async move {
            let details = Details { text, pinned: false }.tidied();
            details.check()?;
            let call = AddNoteCall { subject: subject.clone(), details, id: key.id() };
            // Kept for later: it stands among what waits.
            let Some(added) = outbox.send(Kind::Note, vec![subject.to_string()], String::new(), key, call).await?
            else {
                return Ok(());
            };
            let id = added.note.id.clone();
            notes.try_update(|notes| {
                let at = notes.rows.iter().position(|shown| !shown.note.details.pinned).unwrap_or(notes.rows.len());
                if notes.rows.iter().all(|shown| shown.note.id != added.note.id) {
                    notes.rows.insert(at, added);
                }
            });
            back.offer(id.subject(), t.note().added, Default::default(), move |_| reload.soon());
            reload.soon();
            Ok(())
        }
    });
    let plain = plain_form(t, &on);
    view! {
        <div class="quick">
            <noscript inner_html=plain></noscript>
            <div class="quick-row">
                <Button icon="note" attr:id="add-note" on:click=press>
                    <Brief full=t.note().add short=t.note().add_short />
                </Button>
                {children()}
            </div>
            <Show when=move || open.get()>
                <Composer
                    open
                    draft=draft.clone()
                    start=String::new()
                    save=save.clone()
                    focus=by_hand.get_value()
                    back="#add-note"
                />
            </Show>
        </div>
    }
}

/// A form that the server takes by itself, for a browser without scripts. As text: with scripts it is none of the page.
fn plain_form(t: &'static Texts, on: &str) -> String {
    let (n, action) = (t.note(), route::NOTES);
    format!(
        "<form class=\"note-plain\" method=\"post\" action=\"{action}\">\
         <input type=\"hidden\" name=\"fiche\" value=\"{on}\">\
         <textarea class=\"field-input\" name=\"texte\" rows=\"3\" required aria-label=\"{label}\"></textarea>\
         <button class=\"button\" type=\"submit\">{act}</button></form>",
        label = n.your_note,
        act = n.add,
    )
}

/// The notes.
#[component]
pub(crate) fn NoteSection(
    /// The record.
    subject: Subject,
    /// Its notes.
    notes: RwSignal<Page<Shown>>,
    /// Reads the page again.
    reload: Reload,
) -> impl IntoView {
    let (t, toasts) = (texts_here(), Toasts::here());
    let (pending, on) = (RwSignal::new(false), subject.to_string());
    let (outbox, about) = (Outbox::here(), on.clone());
    let waiting = move || !outbox.about(Kind::Note, &about).is_empty();
    let ids = move || notes.with(|notes| notes.rows.iter().map(|shown| shown.note.id.clone()).collect::<Vec<_>>());
    let item = move |id: NoteId| {
        let shown = Memo::new(move |last: Option<&Option<Shown>>| {
            let found = notes.with(|notes| notes.rows.iter().find(|shown| shown.note.id == id).cloned());
            // While it goes its last state stays on screen.
            found.or_else(|| last.cloned().flatten())
        });
        view! { <NoteItem shown notes reload /> }
    };
    let more = move |_| {
        let Some(next) = notes.with_untracked(|notes| notes.next.clone()) else { return };
        pending.set(true);
        let subject = subject.clone();
        spawn_local(async move {
            match list_notes(subject, Some::<Cursor>(next)).await {
                Ok(older) => drop(notes.try_update(|notes| {
                    notes.next = older.next;
                    notes.rows.extend(older.rows);
                })),
                Err(error) => toasts.show(error.say(t)),
            }
            pending.try_set(false);
        });
    };
    view! {
        <section class="section" aria-labelledby="notes-title">
            <div class="section-head"><h2 class="section-title" id="notes-title">{t.note().notes}</h2></div>
            <WaitingRows kind=Kind::Note subject=Some(on) reload />
            <Show
                when=move || notes.with(|notes| !notes.rows.is_empty())
                fallback=move || (!waiting()).then(|| view! { <Empty small=true icon="note" title=t.note().none /> })
            >
                <ul class="notes">
                    <For each=ids key=|id| id.clone() children=item />
                </ul>
            </Show>
            <Show when=move || notes.with(|notes| notes.next.is_some())>
                <div><Button variant=Variant::Ghost pending on:click=more.clone()>{t.common().more}</Button></div>
            </Show>
        </section>
    }
}
