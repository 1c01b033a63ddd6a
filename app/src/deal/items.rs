//! Deals on the page of a contact or a company.

use domain::board::Card;
use domain::pipeline::Pipeline;
use leptos::prelude::*;

use super::words::{stage_of, state_view};
use crate::i18n::{lang, texts_here};
use crate::me::today;
use crate::route;
use crate::ui::Empty;

/// A short list of deals.
#[component]
pub(crate) fn DealItems(
    /// The deals.
    deals: RwSignal<Vec<Card>>,
    /// For stages by name.
    pipelines: Vec<Pipeline>,
) -> impl IntoView {
    let (t, lang, today) = (texts_here(), lang(), today());
    let list = move || {
        let (cards, today) = (deals.get(), today.get());
        if cards.is_empty() {
            return view! { <Empty small=true icon="flag" title=t.contact().no_deals /> }.into_any();
        }
        let item = |card: Card| {
            let deal = card.deal;
            let state = state_view(&deal.outcome, stage_of(&pipelines, &deal.stage), today);
            let amount = deal.details.amount.map(|amount| amount.show(lang.french()));
            view! {
                <li>
                    <a class="item item-deal" href=route::deal(&deal.id)>
                        <span class="item-text">{deal.details.title}</span>
                        <span class="num">{amount}</span>
                        <span class="item-state muted">{state}</span>
                    </a>
                </li>
            }
        };
        view! { <ul class="items">{cards.into_iter().map(item).collect_view()}</ul> }.into_any()
    };
    view! { {list} }
}
