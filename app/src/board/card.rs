//! A card: three lines that say what, who, and what comes next.

use domain::board::Card;
use domain::pipeline::Stage;
use domain::{Day, Instant};
use leptos::prelude::*;

use super::state::{Column, State};
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

/// What a card warns of: its action is late, it has none, it has stood too long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// The day of the next action has passed.
    pub late: bool,
    /// There is no next action.
    pub bare: bool,
    /// Longer in the stage than foreseen.
    pub over: bool,
}

/// The warnings of a card at the present moment.
pub fn signs(card: &Card, stage: &Stage, now: Instant, today: Day) -> Signs {
    let next = card.deal.next.as_ref();
    Signs {
        late: next.and_then(|next| next.due_on).is_some_and(|day| day < today),
        bare: next.is_none(),
        over: card.waits_too_long(stage, now),
    }
}

/// One card of a column. What it shows follows the column's list, so that a change by another keeps the element, and
/// with it focus and press.
#[component]
pub fn CardView(state: State, column: Column, card: Card) -> impl IntoView {
    let french = lang().french();
    let (now, today) = (now(), today());
    let id = card.deal.id.clone();
    let shown = {
        let id = id.clone();
        Memo::new(move |last: Option<&Card>| {
            let found = column.cards.with(|cards| cards.iter().find(|card| card.deal.id == id).cloned());
            found.or_else(|| last.cloned()).unwrap_or_else(|| card.clone())
        })
    };
    let signs = Memo::new(move |_| {
        column.stage.with_value(|stage| shown.with(|card| signs(card, stage, now.get(), today.get())))
    });
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
    view! {
        <li
            class="card"
            class:card-late=move || signs.get().late
            class:card-bare=move || signs.get().bare
            class:card-over=move || signs.get().over
            class:card-away=move || mine.get() == Some(false)
            class:card-held=move || mine.get() == Some(true)
            tabindex="0"
            aria-label=move || shown.with(|card| spoken(card, french))
            data-id=id.to_string()
        >
            {move || shown.with(|card| column.stage.with_value(|stage| lines(card, stage, state.may_write.then_some(opened))))}
        </li>
    }
}

/// The three lines, in the column and in the hand; with handle and menu where `opened` says whether the menu is.
pub fn lines(card: &Card, stage: &Stage, opened: Option<Memo<bool>>) -> AnyView {
    let t = texts_here();
    let french = lang().french();
    let (now, today) = (now(), today());
    let amount = card.deal.details.amount.map(|amount| amount.show(french));
    let since = card.deal.stage_since;
    let target = stage.target_days;
    let days = move || since.days_until(now.get());
    let over = move || target.is_some_and(|target| days() > i64::from(target));
    let shown_days = move || fill(t.board().days, &[("days", &days().to_string())]);
    let age_title =
        move || fill(if over() { t.board().too_long } else { t.board().in_stage }, &[("days", &shown_days())]);
    let next = card.deal.next.clone();
    let what = next.as_ref().map_or(t.board().no_next.to_owned(), |next| next.title.clone());
    let when = next.and_then(|next| {
        let day = next.due_on?;
        let time = next.due_at.map(|time| format!(", {time}")).unwrap_or_default();
        Some(view! { <time class="card-when" datetime=day.to_string()>{move || day.show(today.get(), french)}{time}</time> })
    });
    view! {
        <div class="card-line">
            <a class="card-title" href=route::deal(&card.deal.id) tabindex="-1" draggable="false">{card.deal.details.title.clone()}</a>
            <span class="card-amount num">{amount}</span>
        </div>
        <div class="card-line">
            <span class="card-who">{who(card)}</span>
            {opened.map(|opened| view! {
                <span class="card-tools">
                    <span class="card-grip" aria-hidden="true">"⠿"</span>
                    <button
                        class="card-menu"
                        type="button"
                        aria-label=t.board().move_to
                        aria-haspopup="menu"
                        aria-expanded=move || opened.get().to_string()
                    >"⋯"</button>
                </span>
            })}
        </div>
        <div class="card-line">
            <span class="card-next"><span class="card-what">{what}</span>{when}</span>
            <span class="card-age num" title=age_title>{shown_days}</span>
            {card.owner_name.clone().map(|name| {
                let class = format!("avatar avatar-small {}", hue_class(hue_of(&name)));
                let letters = initials(&name);
                view! { <span class=class role="img" aria-label=name.clone() title=name>{letters}</span> }
            })}
        </div>
    }
    .into_any()
}
