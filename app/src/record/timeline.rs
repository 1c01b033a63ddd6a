//! « Historique »: what happened to a record, newest first, day by day.

use std::collections::HashSet;

use domain::event::{Event, Filter, Kind as Happened, Topic};
use domain::undo::Which;
use domain::{Day, EventId, ExchangeId, Right};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::api::{Past, read_history};
use super::back::Back;
use super::history::{HistoryFilter, wanted};
use super::line::line_view;
use super::many::many;
use super::sentence::{Sentence, sentence};
use super::value::Sayer;
use super::watch::Reload;
use crate::exchange::CorrectExchange;
use crate::i18n::{Lang, Texts, lang, texts_here};
use crate::me::{can, me, today, zone};
use crate::outbox::{Kind, WaitingRows};
use crate::record::api::Colleague;
use crate::ui::{Button, Empty, Toasts, Variant};

/// One line of the history, ready to be shown.
pub(super) struct Told {
    day: Day,
    pub(super) time: String,
    pub(super) by: String,
    pub(super) sentence: Sentence,
    /// An exchange that still stands, for who may correct it.
    pub(super) exchange: Option<ExchangeId>,
    /// The event, where it can be taken back.
    pub(super) back: Option<EventId>,
    /// By whom it was taken back.
    pub(super) undone: Option<String>,
    /// Where each line of the same bulk is, and what leads there is called.
    pub(super) others: Option<(String, &'static str)>,
}

/// What can be done to a line.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) correcting: Option<RwSignal<Option<ExchangeId>>>,
    pub(super) undo: Callback<EventId>,
}

impl Acts {
    /// On the change log a line is only taken back.
    pub(super) fn undoing(undo: Callback<EventId>) -> Self {
        Self { correcting: None, undo }
    }
}

fn told(past: &Past, page: &str, t: &'static Texts, lang: Lang, today: Day) -> Vec<Told> {
    let zone = zone();
    let sayer = Sayer { names: &past.names, t, lang, today, zone: zone.clone() };
    let (writes, mut known) = (can(Right::WriteNotes), HashSet::new());
    let (records, own) = (can(Right::WriteRecords), me().map(|me| me.id));
    let offered = domain::undo::offered(&past.events.rows, &past.undone, can);
    let mut tell = |event: &Event| {
        let (day, time) = event.at.local(&zone);
        let by = if event.by.user.is_some() { event.by.name.clone() } else { t.common().operator.to_owned() };
        let time = format!("{:02}:{:02}", time.hour(), time.minute());
        let first = event.subjects.first().cloned().unwrap_or_default();
        // The newest event of an exchange says whether it is still there.
        let stands = matches!(event.kind, Happened::ExchangeLogged | Happened::ExchangeChanged);
        let newest = known.insert(first.clone());
        let mine = records || own.is_some() && event.by.user == own;
        let id = first.strip_prefix("exchange:").filter(|_| writes && mine && newest && stands);
        let exchange = id.and_then(|id| id.parse().ok());
        let bulk = event.bulk().and_then(|bulk| Some((past.bulks.get(&bulk).copied().filter(|all| *all > 1)?, bulk)));
        let mut sentence = match &bulk {
            Some((all, _)) => many(event, *all, &sayer),
            None => sentence(event, page, &sayer)?,
        };
        if event.undoes.is_some() {
            sentence.icon = "undo";
            sentence.text.push_str(t.log().as_undo);
        }
        let back = Some(event.id.clone()).filter(|id| mine && offered.contains(id));
        let undone = past.undone.get(&event.id).map(|by| match &by.user {
            Some(_) => by.name.clone(),
            None => t.common().operator.to_owned(),
        });
        let others = bulk.map(|(_, bulk)| (format!("{}?lot={bulk}", crate::route::LOG), t.log().each_line));
        // Of many at once one alone is taken back where the others are shown.
        let back = back.filter(|_| others.is_none());
        Some(Told { day, time, by, sentence, exchange, back, undone, others })
    };
    past.events.rows.iter().filter_map(&mut tell).collect()
}

