//! The organisation's picture: plain forms, that work without the browser's half.

use domain::organisation::Logo;
use leptos::html::Form;
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
    let (form, sending) = (NodeRef::<Form>::new(), RwSignal::new(false));
    let chosen = move |_| {
        if let Some(form) = form.get_untracked() {
            sending.set(true);
            let _ = form.request_submit();
        }
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
            // Chosen is sent; without scripts the browser's own field and a button do it.
            <form class="setting-pick" method="post" action=route::LOGO enctype="multipart/form-data" node_ref=form>
                <label class="button" aria-busy=move || sending.get().then_some("true")>
                    <Icon name="upload" />
                    <span>{if known { d.logo_other } else { d.logo_choose }}</span>
                    <input type="file" name="file" accept="image/png,image/jpeg,image/webp" required on:change=chosen />
                </label>
                <noscript><button class="button" type="submit">{d.logo_send}</button></noscript>
                <p class="field-help" role="status">{move || if sending.get() { d.logo_sending } else { d.logo_help }}</p>
            </form>
        </section>
    }
}
