//! « Mes actions »: one's own work, or a colleague's, with a line to add to it.

use domain::page::Count;
use domain::{Right, UserId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::acts::Acts;
use super::api::{Agenda, Ask, Part, read_agenda};
use super::dialog::{NewTask, TaskDialogs};
use super::draft::{About, Draft};
use super::follow::FollowUp;
use super::parts::{Parts, Shown};
use super::plain::PlainFinish;
use super::quick::QuickEntry;
use super::week::{Switch, WeekView, week_of};
use super::words::part_words;
use crate::error::Error;
use crate::frame::{PageTitle, failed};
use crate::i18n::{fill, lang, plural, texts_here};
use crate::me::{can, me, today, zone};
use crate::outbox::{Kind, WaitingRows};
use crate::record::{Colleagues, FilterChip, Reload, address_with, after, concerns};
use crate::route;
use crate::ui::{Button, Icon, Skeleton, Variant};

/// The word for everybody in the address.
const EVERYBODY: &str = "tous";

/// Whose work the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Whose {
    Mine,
    Everybody,
    Of(UserId),
}

/// Whose work the address asks for: `?qui=`. Without it one's own; who only reads has none, and begins with everybody's.
fn whose() -> Memo<Whose> {
    let (query, free, own) = (use_query_map(), can(Right::ReadAllTasks), can(Right::WriteNotes));
    let me = me().map(|me| me.id);
    Memo::new(move |_| {
        let asked = query.with(|query| query.get("qui")).filter(|text| free && !text.is_empty());
        match asked.as_deref() {
            None if free && !own => Whose::Everybody,
            None => Whose::Mine,
            Some(EVERYBODY) => Whose::Everybody,
            Some(text) => match text.parse::<UserId>() {
                Ok(id) if Some(&id) != me.as_ref() => Whose::Of(id),
                _ => Whose::Mine,
            },
        }
    })
}

/// The open tasks of the day.
#[component]
pub fn TaskList() -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let k = t.task();
    let (query, whose, today, zone) = (use_query_map(), whose(), today(), zone());
    let mine = me().map(|me| me.id);
    let ask = move || {
        let (part, after) = query.with(|query| (query.get("partie").and_then(|key| Part::named(&key)), after(query)));
        let assignee = match whose.get() {
            Whose::Mine => mine.clone(),
            Whose::Everybody => None,
            Whose::Of(id) => Some(id),
        };
        let today = today.get();
        let week = query.with(|query| week_of(query, today));
        Ask { assignee, today, since: today.start(&zone), part, after, week }
    };
    let found = Resource::new_blocking(ask, read_agenda);
    let acts = Acts::new(Reload::on(concerns(&["task"]), move || found.refetch()));
    let now = acts.today;
    Effect::new(move |_| acts.week.set(query.with(|query| week_of(query, now.get()))));
    let (creating, draft) = (RwSignal::new(false), Draft::new());
    // For what is opened outside of what waits for the list.
    let offered = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        if let Some(Ok(agenda)) = found.get() {
            offered.set(agenda.colleagues);
        }
    });
    let read = move |agenda: Option<Result<Agenda, Error>>| agenda.and_then(Result::ok);
    let named = move || match whose.get() {
        Whose::Of(id) => read(found.get()).and_then(|agenda| Colleagues(agenda.colleagues).name(Some(&id))),
        _ => None,
    };
    let title = move || match whose.get() {
        Whose::Mine => t.common().tasks.to_owned(),
        Whose::Everybody => k.of_everybody.to_owned(),
        Whose::Of(_) => fill(k.of_somebody, &[("name", &named().unwrap_or_else(|| "–".to_owned()))]),
    };
    // The week is a page of its own among those that were opened, or are kept.
    let head = move || match query.with(|query| week_of(query, now.get())) {
        Some(_) => format!("{} – {}", title(), t.week().week),
        None => title(),
    };
    let figures = move || {
        let agenda = read(found.get())?;
        let week = agenda.week.iter().map(|(_, week)| week.tasks.count);
        let counts: Vec<Count> = agenda.parts.iter().map(|(_, page)| page.count).chain(week).collect();
        let (rows, more) = (counts.iter().map(|count| count.rows).sum(), counts.iter().any(|count| count.more));
        // « À faire » is all of it; a part and a week say which.
        let noun = match (&agenda.week, &agenda.parts[..]) {
            (Some(_), _) => t.week().in_week.to_owned(),
            (None, [(part, _)]) => part_words(t, *part).0.to_lowercase(),
            _ => plural(lang, rows, k.to_do_one, k.to_do).to_owned(),
        };
        let count = Count { rows, more }.show(lang.french());
        Some(view! { <span><b class="num">{count}</b>" "{noun}</span> })
    };
    let weekly = Memo::new(move |_| query.with(|query| week_of(query, now.get()).is_some()));
    // Nothing of one's own at all: where there is something.
    let elsewhere = move || {
        let agenda = read(found.get())?;
        let none = agenda.done.rows.is_empty() && agenda.parts.len() == Part::ALL.len()
            || agenda.week.as_ref().is_some_and(|(_, week)| week.late.rows == 0);
        let none = none && agenda.parts.iter().all(|(_, page)| page.count.rows == 0);
        let none = none && agenda.week.iter().all(|(_, week)| week.tasks.count.rows == 0);
        let team = query.with(|query| address_with(route::TASKS, query, "qui", EVERYBODY));
        (none && whose.get() == Whose::Mine && can(Right::ReadAllTasks)).then(|| {
            view! { <p class="task-elsewhere"><a class="home-all" href=team>{k.see_everybody}<Icon name="chevron-right" /></a></p> }
        })
    };
    let owner = Signal::derive(move || match whose.get() {
        Whose::Of(id) => {
            let name = offered.with(|offered| Colleagues(offered.clone()).name(Some(&id)));
            (Some(id), name)
        }
        _ => (None, None),
    });
    let reader = me().map(|me| me.id);
    Effect::new(move |_| {
        let whose = owner.with(|(id, _)| id.clone()).or_else(|| reader.clone());
        draft.assignee.set(whose.map(|id| id.to_string()).unwrap_or_default());
    });
    view! {
        <main class="page" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title"><Transition>{title}<PageTitle text=head /></Transition></h1>
                <p class="page-figures"><Transition>{figures}</Transition></p>
                <div class="page-actions">
                    <Switch />
                    {can(Right::ReadAllTasks).then(|| view! {
                        <form class="whose" method="get" action=route::TASKS>
                            <Transition><Choice found /></Transition>
                            {move || weekly.get().then(|| view! { <input type="hidden" name="vue" value="semaine" /> })}
                            <noscript><button class="button" type="submit">{t.board().apply}</button></noscript>
                        </form>
                    })}
                    {can(Right::WriteNotes).then(|| {
                        view! {
                            <Button
                                variant=Variant::Primary
                                class="page-main-act"
                                icon="plus"
                                on:click=move |_| {
                                    draft.begin(None);
                                    creating.set(true);
                                }
                            >
                                {k.new}
                            </Button>
                        }
                    })}
                </div>
            </header>
            {can(Right::WriteNotes).then(|| view! { <QuickEntry acts owner draft open=creating /> })}
            <WaitingRows kind=Kind::Task reload=acts.reload />
            <Transition>{elsewhere}</Transition>
            <Transition fallback=|| view! { <Skeleton lines=6 /> }><Body found acts draft creating everybody=Signal::derive(move || whose.get() == Whose::Everybody) /></Transition>
            {can(Right::WriteNotes).then(|| {
                view! {
                    <PlainFinish />
                    <NewTask open=creating draft about=About::default() colleagues=offered.into() acts />
                    <TaskDialogs acts colleagues=offered.into() />
                    <FollowUp acts over=true />
                }
            })}
        </main>
    }
}

