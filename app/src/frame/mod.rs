//! What surrounds every page: contexts, navigation, messages, routes.

mod arrive;
mod closed;
mod line;
mod part;
mod rail;
mod title;

use std::time::Duration;

use domain::{Instant, Right};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::i18n::texts_here;
use crate::me::{Now, can, handed};
use crate::outbox::{Outbox, unread};
use crate::palette::{self, Overlay, Palette, SearchButton};
use crate::ui::{Announcer, AnnouncerRegion, Empty, Skeleton, Sprite, Toaster, Toasts, Words};
use crate::{board, live, notice, route};
use arrive::follow_ways;
use closed::Closed;
use line::Line;
use part::Page;
pub use part::Part;
use rail::{Bottombar, Rail};
pub use title::PageTitle;

/// The application: everything inside `<body>`.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let handed = handed();
    provide_context(handed.lang);
    provide_context(handed.me.clone());
    provide_context(Sprite(handed.sprite));
    provide_context(if handed.lang.french() { Words::FRENCH } else { Words::ENGLISH });
    let now = RwSignal::new(handed.now);
    provide_context(Now(now));
    Toasts::provide();
    Announcer::provide();
    live::provide(handed.me.is_some());
    let visitor = handed.me.is_none();
    Effect::new(move |_| {
        // Signed out, here or elsewhere: nothing of the person stays.
        if visitor {
            palette::wipe();
        }
        let tick = move || now.set(Instant(js_sys::Date::now() as i64));
        // Cleared with the page; a minute is how exact « demain » and « 12 j » have to be.
        let _ = set_interval_with_handle(tick, Duration::from_secs(60));
        if let Some(performance) = window().performance() {
            let _ = performance.mark("hydrated");
        }
    });
    let mode = SsrMode::Async;
    view! {
        <Title formatter=|text: String| if text.is_empty() { "CRM Formation".to_owned() } else { format!("{text} · CRM Formation") } />
        <Router>
            <Routes fallback=|| view! { <NotFound /> }>
                <Route path=path!("/connexion") view=Page::SignIn ssr=mode.clone() />
                <Route path=path!("/installation/:secret") view=Page::SetUp ssr=mode.clone() />
                <Route path=path!("/lien/:secret") view=Page::UseLink ssr=mode.clone() />
                <Route path=path!("/connexion/code") view=Page::Code ssr=mode.clone() />
                <Route path=path!("/double-authentification") view=Page::Second ssr=mode.clone() />
                <Route path=path!("/double-authentification/codes") view=Page::Codes ssr=mode.clone() />
                <ParentRoute path=path!("") view=Frame ssr=mode.clone()>
                    <Route path=path!("/") view=Page::Home ssr=mode.clone() />
                    <Route path=path!("/pipeline") view=board::BoardPage ssr=mode.clone() />
                    <Route path=path!("/opportunites") view=Page::DealList ssr=mode.clone() />
                    <Route path=path!("/opportunites/:id") view=Page::DealShow ssr=mode.clone() />
                    <Route path=path!("/contacts") view=Page::ContactList ssr=mode.clone() />
                    <Route path=path!("/contacts/:id") view=Page::ContactShow ssr=mode.clone() />
                    <Route path=path!("/entreprises") view=Page::CompanyList ssr=mode.clone() />
                    <Route path=path!("/entreprises/:id") view=Page::CompanyShow ssr=mode.clone() />
                    <Route path=path!("/actions") view=Page::TaskList ssr=mode.clone() />
                    <Route path=path!("/notifications") view=Page::Notices ssr=mode.clone() />
                    <Route path=path!("/journal") view=Page::Log ssr=mode.clone() />
                    <Route path=path!("/corbeille") view=Page::Bin ssr=mode.clone() />
                    <Route path=path!("/import") view=Page::ImportStart ssr=mode.clone() />
                    <Route path=path!("/import/:job") view=Page::ImportJob ssr=mode.clone() />
                    <Route path=path!("/reglages") view=Page::Profile ssr=mode.clone() />
                    <Route path=path!("/reglages/:part") view=Page::Setting ssr=mode.clone() />
                    <Route path=path!("/*rest") view=NotFound ssr=mode />
                </ParentRoute>
            </Routes>
        </Router>
        // Elsewhere they stand with the lines of the frame.
        {visitor.then(|| view! { <Toaster /> })}
        <AnnouncerRegion />
    }
}

