//! The week: seven days beside each other, below each other on a phone.

use domain::task::quick::{between, long};
use domain::task::{Task, Week};
use domain::{Day, Right};
use leptos::html::Div;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

use super::api::Part;
use super::item::{Known, TaskItem};
use super::parts::Shown;
use super::words::monday_of;
use crate::i18n::{fill, lang, texts_here};
use crate::me::can;
use crate::record::address_with;
use crate::route;
use crate::ui::{Button, Icon, Variant};

/// The word for the week in the address, `?vue=semaine`, and the key of the day it begins with.
const WEEK: &str = "semaine";
const FROM: &str = "du";

/// The Monday of the week that the address asks for; none where it asks for the list.
pub(super) fn week_of(query: &ParamsMap, today: Day) -> Option<Day> {
    let asked = query.get(FROM).and_then(|day| Day::parse(&day).ok());
    query.get("vue").filter(|view| view == WEEK).map(|_| monday_of(asked.unwrap_or(today)))
}

/// The page as a list, or as the week that begins on a day; of the same person.
fn address(query: &ParamsMap, week: Option<&str>) -> String {
    let mut query = query.clone();
    query.remove("partie");
    query.remove(FROM);
    if let Some(from) = week.filter(|from| !from.is_empty()) {
        query.insert(FROM, from.to_owned());
    }
    address_with(route::TASKS, &query, "vue", if week.is_some() { WEEK } else { "" })
}

/// « Liste », « Semaine ».
#[component]
pub(super) fn Switch() -> impl IntoView {
    let (w, query) = (texts_here().week(), use_query_map());
    let weekly = Memo::new(move |_| query.with(|query| query.get("vue").is_some_and(|view| view == WEEK)));
    let to = move |week| query.with(|query| address(query, week));
    let current = move |here: bool| (weekly.get() == here).then_some("true");
    view! {
        <span class="segment" role="group" aria-label=w.view>
            <a href=move || to(None) aria-current=move || current(false)><Icon name="list" /><span class="segment-text">{w.list}</span></a>
            <a href=move || to(Some("")) aria-current=move || current(true)><Icon name="calendar" /><span class="segment-text">{w.week}</span></a>
        </span>
    }
}

/// The week that the page has read.
#[component]
pub(super) fn WeekView(
    /// The agenda, and what is done with its tasks.
    shown: Shown,
    /// Opens the dialog for a new task on a day.
    begin: Callback<Day>,
) -> impl IntoView {
    let (w, lang, today) = (texts_here().week(), lang(), shown.acts.today);
    let found = Memo::new(move |_| shown.agenda.with(|agenda| agenda.as_ref().and_then(|agenda| agenda.week.clone())));
    let read =
        move |say: fn(&Week) -> u32| found.with(|found| found.as_ref().map(|(_, week)| say(week)).unwrap_or_default());
    let monday = Memo::new(move |_| found.with(|found| found.as_ref().map_or_else(|| today.get(), |(from, _)| *from)));
    let query = use_query_map();
    let at = move |days: i32| query.with(|query| address(query, Some(&monday.get().plus(days).to_string())));
    let this = move || query.with(|query| address(query, Some("")));
    let here = move || monday.get() == monday_of(today.get());
    let late = move || {
        let count = found.with(|found| found.as_ref().map(|(_, week)| week.late)).filter(|late| late.rows > 0)?;
        let list = query.with(|query| address(query, None));
        let join = if list.contains('?') { '&' } else { '?' };
        let href = format!("{list}{join}partie={}", Part::Late.key());
        let text = fill(w.late, &[("count", &count.show(lang.french()))]);
        Some(view! { <a class="week-late" href=href><Icon name="alert" />{text}</a> })
    };
    let cut = move || {
        let (shown, count) =
            (read(|week| u32::try_from(week.tasks.rows.len()).unwrap_or(u32::MAX)), read(|week| week.tasks.count.rows));
        let text = fill(w.cut, &[("shown", &shown.to_string()), ("count", &count.to_string())]);
        (count > shown).then(|| view! { <p class="notice"><Icon name="info" /><span>{text}</span></p> })
    };
    let days = move || (0..7).map(|n| monday.get().plus(n)).collect::<Vec<_>>();
    let over = RwSignal::new(None::<Day>);
    let node = NodeRef::<Div>::new();
    // Where the days stand below each other this week begins with today.
    Effect::new(move |_| {
        if node.get().is_some() && monday.get() == monday_of(today.get_untracked()) {
            request_animation_frame(show_today);
        }
    });
    view! {
        <div class="page-body">
            <div class="week-bar">
                <h2 class="week-title">{move || between(monday.get(), monday.get().plus(6), lang.french())}</h2>
                <nav class="week-ways" aria-label=w.week>
                    <a class="button button-ghost button-icon" href=move || at(-7) aria-label=w.before title=w.before><Icon name="chevron-left" /></a>
                    <a class="button button-plain" href=this aria-current=move || here().then_some("true")>{w.this}</a>
                    <a class="button button-ghost button-icon" href=move || at(7) aria-label=w.after title=w.after><Icon name="chevron-right" /></a>
                </nav>
                {late}
            </div>
            {cut}
            <div class="week" node_ref=node>
                <For each=days key=|day| *day let:day>
                    <DayColumn day shown week=found over begin />
                </For>
            </div>
        </div>
    }
}

