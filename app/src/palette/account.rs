//! Whose session it is, over the empty palette of a phone.

use leptos::prelude::*;

use super::Palette;
use crate::me::me;
use crate::outbox::sign_out;
use crate::route;
use crate::ui::{Avatar, Icon};

/// Whose session it is, and the way out: on a phone, which has no rail.
#[component]
pub(super) fn Account(palette: Palette, hidden: Signal<bool>) -> impl IntoView {
    let c = palette.t.common();
    me().map(|me| {
        let leave = move |_| {
            palette.close();
            sign_out();
        };
        view! {
            <div class="palette-account" hidden=hidden>
                <Avatar name=me.name.clone() silent=true />
                <span class="cut">{me.name.clone()}</span>
                <a
                    class="button button-ghost button-icon push"
                    href=route::SETTINGS
                    aria-label=c.settings
                    title=c.settings
                    on:click=move |_| palette.close()
                >
                    <Icon name="settings" />
                </a>
                <button type="button" class="button button-ghost" on:click=leave><Icon name="logout" />{c.sign_out}</button>
            </div>
        }
    })
}
