//! Before there is anything: what to do first, as far as the reader may.

use domain::Right;
use leptos::prelude::*;

use crate::i18n::texts_here;
use crate::me::can;
use crate::route;
use crate::ui::{Empty, Icon};

#[component]
pub(super) fn Start() -> impl IntoView {
    let h = texts_here().home();
    let steps = [
        (Right::Import, "import", h.start_import, h.start_import_text, route::IMPORT.to_owned()),
        (Right::WriteRecords, "contact", h.start_contact, h.start_contact_text, route::create(route::CONTACTS, "")),
        (Right::ManagePeople, "users", h.start_invite, h.start_invite_text, format!("{}/equipe", route::SETTINGS)),
    ];
    let steps: Vec<_> = steps.into_iter().filter(|(right, ..)| can(*right)).collect();
    if steps.is_empty() {
        return view! { <Empty icon="home" title=h.start_none text=h.start_none_text.to_owned() /> }.into_any();
    }
    let steps = steps.into_iter().map(|(_, icon, name, text, href)| {
        view! {
            <li>
                <a class=if href.contains("?nouveau=") { "start-step needs-script" } else { "start-step" } href=href.clone()>
                    <Icon name=icon />
                    <span><b>{name}</b><span class="muted">{text}</span></span>
                    <Icon name="chevron-right" />
                </a>
            </li>
        }
    });
    view! {
        <section class="start" aria-labelledby="start-title">
            <h2 class="start-title" id="start-title">{h.start}</h2>
            <p class="muted">{h.start_text}</p>
            <ul class="start-steps">{steps.collect_view()}</ul>
        </section>
    }
    .into_any()
}
