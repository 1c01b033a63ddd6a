//! « Boîte d’envoi »: everything that waits, what the server had against it, and what can be done. Also the question of
//! somebody who signs out before everything is sent.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::HtmlFormElement;
use serde_json::Value;
use wasm_bindgen::JsCast;

use super::{Entry, Kind, Outbox, bridge};
use crate::i18n::{Texts, fill, lang, texts_here};
use crate::me::{today, zone};
use crate::record::Speller;
use crate::ui::{Button, Dialog, Empty, Icon, TextArea, Variant};

/// The list, as a dialog.
#[component]
pub(crate) fn OutboxDialog() -> impl IntoView {
    let (t, outbox) = (texts_here(), Outbox::here());
    let o = t.outbox();
    let empty = Memo::new(move |_| outbox.entries.with(Vec::is_empty));
    // Whether it is to be sent before signing out: then the end of the queue is the end of the session.
    let asked = RwSignal::new(false);
    Effect::new(move |_| {
        if !outbox.open.get() {
            outbox.leaving.set(false);
            asked.set(false);
        } else if empty.get() && asked.get() {
            sign_out();
        }
    });
    let keys = move || outbox.entries.with(|entries| entries.iter().map(|entry| entry.key.clone()).collect::<Vec<_>>());
    view! {
        <Dialog open=outbox.open title=o.title>
            {move || (outbox.leaving.get() && !empty.get()).then(|| view! { <Leave asked /> })}
            <Show when=move || !empty.get() fallback=move || view! { <Empty small=true icon="check" title=o.empty /> }>
                <ul class="outbox">
                    <For each=keys key=|key| key.clone() let:key>
                        <Item outbox key />
                    </For>
                </ul>
            </Show>
        </Dialog>
    }
}

/// Leaves; the page takes away what it kept, as with the button (`public/offline.js`).
pub(crate) fn sign_out() {
    let form = document().query_selector("form[action='/deconnexion']").ok().flatten();
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        let _ = form.request_submit();
    }
}

/// « Ces écrits ne sont pas encore envoyés »: send them first, or give them up.
#[component]
fn Leave(asked: RwSignal<bool>) -> impl IntoView {
    let o = texts_here().outbox();
    let send = move |_| {
        asked.set(true);
        bridge::send();
    };
    let give_up = move |_| {
        spawn_local(async {
            bridge::wipe().await;
            sign_out();
        });
    };
    view! {
        <div class="notice notice-warning outbox-leave" role="alert">
            <Icon name="alert" />
            <div>
                <p>{o.leave}</p>
                {move || asked.get().then(|| view! { <p>{o.not_sent}</p> })}
                <div class="outbox-acts">
                    <Button small=true variant=Variant::Primary on:click=send>{o.send_leave}</Button>
                    <Button small=true variant=Variant::Danger on:click=give_up>{o.drop_leave}</Button>
                </div>
            </div>
        </div>
    }
}

fn name(t: &'static Texts, kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Note => ("note", t.outbox().note),
        Kind::Exchange => ("phone", t.outbox().exchange),
        Kind::Task => ("task", t.outbox().task),
        Kind::Finish => ("check", t.outbox().finished),
        Kind::Edit => ("edit", t.outbox().edit),
    }
}

