//! Days that are one tap away: tomorrow, on Monday, in a week.

use domain::Day;
use leptos::prelude::*;

use super::words::next_monday;
use crate::i18n::{lang, texts_here};
use crate::me::today;

/// The days; the one that is pressed is pressed again to leave it open.
#[component]
pub(crate) fn DayChips(
    /// The day that is chosen.
    pressed: RwSignal<Option<Day>>,
    /// Something else says the day.
    off: Signal<bool>,
) -> impl IntoView {
    let (k, lang, today) = (texts_here().task(), lang(), today().get_untracked());
    let days = [(k.tomorrow, today.plus(1)), (k.monday, next_monday(today)), (k.in_a_week, today.plus(7))];
    let chips = days.map(|(label, day)| {
        let on = move || pressed.get() == Some(day) && !off.get();
        view! {
            <button
                type="button"
                class=move || if on() { "chip chip-on" } else { "chip" }
                aria-pressed=move || on().to_string()
                title=day.show(today, lang.french())
                disabled=off
                on:click=move |_| pressed.update(|now| *now = (*now != Some(day)).then_some(day))
            >
                {label}
            </button>
        }
    });
    view! { <div class="day-chips">{chips.into_iter().collect_view()}</div> }
}
