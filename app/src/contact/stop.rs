//! « Ne pas contacter »: noted with its reason, seen at once, lifted on purpose.

use domain::Right;
use domain::contact::{Contact, DoNotContact};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::channels::{ChannelFields, Channels, refusals};
use crate::i18n::{Texts, fill, lang, texts_here};
use crate::me::{can, me, now, today, zone};
use crate::record::{change, change_saying};
use crate::ui::{Button, Dialog, Icon, Kind, Toasts, Variant};

/// The notice on the page of somebody who does not want to be contacted.
#[component]
pub(super) fn StopNotice(record: RwSignal<Contact>) -> impl IntoView {
    let (t, lang, today, zone, toasts) = (texts_here(), lang(), today(), zone(), Toasts::here());
    let writes = can(Right::WriteRecords);
    let lift = move |_| {
        spawn_local(async move {
            let lifted = change_saying(record, Some(t.form().stop_lifted.to_owned()), |details| {
                details.do_not_contact = None;
                Ok(())
            });
            if let Err(error) = lifted.await {
                toasts.show(error.say(t));
            }
        });
    };
    let notice = move || {
        let stop = record.with(|contact| contact.details.do_not_contact.clone())?;
        let at = stop.at.show(&zone, today.get(), lang.french());
        let who = fill(t.contact().stop_note, &[("by", by_whom(&stop.by, t)), ("at", &at)]);
        Some(view! {
            <div class="notice notice-danger record-notice">
                <Icon name="ban" />
                <p>
                    <strong>{t.contact().stop}</strong>
                    {format!(" – {}", refusals(t, &stop.channels))}
                    {(!stop.reason.is_empty()).then(|| view! { <span class="record-notice-why">{stop.reason}</span> })}
                    <span class="record-notice-by">{who}</span>
                </p>
                {writes.then(|| view! { <Button small=true class="push" on:click=lift>{t.contact().stop_lift}</Button> })}
            </div>
        })
    };
    view! { {notice} }
}

/// Asks for the reason, and notes it.
#[component]
pub(super) fn StopDialog(open: RwSignal<bool>, record: RwSignal<Contact>) -> impl IntoView {
    let t = texts_here();
    view! { <Dialog open title=t.contact().stop><StopForm open record /></Dialog> }
}

#[component]
fn StopForm(open: RwSignal<bool>, record: RwSignal<Contact>) -> impl IntoView {
    let (t, now) = (texts_here(), now());
    let by = me().map(|me| me.name).unwrap_or_default();
    let (pending, error, channels) = (RwSignal::new(false), RwSignal::new(None), Channels::new());
    channels.start(record.with_untracked(|contact| contact.details.do_not_contact.clone()).as_ref());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        let Some((channels, reason)) = channels.read() else {
            return error.set(Some(t.form().stop_none.to_owned()));
        };
        pending.set(true);
        let stop = DoNotContact { at: now.get_untracked(), by: by.clone(), reason, channels };
        spawn_local(async move {
            let noted = change(record, move |details| {
                details.do_not_contact = Some(stop);
                Ok(())
            });
            match noted.await {
                Ok(()) => drop(open.try_set(false)),
                Err(problem) => drop(error.try_set(Some(problem.say(t)))),
            }
            pending.try_set(false);
        });
    };
    view! {
        <form class="form" on:submit=send>
            <ChannelFields channels error scope="stop" />
            <div class="form-actions">
                <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                <Button variant=Variant::DangerPrimary kind=Kind::Submit pending>{t.contact().stop}</Button>
            </div>
        </form>
    }
}

/// The name of who noted it; what was done from the command line has none.
fn by_whom<'a>(name: &'a str, t: &'static Texts) -> &'a str {
    if name == domain::Actor::operator().name { t.common().operator } else { name }
}
