//! One's own private address for calendars.

use leptos::prelude::*;

use super::api::{remove_calendar, renew_calendar, show_calendar};
use super::ask::{Ask, Wrong};
use super::link::CopyField;
use crate::i18n::{lang, texts_here};
use crate::ui::{Button, Icon, Toasts, Variant};

/// The address: made, copied, replaced, taken away.
#[component]
pub(super) fn Agenda() -> impl IntoView {
    let t = texts_here();
    let found = Resource::new_blocking(|| (), |()| show_calendar());
    view! {
        <section class="setting-section" aria-labelledby="setting-agenda">
            <h3 id="setting-agenda">{t.agenda().title}</h3>
            <p class="muted setting-text">{t.agenda().note}</p>
            <Suspense>
                {move || {
                    found.get().map(|found| match found {
                        Ok(start) => view! { <Address start /> }.into_any(),
                        Err(error) => view! { <Wrong text=Signal::stored(Some(error.say(t))) /> }.into_any(),
                    })
                }}
            </Suspense>
        </section>
    }
}

#[component]
fn Address(start: Option<String>) -> impl IntoView {
    let (t, french) = (texts_here(), lang().french());
    let a = t.agenda();
    let (ask, toasts, address) = (Ask::new(), Toasts::here(), RwSignal::new(start));
    let renew = move |_| {
        let said = if address.with_untracked(Option::is_some) { a.renewed } else { a.made };
        ask.send(renew_calendar(), move |made| {
            address.set(Some(made));
            toasts.show(said);
        });
    };
    let remove = move |_| {
        ask.send(remove_calendar(), move |()| {
            address.set(None);
            toasts.show(a.removed);
        });
    };
    // What stands in the file speaks the language in which the address was copied.
    let whole = move || {
        let address = address.get().unwrap_or_default();
        if french { address } else { format!("{address}?langue=en") }
    };
    // Calendars know this scheme as one to subscribe to.
    let open = move || whole().split_once("://").map(|(_, rest)| format!("webcal://{rest}"));
    let there = Memo::new(move |_| address.with(Option::is_some));
    let shown = move || {
        if !there.get() {
            return view! {
                <div class="setting-acts"><Button icon="calendar" pending=ask.busy on:click=renew>{a.create}</Button></div>
            }
            .into_any();
        }
        view! {
            <div class="form setting-address">
                <CopyField id="agenda-address" label=a.address link=Signal::derive(whole) />
                <p class="muted setting-text">{a.secret}</p>
                <div class="setting-acts">
                    <a class="button" href=open rel="external"><Icon name="calendar" />{a.open}</a>
                    <Button pending=ask.busy on:click=renew>{a.renew}</Button>
                    <Button variant=Variant::Danger pending=ask.busy on:click=remove>{a.remove}</Button>
                </div>
                <p class="field-help">{a.renew_help}</p>
            </div>
        }
        .into_any()
    };
    view! {
        <Wrong text=ask.above(&[]) />
        {shown}
    }
}
