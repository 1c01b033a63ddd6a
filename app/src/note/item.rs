//! One note: who, when, what; and what can be done with it.

use domain::note::{Details, Note};
use domain::{Error as Cause, Page, Patch, Right};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{Shown, edit_note, remove_note};
use super::body::body;
use super::composer::Composer;
use crate::error::Error;
use crate::i18n::{Lang, Texts, lang, texts_here};
use crate::me::{can, me, today, zone};
use crate::record::{Back, Draft, Reload, Save, values};
use crate::ui::{Avatar, AvatarSize, Badge, Menu, MenuItem, Toasts};

/// What the acts on a note need.
#[derive(Clone, Copy)]
struct Acts {
    notes: RwSignal<Page<Shown>>,
    reload: Reload,
    toasts: Toasts,
    back: StoredValue<Back>,
    t: &'static Texts,
}

impl Acts {
    fn put(self, next: Shown) {
        self.notes.try_update(|notes| {
            if let Some(shown) = notes.rows.iter_mut().find(|shown| shown.note.id == next.note.id) {
                *shown = next;
            }
        });
        self.reload.soon();
    }

    /// Says what was done, and offers to take it back.
    fn offer(self, next: &Shown, text: &'static str, field: &'static str) {
        let after = values(&next.note.details, &[field]);
        self.back.with_value(|back| back.offer(next.note.id.subject(), text, after, move |_| self.reload.soon()));
    }

    /// Takes it off the screen at once; it comes back if that was refused, or is taken back.
    fn remove(self, note: Note) {
        let before = self.notes.get_untracked();
        self.notes.update(|notes| notes.rows.retain(|shown| shown.note.id != note.id));
        spawn_local(async move {
            let id = note.id;
            match remove_note(id.clone(), true).await {
                Ok(_) => self.toasts.show_with_undo(self.t.note().removed, move || {
                    let id = id.clone();
                    spawn_local(async move {
                        if let Err(error) = remove_note(id, false).await {
                            self.toasts.show(error.say(self.t));
                        }
                        self.reload.soon();
                    });
                }),
                Err(error) => {
                    self.notes.try_set(before);
                    self.toasts.show(error.say(self.t));
                }
            }
            self.reload.soon();
        });
    }

    fn pin(self, note: Note) {
        spawn_local(async move {
            let wanted = Details { pinned: !note.details.pinned, ..note.details.clone() };
            match edit_note(note.id, Patch::between(note.version, &note.details, &wanted)).await {
                Ok(next) => {
                    self.offer(
                        &next,
                        if wanted.pinned { self.t.note().is_pinned } else { self.t.note().is_unpinned },
                        "pinned",
                    );
                    self.put(next);
                }
                Err(error) => self.toasts.show(error.say(self.t)),
            }
        });
    }

    /// Saves the text. After a refusal because of somebody else the next try knows what stands there now.
    fn save(self, read: StoredValue<Note>) -> Save {
        Save::new(move |text: String| async move {
            let note = read.get_value();
            let wanted = Details { text, ..note.details.clone() }.tidied();
            wanted.check()?;
            match edit_note(note.id.clone(), Patch::between(note.version, &note.details, &wanted)).await {
                Ok(next) => {
                    self.offer(&next, self.t.note().changed, "text");
                    self.put(next);
                    Ok(())
                }
                Err(Error(Cause::Changed { field, theirs, yours, by })) => {
                    if let Some(theirs) = theirs.as_str() {
                        read.try_update_value(|note| theirs.clone_into(&mut note.details.text));
                    }
                    self.reload.soon();
                    Err(Error(Cause::Changed { field, theirs, yours, by }))
                }
                Err(error) => Err(error),
            }
        })
    }
}

fn head(t: &'static Texts, lang: Lang, note: &Note) -> impl IntoView + use<> {
    let (zone, today) = (zone(), today());
    let name = if note.by.user.is_some() { note.by.name.clone() } else { t.common().operator.to_owned() };
    let at = note.written_at;
    view! {
        <Avatar name=name.clone() size=AvatarSize::Small silent=true />
        <span class="note-by">{name}</span>
        <time class="note-when num">{move || at.show(&zone, today.get(), lang.french())}</time>
        {note.edited_at.map(|_| view! { <span class="note-when">{t.note().edited}</span> })}
        {note.details.pinned.then(|| view! { <Badge icon="pin">{t.note().pinned}</Badge> })}
    }
}

/// A note in its list.
#[component]
pub(super) fn NoteItem(shown: Memo<Option<Shown>>, notes: RwSignal<Page<Shown>>, reload: Reload) -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let acts = Acts { notes, reload, toasts: Toasts::here(), back: StoredValue::new(Back::here()), t };
    let editing = RwSignal::new(false);
    let start = shown.get_untracked().map(|shown| shown.note);
    let author = start.as_ref().and_then(|note| note.by.user.clone());
    let own = me().is_some_and(|me| Some(me.id) == author);
    let (id, subject) = start.as_ref().map(|note| (note.id.to_string(), note.id.subject())).unwrap_or_default();
    let (draft, back) = (Draft::of(&subject), format!("[popovertarget=note-{id}]"));
    let note = move || shown.get_untracked().map(|shown| shown.note);
    let writes = can(Right::WriteNotes) && (own || can(Right::WriteRecords));
    // What was being changed before a reload or a sign-in is open again, without taking the focus.
    let (asked, left) = (StoredValue::new(true), draft.clone());
    Effect::new(move |_| {
        if writes && left.read().is_some() {
            asked.set_value(false);
            editing.set(true);
        }
    });
    let begin = move || {
        asked.set_value(true);
        editing.set(true);
    };
    let items = move || {
        let pinned = shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.note.details.pinned));
        let pin = if pinned { t.note().unpin } else { t.note().pin };
        vec![
            MenuItem::new(t.note().edit, begin).icon("edit"),
            MenuItem::new(pin, move || note().into_iter().for_each(|note| acts.pin(note))).icon("pin"),
            MenuItem::new(t.note().remove, move || note().into_iter().for_each(|note| acts.remove(note)))
                .icon("trash")
                .danger(),
        ]
    };
    let edits = Memo::new(move |_| editing.get());
    let content = move || {
        if !edits.get() {
            return shown.with(|shown| shown.as_ref().map(|shown| body(&shown.body))).into_any();
        }
        let Some(note) = note() else { return ().into_any() };
        let text = note.details.text.clone();
        let save = acts.save(StoredValue::new(note));
        view! { <Composer open=editing draft=draft.clone() start=text save focus=asked.get_value() back=back.clone() /> }.into_any()
    };
    view! {
        <li class="note">
            <div class="note-head">
                <div class="note-meta">{move || shown.with(|shown| shown.as_ref().map(|shown| head(t, lang, &shown.note)))}</div>
                {writes.then(|| {
                    view! {
                        <span>
                            <Menu
                                id=format!("note-{id}")
                                label=t.note().acts
                                class="button button-ghost button-icon button-small"
                                end=true
                                items=Signal::derive(items)
                            />
                        </span>
                    }
                })}
            </div>
            <div class="note-body">{content}</div>
        </li>
    }
}
