//! « Accueil »: what is to be done, what waits, what came in, what may come. Each figure leads to the list behind it.

pub mod api;
mod chart;
mod figures;
mod lists;
mod start;

use domain::Right;
use domain::home::{Ask, Home};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::error::Error;
use crate::frame::failed;
use crate::i18n::{lang, texts_here};
use crate::live::Live;
use crate::me::{can, me, now, today, zone};
use crate::record::Reload;
use crate::route;
use crate::task::TaskBrief;
use crate::ui::{Icon, Skeleton};
use api::{Day, read_day};
use chart::{ForecastChart, SourceChart};
use figures::Figures;
use lists::Waits;
use start::Start;

/// The word for the team in the address.
const TEAM: &str = "equipe";

/// Whose day the page shows, for the links to the lists behind its figures.
#[derive(Clone, Copy)]
struct Whose(Memo<bool>);

impl Whose {
    /// The end of an address that narrows a list to the reader's own records.
    fn own(self) -> String {
        let me = me().map(|me| me.id.to_string()).unwrap_or_default();
        if self.0.get() { String::new() } else { format!("&responsable={me}") }
    }

    /// The same for actions.
    fn tasks(self) -> &'static str {
        if self.0.get() && can(Right::ReadAllTasks) { "&qui=tous" } else { "" }
    }
}

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    let (t, french, today, zone) = (texts_here(), lang().french(), today(), zone());
    let query = use_query_map();
    // Who only reads has nothing of their own; who sees no colleague's actions has no team to turn to: what there is to
    // choose from is one's own actions, and everybody's contacts.
    let own = can(Right::WriteNotes) && can(Right::ReadAllTasks);
    let team = Memo::new(move |_| !own || query.with(|query| query.get(TEAM).as_deref() == Some("1")));
    let asked = Memo::new(move |_| Ask::of(team.get(), today.get(), &zone));
    let found = Resource::new_blocking(move || asked.get(), read_day);
    let reload =
        Reload::on(|subjects| subjects.iter().any(|subject| subject.starts_with("notice:")), move || found.refetch());
    keep_fresh(move || found.refetch());
    view! {
        <Title text=t.common().home />
        <main class="page" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{t.common().home}</h1>
                <p class="page-figures"><span>{move || today.get().dated(french)}</span></p>
                <div class="page-actions">{own.then(|| view! { <Switch team /> })}</div>
            </header>
            <Transition fallback=|| view! { <Skeleton lines=6 /> }><Body found whose=Whose(team) reload /></Transition>
        </main>
    }
}

/// Reads the page again once a minute where something has changed: figures of everybody change with every act of
/// anybody, and need not be newer.
fn keep_fresh(read: impl Fn() + 'static) {
    let (stale, now) = (StoredValue::new(false), now());
    Live::here().on_message(Box::new(move |_| stale.set_value(true)));
    Effect::new(move |before: Option<()>| {
        now.track();
        if before.is_some() && stale.try_update_value(std::mem::take) == Some(true) {
            read();
        }
    });
}

/// « Moi » or « L’équipe », as links.
#[component]
fn Switch(team: Memo<bool>) -> impl IntoView {
    let h = texts_here().home();
    let here = move |one: bool| move || (team.get() == one).then_some("page");
    view! {
        <span class="segment" role="group" aria-label=h.whose>
            <a href=route::HOME aria-current=here(false)>{h.mine}</a>
            <a href=format!("{}?{TEAM}=1", route::HOME) aria-current=here(true)>{h.team}</a>
        </span>
    }
}

/// The day on screen.
type Found = Resource<Result<Day, Error>>;

/// The day, the first steps, or why there is nothing. Its lines stay when it is read again.
#[component]
fn Body(found: Found, whose: Whose, reload: Reload) -> impl IntoView {
    let day = Memo::new(move |_| found.get().and_then(Result::ok));
    let home = Memo::new(move |_| day.with(|day| day.as_ref().map(|day| day.home.clone())));
    let begun = |home: &Home| home.begun || !home.next.is_empty();
    let state = Memo::new(move |_| found.get().map(|found| found.map(|day| begun(&day.home))));
    move || {
        state.get().map(|state| match state {
            Ok(true) => view! { <Sections day home whose reload /> }.into_any(),
            Ok(false) => view! { <Start /> }.into_any(),
            Err(error) => failed(&error),
        })
    }
}

#[component]
fn Sections(day: Memo<Option<Day>>, home: Memo<Option<Home>>, whose: Whose, reload: Reload) -> impl IntoView {
    let t = texts_here();
    let h = t.home();
    let tasks =
        Signal::derive(move || home.with(|home| home.as_ref().map(|home| home.next.clone()).unwrap_or_default()));
    let colleagues =
        Signal::derive(move || day.with(|day| day.as_ref().map(|day| day.colleagues.clone()).unwrap_or_default()));
    let named = Signal::derive(move || whose.0.get() && can(Right::ReadAllTasks));
    let sales = Memo::new(move |_| home.with(|home| home.as_ref().and_then(|home| home.sales.clone())));
    let all_tasks = move || match whose.tasks() {
        "" => route::TASKS.to_owned(),
        team => format!("{}?{}", route::TASKS, team.trim_start_matches('&')),
    };
    view! {
        <div class="home">
            {move || home.get().map(|home| view! { <Figures home whose /> })}
            <div class="home-lists">
                <section class="section" aria-labelledby="home-tasks">
                    <div class="section-head">
                        <h2 class="section-title" id="home-tasks">{h.next}</h2>
                        <a class="home-all push" href=all_tasks>{h.all_tasks}<Icon name="chevron-right" /></a>
                    </div>
                    <TaskBrief tasks colleagues named reload />
                </section>
                {can(Right::ReadDeals).then(|| view! {
                    <section class="section" aria-labelledby="home-waits">
                        {move || sales.get().map(|sales| view! { <Waits sales whose /> })}
                    </section>
                    <section class="section" aria-labelledby="home-forecast">
                        {move || sales.get().map(|sales| view! { <ForecastChart sales whose /> })}
                    </section>
                })}
                <section class="section" aria-labelledby="home-sources">
                    {move || home.get().map(|home| view! { <SourceChart arrivals=home.arrivals whose /> })}
                </section>
            </div>
            <nav class="home-more" aria-label=h.more>
                <a class="button" href=route::COMPANIES><Icon name="company" />{t.common().companies}</a>
                <a class="button" href=route::SETTINGS><Icon name="settings" />{t.common().settings}</a>
            </nav>
        </div>
    }
}