/// One write.
#[component]
fn Item(outbox: Outbox, key: String) -> impl IntoView {
    let (t, lang, zone, today) = (texts_here(), lang(), zone(), today());
    let o = t.outbox();
    let editing = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let entry = Memo::new(move |last: Option<&Option<Entry>>| {
        let found = outbox.entries.with(|entries| entries.iter().find(|entry| entry.key == key).cloned());
        found.or_else(|| last.cloned().flatten())
    });
    let put = move |entry: Entry| {
        spawn_local(async move {
            bridge::put(&entry).await;
            bridge::send();
        });
    };
    let again = move |_| {
        if let Some(entry) = entry.get_untracked() {
            put(Entry { error: None, ..entry });
        }
    };
    let change = move |_| {
        text.set(entry.with_untracked(|entry| entry.as_ref().map(Entry::text)).unwrap_or_default());
        editing.set(true);
    };
    let save = move |_| {
        editing.set(false);
        if let Some(entry) = entry.get_untracked() {
            put(entry.with_text(&text.get_untracked()));
        }
    };
    // Gives a write up, or all of it but a rest; that can be taken back.
    let give_up = move |back: Entry, rest: Option<Entry>, said: String| {
        let key = back.key.clone();
        spawn_local(async move {
            match rest {
                Some(rest) => {
                    bridge::put(&rest).await;
                    bridge::send();
                }
                None => drop(bridge::remove(&key).await),
            }
        });
        outbox.toasts.show_with_undo(said, move || {
            let back = back.clone();
            spawn_local(async move {
                bridge::put(&back).await;
            });
        });
    };
    let drop_it = move |_| {
        if let Some(entry) = entry.get_untracked() {
            give_up(entry, None, o.discarded.to_owned());
        }
    };
    let body = move |entry: Entry| {
        if editing.get() {
            return view! {
                <div class="form">
                    <TextArea label=o.text name="outbox_text" value=text rows=3 />
                    <div class="outbox-acts">
                        <Button small=true on:click=move |_| editing.set(false)>{t.common().cancel}</Button>
                        <Button small=true variant=Variant::Primary on:click=save>{t.common().save}</Button>
                    </div>
                </div>
            }
            .into_any();
        }
        view! {
            <p class="outbox-text">{entry.text()}</p>
            <div class="outbox-acts">
                <Button small=true on:click=again>{t.common().retry}</Button>
                {entry.kind.worded().then(|| view! { <Button small=true on:click=change>{t.common().edit}</Button> })}
                <Button small=true variant=Variant::Danger on:click=drop_it>{t.note().remove}</Button>
            </div>
        }
        .into_any()
    };
    // Somebody else wrote in the same field: both values, and which one stays.
    let speller = Speller::here();
    let choose = move |entry: Entry, (field, theirs, by): (String, Value, Option<String>)| {
        let value = speller.value(&field, &theirs);
        let said = match &by {
            Some(name) => fill(o.theirs_by, &[("name", name), ("value", &value)]),
            None => fill(o.theirs, &[("value", &value)]),
        };
        let mine = entry.over(&field, theirs);
        let wanted = entry.changes().0.get(&field).map(|change| speller.value(&field, &change.after));
        let wanted = wanted.unwrap_or_default();
        let stays = fill(o.theirs_stay, &[("field", speller.name(&field)), ("value", &value), ("mine", &wanted)]);
        let rest = entry.without(&field).map(|rest| {
            let said = speller.changes(&rest.changes());
            rest.saying(said)
        });
        let asked = entry.clone();
        let take_theirs = move |_| give_up(asked.clone(), rest.clone(), stays.clone());
        view! {
            <p class="outbox-text">{entry.text()}</p>
            <p class="outbox-theirs">{said}</p>
            <div class="outbox-acts">
                <Button small=true variant=Variant::Primary on:click=move |_| put(mine.clone())>{o.keep_mine}</Button>
                <Button small=true on:click=take_theirs>{o.take_theirs}</Button>
            </div>
        }
        .into_any()
    };
    move || {
        let entry = entry.get()?;
        let (icon, kind) = name(t, entry.kind);
        let refusal = entry.refusal().map(|error| match &error.0 {
            domain::Error::Taken { .. } => o.taken.to_owned(),
            domain::Error::Changed { .. } => o.conflict.to_owned(),
            // What it was written on, or what it names.
            domain::Error::NotFound | domain::Error::Invalid { problem: domain::Problem::Unknown, .. } => {
                o.gone.to_owned()
            }
            _ => error.say(t),
        });
        let state = match refusal {
            Some(why) => {
                let why = if entry.conflict().is_some() { why } else { format!("{}\u{a0}— {why}", o.refused) };
                view! { <p class="field-error" role="alert"><Icon name="alert" /><span>{why}</span></p> }
            }
            .into_any(),
            None => view! { <p class="outbox-state">{o.waiting}</p> }.into_any(),
        };
        let (zone, at) = (zone.clone(), entry.at);
        let (href, about) = (entry.href.clone(), entry.about.clone());
        let shown = match entry.conflict() {
            Some(conflict) => choose(entry, conflict),
            None => body(entry),
        };
        Some(view! {
            <li class="outbox-item">
                <div class="outbox-head">
                    <Icon name=icon />
                    <span>{kind}</span>
                    <a class="cut" href=href>{about}</a>
                    <time class="num push">{move || at.show(&zone, today.get(), lang.french())}</time>
                </div>
                {state}
                {shown}
            </li>
        })
    }
}
