//! What an exchange was, by one tap each: its channel, its direction, its outcome, and the day to call again.

use domain::exchange::{Channel, Direction, Outcome};
use leptos::prelude::*;

use super::draft::Draft;
use super::words::{channel_icon, channel_name, direction_name, outcome_name};
use crate::i18n::texts_here;
use crate::task::DayChips;
use crate::ui::Icon;

/// Channel, direction and outcome: one tap each, and only where they say something.
#[component]
pub(super) fn Choices(
    draft: Draft,
    /// It was logged before: what came of it is planned already.
    corrects: bool,
) -> impl IntoView {
    let t = texts_here();
    let Draft { channel, direction, outcome, .. } = draft;
    let pressed = |on: bool| if on { "true" } else { "false" };
    let channels = Channel::ALL.iter().map(move |&one| {
        view! {
            <button
                type="button"
                class="way"
                autofocus=one == channel.get_untracked()
                aria-pressed=move || pressed(channel.get() == one)
                on:click=move |_| channel.set(one)
            >
                <Icon name=channel_icon(one) />
                {channel_name(t, one)}
            </button>
        }
    });
    let directions = [Direction::Out, Direction::In].map(move |one| {
        view! {
            <button type="button" aria-pressed=move || pressed(direction.get() == one) on:click=move |_| direction.set(one)>
                {direction_name(t, one)}
            </button>
        }
    });
    let outcomes = Outcome::ALL.iter().map(move |&one| {
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || pressed(outcome.get() == one)
                on:click=move |_| outcome.set(one)
            >
                {outcome_name(t, one)}
            </button>
        }
    });
    let wire = move || matches!(channel.get(), Channel::Call | Channel::Email);
    view! {
        <div class="ways" role="group" aria-label=t.note().channel>{channels.collect_view()}</div>
        <div class="way-more" hidden=move || !wire()>
            <div class="segment" role="group" aria-label=t.note().direction>{directions.collect_view()}</div>
            <div class="way-ends" role="group" aria-label=t.note().outcome hidden=move || channel.get() != Channel::Call>
                {outcomes.collect_view()}
            </div>
        </div>
        // After every call, whatever its outcome: nothing moves under the finger that taps one.
        {(!corrects).then(|| view! {
            <div
                class="way-again"
                hidden=move || channel.get() != Channel::Call
                role="group"
                aria-label=t.note().again
            >
                <span class="field-label" aria-hidden="true">{t.note().again}</span>
                <DayChips pressed=draft.again off=Signal::stored(false) />
            </div>
        })}
    }
}
