//! The second step of the sign-in: a code of the application, or one on paper.

use leptos::html;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{problem, suite};
use crate::i18n::texts_here;
use crate::route;
use crate::sign_in::{Card, PlainField, Problem};
use crate::ui::{Button, Kind, Variant};

/// Asks for the code. With the browser's half it sends itself at the sixth digit.
#[component]
pub fn AskCode() -> impl IntoView {
    let s = texts_here().second();
    let on_paper = use_query_map().get_untracked().get_str("secours").is_some();
    let wrong = match problem() {
        text if on_paper && text == s.wrong_code => s.wrong_paper,
        text => text,
    };
    let suite = suite();
    let other = {
        let suite = leptos_router::location::Url::escape(&suite);
        let paper = if on_paper { "" } else { "&secours=1" };
        format!("{}?suite={suite}{paper}", route::CODE)
    };
    let (title, text) = if on_paper { (s.paper_title, s.paper_text) } else { (s.ask_title, s.ask_text) };
    let field = if on_paper {
        view! { <PlainField label=s.paper_title name="code" first=true /> }.into_any()
    } else {
        view! { <Digits label=s.code send=true /> }.into_any()
    };
    view! {
        <Title text=title />
        <Card title=title.to_owned() text=text>
            <form class="form" method="post" action=route::CODE>
                <Problem text=wrong />
                {field}
                {on_paper.then(|| view! { <input type="hidden" name="secours" value="1" /> })}
                <input type="hidden" name="suite" value=suite />
                <Button variant=Variant::Primary kind=Kind::Submit wide=true>{s.go_on}</Button>
            </form>
            <div class="auth-ways">
                <a href=other rel="external">{if on_paper { s.with_phone } else { s.no_phone }}</a>
                <a href=route::SIGN_IN>{s.again}</a>
                {on_paper.then(|| view! { <p class="auth-foot">{s.no_paper}</p> })}
            </div>
        </Card>
    }
}

/// The field for six digits: telephones show their digits for it, and password managers fill it.
#[component]
pub(super) fn Digits(
    /// Its label.
    label: &'static str,
    /// Whether it sends its form once there are six.
    #[prop(optional)]
    send: bool,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let sent = StoredValue::new(false);
    let heard = move |_| {
        let Some(field) = field.get_untracked().filter(|_| send && !sent.get_value()) else { return };
        if domain::second::digits(&field.value()).is_some()
            && let Some(form) = field.form()
        {
            sent.set_value(true);
            let _ = form.request_submit();
        }
    };
    view! {
        <div class="field">
            <label class="field-label" for="f-code">{label}</label>
            <input
                node_ref=field
                class="field-input auth-code"
                id="f-code"
                name="code"
                type="text"
                inputmode="numeric"
                autocomplete="one-time-code"
                // On the way in a code on paper may stand here as well.
                pattern=(!send).then_some("[0-9 ]{6,7}")
                maxlength=if send { "40" } else { "7" }
                spellcheck="false"
                autofocus=true
                required
                on:input=heard
            />
        </div>
    }
}
