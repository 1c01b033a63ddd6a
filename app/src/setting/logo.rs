//! The organisation's picture: plain forms, that work without the browser's half.

use domain::organisation::Logo;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::i18n::{fill, texts_here};
use crate::route;
use crate::ui::{Button, Icon, Kind, Variant};

/// The picture as it is, another one, or none.
#[component]
pub(super) fn LogoForm(logo: Option<Logo>) -> impl IntoView {
    let d = texts_here().desk();
    let problem = match use_query_map().get_untracked().get_str("logo") {
        Some("taille") => Some(d.logo_too_large),
        Some("vide") => Some(d.logo_none_chosen),
        Some("format") => Some(d.logo_no_picture),
        Some("panne") => Some(d.logo_failed),
        _ => None,
    };
    let known = logo.is_some();
    let shown = logo.map(|Logo { kind, size, at }| {
        let size = size.div_ceil(1024).to_string();
        view! {
            <div class="setting-logo">
                <img src=format!("{}?v={}", route::LOGO, at.0) alt=d.logo_alt />
                <span class="muted num">{fill(d.logo_facts, &[("kind", kind.name()), ("size", &size)])}</span>
                <form method="post" action=route::LOGO_REMOVE>
                    <Button variant=Variant::Ghost kind=Kind::Submit icon="x">{d.logo_remove}</Button>
                </form>
            </div>
        }
    });
    view! {
        <section class="setting-section" aria-labelledby="setting-logo">
            <h3 id="setting-logo">{d.logo}</h3>
            {problem.map(|text| view! { <p class="notice notice-danger" role="alert"><Icon name="alert" /><span>{text}</span></p> })}
            {shown}
            <form class="form setting-form" method="post" action=route::LOGO enctype="multipart/form-data">
                <label class="field">
                    <span class="field-label">{if known { d.logo_other } else { d.logo_choose }}</span>
                    <input class="field-input setting-file" type="file" name="file" accept="image/png,image/jpeg,image/webp" required />
                    <span class="field-help">{d.logo_help}</span>
                </label>
                <div class="setting-acts"><Button kind=Kind::Submit icon="upload">{d.logo_send}</Button></div>
            </form>
        </section>
    }
}
