//! One's own second factor: turned on by a picture and a code, turned off by the password.

use leptos::prelude::*;
use leptos_meta::Title;

use super::api::{Shown, State, offer_second};
use super::code::Digits;
use super::{ToProfile, left, problem, suite};
use crate::frame::failed;
use crate::i18n::{fill, lang, texts_here};
use crate::me::zone;
use crate::route;
use crate::sign_in::{Card, PlainField, Problem};
use crate::ui::{Button, Icon, Kind, Variant};

/// The page, for a colleague and for who must have one on the way in.
#[component]
pub fn SecondPage() -> impl IntoView {
    let state = Resource::new_blocking(|| (), |()| offer_second());
    view! {
        <Title text=texts_here().second().title />
        <Suspense>
            {move || {
                state.get().map(|state| match state {
                    Ok(State { offer: Some(offer), between, .. }) => view! { <TurnOn offer between /> }.into_any(),
                    Ok(state) => view! { <On state /> }.into_any(),
                    Err(error) => failed(&error),
                })
            }}
        </Suspense>
    }
}

/// The password, asked once more.
#[component]
pub(super) fn Password() -> impl IntoView {
    let s = texts_here().second();
    view! { <PlainField label=s.password name="password" kind="password" autocomplete="current-password" /> }
}

#[component]
fn TurnOn(offer: Shown, between: bool) -> impl IntoView {
    let s = texts_here().second();
    let (title, text) = if between { (s.asked_title, s.asked_text) } else { (s.title, s.note) };
    let Shown { groups, uri, picture } = offer;
    let picture = picture.map(|(side, path)| {
        // Four empty squares around it, as the standard asks.
        let edge = format!("-4 -4 {0} {0}", side + 8);
        view! {
            <svg class="auth-picture" viewBox=edge role="img" aria-label=s.picture shape-rendering="crispEdges">
                <path d=path />
            </svg>
        }
    });
    view! {
        <Card title=title.to_owned() text=text>
            <form class="form" method="post" action=route::SECOND>
                <p class="auth-text">{s.scan}</p>
                {picture}
                <div class="field">
                    <span class="field-label">{s.type_it}</span>
                    <code class="auth-key">{groups}</code>
                    <a class="auth-open" href=uri rel="external">{s.open_here}</a>
                </div>
                // Beside what it is about: the page comes back with the caret there, below the picture.
                <Problem text=problem() />
                <Digits label=s.shown_code />
                {(!between).then(|| view! { <Password /><p class="field-help">{s.others_end}</p> })}
                <input type="hidden" name="suite" value=suite() />
                <Button variant=Variant::Primary kind=Kind::Submit wide=true>{s.turn_on}</Button>
            </form>
            {(!between).then(|| view! { <ToProfile /> })}
        </Card>
    }
}

#[component]
fn On(state: State) -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let s = t.second();
    let since = state.second.since.unwrap_or_default().day(&zone()).dated(lang.french());
    view! {
        <Card title=s.title.to_owned() text=s.note>
            <div class="auth-state">
                <p><Icon name="check" />{fill(s.on_since, &[("at", &since)])}</p>
                <p><Icon name="list" />{left(t, lang, state.second.left)}</p>
                <a class="button button-wide" href=route::CODES>{s.renew}</a>
            </div>
            <form class="form auth-more" method="post" action=route::SECOND_OFF>
                <h2 class="auth-sub">{s.remove_title}</h2>
                <p class="auth-text">{if state.demanded { s.remove_asked } else { s.remove_text }}</p>
                <Problem text=problem() />
                <Password />
                <Button variant=Variant::Danger kind=Kind::Submit wide=true>{s.remove}</Button>
            </form>
            <ToProfile />
        </Card>
    }
}
