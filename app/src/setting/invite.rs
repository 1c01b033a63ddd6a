//! Inviting a colleague.

use domain::Role;
use domain::user::User;
use leptos::prelude::*;

use super::api::invite;
use super::ask::{Ask, Wrong};
use crate::error::Error;
use crate::i18n::{Texts, texts_here};
use crate::ui::{Button, Kind, TextField, Variant};

/// What a role is called.
pub(crate) fn role_name(role: Role, t: &'static Texts) -> &'static str {
    let t = t.setting();
    match role {
        Role::Administrator => t.role_administrator,
        Role::Advisor => t.role_advisor,
        Role::Trainer => t.role_trainer,
        Role::Reader => t.role_reader,
    }
}

fn role_help(role: Role, t: &'static Texts) -> &'static str {
    let t = t.setting();
    match role {
        Role::Administrator => t.role_administrator_help,
        Role::Advisor => t.role_advisor_help,
        Role::Trainer => t.role_trainer_help,
        Role::Reader => t.role_reader_help,
    }
}

/// Asks for name, address and role; answers the colleague and the link to pass on.
#[component]
pub(super) fn InviteForm(
    /// Hears the colleague and the link.
    invited: Callback<(User, String)>,
    /// Closes the dialog.
    cancel: Callback<()>,
) -> impl IntoView {
    let t = texts_here();
    let s = t.setting();
    let (name, email) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let role = RwSignal::new(Role::Advisor);
    let ask = Ask::new();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Err(cause) = domain::text::check_required("name", &name.get_untracked(), 80)
            .and_then(|()| domain::Email::parse(&email.get_untracked()).map(drop))
        {
            ask.error.set(Some(Error(cause)));
            return;
        }
        let request = invite(name.get_untracked(), email.get_untracked(), role.get_untracked());
        ask.send(request, move |answer| invited.run(answer));
    };
    let email_error = Signal::derive(move || {
        let taken = ask.error.with(|error| matches!(error, Some(Error(domain::Error::Taken { .. }))));
        if taken { Some(s.email_taken.to_owned()) } else { ask.on("email").get() }
    });
    let roles = Role::ALL.map(|value| {
        view! {
            <label class="setting-role">
                <input type="radio" name="role" prop:checked=move || role.get() == value checked=value == Role::Advisor on:change=move |_| role.set(value) />
                <span><span class="setting-role-name">{role_name(value, t)}</span><small class="muted">{role_help(value, t)}</small></span>
            </label>
        }
    });
    view! {
        <form class="form" on:submit=save novalidate>
            <Wrong text=ask.above(&["name", "email"]) />
            <TextField label=t.common().name name="invite-name" value=name required=true autocomplete="off" error=ask.on("name") />
            <TextField
                label=t.common().email
                name="invite-email"
                kind="email"
                value=email
                required=true
                autocomplete="off"
                error=email_error
            />
            <fieldset class="field setting-roles">
                <legend class="field-label">{s.role}</legend>
                {roles.collect_view()}
            </fieldset>
            <div class="form-actions">
                <Button on:click=move |_| cancel.run(())>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending=ask.busy>{s.invite_send}</Button>
            </div>
        </form>
    }
}
