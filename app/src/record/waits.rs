//! Fields that were changed without network: kept in the outbox, shown as they will be, and marked as waiting.

use domain::patch::{Changes, Patch};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::Colleague;
use super::back;
use super::edit::Editable;
use super::speller::Speller;
use super::value::field_name;
use crate::i18n::texts_here;
use crate::outbox::{Entry, Kind, Outbox, WaitingMark};

/// What waits of the record that is shown.
#[derive(Clone, Copy)]
struct Waits(Memo<Vec<Entry>>);

/// Whether one of these fields was changed without network, which the server does not know yet.
pub(super) fn begun<R: Editable>(read: &R, changes: &Changes) -> bool {
    Outbox::present().is_some_and(|outbox| outbox.earlier(&read.subject(), changes).is_some())
}

/// Keeps a change until the network is back, and shows it. Says whether it is kept.
pub(super) async fn keep<R: Editable>(record: RwSignal<R>, read: &R, wanted: &R::Details, patch: &Patch) -> bool {
    let (Some(outbox), Some(speller)) = (Outbox::present(), back::speller()) else { return false };
    let call = |changes| read.call(Patch { version: patch.version, changes });
    let kept = outbox.keep_edit(read.subject(), patch.changes.clone(), |changes| speller.changes(changes), call).await;
    if kept {
        record.try_update(|record| record.put(wanted.clone()));
    }
    kept
}

/// The details as they will be once everything is sent, where they differ.
fn ahead<R: Editable>(record: &R, waiting: &[Entry]) -> Option<R::Details> {
    let start = record.details().clone();
    let put = |details: R::Details, entry: &Entry| entry.changes().apply(&details).unwrap_or(details);
    let next = waiting.iter().filter(|entry| !entry.refused()).fold(start, put);
    (next != *record.details()).then_some(next)
}

/// Shows what waits of a record, and lets its facts say so. `colleagues` are known by name.
pub(crate) fn waits<R: Editable>(record: RwSignal<R>, colleagues: Signal<Vec<Colleague>>) {
    let (outbox, subject) = (Outbox::here(), record.with_untracked(Editable::subject));
    let edits = Memo::new(move |_| outbox.about(Kind::Edit, &subject));
    provide_context(Waits(edits));
    Effect::new(move |_| {
        colleagues.with(|all| Speller::learn(all.iter().map(|one| (one.id.subject(), one.name.clone()))));
    });
    Effect::new(move |before: Option<Vec<Entry>>| {
        let now = edits.get();
        let before = before.unwrap_or_default();
        if now.is_empty() && before.is_empty() {
            return now;
        }
        if let Some(details) = record.with(|record| ahead(record, &now)) {
            record.update(|record| record.put(details));
        }
        let stays = |entry: &&Entry| now.iter().any(|other| other.key == entry.key && !other.refused());
        for gone in before.iter().filter(|entry| !entry.refused() && !stays(entry)) {
            settle(record, gone.changes());
        }
        now
    });
}

/// A change waits no longer: sent, refused, or given up. The server says what stands; without it, what stood before.
fn settle<R: Editable>(record: RwSignal<R>, changes: Changes) {
    let present = record.get_untracked();
    spawn_local(async move {
        match present.again().await {
            Ok(present) => drop(record.try_set(present)),
            Err(_) => drop(record.try_update(|record| {
                if let Ok(details) = changes.reversed().apply(record.details()) {
                    record.put(details);
                }
            })),
        }
    });
}

/// Beside a value: it waits to be sent, or somebody else changed it meanwhile.
#[component]
pub(crate) fn WaitMark(
    /// What the field is called.
    label: &'static str,
) -> impl IntoView {
    let (t, waits) = (texts_here(), use_context::<Waits>());
    let named = move |entry: &&Entry| entry.changes().0.keys().any(|field| field_name(t, field) == Some(label));
    let state = move || waits?.0.with(|edits| edits.iter().filter(named).map(Entry::refused).max());
    view! { <WaitingMark state=Signal::derive(state) /> }
}