/// Navigation beside the page of a signed-in colleague.
#[component]
fn Frame() -> impl IntoView {
    let t = texts_here();
    let palette = Palette::provide();
    Outbox::provide();
    notice::provide(handed().unread);
    follow_ways();
    let live = live::Live::here();
    // Whose account was disabled has nothing left to read here.
    let open = move || !(live.ended.get() && live.closed.get());
    view! {
        <Show when=open fallback=Closed>
            <a class="skip" href="#contenu">{t.common().skip}</a>
            <div class="shell">
                <Rail />
                <SearchButton class="button button-ghost search-button" />
                <Outlet />
                <Line />
                <Bottombar />
            </div>
            <Overlay palette />
        </Show>
    }
}

/// A page that is not there, with its status.
#[component]
pub fn NotFound() -> impl IntoView {
    let t = texts_here();
    #[cfg(feature = "ssr")]
    crate::ssr::status(404);
    forget_page();
    view! {
        <Title text=t.common().not_found_title />
        <main class="page" id="contenu" tabindex="-1">
            <Empty icon="search" title=t.common().not_found_title text=t.common().not_found_text.to_owned() alone=true>
                <a class="button" href="/contacts">{t.common().back_contacts}</a>
                {can(Right::WriteRecords).then(|| view! { <a class="button button-ghost" href=route::BIN>{t.log().bin_open}</a> })}
            </Empty>
        </main>
    }
}

/// Takes the record of this page out of what the palette offers as seen lately.
pub(crate) fn forget_page() {
    Effect::new(|_| {
        let path = window().location().pathname().unwrap_or_default();
        crate::palette::forget(path.rsplit('/').next().unwrap_or_default());
    });
}

/// A page the reader's role does not open, with its status.
#[component]
pub fn NotAllowed() -> impl IntoView {
    let t = texts_here();
    #[cfg(feature = "ssr")]
    crate::ssr::status(403);
    view! {
        <Title text=t.common().forbidden_title />
        <main class="page" id="contenu" tabindex="-1">
            <Empty icon="lock" title=t.common().forbidden_title text=t.common().forbidden_text.to_owned() alone=true>
                <a class="button" href=route::HOME>{t.common().back_home}</a>
            </Empty>
        </main>
    }
}

/// A page that is not there yet: why, and the way to ask for it again. `away`: the server was not reached, so what is
/// kept may stand in for it.
#[component]
fn Unread(
    icon: &'static str,
    title: &'static str,
    text: String,
    act: &'static str,
    #[prop(optional)] away: bool,
) -> impl IntoView {
    Effect::new(move |_| {
        if away {
            unread();
        }
    });
    view! {
        <main class="page" id="contenu" tabindex="-1">
            <Empty icon title text alone=true>
                <button class="button" type="button" on:click=|_| drop(window().location().reload())>{act}</button>
            </Empty>
        </main>
    }
}

/// A record's page before its record is there.
pub fn coming() -> impl IntoView {
    view! { <main class="page" id="contenu" tabindex="-1"><Skeleton lines=6 /></main> }
}

/// What stands where the rows of a list could not be read.
#[must_use]
pub fn unlisted(error: &crate::error::Error) -> AnyView {
    let away = error.0 == domain::Error::Offline;
    Effect::new(move |_| {
        if away {
            unread();
        }
    });
    view! { <Empty icon="alert" title=error.say_unread(texts_here()) /> }.into_any()
}

/// What stands where a page could not be read.
#[must_use]
pub fn failed(error: &crate::error::Error) -> AnyView {
    use domain::Error as Cause;
    match &error.0 {
        Cause::NotFound | Cause::Invalid { .. } => view! { <NotFound /> }.into_any(),
        Cause::Forbidden => view! { <NotAllowed /> }.into_any(),
        cause => {
            let (t, ended) = (texts_here(), matches!(cause, Cause::Unauthorized));
            let c = t.common();
            let (icon, title, act) =
                if ended { ("lock", c.ended, c.sign_in_again) } else { ("alert", c.failed, c.retry) };
            let away = matches!(cause, Cause::Offline);
            view! { <Unread icon title text=error.say(t) act away /> }.into_any()
        }
    }
}
