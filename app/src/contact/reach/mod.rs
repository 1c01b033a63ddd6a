//! Addresses and numbers on a contact's page: pressed to write or call, and changed where they stand.

mod kind;

use domain::contact::{Contact, Details};
use domain::{Label, Right};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub(super) use self::kind::Reach;
use self::kind::Shown;
use super::channels::refusal;
use super::words::label_name;
use crate::i18n::{Texts, fill, texts_here};
use crate::me::can;
use crate::record::{Entry, Save, WaitMark, Way, change, change_saying};
use crate::ui::{Icon, Menu, MenuItem, Toasts};

/// Changes the contact at once, and says what stood in the way.
fn act(
    record: RwSignal<Contact>,
    toasts: Toasts,
    t: &'static Texts,
    said: Option<String>,
    alter: impl FnOnce(&mut Details) + Send + 'static,
    done: impl FnOnce() + 'static,
) {
    spawn_local(async move {
        let changed = change_saying(record, said, move |details| {
            alter(details);
            *details = details.clone().tidied();
            Ok(())
        });
        match changed.await {
            Ok(()) => done(),
            Err(error) => toasts.show(error.say(t)),
        }
    });
}

/// All addresses, or all numbers.
#[component]
pub(super) fn ReachFact(record: RwSignal<Contact>, reach: Reach) -> impl IntoView {
    let t = texts_here();
    let (writes, editing) = (can(Right::WriteRecords), RwSignal::new(None::<usize>));
    let (label, add) = match reach {
        Reach::Emails => (t.common().email, t.form().add_email),
        Reach::Phones => (t.contact().phone, t.form().add_phone),
    };
    let shown = Memo::new(move |_| record.with(|contact| reach.shown(contact)));
    let entry = move |at: usize| {
        let present =
            Signal::derive(move || shown.with(|all| all.get(at).map(|one| one.text.clone()).unwrap_or_default()));
        let save = Save::new(move |typed: String| {
            change(record, move |details| {
                reach.put(details, at, &typed)?;
                *details = details.clone().tidied();
                Ok(())
            })
        });
        let done = Callback::new(move |refocus: bool| {
            editing.try_set(None);
            if refocus {
                reach.focus(Some(at));
            }
        });
        let way = Way::Text(if reach == Reach::Emails { "email" } else { "tel" });
        view! { <Entry label present way save done /> }
    };
    let line = move |one: Shown| {
        let at = one.at;
        let body = move || match editing.get() == Some(at) {
            true => entry(at).into_any(),
            false => view! { <Line record reach one=one.clone() editing writes /> }.into_any(),
        };
        view! { <li class="reach-line">{body}</li> }
    };
    let list = move || {
        let all = shown.get();
        let (count, none) = (all.len(), all.is_empty());
        view! {
            {(!none).then(|| view! { <ul class="reach-list">{all.into_iter().map(line).collect_view()}</ul> })}
            {(none && !writes).then(|| view! { <div class="value value-empty">"–"</div> })}
            {move || writes.then(|| match editing.get() == Some(count) {
                true => entry(count).into_any(),
                false => view! {
                    <button type="button" id=format!("add-{}", reach.scheme()) class="value value-empty reach-add" on:click=move |_| editing.set(Some(count))>
                        {none.then(|| view! { <span class="spoken">{label}", "</span> })}
                        {if none { t.common().add } else { add }}
                    </button>
                }
                .into_any(),
            })}
        }
    };
    view! { <div class="fact"><dt>{label}</dt><dd>{list}<WaitMark label /></dd></div> }
}

#[component]
fn Line(
    record: RwSignal<Contact>,
    reach: Reach,
    one: Shown,
    editing: RwSignal<Option<usize>>,
    writes: bool,
) -> impl IntoView {
    let (t, toasts) = (texts_here(), Toasts::here());
    let f = t.form();
    let Shown { at, key, text, label, main, closed } = one;
    let (main_word, raise_word) = match reach {
        Reach::Emails => (f.main, f.make_main),
        Reach::Phones => (f.main_phone, f.make_main_phone),
    };
    let scheme = reach.scheme();
    let link = match closed {
        // Not one press away for somebody who asked to be left in peace.
        true => view! {
            <span class="reach-closed"><Icon name="ban" /><span class="spoken">{refusal(t, reach.channel())}": "</span>{text.clone()}</span>
        }
        .into_any(),
        false => view! { <a class="fact-link" href=format!("{scheme}:{key}")>{text.clone()}</a> }.into_any(),
    };
    let words: Vec<&str> =
        label.map(|label| label_name(t, label)).into_iter().chain(main.then_some(main_word)).collect();
    let name = fill(f.reach_acts, &[("value", &text)]);
    let items = move || {
        let mut items = vec![MenuItem::new(t.common().edit, move || editing.set(Some(at))).icon("edit")];
        if at > 0 {
            let raise = move || {
                act(record, toasts, t, None, move |details| reach.raise(details, at), move || reach.focus(Some(0)))
            };
            items.push(MenuItem::new(raise_word, raise).icon("chevron-up"));
        }
        let labels: &[Label] = if reach == Reach::Emails { &Label::OF_EMAILS } else { &Label::OF_PHONES };
        for choice in labels.iter().copied().map(Some).chain([None]) {
            let word = choice.map_or(f.no_label, |choice| label_name(t, choice));
            let key = key.clone();
            let set = move || {
                let key = key.clone();
                let alter = move |details: &mut Details| match choice {
                    Some(choice) => drop(details.labels.insert(key, choice)),
                    None => drop(details.labels.remove(&key)),
                };
                act(record, toasts, t, None, alter, move || reach.focus(Some(at)));
            };
            items.push(MenuItem::new(word, set).checked(choice == label));
        }
        let text = text.clone();
        let remove = move || {
            let said = fill(f.removed, &[("value", &text)]);
            act(record, toasts, t, Some(said), move |details| reach.remove(details, at), move || reach.focus(None));
        };
        items.push(MenuItem::new(f.remove, remove).icon("trash").danger());
        items
    };
    let id = format!("{scheme}-{at}");
    view! {
        <span class="reach-value">
            {link}
            {(!words.is_empty()).then(|| view! { <span class="reach-label">{words.join(", ")}</span> })}
        </span>
        {writes.then(|| {
            view! {
                <Menu
                    id
                    label=name
                    class="button button-ghost button-icon button-small reach-menu"
                    end=true
                    items=Signal::derive(items)
                />
            }
        })}
    }
}
