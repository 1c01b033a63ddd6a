//! The head of a contact's page: who it is, how to reach them, and what can be done.

use domain::Right;
use domain::contact::Contact;
use domain::note::Subject;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::archive_contact;
use super::list::filter_of;
use super::near::ReachLinks;
use super::stop::{StopDialog, StopNotice};
use super::words::StatusBadge;
use crate::bin::remover;
use crate::i18n::{Texts, texts_here};
use crate::me::can;
use crate::record::{Crumb, StepLinks, Within, peeking};
use crate::route;
use crate::ui::{Avatar, AvatarSize, Badge, Menu, MenuItem, Toasts, Tone};

/// The contact's name, or what stands for it.
pub(super) fn name_of(contact: &Contact) -> String {
    let name = contact.details.full_name();
    if name.is_empty() { texts_here().contact().no_name.to_owned() } else { name }
}

/// Hides the contact from lists, or shows it again, and says so.
fn archive(t: &'static Texts, record: RwSignal<Contact>, archived: bool, toasts: Toasts) {
    let Some(id) = record.try_with_untracked(|contact| contact.id.clone()) else { return };
    spawn_local(async move {
        match archive_contact(id, archived).await {
            Ok(next) => {
                record.try_set(next);
                let text = if archived { t.contact().archived } else { t.contact().restored };
                toasts.show_with_undo(text, move || archive(t, record, !archived, toasts));
            }
            Err(error) => toasts.show(error.say(t)),
        }
    });
}

/// The head.
#[component]
pub(super) fn ContactHead(record: RwSignal<Contact>) -> impl IntoView {
    let t = texts_here();
    let c = t.contact();
    let (toasts, stopping) = (Toasts::here(), RwSignal::new(false));
    let delete =
        remover(move || Subject::Contact(record.with_untracked(|contact| contact.id.clone())), route::CONTACTS);
    let name = Memo::new(move |_| record.with(name_of));
    let stopped = move || record.with(|contact| contact.details.do_not_contact.is_some());
    let is_archived = move || record.with(|contact| contact.archived_at.is_some());
    let reach = Signal::derive(move || record.with(|contact| contact.details.reachable()));
    let items = move || {
        let mut items = Vec::new();
        items.push(MenuItem::new(c.stop_act, move || stopping.set(true)).icon("ban"));
        let hidden = is_archived();
        let label = if hidden { c.restore } else { c.archive };
        items.push(MenuItem::new(label, move || archive(t, record, !hidden, toasts)).icon(if hidden {
            "undo"
        } else {
            "archive"
        }));
        items.push(MenuItem::new(t.log().delete, move || delete.run(())).icon("trash"));
        items
    };
    view! {
        {(!peeking()).then(|| view! {
            <header class="page-head">
                <Crumb path=route::CONTACTS text=t.common().contacts />
                <StepLinks
                    path=route::CONTACTS
                    id=record.with_untracked(|contact| contact.id.to_string())
                    within=|query| Within::Contacts(filter_of(|name| query.get(name)))
                />
            </header>
        })}
        <div class="record-head">
            {move || view! { <Avatar name=name.get() size=AvatarSize::Large silent=true /> }}
            <div class="record-name">
                <h1 class="record-title" dir="auto">{move || name.get()}</h1>
                <div class="record-sub">
                    {move || view! { <StatusBadge status=record.with(|contact| contact.details.status) /> }}
                    {move || stopped().then(|| view! { <Badge tone=Tone::Danger icon="ban">{c.stop}</Badge> })}
                    {move || is_archived().then(|| view! { <Badge tone=Tone::Warning icon="archive">{c.archived}</Badge> })}
                    <ReachLinks reach />
                </div>
            </div>
            {can(Right::WriteRecords).then(|| {
                view! {
                    <div class="record-actions record-act">
                        <Menu
                            id="contact-acts"
                            label=c.more_acts
                            class="button button-icon"
                            end=true
                            items=Signal::derive(items)
                        />
                    </div>
                    <StopDialog open=stopping record />
                }
            })}
        </div>
        <StopNotice record />
    }
}
