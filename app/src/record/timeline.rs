//! « Historique »: what happened to a record, newest first, day by day.

use domain::Day;
use domain::event::Event;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{Past, read_history};
use super::sentence::{Sentence, sentence};
use super::value::Sayer;
use crate::i18n::{Lang, Texts, lang, texts_here};
use crate::me::{today, zone};
use crate::ui::{Button, Empty, Icon, Toasts, Variant};

/// One line of the history, ready to be shown.
struct Told {
    day: Day,
    time: String,
    by: String,
    sentence: Sentence,
}

fn told(past: &Past, page: &str, t: &'static Texts, lang: Lang, today: Day) -> Vec<Told> {
    let (sayer, zone) = (Sayer { names: &past.names, t, lang, today }, zone());
    let tell = |event: &Event| {
        let (day, time) = event.at.local(&zone);
        let by = if event.by.user.is_some() { event.by.name.clone() } else { t.common().operator.to_owned() };
        let time = format!("{:02}:{:02}", time.hour(), time.minute());
        Some(Told { day, time, by, sentence: sentence(event, page, &sayer)? })
    };
    past.events.rows.iter().filter_map(tell).collect()
}

/// The history of a record.
#[component]
pub(crate) fn Timeline(
    /// The record as `table:id`.
    subject: String,
    /// What was read of it.
    past: RwSignal<Past>,
) -> impl IntoView {
    let (t, lang, today) = (texts_here(), lang(), today());
    let (toasts, pending) = (Toasts::here(), RwSignal::new(false));
    let (page, asked) = (subject.clone(), subject);
    let lines = move || {
        let today = today.get();
        let told = past.with(|past| told(past, &page, t, lang, today));
        if told.is_empty() {
            return view! { <Empty small=true icon="history" title=t.contact().no_history /> }.into_any();
        }
        let mut days: Vec<(Day, Vec<Told>)> = Vec::new();
        for line in told {
            match days.last_mut() {
                Some((day, lines)) if *day == line.day => lines.push(line),
                _ => days.push((line.day, vec![line])),
            }
        }
        let day = |(day, lines): (Day, Vec<Told>)| {
            view! {
                <h3 class="timeline-day">{upper_first(&day.show(today, lang.french()))}</h3>
                <ol class="timeline">{lines.into_iter().map(line_view).collect_view()}</ol>
            }
        };
        days.into_iter().map(day).collect_view().into_any()
    };
    let more = move |_| {
        let (Some(next), subject) = (past.with_untracked(|past| past.events.next.clone()), asked.clone()) else {
            return;
        };
        pending.set(true);
        spawn_local(async move {
            match read_history(subject, Some(next)).await {
                Ok(older) => {
                    past.try_update(|past| {
                        past.events.rows.extend(older.events.rows);
                        past.events.next = older.events.next;
                        past.names.extend(older.names);
                    });
                }
                Err(error) => toasts.show(error.say(t)),
            }
            pending.try_set(false);
        });
    };
    view! {
        <section class="section" aria-labelledby="history-title">
            <div class="section-head"><h2 class="section-title" id="history-title">{t.contact().history}</h2></div>
            {lines}
            <Show when=move || past.with(|past| past.events.next.is_some())>
                <div><Button variant=Variant::Ghost pending on:click=more.clone()>{t.common().more}</Button></div>
            </Show>
        </section>
    }
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn line_view(line: Told) -> AnyView {
    let Told { time, by, sentence, .. } = line;
    let Sentence { icon, text, about, lines } = sentence;
    let (before, behind) = text.split_once("{about}").map_or((text.as_str(), ""), |(before, behind)| (before, behind));
    let about = about.map(|(address, name)| match address {
        Some(address) => view! { <a href=address>{name}</a> }.into_any(),
        None => view! { <b>{name}</b> }.into_any(),
    });
    let about = if text.contains("{about}") { about } else { None };
    view! {
        <li class="event">
            <span class="event-mark"><Icon name=icon /></span>
            <span class="event-text"><span class="event-by">{by}</span>" "{before.to_owned()}{about}{behind.to_owned()}</span>
            <time class="event-when num">{time}</time>
            {(!lines.is_empty()).then(|| view! { <p class="event-body">{lines.join("\n")}</p> })}
        </li>
    }
    .into_any()
}
