//! The other people whom a deal concerns, on its page.

use domain::board::Card;
use domain::{ContactId, Right};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::edit::{add_other, contact_way};
use crate::i18n::{fill, texts_here};
use crate::me::can;
use crate::record::{Entry, change_saying};
use crate::route;
use crate::ui::{Icon, Toasts};

/// Links, each with a way to take it off, and a field for one more.
#[component]
pub(super) fn Others(record: RwSignal<Card>) -> impl IntoView {
    let (t, toasts, writes) = (texts_here(), Toasts::here(), can(Right::WriteRecords));
    let c = t.contact();
    let adding = RwSignal::new(false);
    let put = move |others: Vec<ContactId>, said: String| {
        spawn_local(async move {
            let changed = change_saying(record, Some(said), move |details| {
                details.other_contacts = others;
                Ok(())
            });
            if let Err(error) = changed.await {
                toasts.show(error.say(t));
            }
        });
    };
    let line = move |(id, name): (ContactId, String)| {
        let (href, gone) = (route::contact(&id), fill(c.other_removed, &[("name", &name)]));
        let remove = move |_| {
            let before = record.with_untracked(|card| card.deal.details.other_contacts.clone());
            let after = before.iter().filter(|other| **other != id).cloned().collect();
            put(after, gone.clone());
        };
        view! {
            <li class="reach-line">
                <a class="fact-link" href=href>{name.clone()}</a>
                {writes.then(|| view! {
                    <button
                        type="button"
                        class="button button-ghost button-icon button-small"
                        aria-label=fill(c.remove_other, &[("name", &name)])
                        on:click=remove
                    >
                        <Icon name="x" />
                    </button>
                })}
            </li>
        }
    };
    let none = move || record.with(|card| card.others.is_empty());
    let list = move || {
        let others = record.with(|card| card.others.clone());
        (!others.is_empty())
            .then(|| view! { <ul class="reach-list">{others.into_iter().map(line).collect_view()}</ul> })
    };
    let done = Callback::new(move |_: bool| {
        adding.try_set(false);
    });
    let add = move || match (writes, adding.get()) {
        (false, _) => none().then(|| view! { <div class="value value-empty">"–"</div> }).into_any(),
        (true, true) => {
            let present = Signal::stored(String::new());
            view! { <Entry label=c.other_contacts present way=contact_way() save=add_other(record) done /> }.into_any()
        }
        (true, false) => view! {
            <button type="button" class="value value-empty reach-add" on:click=move |_| adding.set(true)>
                <span class="spoken">{c.other_contacts}", "</span>
                {t.common().add}
            </button>
        }
        .into_any(),
    };
    view! { <div class="fact"><dt>{c.other_contacts}</dt><dd>{list}{add}</dd></div> }
}
