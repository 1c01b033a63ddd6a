//! A line of a history, and what can be done from it.

use leptos::prelude::*;

use super::sentence::Sentence;
use super::timeline::{Acts, Told};
use crate::i18n::{Texts, fill};
use crate::ui::Icon;

/// The line.
pub(super) fn line_view(line: Told, t: &'static Texts, acts: Acts) -> AnyView {
    let Told { time, by, sentence, exchange, back, undone, others, .. } = line;
    let correct = exchange.zip(acts.correcting).map(|(id, correcting)| {
        view! {
            <button
                type="button"
                class="button button-ghost button-icon button-small event-act"
                aria-label=t.note().correct
                title=t.note().correct
                on:click=move |_| correcting.set(Some(id.clone()))
            >
                <Icon name="edit" />
            </button>
        }
    });
    let Sentence { icon, text, about, lines } = sentence;
    let (before, behind) = text.split_once("{about}").map_or((text.as_str(), ""), |(before, behind)| (before, behind));
    let about = if text.contains("{about}") { about } else { None };
    let name = about.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
    let take_back = back.map(|event| {
        let what = fill(t.log().take_back_this, &[("what", &format!("{by} {before}{name}{behind}"))]);
        view! {
            <button
                type="button"
                class="button button-ghost button-small event-act event-undo"
                aria-label=what
                on:click=move |_| acts.undo.run(event.clone())
            >
                {t.log().take_back}
            </button>
        }
    });
    let undone = undone.map(|by| {
        view! { <span class="event-undone"><Icon name="undo" />{fill(t.log().taken_back, &[("by", &by)])}</span> }
    });
    let class = if undone.is_some() { "event event-gone" } else { "event" };
    let about = about.map(|(address, name)| match address {
        Some(address) => view! { <a href=address>{name}</a> }.into_any(),
        None => view! { <b>{name}</b> }.into_any(),
    });
    view! {
        <li class=class>
            <span class="event-mark"><Icon name=icon /></span>
            <span class="event-text">
                <span class="event-by">{by}</span>" "<span class="event-what">{before.to_owned()}{about}{behind.to_owned()}</span>
                {others.map(|(href, text)| view! { " "<a class="event-others" href=href>{text}</a> })}
                {undone}{correct}{take_back}
            </span>
            <time class="event-when num">{time}</time>
            {(!lines.is_empty()).then(|| view! { <p class="event-body">{lines.join("\n")}</p> })}
        </li>
    }
    .into_any()
}
