//! Deals that wait: the longest first, and why.

use domain::home::{Sales, Wait};
use leptos::prelude::*;

use super::Whose;
use crate::i18n::{fill, lang, plural, texts_here};
use crate::route;
use crate::ui::{Badge, Empty, Icon, Tone};

#[component]
pub(super) fn Waits(sales: Sales, whose: Whose) -> impl IntoView {
    let (t, french) = (texts_here(), lang().french());
    let h = t.home();
    let href = format!("{}?attente=oui{}", route::DEALS, whose.own());
    let count = domain::page::Count::exact(sales.waiting).show(french);
    let (waiting, rows) = (sales.waiting > 0, sales.waits.into_iter().map(row).collect_view());
    view! {
        <div class="section-head">
            <h2 class="section-title" id="home-waits">{h.waiting}</h2>
            {waiting.then(|| view! {
                <span class="section-count num">{count}</span>
                <a class="home-all push" href=href>{h.all_waiting}<Icon name="chevron-right" /></a>
            })}
        </div>
        {match waiting {
            true => view! { <ul class="items">{rows}</ul> }.into_any(),
            false => view! { <Empty small=true title=h.none_waiting /> }.into_any(),
        }}
    }
}

fn row(wait: Wait) -> impl IntoView {
    let (h, lang) = (texts_here().home(), lang());
    let days = fill(plural(lang, wait.days, h.one_day, h.days), &[("n", &wait.days.to_string())]);
    let dot = format!("dot hue-{}", wait.stage.hue % 8);
    let idle = !wait.deal.planned;
    view! {
        <li class="item home-wait">
            <span class="item-text">
                <a class="home-wait-title" href=route::deal(&wait.deal.id)>{wait.deal.title}</a>
                <span class="item-sub">
                    <span class="cut">{wait.contact_name}</span>
                    <span class="stage-name"><span class=dot aria-hidden="true"></span><span class="cut">{wait.stage.name}</span></span>
                </span>
            </span>
            <span class="home-wait-why">
                {idle.then(|| view! { <Badge icon="task">{h.idle}</Badge> })}
                {if wait.past {
                    view! { <Badge tone=Tone::Warning icon="clock">{days}</Badge> }.into_any()
                } else {
                    view! { <span class="muted num">{days}</span> }.into_any()
                }}
            </span>
        </li>
    }
}
