//! Calling and writing, one press away: beside a name, and under a phone's thumb.

use domain::contact::Reachable;
use leptos::prelude::*;

use crate::i18n::texts_here;
use crate::ui::Icon;

/// An address that breaks before its « @ » where it must.
fn broken(email: &str) -> impl IntoView + use<> {
    let (name, place) = email.split_at(email.find('@').unwrap_or(email.len()));
    view! { {name.to_owned()}<wbr />{place.to_owned()} }
}

/// The address and the number.
#[component]
pub(crate) fn ReachLinks(#[prop(into)] reach: Signal<Reachable>) -> impl IntoView {
    move || {
        let Reachable { email, phone } = reach.get();
        let email = email.map(|email| {
            let address = email.to_string();
            view! { <a class="reach" href=format!("mailto:{address}")><Icon name="mail" /><span>{broken(&address)}</span></a> }
        });
        let phone = phone.map(|phone| {
            view! { <a class="reach num" href=format!("tel:{}", phone.as_str())><Icon name="phone" />{phone.show()}</a> }
        });
        (email, phone)
    }
}

/// Calls them: among the acts that lie under a phone's thumb.
#[component]
pub(crate) fn CallNow(#[prop(into)] reach: Signal<Reachable>) -> impl IntoView {
    move || {
        let phone = reach.with(|reach| reach.phone.clone())?;
        Some(view! {
            <a class="button thumb-call" href=format!("tel:{}", phone.as_str())>
                <Icon name="phone" /><span>{texts_here().task().call_now}</span>
            </a>
        })
    }
}
