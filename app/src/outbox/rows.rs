//! What waits, in the list it will stand in.

use leptos::prelude::*;

use super::{Entry, Kind, Outbox};
use crate::i18n::{lang, texts_here};
use crate::me::{today, zone};
use crate::record::Reload;
use crate::task::due;
use crate::ui::Icon;

/// The waiting writes of one kind, about one record or all.
#[component]
pub(crate) fn WaitingRows(
    kind: Kind,
    /// The record, `table:id`; none for all.
    #[prop(optional_no_strip)]
    subject: Option<String>,
    /// Reads the list again once something was sent.
    reload: Reload,
) -> impl IntoView {
    let (t, lang, zone, today) = (texts_here(), lang(), zone(), today());
    let (o, outbox) = (t.outbox(), Outbox::here());
    let here = Memo::new(move |_| {
        let fits = |entry: &&Entry| {
            entry.kind == kind && subject.as_ref().is_none_or(|subject| entry.subjects.contains(subject))
        };
        outbox.entries.with(|entries| entries.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    Effect::new(move |before: Option<usize>| {
        let count = here.with(Vec::len);
        if before.is_some_and(|before| count < before) {
            reload.soon();
        }
        count
    });
    let row = move |entry: Entry| {
        let refused = entry.error.is_some();
        let (class, icon, said) =
            if refused { ("waiting waiting-refused", "alert", o.refused) } else { ("waiting", "clock", o.waiting) };
        let zone = zone.clone();
        let (text, task) = (entry.text(), entry.task());
        let dated = task.clone();
        // Of an action: when it is due; else when it was written.
        let when = move || match &dated {
            Some(task) => due(task.due_on.as_ref(), task.due_at.as_deref(), today.get(), lang),
            None => entry.at.show(&zone, today.get(), lang.french()),
        };
        let apart = move |when: &str| if when.is_empty() { "" } else { " · " };
        let about = (task.is_some() && !entry.said.is_empty())
            .then(|| view! { <span class="item-about">{entry.said.clone()}</span> });
        view! {
            <li class=class>
                <button type="button" class="waiting-row" aria-haspopup="dialog" on:click=move |_| outbox.show()>
                    <span class="waiting-mark"><Icon name=icon /></span>
                    <span class="waiting-text">{if text.is_empty() { o.exchange.to_owned() } else { text }}{about}</span>
                    <span class="waiting-when"><time class="num">{when.clone()}</time>{move || apart(&when())}{said}</span>
                </button>
            </li>
        }
    };
    move || {
        let rows = here.get();
        (!rows.is_empty()).then(|| {
            let row = row.clone();
            view! { <ul class="waitings" aria-label=o.waiting>{rows.into_iter().map(row).collect_view()}</ul> }
        })
    }
}

/// Beside what is shown as it will be: that it waits to be sent, or was refused. It opens the list.
#[component]
pub(crate) fn WaitingMark(
    /// Nothing while nothing waits; whether it was refused.
    #[prop(into)]
    state: Signal<Option<bool>>,
) -> impl IntoView {
    let (o, outbox) = (texts_here().outbox(), Outbox::here());
    move || {
        state.get().map(|refused| {
            let (class, icon, said) =
                if refused { ("wait-mark wait-refused", "alert", o.decide) } else { ("wait-mark", "clock", o.waiting) };
            view! {
                <button type="button" class=class aria-haspopup="dialog" on:click=move |_| outbox.show()>
                    <Icon name=icon />
                    <span>{said}</span>
                </button>
            }
        })
    }
}
