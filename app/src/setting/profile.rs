//! One's own name, the look of the pages, the password, the sessions.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::agenda::Agenda;
use super::api::{Own, prefer, rename_own, show_own};
use super::ask::{Ask, Wrong};
use super::password::Password;
use super::session::Sessions;
use crate::frame::failed;
use crate::i18n::{lang, texts_here};
use crate::record::{Kept, Slot};
use crate::ui::{Button, Icon, Kind, TextField, Toasts};

/// One's own profile.
#[component]
pub(super) fn Profile() -> impl IntoView {
    let (own, turn) = (Resource::new_blocking(|| (), |()| show_own()), RwSignal::new(0));
    view! {
        <Suspense>
            {move || {
                own.get().map(|own| match own {
                    Ok(own) => view! { <Name own=own.clone() /> <Display theme=own.theme /> <Password email=own.user.email.as_str().to_owned() turn /> }.into_any(),
                    Err(error) => failed(&error),
                })
            }}
        </Suspense>
        <crate::second::Profile />
        <Agenda />
        <Sessions turn />
        <SignOut />
    }
}

/// The way out, also where the rail does not show: a plain form, like the rail's.
#[component]
fn SignOut() -> impl IntoView {
    view! {
        <form class="setting-section" method="post" action="/deconnexion">
            <div><Button kind=Kind::Submit icon="logout">{texts_here().common().sign_out}</Button></div>
        </form>
    }
}

#[component]
fn Name(own: Own) -> impl IntoView {
    let t = texts_here();
    let name = RwSignal::new(own.user.name);
    let kept = Kept::new("form:name", [("name", Slot::Text(name))]);
    let (ask, toasts) = (Ask::new(), Toasts::here());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        ask.send(rename_own(name.get_untracked()), move |user| {
            name.set(user.name);
            kept.saved();
            toasts.show(t.common().saved);
        });
    };
    view! {
        <section class="setting-section" aria-labelledby="setting-you">
            <h3 id="setting-you">{t.setting().about_you}</h3>
            <form class="form setting-form" on:submit=save novalidate>
                <Wrong text=ask.above(&["name"]) />
                <TextField label=t.setting().your_name name="name" value=name autocomplete="name" required=true error=ask.on("name") />
                <div class="setting-fact">
                    <span class="field-label">{t.common().email}</span>
                    <span class="setting-value">{own.user.email.as_str().to_owned()}</span>
                </div>
                <div class="setting-acts"><Button kind=Kind::Submit pending=ask.busy>{t.common().save}</Button></div>
            </form>
        </section>
    }
}

/// Several choices of which one is on.
#[component]
fn Choices(label: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="field">
            <span class="field-label" aria-hidden="true">{label}</span>
            <span class="segment setting-choices" role="group" aria-label=label>{children()}</span>
        </div>
    }
}

#[component]
fn Display(theme: String) -> impl IntoView {
    let t = texts_here();
    let (ask, theme) = (Ask::new(), RwSignal::new(theme));
    let now = lang();
    let languages = [("fr", "Français"), ("en", "English")].map(|(tag, name)| {
        let choose = move |_| {
            if tag != now.tag() {
                ask.send(prefer("langue".to_owned(), tag.to_owned()), |()| {
                    let _ = window().location().reload();
                });
            }
        };
        view! { <button type="button" lang=tag aria-pressed=(tag == now.tag()).to_string() on:click=choose>{name}</button> }
    });
    let s = t.setting();
    let themes =
        [("system", "laptop", s.theme_system), ("light", "sun", s.theme_light), ("dark", "moon", s.theme_dark)];
    let themes = themes.map(|(value, icon, name)| {
        let choose = move |_| {
            let before = theme.get_untracked();
            theme.set(value.to_owned());
            wear(value);
            // At once on screen; the cookie follows, and a refusal takes it back.
            spawn_local(async move {
                if let Err(error) = prefer("theme".to_owned(), value.to_owned()).await
                    && theme.try_set(before.clone()).is_none()
                {
                    wear(&before);
                    ask.error.set(Some(error));
                }
            });
        };
        view! {
            <button type="button" aria-pressed=move || (theme.get() == value).to_string() on:click=choose>
                <Icon name=icon />
                {name}
            </button>
        }
    });
    view! {
        <section class="setting-section" aria-labelledby="setting-display">
            <h3 id="setting-display">{t.setting().display}</h3>
            <div class="form setting-form">
                <Wrong text=ask.above(&[]) />
                <Choices label=t.setting().language>{languages.collect_view()}</Choices>
                <Choices label=t.setting().theme>{themes.collect_view()}</Choices>
            </div>
        </section>
    }
}

/// Changes the theme from anywhere: at once on screen, and for the pages to come.
pub(crate) async fn choose_theme(theme: &'static str) -> Result<(), crate::error::Error> {
    wear(theme);
    prefer("theme".to_owned(), theme.to_owned()).await
}

/// Puts a theme on the page that is open.
fn wear(theme: &str) {
    let Some(root) = document().document_element() else { return };
    let _ =
        if theme == "system" { root.remove_attribute("data-theme") } else { root.set_attribute("data-theme", theme) };
}
