//! Another password for oneself.

use domain::user::check_password;
use leptos::prelude::*;

use super::api::change_password;
use super::ask::{Ask, Wrong};
use crate::error::Error;
use crate::i18n::texts_here;
use crate::ui::{Button, Kind, TextField, Toasts};

/// Asks for the present password and the new one.
#[component]
pub(super) fn Password(
    /// Whose it is, so that a password manager knows.
    email: String,
    /// Raised when the other sessions have ended.
    turn: RwSignal<u32>,
) -> impl IntoView {
    let t = texts_here();
    let s = t.setting();
    let (now, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (ask, toasts) = (Ask::new(), Toasts::here());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Err(cause) = check_password(&new.get_untracked()) {
            ask.error.set(Some(Error(cause)));
            return;
        }
        ask.send(change_password(now.get_untracked(), new.get_untracked()), move |()| {
            now.set(String::new());
            new.set(String::new());
            turn.update(|turn| *turn += 1);
            toasts.show(t.setting().password_changed);
        });
    };
    view! {
        <section class="setting-section" aria-labelledby="setting-password">
            <h3 id="setting-password">{s.password_title}</h3>
            <p class="muted">{s.password_note}</p>
            <form class="form setting-form" on:submit=save novalidate>
                <Wrong text=ask.above(&["password_now", "password"]) />
                <input class="spoken" type="text" name="username" autocomplete="username" value=email tabindex="-1" aria-hidden="true" readonly />
                <TextField
                    label=s.password_now
                    name="password_now"
                    kind="password"
                    value=now
                    autocomplete="current-password"
                    required=true
                    error=ask.on("password_now")
                />
                <TextField
                    label=s.password_new
                    name="password_new"
                    kind="password"
                    value=new
                    autocomplete="new-password"
                    help=s.password_help
                    required=true
                    error=ask.on("password")
                />
                <div class="setting-acts"><Button kind=Kind::Submit pending=ask.busy>{s.password_change}</Button></div>
            </form>
        </section>
    }
}
