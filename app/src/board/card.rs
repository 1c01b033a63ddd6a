//! A card: three lines that say what, who, and what comes next.

use domain::board::Card;
use domain::pipeline::Stage;
use leptos::prelude::*;

use super::state::State;
use crate::i18n::{fill, lang, texts_here};
use crate::me::{now, today};
use crate::route;
use crate::ui::{hue_class, hue_of, initials};

/// The name a card is spoken with: title first.
pub fn spoken(card: &Card, french: bool) -> String {
    let amount = card.deal.details.amount.map(|amount| amount.show(french));
    std::iter::once(card.deal.details.title.clone()).chain(amount).chain([who(card)]).collect::<Vec<_>>().join(", ")
}

/// The person and the company.
pub fn who(card: &Card) -> String {
    let company = card.company_name.iter().cloned();
    std::iter::once(card.contact_name.clone())
        .chain(company)
        .filter(|name| !name.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// One card of a column.
#[component]
pub fn CardView(state: State, stage: Stage, card: Card) -> impl IntoView {
    let t = texts_here();
    let french = lang().french();
    let (now, today) = (now(), today());
    let id = card.deal.id.clone();
    let amount = card.deal.details.amount.map(|amount| amount.show(french));
    let next = card.deal.next.clone();
    let due = next.as_ref().and_then(|next| next.due_on);
    let late = move || due.is_some_and(|day| day < today.get());
    let since = card.deal.stage_since;
    let target = stage.target_days;
    let days = move || since.days_until(now.get());
    let over = move || target.is_some_and(|target| days() > i64::from(target));
    let shown_days = move || fill(t.board.days, &[("days", &days().to_string())]);
    let age_title = move || fill(if over() { t.board.too_long } else { t.board.in_stage }, &[("days", &shown_days())]);
    let mine = {
        let id = id.clone();
        Memo::new(move |_| {
            state.drag.with(|drag| drag.as_ref().filter(|drag| drag.deal == id).map(|drag| drag.keyboard))
        })
    };
    let opened = {
        let id = id.clone();
        Memo::new(move |_| state.menu.with(|menu| menu.as_ref() == Some(&id)))
    };
    let what = next.as_ref().map_or(t.board.no_next.to_owned(), |next| next.title.clone());
    let when = next.and_then(|next| {
        let day = next.due_on?;
        let time = next.due_at.map(|time| format!(", {time}")).unwrap_or_default();
        Some(view! { <time class="card-when" datetime=day.to_string()>{move || day.show(today.get(), french)}{time}</time> })
    });
    let bare = card.deal.next.is_none();
    let owner = card.owner_name.clone();
    view! {
        <li
            class="card"
            class:card-late=late
            class:card-bare=bare
            class:card-over=over
            class:card-away=move || mine.get() == Some(false)
            class:card-held=move || mine.get() == Some(true)
            tabindex="0"
            aria-label=spoken(&card, french)
            data-id=id.to_string()
        >
            <div class="card-line">
                <a class="card-title" href=route::deal(&id) tabindex="-1" draggable="false">{card.deal.details.title.clone()}</a>
                <span class="card-amount num">{amount}</span>
            </div>
            <div class="card-line">
                <span class="card-who">{who(&card)}</span>
                {state.may_write.then(|| view! {
                    <span class="card-tools">
                        <span class="card-grip" aria-hidden="true">"⠿"</span>
                        <button
                            class="card-menu"
                            type="button"
                            aria-label=t.board.move_to
                            aria-haspopup="menu"
                            aria-expanded=move || opened.get().to_string()
                        >"⋯"</button>
                    </span>
                })}
            </div>
            <div class="card-line">
                <span class="card-next"><span class="card-what">{what}</span>{when}</span>
                <span class="card-age num" title=age_title>{shown_days}</span>
                {owner.map(|name| {
                    let class = format!("avatar avatar-small {}", hue_class(hue_of(&name)));
                    let letters = initials(&name);
                    view! { <span class=class role="img" aria-label=name.clone() title=name>{letters}</span> }
                })}
            </div>
        </li>
    }
}
