//! How the server does: facts, what went wrong, what was slow.

use domain::Instant;
use domain::health::{Health, Slow, Trouble};
use domain::money::group;
use leptos::prelude::*;

use super::api::show_health;
use super::ask::Wrong;
use super::size::size;
use crate::i18n::{fill, lang, texts_here};
use crate::me::{now, today, zone};
use crate::route;
use crate::ui::{Badge, Empty, Icon, Tone};

/// All of the part.
#[component]
pub(super) fn Server() -> impl IntoView {
    let t = texts_here();
    let health = Resource::new_blocking(|| (), |()| show_health());
    view! {
        <Transition>
            {move || {
                health.get().map(|health| match health {
                    Ok(health) => view! { <Shown health /> }.into_any(),
                    Err(error) => view! { <Wrong text=Signal::stored(Some(error.say(t))) /> }.into_any(),
                })
            }}
        </Transition>
    }
}

/// A moment, as it is written here and today.
fn moment() -> impl Fn(Instant) -> String + Copy + Send + Sync + 'static {
    let (zone, day, french) = (StoredValue::new(zone()), today(), lang().french());
    move |at| zone.with_value(|zone| at.show(zone, day.get(), french))
}

fn number(n: u64) -> String {
    group(i64::try_from(n).unwrap_or(i64::MAX), '\u{202f}')
}

#[component]
fn Shown(health: Health) -> impl IntoView {
    let t = texts_here().health();
    let (show, french) = (moment(), lang().french());
    let late = health.late(now().get_untracked());
    let Health { version, since, room, memory, ails, backup, requests, listening, slow, troubles } = health;
    let free = room.and_then(|room| room.free).map(|free| size(free, french)).unwrap_or_default();
    let data = room.map_or_else(
        || t.elsewhere.to_owned(),
        |room| {
            let data = size(room.taken, french);
            if free.is_empty() { data } else { fill(t.free, &[("data", &data), ("free", &free)]) }
        },
    );
    let warnings = [
        ails.then(|| t.ails.to_owned()),
        room.is_some_and(|room| room.little()).then(|| fill(t.little, &[("free", &free)])),
        late.then(|| t.late.to_owned()),
    ];
    let backup = move || backup.map_or_else(|| t.no_backup.to_owned(), show);
    view! {
        {warnings
            .into_iter()
            .flatten()
            .map(|text| {
                view! {
                    <p class="notice notice-danger" role="alert">
                        <Icon name="alert" />
                        <span>{text}</span>
                    </p>
                }
            })
            .collect_view()}
        <dl class="facts facts-whole setting-facts">
            <Fact name=t.version><span class="num">{version}</span></Fact>
            <Fact name=t.since>{move || show(since)}</Fact>
            <Fact name=t.data>{data}</Fact>
            {memory.map(|memory| view! { <Fact name=t.memory>{size(memory, french)}</Fact> })}
            <Fact name=t.backup>
                <span>{backup}</span>
                <a href=route::BACKUPS>{t.backups}</a>
            </Fact>
            <Fact name=t.requests>{fill(t.answered, &[("n", &number(requests))])}</Fact>
            <Fact name=t.listening>{fill(t.listen, &[("n", &number(listening))])}</Fact>
        </dl>
        <section class="setting-section" aria-labelledby="server-troubles">
            <h3 id="server-troubles">{t.troubles}</h3>
            <Troubles troubles />
        </section>
        <section class="setting-section" aria-labelledby="server-slow">
            <h3 id="server-slow">{t.slow}</h3>
            <Slows slow />
        </section>
    }
}

#[component]
fn Fact(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="fact">
            <dt>{name}</dt>
            <dd class="value">{children()}</dd>
        </div>
    }
}

#[component]
fn Troubles(troubles: Vec<Trouble>) -> impl IntoView {
    let t = texts_here().health();
    if troubles.is_empty() {
        return view! { <Empty icon="check" title=t.no_trouble small=true /> }.into_any();
    }
    let show = moment();
    let rows = troubles.into_iter().map(|one| {
        let Trouble { at, times, failed, text, request } = one;
        // The one of the log that administrators meet often.
        let text = match text.strip_prefix("sign-in refused") {
            Some(rest) => format!("{}{rest}", t.sign_in_refused),
            None => text,
        };
        let (tone, label) = if failed { (Tone::Danger, t.failed) } else { (Tone::Warning, t.warned) };
        let times = (times > 1).then(|| fill(t.times, &[("n", &number(times.into()))]));
        let rest: Vec<String> = times.into_iter().chain(request.map(|id| fill(t.request, &[("id", &id)]))).collect();
        let sub = move || std::iter::once(show(at)).chain(rest.iter().cloned()).collect::<Vec<_>>().join(", ");
        view! {
            <li class="setting-row">
                <span class="setting-row-text">
                    <span class="setting-row-name setting-row-log">{text}</span>
                    <span class="muted setting-row-sub">{sub}</span>
                </span>
                <Badge tone>{label}</Badge>
            </li>
        }
    });
    view! { <ul class="setting-list">{rows.collect_view()}</ul> }.into_any()
}

#[component]
fn Slows(slow: Vec<Slow>) -> impl IntoView {
    let t = texts_here().health();
    if slow.is_empty() {
        return view! { <Empty icon="check" title=t.no_slow small=true /> }.into_any();
    }
    let show = moment();
    let rows = slow.into_iter().map(|Slow { at, ms, what, request }| {
        let id = fill(t.request, &[("id", &request)]);
        view! {
            <li class="setting-row">
                <span class="setting-row-text">
                    <span class="setting-row-name setting-row-log">{what}</span>
                    <span class="muted setting-row-sub">{move || format!("{}, {id}", show(at))}</span>
                </span>
                <span class="num">{format!("{}\u{a0}ms", number(ms.into()))}</span>
            </li>
        }
    });
    view! { <ul class="setting-list">{rows.collect_view()}</ul> }.into_any()
}
