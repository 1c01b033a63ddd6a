//! The day's work: late, today, coming, without a date, and what was finished today.

use domain::Page;
use domain::task::Task;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::acts::Acts;
use super::api::{Agenda, Part};
use super::item::{DoneItem, Known, TaskItem};
use super::words::part_words;
use crate::i18n::{fill, lang, texts_here};
use crate::record::{Colleagues, Pager, address_with};
use crate::route;
use crate::ui::{Empty, Icon};

/// The agenda of the page, read again when somebody changes it.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) agenda: Memo<Option<Agenda>>,
    pub(super) acts: Acts,
    /// Whether it is everybody's, so that each line says whose it is.
    pub(super) everybody: Signal<bool>,
}

impl Shown {
    fn page(self, part: Part) -> Option<Page<Task>> {
        let found = |agenda: &Agenda| agenda.parts.iter().find(|(one, _)| *one == part).map(|(_, page)| page.clone());
        self.agenda.with(|agenda| agenda.as_ref().and_then(found))
    }

    fn done(self) -> Vec<Task> {
        self.agenda.with(|agenda| agenda.as_ref().map(|agenda| agenda.done.rows.clone()).unwrap_or_default())
    }

    /// The name that a line shows.
    pub(super) fn whose(self, task: &Task) -> Signal<Option<String>> {
        let assignee = task.details.assignee.clone();
        Signal::derive(move || {
            let name = |agenda: &Agenda| Colleagues(agenda.colleagues.clone()).name(assignee.as_ref());
            self.everybody.get().then(|| self.agenda.with(|agenda| agenda.as_ref().and_then(name))).flatten()
        })
    }
}

/// The parts; one alone where the address asks for it.
#[component]
pub(super) fn Parts(shown: Shown) -> impl IntoView {
    let (t, query) = (texts_here(), use_query_map());
    let all = move || query.with(|query| address_with(route::TASKS, query, "partie", ""));
    let alone = Memo::new(move |_| {
        shown.agenda.with(|agenda| match agenda.as_ref().map(|agenda| &agenda.parts[..]) {
            Some([(only, _)]) => Some(*only),
            _ => None,
        })
    });
    move || {
        match alone.get() {
        Some(part) => view! {
            <div class="page-body">
                <p><a class="crumb" href=all><Icon name="chevron-left" />{t.task().all_parts}</a></p>
                <Region shown part alone=true />
            </div>
            {move || shown.page(part).map(|page| view! { <Pager shown=page.rows.len() count=page.count next=page.next /> })}
        }
        .into_any(),
        None => view! {
            <div class="page-body">
                {Part::ALL.map(|part| view! { <Region shown part alone=false /> }).into_iter().collect_view()}
                <DoneToday shown />
            </div>
        }
        .into_any(),
    }
    }
}

#[component]
fn Region(shown: Shown, part: Part, alone: bool) -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let (name, nothing) = part_words(t, part);
    let page = Memo::new(move |_| shown.page(part));
    let count = Memo::new(move |_| page.with(|page| page.as_ref().map(|page| page.count).unwrap_or_default()));
    let rows = move || page.with(|page| page.as_ref().map(|page| page.rows.clone()).unwrap_or_default());
    let further = Memo::new(move |_| !alone && page.with(|page| page.as_ref().is_some_and(|page| page.next.is_some())));
    let query = use_query_map();
    let address = move || query.with(|query| address_with(route::TASKS, query, "partie", part.key()));
    let known = Known { day: part == Part::Today, ..Known::default() };
    view! {
        // The typewriter's apostrophe in the name: what is spoken, sought and typed.
        <section class="section" aria-label=name.replace('’', "'")>
            <div class="section-head">
                <h2 class=if part == Part::Late { "section-title section-late" } else { "section-title" }>{name}</h2>
                {move || (count.get().rows > 0).then(|| view! { <span class="section-count num">{count.get().show(lang.french())}</span> })}
            </div>
            <Show when=move || { count.get().rows > 0 } fallback=move || view! { <Empty small=true title=nothing /> }>
                <ul class="items">
                    <For each=rows key=|task| (task.id.clone(), task.version) let:task>
                        <TaskItem assignee=shown.whose(&task) known acts=shown.acts task />
                    </For>
                </ul>
            </Show>
            {move || further.get().then(|| {
                let text = fill(t.task().whole_part, &[("count", &count.get().show(lang.french()))]);
                view! { <p><a class="button button-ghost button-small" href=address>{text}<Icon name="chevron-right" /></a></p> }
            })}
        </section>
    }
}

#[component]
fn DoneToday(shown: Shown) -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let count = Memo::new(move |_| {
        shown.agenda.with(|agenda| agenda.as_ref().map(|agenda| agenda.done.count).unwrap_or_default())
    });
    view! {
        <Show when=move || { count.get().rows > 0 }>
            <details class="done-today">
                <summary class="section-title">
                    <Icon name="chevron-right" />
                    {t.task().done_today}
                    <span class="section-count num">{move || count.get().show(lang.french())}</span>
                </summary>
                <ul class="items">
                    <For each=move || shown.done() key=|task| (task.id.clone(), task.version) let:task>
                        <DoneItem assignee=shown.whose(&task) acts=shown.acts task />
                    </For>
                </ul>
            </details>
        </Show>
    }
}
