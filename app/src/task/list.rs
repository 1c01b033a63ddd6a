//! « Mes actions »: what is late, what is for today, what comes, and what has no date.

use domain::task::{Filter, Task};
use domain::{Day, Right};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::api::list_tasks;
use super::create::{About, NewTask};
use super::item::TaskItem;
use crate::i18n::{lang, plural, texts_here};
use crate::me::{can, me, today};
use crate::record::api::list_colleagues;
use crate::record::{Pager, Reload, after, concerns};
use crate::ui::{Button, Empty, Variant};

/// The parts of the list, in order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Late,
    Today,
    Coming,
    Undated,
}

impl Part {
    fn of(task: &Task, today: Day) -> Self {
        match task.details.due_on {
            None => Self::Undated,
            Some(day) if day < today => Self::Late,
            Some(day) if day == today => Self::Today,
            Some(_) => Self::Coming,
        }
    }
}

/// One's own open tasks.
#[component]
pub fn TaskList() -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let k = t.task();
    let query = use_query_map();
    let mine = Filter { assignee: me().map(|me| me.id), ..Filter::default() };
    let found = Resource::new_blocking(move || query.with(after), move |after| list_tasks(mine.clone(), after));
    let colleagues = Resource::new(|| (), |()| list_colleagues());
    let reload = Reload::on(concerns(&["task"]), move || found.refetch());
    let creating = RwSignal::new(false);
    let known = move || colleagues.get().and_then(Result::ok).unwrap_or_default();
    // For the dialog, which is opened outside of what waits for the list.
    let offered = RwSignal::new(Vec::new());
    Effect::new(move |_| offered.set(known()));
    let figures = move || {
        let count = found.get()?.ok()?.count;
        let noun = plural(lang, count.rows, k.to_do_one, k.to_do);
        Some(view! { <span><b class="num">{count.show(lang.french())}</b>" "{noun}</span> })
    };
    let body = move || {
        found.get().map(|found| match found {
            Ok(page) if page.rows.is_empty() => {
                view! { <Empty icon="check" title=k.all_clear text=k.all_clear_text.to_owned() /> }.into_any()
            }
            Ok(page) => {
                let (shown, count, next) = (page.rows.len(), page.count, page.next);
                view! {
                    <div class="page-body"><Parts tasks=page.rows reload /></div>
                    <Pager shown count next />
                }
                .into_any()
            }
            Err(error) => view! { <Empty icon="alert" title=error.say(t) /> }.into_any(),
        })
    };
    view! {
        <Title text=t.common().tasks />
        <main class="page" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{t.common().tasks}</h1>
                <p class="page-figures"><Transition>{figures}</Transition></p>
                {can(Right::WriteNotes).then(|| {
                    view! {
                        <div class="page-actions">
                            <Button
                                variant=Variant::Primary
                                class="page-main-act"
                                icon="plus"
                                on:click=move |_| creating.set(true)
                            >
                                {k.new}
                            </Button>
                        </div>
                    }
                })}
            </header>
            <Transition>{body}</Transition>
            {can(Right::WriteNotes).then(|| {
                view! { <NewTask open=creating about=About::default() colleagues=offered.into() reload /> }
            })}
        </main>
    }
}

#[component]
fn Parts(tasks: Vec<Task>, reload: Reload) -> impl IntoView {
    let k = texts_here().task();
    let today = today();
    let part = move |part: Part, name: &'static str, id: &'static str| {
        let today = today.get();
        let tasks: Vec<Task> = tasks.iter().filter(|task| Part::of(task, today) == part).cloned().collect();
        (!tasks.is_empty()).then(|| {
            let items = tasks.into_iter().map(|task| view! { <TaskItem task assignee=None linked=true reload /> });
            view! {
                <section class="section" aria-labelledby=id>
                    <div class="section-head">
                        <h2 class="section-title" id=id>{name}</h2>
                        <span class="section-count">{items.len()}</span>
                    </div>
                    <ul class="items">{items.collect_view()}</ul>
                </section>
            }
        })
    };
    move || {
        let parts = [
            (Part::Late, k.late, "tasks-late"),
            (Part::Today, k.today, "tasks-today"),
            (Part::Coming, k.coming, "tasks-coming"),
            (Part::Undated, k.undated, "tasks-undated"),
        ];
        parts.map(|(which, name, id)| part(which, name, id)).into_iter().collect_view()
    }
}