/// Scrolls to today, unless the days stand beside each other.
fn show_today() {
    let top = |selector: &str| {
        let found = document().query_selector(selector).ok().flatten()?;
        Some((found.get_bounding_client_rect().top(), found))
    };
    if let (Some((first, _)), Some((now, today))) = (top(".week > :first-child"), top(".week > .week-today"))
        && now > first
    {
        today.scroll_into_view_with_bool(true);
    }
}

/// One day: what has no time first, then by time.
#[component]
fn DayColumn(
    day: Day,
    shown: Shown,
    week: Memo<Option<(Day, Week)>>,
    /// The day over which a task is held.
    over: RwSignal<Option<Day>>,
    begin: Callback<Day>,
) -> impl IntoView {
    let (t, lang, acts) = (texts_here(), lang(), shown.acts);
    let (w, today) = (t.week(), acts.today);
    let tasks = Memo::new(move |_| {
        let of_day = |task: &&Task| task.details.due_on == Some(day);
        let mut tasks: Vec<Task> =
            week.with(|week| week.iter().flat_map(|(_, week)| &week.tasks.rows).filter(of_day).cloned().collect());
        tasks.sort_by_key(|task| task.details.due_at.is_some());
        tasks
    });
    let name = long(day, today.get_untracked(), lang.french());
    let (month, number) = (name.splitn(3, ' ').nth(2).unwrap_or_default().to_owned(), day.parts().2);
    let weekday = name.split(' ').next().unwrap_or_default().to_owned();
    let any = move || tasks.with(|tasks| !tasks.is_empty());
    let class = move || {
        let now = today.get();
        let when = if day == now {
            "week-day week-today"
        } else if day < now {
            "week-day week-past"
        } else {
            "week-day"
        };
        if over.get() == Some(day) { format!("{when} week-over") } else { when.to_owned() }
    };
    let moves = move || acts.held.with(|held| held.as_ref().is_some_and(|held| held.details.due_on != Some(day)));
    let drop_here = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(None);
        if let Some(task) = acts.held.get_untracked().filter(|task| task.details.due_on != Some(day)) {
            acts.held.set(None);
            acts.postpone(&task, day);
        }
    };
    let known = Known { day: true, ..Known::default() };
    view! {
        <section
            class=class
            aria-label=name.clone()
            aria-current=move || (day == today.get()).then_some("date")
            on:dragover=move |event| {
                if moves() {
                    event.prevent_default();
                    over.set(Some(day));
                }
            }
            on:dragleave=move |_| over.update(|over| *over = over.filter(|over| *over != day))
            on:drop=drop_here
        >
            <div class="week-head">
                <h3 class="week-name">
                    <time datetime=day.to_string()>{weekday}" "<span class="week-number num">{number}</span><span class="week-month">" "{month}</span></time>
                </h3>
                {can(Right::WriteNotes).then(|| {
                    let label = fill(w.add_on, &[("day", &name)]);
                    view! {
                        <Button
                            variant=Variant::Ghost
                            small=true
                            icon="plus"
                            label=label
                            on:click=move |_| begin.run(day)
                        />
                    }
                })}
            </div>
            <Show when=any fallback=move || view! { <p class="week-none muted">{w.nothing}</p> }>
                <ul class="items">
                    <For each=move || tasks.get() key=|task| (task.id.clone(), task.version) let:task>
                        <TaskItem assignee=shown.whose(&task) known acts task />
                    </For>
                </ul>
            </Show>
        </section>
    }
}
