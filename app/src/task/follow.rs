//! « Et ensuite ? »: after an action of an open deal was finished, its next one. Escape leaves it for later, and the
//! page stays usable meanwhile.

use domain::task::Details;
use domain::{Day, TaskId};
use leptos::html::{Form, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;

use super::acts::{Acts, create};
use super::api::Follow;
use super::days::DayChips;
use super::focus::settle;
use super::quick::{Reader, Understood};
use crate::error::Error;
use crate::i18n::{fill, lang, texts_here};
use crate::me::me;
use crate::outbox::{Key, Outbox};
use crate::ui::{Button, Kind, Variant, reach};

/// The question, while there is one.
#[component]
pub(super) fn FollowUp(
    /// What the page does with tasks.
    acts: Acts,
    /// Over the page, at its edge; else where it stands.
    #[prop(optional)]
    over: bool,
) -> impl IntoView {
    move || {
        let (_, follow): (TaskId, Follow) = acts.follow.get()?;
        Some(view! { <Question acts follow over /> })
    }
}

#[component]
fn Question(acts: Acts, follow: Follow, over: bool) -> impl IntoView {
    let (t, lang, reader) = (texts_here(), lang(), Reader::here());
    let k = t.task();
    let (text, always) = (RwSignal::new(String::new()), RwSignal::new(true));
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let (field, form) = (NodeRef::<Input>::new(), NodeRef::<Form>::new());
    // The day that was pressed; words in the line say more.
    let pressed = RwSignal::new(None::<Day>);
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            request_animation_frame(move || drop(field.focus()));
        }
    });
    // At the edge of the page messages would lie on it: they stand in it instead.
    Effect::new(move |_| {
        if let Some(form) = form.get().filter(|_| over) {
            reach::opened(&form);
        }
    });
    on_cleanup(move || {
        if let Some(Some(form)) = form.try_get_untracked() {
            reach::left(&form);
        }
    });
    let close = move || {
        let form = form.get_untracked();
        let held = document().active_element();
        let within = form.as_ref().is_some_and(|form| form.contains(held.as_ref().map(|held| held.unchecked_ref())));
        let page = form.and_then(|form| form.closest("dialog[open], main").ok().flatten());
        acts.follow.set(None);
        if within {
            request_animation_frame(move || settle(page));
        }
    };
    let assignee = me().map(|me| me.id);
    let (deal, contact, title) = (follow.deal, follow.contact, follow.title.clone());
    let (outbox, key) = (Outbox::here(), Key::new());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let meant = reader.details(&text.get_untracked());
        let details = Details {
            due_on: meant.due_on.or(pressed.get_untracked()),
            assignee: assignee.clone(),
            contact: contact.clone(),
            deal: Some(deal.clone()),
            ..meant
        };
        let title = title.clone();
        pending.set(true);
        error.set(None);
        spawn_local(async move {
            let made = async {
                details.check()?;
                create(details, &title, (outbox, key)).await
            };
            match made.await {
                Ok(made) => {
                    if let Some(made) = made {
                        acts.offer_new(&made);
                        acts.reload.soon();
                    }
                    close();
                }
                Err(problem) => {
                    error.try_set(Some(problem));
                    if let Some(Some(field)) = field.try_get_untracked() {
                        let _ = field.focus();
                    }
                }
            }
            pending.try_set(false);
        });
    };
    let today = acts.today.get_untracked();
    let said = Signal::derive(move || text.with(|text| reader.read(text).due_on.is_some()));
    let planned = follow.planned.map(|next| {
        let day = next.due_on.map(|day| format!(", {}", day.show(today, lang.french()))).unwrap_or_default();
        view! { <p class="muted">{fill(k.follow_planned, &[("title", &format!("{}{day}", next.title))])}</p> }
    });
    view! {
        <form
            node_ref=form
            class=if over { "follow follow-over" } else { "follow" }
            role="dialog"
            aria-label=k.follow
            novalidate=true
            on:submit=send
            on:keydown=move |event| {
                if event.key() == "Escape" && !event.is_composing() {
                    // Not what lies under it as well.
                    event.prevent_default();
                    event.stop_propagation();
                    close();
                }
            }
        >
            <label class="follow-title" for="follow-text">{fill(k.follow_for, &[("deal", &follow.title)])}</label>
            {planned}
            <input
                node_ref=field
                class="field-input"
                id="follow-text"
                autocomplete="off"
                enterkeyhint="done"
                placeholder=k.follow_hint
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby="follow-problem"
                on:input=move |event| text.set(event_target_value(&event))
            />
            <Understood text reader read=always />
            <p class="field-error" id="follow-problem" role="alert">{move || error.with(|e| e.as_ref().map(|e| e.say(t)))}</p>
            <div class="follow-foot">
                <DayChips pressed off=said />
                <Button variant=Variant::Ghost on:click=move |_| close()>{k.later}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending>{k.plan}</Button>
            </div>
        </form>
    }
}
