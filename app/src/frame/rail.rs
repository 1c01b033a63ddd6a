//! The navigation: a rail on a desktop, a bar under the thumb on a phone.

use domain::Right;
use leptos::prelude::*;

use crate::i18n::texts_here;
use crate::me::me;
use crate::notice::Unread;
use crate::palette::{SearchButton, wipe};
use crate::route;
use crate::ui::{Avatar, AvatarSize, Icon};

struct Entry {
    href: &'static str,
    icon: &'static str,
    label: &'static str,
    short: &'static str,
}

/// The pages that the reader may open.
fn entries() -> Vec<Entry> {
    let t = texts_here().common();
    let Some(me) = me() else { return Vec::new() };
    // Who only reads has none of their own.
    let tasks = if me.can(Right::WriteNotes) { t.tasks } else { t.tasks_short };
    let entry = |href, icon, label, short| Entry { href, icon, label, short };
    let all = [
        (true, entry(route::HOME, "home", t.home, t.home)),
        (true, entry(route::TASKS, "task", tasks, t.tasks_short)),
        (me.can(Right::ReadDeals), entry(route::PIPELINE, "board", t.pipeline, t.pipeline)),
        (me.can(Right::ReadContacts), entry(route::CONTACTS, "contact", t.contacts, t.contacts)),
        (me.can(Right::ReadContacts), entry(route::COMPANIES, "company", t.companies, t.companies)),
        (true, entry(route::NOTICES, "bell", t.notices, t.notices_short)),
    ];
    all.into_iter().filter(|(shown, _)| *shown).map(|(_, entry)| entry).collect()
}

/// How many notices are unread, behind their entry.
fn mark(href: &str) -> impl Fn() -> Option<AnyView> + Send + use<> {
    let (t, unread) = (texts_here().common(), use_context::<Unread>().filter(|_| href == route::NOTICES));
    move || {
        let count = unread?.0.get();
        let shown = if count > 9 { "9+".to_owned() } else { count.to_string() };
        (count > 0).then(|| {
            let noun = if count == 1 { t.unread_one } else { t.unread };
            view! { <span class="rail-mark num">{shown}<span class="spoken">" "{noun}</span></span> }.into_any()
        })
    }
}

/// The rail on the left of a desktop.
#[component]
pub fn Rail() -> impl IntoView {
    let t = texts_here().common();
    let me = me();
    let logo = me.as_ref().and_then(|me| me.logo);
    let organisation = me.as_ref().map(|me| me.organisation.clone()).unwrap_or_default();
    let path = leptos_router::hooks::use_location().pathname;
    let links = entries().into_iter().map(|entry| {
        // The deals are the board's other face.
        let here = move || entry.href == route::PIPELINE && path.with(|path| path.starts_with(route::DEALS));
        let class = move || if here() { "rail-link rail-link-here" } else { "rail-link" };
        view! {
            <li>
                <leptos_router::components::A href=entry.href exact=entry.href == route::HOME attr:class=class attr:title=entry.label>
                    <Icon name=entry.icon />
                    <span class="rail-label">{entry.label}</span>
                    {mark(entry.href)}
                </leptos_router::components::A>
            </li>
        }
    });
    view! {
        <nav class="rail" aria-label=t.navigation>
            <a class="rail-brand" href="/">
                {match logo {
                    Some(at) => {
                        let src = format!("{}?v={}", route::LOGO, at.0);
                        view! { <img class="rail-logo" src=src alt="" width="24" height="24" /> }.into_any()
                    }
                    None => view! { <Icon name="brand" /> }.into_any(),
                }}
                <span class="rail-label cut">{organisation}</span>
            </a>
            <SearchButton class="rail-link rail-search" />
            <ul class="rail-list">{links.collect_view()}</ul>
            <div class="rail-foot">
                <leptos_router::components::A href=route::SETTINGS attr:class="rail-link" attr:title=t.settings>
                    <Icon name="settings" />
                    <span class="rail-label">{t.settings}</span>
                </leptos_router::components::A>
                {me.map(|me| {
                    let title = format!("{} ({})", t.sign_out, me.name);
                    view! {
                        <form method="post" action="/deconnexion" on:submit=|_| wipe()>
                            <button class="rail-link" type="submit" title=title>
                                <Avatar name=me.name size=AvatarSize::Small silent=true />
                                <span class="rail-label">{t.sign_out}</span>
                            </button>
                        </form>
                    }
                })}
            </div>
        </nav>
    }
}

/// The bar at the bottom of a phone.
#[component]
pub fn Bottombar() -> impl IntoView {
    let t = texts_here().common();
    // At most five: companies and settings are a step away, on the home page and in the search.
    let links = entries();
    let full = links.len() > 5;
    let links = links.into_iter().filter(|entry| !full || entry.href != route::COMPANIES).map(|entry| {
        view! {
            <leptos_router::components::A href=entry.href exact=entry.href == route::HOME attr:class="bottombar-link">
                <Icon name=entry.icon />
                <span>{entry.short}</span>
                {mark(entry.href)}
            </leptos_router::components::A>
        }
    });
    view! { <nav class="bottombar" aria-label=t.navigation>{links.collect_view()}</nav> }
}
