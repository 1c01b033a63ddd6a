//! What single-use links open: the set-up, an invitation, a reset.

use domain::user::{Link, LinkPurpose, PASSWORD_MIN};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{Card, PlainField, Problem};
use crate::error::Error;
use crate::i18n::{fill, texts_here};
use crate::ui::{Button, Kind, Variant};

/// What a link is for, if it still holds.
#[server(prefix = "/api", endpoint = "user/link", input = Json)]
pub async fn show_link(secret: String) -> Result<Link, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.users().link(&actor, &secret).await)
}

fn problem() -> &'static str {
    let t = texts_here().setting();
    match use_query_map().get_untracked().get_str("erreur") {
        Some("mot-de-passe") => t.bad_password,
        Some("adresse") => t.bad_email,
        Some("nom") => t.bad_name,
        Some(_) => t.failed,
        None => "",
    }
}

/// Reads the link of the address, and shows the form or that it is dead.
fn with_link(purposes: &'static [LinkPurpose], form: fn(String, Link) -> AnyView) -> impl IntoView {
    let secret = use_params_map().get_untracked().get("secret").unwrap_or_default();
    let asked = secret.clone();
    let found = Resource::new_blocking(|| (), move |()| show_link(asked.clone()));
    view! {
        <Suspense>
            {move || {
                let secret = secret.clone();
                found.get().map(|found| match found {
                    Ok(link) if purposes.contains(&link.purpose) => form(secret, link),
                    _ => view! { <Dead /> }.into_any(),
                })
            }}
        </Suspense>
    }
}

/// A link that does not hold.
#[component]
fn Dead() -> impl IntoView {
    let t = texts_here().setting();
    #[cfg(feature = "ssr")]
    crate::ssr::status(404);
    view! {
        <Title text=t.link_dead_title />
        <Card title=t.link_dead_title.to_owned() text=t.link_dead_text>
            <a class="button button-wide" href="/connexion">{t.sign_in}</a>
        </Card>
    }
}

/// The organisation and its first administrator.
#[component]
pub fn SetUp() -> impl IntoView {
    with_link(&[LinkPurpose::SetUp], |secret, _| {
        let t = texts_here();
        let s = t.setting();
        view! {
            <Title text=s.set_up_title />
            <Card title=s.set_up_title.to_owned() text=s.set_up_text>
                <form class="form" method="post" action=format!("/installation/{secret}")>
                    <Problem text=problem() />
                    <PlainField label=s.organisation name="organisation" autocomplete="organization" />
                    <PlainField label=s.your_name name="name" autocomplete="name" />
                    <PlainField label=t.common().email name="email" kind="email" autocomplete="username" />
                    <PlainField
                        label=t.common().password
                        name="password"
                        kind="password"
                        autocomplete="new-password"
                        help=s.password_help
                        min=PASSWORD_MIN
                    />
                    <Button variant=Variant::Primary kind=Kind::Submit wide=true>{s.create}</Button>
                </form>
            </Card>
        }
        .into_any()
    })
}

/// A first or a new password.
#[component]
pub fn UseLink() -> impl IntoView {
    with_link(&[LinkPurpose::Invitation, LinkPurpose::Reset], |secret, link| {
        let t = texts_here();
        let s = t.setting();
        let who = link.user.map(|user| fill(s.choose_text, &[("name", &user.name), ("email", user.email.as_str())]));
        view! {
            <Title text=s.choose_password />
            <Card title=s.choose_password.to_owned() text=who.unwrap_or_default()>
                <form class="form" method="post" action=format!("/lien/{secret}")>
                    <Problem text=problem() />
                    <PlainField
                        label=t.common().password
                        name="password"
                        kind="password"
                        autocomplete="new-password"
                        help=s.password_help
                        min=PASSWORD_MIN
                    />
                    <Button variant=Variant::Primary kind=Kind::Submit wide=true>{s.set_password}</Button>
                </form>
            </Card>
        }
        .into_any()
    })
}
