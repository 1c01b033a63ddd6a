//! The organisation's name, and whether the way to it is safe.

use leptos::prelude::*;

use super::api::rename_organisation;
use super::ask::{Ask, Wrong};
use crate::i18n::texts_here;
use crate::me::me;
use crate::ui::{Button, Icon, Kind, TextField};

/// The organisation.
#[component]
pub(super) fn Organisation() -> impl IntoView {
    let t = texts_here();
    let name = RwSignal::new(me().map(|me| me.organisation).unwrap_or_default());
    let ask = Ask::new();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        ask.send(rename_organisation(name.get_untracked()), |_| {
            // The name stands in the navigation of every page.
            let _ = window().location().reload();
        });
    };
    view! {
        <Unsafe />
        <form class="form setting-form" on:submit=save novalidate>
            <Wrong text=ask.above(&["organisation"]) />
            <TextField
                label=t.setting().organisation
                name="organisation"
                value=name
                help=t.setting().organisation_note
                autocomplete="organization"
                required=true
                error=ask.on("organisation")
            />
            <div class="setting-acts"><Button kind=Kind::Submit pending=ask.busy>{t.common().save}</Button></div>
        </form>
    }
}

/// A warning when the page came over a network in clear text. Only the browser knows how it came.
#[component]
fn Unsafe() -> impl IntoView {
    let t = texts_here().setting();
    let bare = RwSignal::new(false);
    Effect::new(move |_| {
        let location = window().location();
        let host = location.hostname().unwrap_or_default();
        let own = host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") || host == "[::1]";
        bare.set(!own && location.protocol().is_ok_and(|protocol| protocol == "http:"));
    });
    view! {
        <Show when=move || bare.get()>
            <div class="notice notice-warning" role="note">
                <Icon name="alert" />
                <div><strong>{t.unsafe_title}</strong><p>{t.unsafe_text}</p></div>
            </div>
        </Show>
    }
}
