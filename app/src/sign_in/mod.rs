//! The pages of visitors: sign-in, set-up, invitation and reset. Plain forms: they work without the browser's half.

mod link;

pub use link::{SetUp, UseLink};

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::i18n::texts_here;
use crate::ui::{Button, Icon, Kind, Variant};

/// The card in the middle of a visitor's page.
#[component]
pub(crate) fn Card(
    /// Its heading.
    title: String,
    /// A line below it.
    #[prop(optional, into)]
    text: String,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <main class="auth">
            <div class="auth-card">
                <div class="auth-brand"><Icon name="brand" />"CRM Formation"</div>
                <div class="auth-head">
                    <h1 class="auth-title">{title}</h1>
                    {(!text.is_empty()).then(|| view! { <p class="auth-text">{text}</p> })}
                </div>
                {children()}
            </div>
        </main>
    }
}

/// A message above a form.
#[component]
pub(crate) fn Problem(
    /// What is wrong; nothing when empty.
    text: &'static str,
) -> impl IntoView {
    (!text.is_empty())
        .then(|| view! { <p class="notice notice-danger" role="alert"><Icon name="alert" /><span>{text}</span></p> })
}

/// One field of a plain form.
#[component]
pub(crate) fn PlainField(
    /// Its label.
    label: &'static str,
    /// Its name in the form.
    name: &'static str,
    /// Its type.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// A line below it.
    #[prop(optional)]
    help: &'static str,
    /// The fewest signs it takes.
    #[prop(optional)]
    min: Option<usize>,
    /// What it holds already.
    #[prop(optional)]
    value: String,
    /// Whether one begins here.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let id = format!("f-{name}");
    let help_id = format!("{id}-help");
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <input
                class="field-input"
                id=id
                name=name
                type=kind
                autocomplete=autocomplete
                value=(!value.is_empty()).then_some(value)
                autofocus=first
                minlength=min.map(|min| min.to_string())
                aria-describedby=(!help.is_empty()).then(|| help_id.clone())
                required
            />
            {(!help.is_empty()).then(|| view! { <p class="field-help" id=help_id>{help}</p> })}
        </div>
    }
}

/// The sign-in page.
#[component]
pub fn SignIn() -> impl IntoView {
    let t = texts_here();
    let query = use_query_map().get_untracked();
    let problem = match query.get_str("erreur") {
        Some("identifiants") => t.setting().wrong_credentials,
        Some("attente") => t.setting().wait,
        Some("desactive") => t.setting().account_disabled,
        Some("delai") => t.second().late,
        Some(_) => t.setting().failed,
        None => "",
    };
    let over = query.get_str("fin").is_some() && problem.is_empty();
    let suite = query.get("suite").unwrap_or_default();
    let email = SharedValue::new(typed).into_inner();
    let again = !email.is_empty() && !problem.is_empty();
    let email = if again { email } else { String::new() };
    view! {
        <Title text=t.setting().sign_in />
        <Card title=t.setting().sign_in.to_owned()>
            <form class="form" method="post" action="/connexion">
                <Problem text=problem />
                {over.then(|| view! { <p class="notice" role="status"><Icon name="info" /><span>{t.setting().session_over}</span></p> })}
                <PlainField label=t.common().email name="email" kind="email" autocomplete="username" value=email first=!again />
                <PlainField label=t.common().password name="password" kind="password" autocomplete="current-password" first=again />
                <label class="check"><input class="check-box" type="checkbox" name="stay" value="1" />{t.setting().stay}</label>
                <input type="hidden" name="suite" value=suite />
                <Button variant=Variant::Primary kind=Kind::Submit wide=true>{t.setting().sign_in}</Button>
            </form>
            <p class="auth-foot">{t.setting().forgotten}</p>
        </Card>
    }
}

/// The address that was typed before a failed attempt.
#[cfg(feature = "ssr")]
fn typed() -> String {
    let kept = crate::ssr::cookie("essai").unwrap_or_default();
    leptos_router::location::Url::unescape(&kept)
}

/// Known from the page itself.
#[cfg(not(feature = "ssr"))]
fn typed() -> String {
    String::new()
}
