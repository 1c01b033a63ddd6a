//! The fields of an exchange: what matters as buttons, the rest below.

use domain::exchange::Exchange;
use domain::{Error as Cause, Patch};
use leptos::prelude::*;
use leptos::{ev, task::spawn_local};

use super::api::{LogExchange, edit_exchange, remove_exchange};
use super::choices::Choices;
use super::dialog::About;
use super::draft::Draft;
use crate::error::Error;
use crate::i18n::{fill, texts_here};
use crate::outbox::{Key, Kind, Outbox};
use crate::record::{Back, Kept, Reload, refusal, values};
use crate::task::plan_task;
use crate::ui::{Button, Kind as Sends, SelectField, TextArea, TextField, Toasts, Variant};

/// Sends it: a new one, or what changed in the one that was read.
async fn send(draft: Draft, read: Option<Exchange>, outbox: Outbox, key: Key) -> Result<Option<Exchange>, Error> {
    let mut details = draft.details(read.as_ref())?;
    if let Some(read) = read {
        let patch = Patch::between(read.version, &read.details, &details);
        return edit_exchange(read.id, patch).await.map(Some);
    }
    // It was now, also when it is sent later.
    details.at = details.at.or_else(|| outbox.now());
    let mut subjects = vec![details.contact.subject()];
    subjects.extend(details.deal.as_ref().map(domain::DealId::subject));
    outbox.send(Kind::Exchange, subjects, String::new(), key, LogExchange { details, id: key.id() }).await
}

/// The form.
#[component]
pub(super) fn Form(
    open: RwSignal<bool>,
    draft: Draft,
    /// Where what is typed is kept until it is saved.
    kept: Option<Kept>,
    about: Signal<About>,
    /// The exchange being corrected.
    read: Option<Exchange>,
    reload: Reload,
) -> impl IntoView {
    let t = texts_here();
    let n = t.note();
    let back = StoredValue::new(Back::here());
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let (corrects, read) = (read.is_some(), StoredValue::new(read));
    let on = move |field: &'static str| Signal::derive(move || error.with(|error| error.as_ref()?.on(field, t)));
    let on_day = move || match error.get() {
        Some(Error(Cause::Invalid { field, problem: domain::Problem::OutOfRange, .. })) if field == "at" => {
            Some(n.not_yet.to_owned())
        }
        Some(error) => error.on("at", t).or_else(|| error.on("day", t)),
        None => None,
    };
    let general = move || {
        let other = |e: &&Error| ["at", "day", "minutes", "text"].iter().all(|field| e.on(field, t).is_none());
        error.with(|error| error.as_ref().filter(other).cloned())
    };
    let (outbox, key, next_key, toasts) = (Outbox::here(), Key::new(), Key::new(), Toasts::here());
    let save = move || {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let (read, back) = (read.get_value(), back.get_value());
        let next = (!corrects).then(|| about.with_untracked(|about| draft.next_call(about, t))).flatten();
        spawn_local(async move {
            match send(draft, read, outbox, key).await {
                Ok(done) => {
                    if let Some(kept) = kept {
                        kept.clear();
                    }
                    open.try_set(false);
                    // The call is kept by now, whatever becomes of the next one.
                    if let Some(next) = next
                        && let Err(why) = plan_task(next, "", (outbox, next_key)).await
                    {
                        toasts.show(fill(n.again_failed, &[("why", &why.say(t))]));
                    }
                    match done {
                        Some(done) if corrects => {
                            back.offer(done.id.subject(), n.corrected, values(&done.details, &[]), move |_| {
                                reload.soon()
                            });
                        }
                        Some(done) => {
                            back.offer(done.id.subject(), n.logged, Default::default(), move |_| reload.soon());
                        }
                        // Kept for later: there is nothing new to be read.
                        None => {
                            pending.try_set(false);
                            return;
                        }
                    }
                    reload.soon();
                }
                Err(problem) => {
                    error.try_set(Some(problem));
                    crate::record::focus_problem();
                }
            }
            pending.try_set(false);
        });
    };
    let remove = move |_| {
        let Some(id) = read.with_value(|read| read.as_ref().map(|read| read.id.clone())) else { return };
        spawn_local(async move {
            match remove_exchange(id, true).await {
                Ok(gone) => {
                    open.try_set(false);
                    back.with_value(|back| {
                        let removed = values(&gone, &["removed_at"]);
                        back.offer(gone.id.subject(), n.exchange_removed, removed, move |_| reload.soon());
                    });
                    reload.soon();
                }
                Err(problem) => drop(error.try_set(Some(problem))),
            }
        });
    };
    let people = about.with_untracked(|about| about.contacts.clone());
    view! {
        <form
            class="form"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
            on:keydown=move |event: ev::KeyboardEvent| {
                if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                    event.prevent_default();
                    save();
                }
            }
        >
            {move || {
                general().map(|error| refusal(&error, t))
            }}
            {(people.len() > 1).then(|| view! { <SelectField label=n.with name="with" value=draft.contact options=people /> })}
            <Choices draft corrects />
            <TextArea label=n.summary name="summary" value=draft.text error=on("text") rows=2 optional_mark=true />
            <Further draft about corrects minutes=on("minutes") day=Signal::derive(on_day) />
            <div class="form-actions">
                {corrects.then(|| view! { <Button variant=Variant::Danger class="push-end" on:click=remove>{n.remove}</Button> })}
                <Button on:click=move |_| {
                    if let Some(kept) = kept {
                        kept.clear();
                    }
                    open.set(false);
                }>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Sends::Submit pending>{t.common().save}</Button>
            </div>
        </form>
    }
}

/// What few exchanges need.
#[component]
fn Further(
    draft: Draft,
    about: Signal<About>,
    corrects: bool,
    minutes: Signal<Option<String>>,
    day: Signal<Option<String>>,
) -> impl IntoView {
    let t = texts_here();
    let n = t.note();
    // What is wrong must be in sight.
    let wrong = move || minutes.with(Option::is_some) || day.with(Option::is_some);
    let deals = about.with_untracked(|about| if about.deal.is_none() { about.deals.clone() } else { Vec::new() });
    let choose = !deals.is_empty();
    let options: Vec<_> = std::iter::once((String::new(), n.no_deal.to_owned())).chain(deals).collect();
    view! {
        <details class="more" open=move || corrects || wrong()>
            <summary>{if choose { n.more } else { n.more_short }}</summary>
            <div class="form">
                <TextField label=n.minutes name="minutes" inputmode="numeric" value=draft.minutes error=minutes />
                <div class="form-pair">
                    <TextField label=n.day name="exchange_day" kind="date" value=draft.day error=day help=n.when_help />
                    <TextField label=n.time name="exchange_time" kind="time" value=draft.time />
                </div>
                {choose.then(|| view! { <SelectField label=n.deal name="exchange_deal" value=draft.deal options=options.clone() /> })}
            </div>
        </details>
    }
}
