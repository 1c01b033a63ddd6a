//! Backups: the last one, one now, the files. Buttons are plain forms, that work without the browser's half.

use std::time::Duration;

use domain::Instant;
use domain::backup::{Backups as State, Kept};
use leptos::prelude::*;

use super::api::show_backups;
use super::ask::Wrong;
use super::size::size;
use crate::i18n::{fill, lang, texts_here};
use crate::me::{today, zone};
use crate::route;
use crate::ui::{Button, Empty, Icon, Kind, Progress, Variant};

/// How often the page asks how far it is.
const EVERY: Duration = Duration::from_millis(500);

/// All of the part.
#[component]
pub(super) fn Backups() -> impl IntoView {
    let t = texts_here();
    let turn = RwSignal::new(0_u32);
    let state = Resource::new_blocking(move || turn.get(), |_| show_backups());
    // Asks again as long as one is under way.
    Effect::new(move |_| {
        let running = state.get().is_some_and(|state| state.is_ok_and(|state| state.running.is_some()));
        if running && let Ok(timer) = set_timeout_with_handle(move || turn.update(|turn| *turn += 1), EVERY) {
            on_cleanup(move || timer.clear());
        }
    });
    view! {
        <Transition>
            {move || {
                state.get().map(|state| match state {
                    Ok(State { folder: None, .. }) => {
                        view! { <p class="notice">{t.backup().elsewhere}</p> }.into_any()
                    }
                    Ok(state) => view! { <Shown state /> }.into_any(),
                    Err(error) => view! { <Wrong text=Signal::stored(Some(error.say(t))) /> }.into_any(),
                })
            }}
        </Transition>
    }
}

#[component]
fn Shown(state: State) -> impl IntoView {
    let t = texts_here().backup();
    let (zone, french) = (StoredValue::new(zone()), lang().french());
    let day = today();
    let show = move |at: Instant| zone.with_value(|zone| at.show(zone, day.get(), french));
    let State { folder, hour, keep, kept, running, failed, missing } = state;
    let plan = hour.map_or_else(
        || t.by_hand_only.to_owned(),
        |hour| fill(t.daily, &[("hour", &hour.to_string()), ("keep", &keep.to_string())]),
    );
    let last = kept.first().map(|kept| (kept.at, size(kept.bytes, french)));
    let act = match running {
        Some(rows) => {
            let figures =
                fill(t.rows, &[("n", &domain::money::group(i64::try_from(rows).unwrap_or(i64::MAX), '\u{202f}'))]);
            view! { <Progress label=t.running value=None max=1.0 figures=figures /> }.into_any()
        }
        None => view! {
            <form method="post" action=route::BACKUP_MAKE>
                <Button kind=Kind::Submit variant=Variant::Primary icon="archive">{t.act}</Button>
            </form>
        }
        .into_any(),
    };
    view! {
        {missing.map(|missing| {
            let n = missing.events.to_string();
            view! {
                <p class="notice notice-danger" role="alert">
                    <Icon name="alert" />
                    <span>{move || fill(t.missing, &[("n", &n), ("at", &show(missing.until))])}</span>
                </p>
            }
        })}
        {failed.map(|failed| {
            view! {
                <p class="notice notice-danger" role="alert">
                    <Icon name="alert" />
                    <span>{move || fill(t.failed, &[("at", &show(failed.at)), ("why", &failed.why)])}</span>
                </p>
            }
        })}
        <section class="setting-section">
            <p>
                {move || {
                    last.as_ref().map_or_else(
                        || t.none.to_owned(),
                        |(at, size)| fill(t.last, &[("at", &show(*at)), ("size", size)]),
                    )
                }}
            </p>
            {act}
            <p class="muted">{plan}</p>
            <p class="muted">{fill(t.folder, &[("folder", &folder.unwrap_or_default())])}</p>
            <p class="muted">{t.plan}</p>
        </section>
        <section class="setting-section" aria-labelledby="backup-files">
            <h3 id="backup-files">{t.files}</h3>
            <p class="muted">{t.secret}</p>
            <Files kept />
        </section>
    }
}

#[component]
fn Files(kept: Vec<Kept>) -> impl IntoView {
    let t = texts_here().backup();
    if kept.is_empty() {
        return view! { <Empty icon="archive" title=t.none small=true /> }.into_any();
    }
    let rows = kept.into_iter().map(|kept| view! { <File kept /> }).collect_view();
    view! { <ul class="setting-list">{rows}</ul> }.into_any()
}

#[component]
fn File(kept: Kept) -> impl IntoView {
    let t = texts_here().backup();
    let (zone, day, french) = (zone(), today(), lang().french());
    let Kept { name, bytes, at } = kept;
    let by_hand = name.ends_with("-main.crm");
    let when = Memo::new(move |_| at.show(&zone, day.get(), french));
    let label = Signal::derive(move || fill(t.take_one, &[("at", &when.get())]));
    let by_hand = if by_hand { format!("{}, ", t.by_hand) } else { String::new() };
    let sub = format!("{}, {by_hand}{name}", size(bytes, french));
    view! {
        <li class="setting-row">
            <Icon name="archive" />
            <span class="setting-row-text">
                <span class="setting-row-name">{move || when.get()}</span>
                <span class="muted setting-row-sub">{sub}</span>
            </span>
            <form method="post" action=format!("{}/{name}", route::BACKUP_MAKE)>
                <Button kind=Kind::Submit icon="download" attr:aria-label=label>{t.take}</Button>
            </form>
        </li>
    }
}
