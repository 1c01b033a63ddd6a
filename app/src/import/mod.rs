//! Imports: a file comes in, its columns are matched, its rows are written.

mod api;
mod mapping;
mod outcome;
mod own;
mod rehearsal;
mod running;
mod word;

use domain::Right;
use domain::import::{Progress, State};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::error::Error;
use crate::frame::{NotAllowed, failed};
use crate::i18n::texts_here;
use crate::me::can;
use crate::route;
use crate::ui::{Button, Empty, Icon, Kind, Variant};

/// The frame of the import pages.
#[component]
fn Page(
    /// What stands below the heading.
    children: Children,
) -> impl IntoView {
    let t = texts_here().import();
    view! {
        <Title text=t.title />
        <main class="page" id="contenu" tabindex="-1">
            <header class="page-head"><h1 class="page-title">{t.title}</h1></header>
            <div class="page-body import">{children()}</div>
        </main>
    }
}

/// Where a file is chosen. A plain form: it works without the browser's half.
#[component]
pub fn ImportStart() -> impl IntoView {
    if !can(Right::Import) {
        return view! { <NotAllowed /> }.into_any();
    }
    let t = texts_here();
    let i = t.import();
    let problem = match use_query_map().get_untracked().get_str("erreur") {
        Some("taille") => Some(i.too_large),
        Some("vide") => Some(i.empty_file),
        Some(_) => Some(i.no_table),
        None => None,
    };
    let (sending, chosen) = (RwSignal::new(false), RwSignal::new(String::new()));
    let choose = move |event: leptos::ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        chosen.set(input.files().and_then(|files| files.get(0)).map(|file| file.name()).unwrap_or_default());
    };
    let known = word::FIELDS.into_iter().skip(1).map(|column| view! { <li>{word::field(column, t)}</li> });
    view! {
        <Page>
            <form
                class="form"
                method="post"
                action=route::IMPORT_FILE
                enctype="multipart/form-data"
                on:submit=move |_| sending.set(true)
            >
                {problem.map(|text| view! { <p class="notice notice-danger" role="alert"><Icon name="alert" /><span>{text}</span></p> })}
                <p>{i.intro}</p>
                <div class="import-drop">
                    <Icon name="upload" />
                    <label class="import-drop-label" for="import-file">
                        <span class="spoken">{i.file}" : "</span>
                        {move || if chosen.with(String::is_empty) { i.drop.to_owned() } else { chosen.get() }}
                    </label>
                    <span class="muted" id="import-limits">{i.limits}</span>
                    <input
                        class="import-input"
                        id="import-file"
                        type="file"
                        name="file"
                        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
                        aria-describedby="import-limits"
                        required
                        on:change=choose
                    />
                </div>
                <p class="muted">{i.safe_text}</p>
                <div class="setting-acts"><Button variant=Variant::Primary kind=Kind::Submit pending=sending>{i.next}</Button></div>
            </form>
            <own::Own />
            <section class="setting-section" aria-labelledby="import-known">
                <h2 id="import-known">{i.known}</h2>
                <p class="muted">{i.known_text}</p>
                <ul class="import-known">{known.collect_view()}</ul>
            </section>
        </Page>
    }
    .into_any()
}

/// One import, from its mapping to its result.
#[component]
pub fn ImportJob() -> impl IntoView {
    if !can(Right::Import) {
        return view! { <NotAllowed /> }.into_any();
    }
    let job = use_params_map().get_untracked().get("job").unwrap_or_default();
    let asked = job.clone();
    let shown = Resource::new_blocking(|| (), move |()| api::show_import(asked.clone()));
    view! {
        <Suspense>
            {move || {
                let job = job.clone();
                shown.get().map(|shown| match shown {
                    Ok(shown) => view! { <Job job shown /> }.into_any(),
                    Err(Error(domain::Error::NotFound)) => view! { <Gone /> }.into_any(),
                    Err(error) => failed(&error),
                })
            }}
        </Suspense>
    }
    .into_any()
}

/// An import that is not there any more.
#[component]
fn Gone() -> impl IntoView {
    let t = texts_here().import();
    #[cfg(feature = "ssr")]
    crate::ssr::status(404);
    view! {
        <Page>
            <Empty icon="import" title=t.gone_title text=t.gone_text>
                <a class="button" href=route::IMPORT>{t.another}</a>
            </Empty>
        </Page>
    }
}

#[component]
fn Job(job: String, shown: api::Shown) -> impl IntoView {
    let progress = RwSignal::new(shown.progress);
    let state = Memo::new(move |_| progress.with(|progress| progress.state));
    let preview = StoredValue::new(shown.preview);
    let job = StoredValue::new(job);
    let started = Callback::new(move |now: Progress| progress.set(now));
    view! {
        <Page>
            {move || match state.get() {
                State::Waiting => {
                    preview.get_value().map(|preview| view! { <mapping::Match job=job.get_value() preview started /> }).into_any()
                }
                State::Running => view! { <running::Running job=job.get_value() progress /> }.into_any(),
                State::Done | State::Stopped | State::Failed => {
                    view! { <outcome::Outcome job=job.get_value() progress=progress.get_untracked() /> }.into_any()
                }
            }}
        </Page>
    }
}
