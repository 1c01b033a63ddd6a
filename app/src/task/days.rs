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
    // On some days of the week two of them are the same day: only what was tapped is pressed.
    let tapped = RwSignal::new(None::<&'static str>);
    let chips = days.map(|(label, day)| {
        let first = days.iter().find(|(_, other)| *other == day).map_or(label, |(first, _)| *first);
        let here = move || tapped.get().filter(|tapped| days.contains(&(*tapped, day))).unwrap_or(first) == label;
        let on = move || pressed.get() == Some(day) && !off.get() && here();
        view! {
            <button
                type="button"
                class=move || if on() { "chip chip-on" } else { "chip" }
                aria-pressed=move || on().to_string()
                title=day.show(today, lang.french())
                disabled=off
                on:click=move |_| {
                    let pressed_here = untrack(on);
                    tapped.set(Some(label));
                    pressed.set((!pressed_here).then_some(day));
                }
            >
                {label}
            </button>
        }
    });
    view! { <div class="day-chips">{chips.into_iter().collect_view()}</div> }
}