/// The agenda on screen.
type Found = Resource<Result<Agenda, Error>>;

/// The list, or why there is none. Its lines stay when it is read again.
#[component]
fn Body(found: Found, acts: Acts, draft: Draft, creating: RwSignal<bool>, everybody: Signal<bool>) -> impl IntoView {
    let agenda = Memo::new(move |_| found.get().and_then(Result::ok));
    let weekly = move || agenda.with(|agenda| agenda.as_ref().is_some_and(|agenda| agenda.week.is_some()));
    let state = Memo::new(move |_| found.get().map(|found| (found.err(), weekly())));
    let begin = move |day| {
        draft.begin(Some(day));
        creating.set(true);
    };
    move || {
        state.get().map(|problem| match problem {
            (None, true) => {
                view! { <WeekView shown=Shown { agenda, acts, everybody } begin=Callback::new(begin) /> }.into_any()
            }
            (None, false) => view! { <Parts shown=Shown { agenda, acts, everybody } /> }.into_any(),
            (Some(error), _) => failed(&error),
        })
    }
}

/// Whose work: one's own, a colleague's, everybody's.
#[component]
fn Choice(found: Found) -> impl IntoView {
    let t = texts_here();
    let (mine, own) = (me().map(|me| me.id), can(Right::WriteNotes));
    let options = Memo::new(move |_| {
        let colleagues = found.get().and_then(Result::ok).map(|agenda| agenda.colleagues).unwrap_or_default();
        let others = colleagues.into_iter().filter(|one| one.offered && Some(&one.id) != mine.as_ref());
        let others = others.map(|one| (one.id.to_string(), one.name));
        let all = t.task().everybody.to_owned();
        if !own {
            return std::iter::once((String::new(), all)).chain(others).collect::<Vec<_>>();
        }
        let first = [(String::new(), t.common().tasks.to_owned())];
        first.into_iter().chain(others).chain([(EVERYBODY.to_owned(), all)]).collect()
    });
    view! { <FilterChip label=t.task().whose name="qui" options=options /> }
}
