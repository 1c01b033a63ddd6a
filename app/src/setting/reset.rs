//! Before a colleague's second factor is taken away, which nothing brings back: whom it meets, and what becomes of it.

use domain::user::User;
use leptos::prelude::*;

use super::ask::{Ask, Wrong};
use crate::i18n::{fill, texts_here};
use crate::second::reset_second;
use crate::ui::{Button, Kind, Variant};

/// The question.
#[component]
pub(super) fn ResetForm(
    /// Whose.
    user: User,
    /// Hears of the colleague as they are afterwards.
    done: Callback<User>,
    /// Closes the dialog.
    cancel: Callback<()>,
) -> impl IntoView {
    let t = texts_here();
    let s = t.second();
    let (ask, id) = (Ask::new(), StoredValue::new(user.id));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        ask.send(reset_second(id.get_value()), move |after| done.run(after));
    };
    view! {
        <form class="form" on:submit=send novalidate>
            <Wrong text=ask.above(&[]) />
            <p>{fill(s.reset_text, &[("name", &user.name)])}</p>
            <div class="form-actions">
                <Button disabled=ask.busy on:click=move |_| cancel.run(())>{t.common().cancel}</Button>
                <Button variant=Variant::DangerPrimary kind=Kind::Submit pending=ask.busy>{s.reset_act}</Button>
            </div>
        </form>
    }
}
