//! Settings: one's own profile, and what administrators shape.

mod agenda;
mod api;
mod ask;
mod backup;
mod editor;
mod export;
mod health;
mod invite;
mod leave;
mod link;
mod logo;
mod organisation;
mod password;
mod person;
mod pipeline;
mod profile;
mod reset;
mod session;
mod size;
mod stage;
mod stage_form;
mod stages;
mod sweep;
mod tag_form;
mod tags;
mod team;
mod word;
mod words;

pub(crate) use ask::{Ask, Wrong};
#[cfg(feature = "ssr")]
pub(crate) use invite::role_name;
pub(crate) use profile::choose_theme;
pub(crate) use sweep::sweep;

use domain::Right;
use domain::vocabulary::List;
use leptos::html::Nav;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::frame::{NotAllowed, NotFound};
use crate::i18n::texts_here;
use crate::me::can;
use crate::route;
use crate::ui::{Atelier, Icon};

/// The frame of all parts: their list beside the one that is open.
#[component]
fn Part(
    /// What the open part is called.
    title: &'static str,
    /// A line below its heading.
    #[prop(optional)]
    note: &'static str,
    /// The part.
    children: Children,
) -> impl IntoView {
    let t = texts_here().setting();
    let l = texts_here().log();
    let (people, shape) = (can(Right::ManagePeople), can(Right::ManageSettings));
    let parts = [
        (true, "/reglages", "user", t.profile),
        (people, "/reglages/equipe", "users", t.team),
        (shape, "/reglages/pipelines", "board", t.pipelines),
        (can(Right::ManageTags), "/reglages/etiquettes", "tag", texts_here().desk().tags),
        (shape, "/reglages/sources", "globe", texts_here().desk().sources),
        (shape, "/reglages/motifs", "flag", texts_here().desk().reasons),
        (shape, "/reglages/organisme", "company", t.organisation_part),
        (shape, route::BACKUPS, "archive", texts_here().backup().title),
        (shape, route::SERVER, "pulse", texts_here().health().title),
        (can(Right::ReadLog), "/reglages/export", "download", texts_here().desk().export),
        (can(Right::ReadLog), route::LOG, "history", l.log),
        (can(Right::WriteRecords), route::BIN, "trash", l.bin),
        // The gallery is for those who change the program.
        (shape && cfg!(debug_assertions), "/reglages/atelier", "star", t.atelier),
    ];
    let links = parts.into_iter().filter(|(shown, ..)| *shown).map(|(_, href, icon, label)| {
        view! {
            <li>
                <A href=href exact=true attr:class="rail-link">
                    <Icon name=icon />
                    <span class="rail-label">{label}</span>
                </A>
            </li>
        }
    });
    let parts = NodeRef::<Nav>::new();
    // On a phone the list is a line wider than the screen.
    Effect::new(move |_| {
        if let Some(parts) = parts.get() {
            request_animation_frame(move || show_current(&parts));
        }
    });
    // One part alone needs no list.
    let list = can(Right::WriteRecords).then(
        || view! { <nav node_ref=parts aria-label=t.parts><ul class="rail-list">{links.collect_view()}</ul></nav> },
    );
    view! {
        <Title text=title />
        <main class="page" id="contenu" tabindex="-1">
            <header class="page-head"><h1 class="page-title">{t.title}</h1></header>
            <div class="page-split setting">
                {list}
                <div class="page-body setting-body">
                    <div class="setting-head">
                        <h2>{title}</h2>
                        {(!note.is_empty()).then(|| view! { <p class="muted">{note}</p> })}
                    </div>
                    {children()}
                </div>
            </div>
        </main>
    }
}

/// Brings the open part into the middle of its list, which alone is scrolled.
fn show_current(parts: &leptos::web_sys::Element) {
    if let (Some(list), Ok(Some(open))) = (parts.first_element_child(), parts.query_selector("[aria-current=page]")) {
        let (open, around) = (open.get_bounding_client_rect(), list.get_bounding_client_rect());
        let off = open.left() + open.width() / 2.0 - around.left() - around.width() / 2.0;
        list.set_scroll_left(list.scroll_left() + off as i32);
    }
}

/// One's own profile.
#[component]
pub fn Profile() -> impl IntoView {
    let t = texts_here().setting();
    view! { <Part title=t.profile><profile::Profile /></Part> }
}

/// The part that the address names, for who may open it.
#[component]
pub fn SettingPage() -> impl IntoView {
    let (t, d) = (texts_here().setting(), texts_here().desk());
    let (b, h) = (texts_here().backup(), texts_here().health());
    let params = use_params_map();
    // A part is built anew when the address changes, and only then.
    let name = Memo::new(move |_| params.with(|params| params.get("part")).unwrap_or_default());
    move || {
        let right = match name.get().as_str() {
            "equipe" => Right::ManagePeople,
            "etiquettes" => Right::ManageTags,
            "export" => Right::ReadLog,
            "pipelines" | "sources" | "motifs" | "organisme" | "sauvegardes" | "serveur" | "atelier" => {
                Right::ManageSettings
            }
            // As its neighbours are called: who writes the address by hand finds it.
            "profil" => return view! { <Profile /> }.into_any(),
            _ => return view! { <NotFound /> }.into_any(),
        };
        if !can(right) {
            return view! { <NotAllowed /> }.into_any();
        }
        match name.get().as_str() {
            "equipe" => view! { <Part title=t.team note=t.team_note><team::Team /></Part> }.into_any(),
            "pipelines" => {
                view! { <Part title=t.pipelines note=t.pipelines_note><pipeline::Pipelines /></Part> }.into_any()
            }
            "etiquettes" => view! { <Part title=d.tags note=d.tags_note><tags::Tags /></Part> }.into_any(),
            "sources" => view! { <Part title=d.sources note=d.sources_note><words::Words list=List::Sources /></Part> }
                .into_any(),
            "motifs" => view! { <Part title=d.reasons note=d.reasons_note><words::Words list=List::Reasons /></Part> }
                .into_any(),
            "export" => view! { <Part title=d.export note=d.export_note><export::Export /></Part> }.into_any(),
            "sauvegardes" => view! { <Part title=b.title note=b.note><backup::Backups /></Part> }.into_any(),
            "serveur" => view! { <Part title=h.title note=h.note><health::Server /></Part> }.into_any(),
            "organisme" => view! { <Part title=t.organisation_part><organisation::Organisation /></Part> }.into_any(),
            _ => view! { <Part title=t.atelier><Atelier /></Part> }.into_any(),
        }
    }
}