/// The history of a record.
#[component]
pub(crate) fn Timeline(
    /// The record as `table:id`.
    subject: String,
    /// What was read of it.
    past: RwSignal<Past>,
    /// Who may have acted.
    colleagues: Signal<Vec<Colleague>>,
    /// Reads the page again.
    reload: Reload,
) -> impl IntoView {
    let (t, lang, today) = (texts_here(), lang(), today());
    let (toasts, pending) = (Toasts::here(), RwSignal::new(false));
    let (wanted, correcting) = (wanted(), RwSignal::new(None::<ExchangeId>));
    follow(subject.clone(), past, wanted, toasts);
    crate::notice::opened(subject.clone());
    let (page, on, asked) = (subject.clone(), subject.clone(), subject.clone());
    Back::provide();
    let (back, navigate) = (Back::here(), use_navigate());
    let undo = Callback::new(move |event: EventId| {
        let (subject, navigate) = (subject.clone(), navigate.clone());
        back.take(Which::Event(event), None, move |undone| match undone {
            // The record whose page this is has gone with it.
            Some(undone) if undone.gone && undone.subject == subject => {
                navigate(list_of(&subject), NavigateOptions::default());
            }
            _ => reload.soon(),
        });
    });
    let acts = Acts { correcting: Some(correcting), undo };
    let here = use_location().pathname.get_untracked();
    let lines = move || {
        let today = today.get();
        let told = past.with(|past| told(past, &page, t, lang, today));
        if told.is_empty() {
            let title = if wanted.get() == Filter::default() { t.contact().no_history } else { t.note().nothing };
            return view! { <Empty small=true icon="history" title /> }.into_any();
        }
        by_day(told, t, lang, today, acts)
    };
    let more = move |_| {
        let (Some(next), subject) = (past.with_untracked(|past| past.events.next.clone()), asked.clone()) else {
            return;
        };
        pending.set(true);
        spawn_local(async move {
            match read_history(subject, wanted.get_untracked(), Some(next)).await {
                Ok(older) => {
                    past.try_update(|past| {
                        past.events.rows.extend(older.events.rows);
                        past.events.next = older.events.next;
                        past.names.extend(older.names);
                        past.undone.extend(older.undone);
                    });
                }
                Err(error) => toasts.show(error.say(t)),
            }
            pending.try_set(false);
        });
    };
    view! {
        <section class="section" aria-labelledby="history-title">
            <div class="section-head">
                <h2 class="section-title" id="history-title">{t.contact().history}</h2>
                <form class="push history-filter" method="get" action=here>
                    <HistoryFilter colleagues topics=&Topic::OF_RECORDS />
                    <noscript><button class="button button-small" type="submit">{t.board().apply}</button></noscript>
                </form>
            </div>
            <WaitingRows kind=Kind::Exchange subject=Some(on) reload />
            {lines}
            <Show when=move || past.with(|past| past.events.next.is_some())>
                <div><Button variant=Variant::Ghost pending on:click=more.clone()>{t.common().more}</Button></div>
            </Show>
            {can(Right::WriteNotes).then(|| view! { <CorrectExchange wanted=correcting reload /> })}
        </section>
    }
}

/// Events day by day, none of them on its own record's page.
pub(super) fn days(past: &Past, acts: Acts) -> AnyView {
    let (t, lang, today) = (texts_here(), lang(), today().get_untracked());
    by_day(told(past, "", t, lang, today), t, lang, today, acts)
}

/// Where one goes when a record is no more.
fn list_of(subject: &str) -> &'static str {
    match subject.split(':').next() {
        Some("company") => crate::route::COMPANIES,
        Some("deal") => crate::route::DEALS,
        _ => crate::route::CONTACTS,
    }
}

fn by_day(told: Vec<Told>, t: &'static Texts, lang: Lang, today: Day, acts: Acts) -> AnyView {
    let mut days: Vec<(Day, Vec<Told>)> = Vec::new();
    for line in told {
        match days.last_mut() {
            Some((day, lines)) if *day == line.day => lines.push(line),
            _ => days.push((line.day, vec![line])),
        }
    }
    let day = move |(day, lines): (Day, Vec<Told>)| {
        view! {
            <h3 class="timeline-day">{upper_first(&day.show(today, lang.french()))}</h3>
            <ol class="timeline">{lines.into_iter().map(|line| line_view(line, t, acts)).collect_view()}</ol>
        }
    };
    days.into_iter().map(day).collect_view().into_any()
}

/// Reads the history again whenever the address asks for another part of it than the one on screen.
fn follow(subject: String, past: RwSignal<Past>, wanted: Memo<Filter>, toasts: Toasts) {
    let t = texts_here();
    let shown = Memo::new(move |_| past.with(|past| past.filter.clone()));
    Effect::new(move |_| {
        let filter = wanted.get();
        if filter == shown.get() {
            return;
        }
        let subject = subject.clone();
        spawn_local(async move {
            match read_history(subject, filter.clone(), None).await {
                // Meanwhile something else may be wanted.
                Ok(fresh) if wanted.try_get_untracked() == Some(filter) => drop(past.try_set(fresh)),
                Ok(_) => {}
                Err(error) => toasts.show(error.say(t)),
            }
        });
    });
}

fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
