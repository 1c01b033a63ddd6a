//! Where one is signed in.

use domain::session::Session;
use leptos::prelude::*;

use super::api::{end_session, list_sessions};
use super::ask::{Ask, Wrong};
use crate::i18n::{fill, lang, texts_here};
use crate::me::{today, zone};
use crate::ui::{Badge, Button, Icon, Toasts, Tone};

/// One's own open sessions, each to be ended.
#[component]
pub(super) fn Sessions(
    /// Raised when they may have changed.
    turn: RwSignal<u32>,
) -> impl IntoView {
    let t = texts_here();
    let sessions = Resource::new_blocking(move || turn.get(), |_| list_sessions());
    view! {
        <section class="setting-section" aria-labelledby="setting-sessions">
            <h3 id="setting-sessions">{t.setting().sessions}</h3>
            <p class="muted">{t.setting().sessions_note}</p>
            <Suspense>
                {move || {
                    sessions.get().map(|sessions| match sessions {
                        Ok(list) => view! { <List list /> }.into_any(),
                        Err(error) => view! { <Wrong text=Signal::stored(Some(error.say(t))) /> }.into_any(),
                    })
                }}
            </Suspense>
        </section>
    }
}

#[component]
fn List(list: Vec<Session>) -> impl IntoView {
    let t = texts_here();
    let list = RwSignal::new(list);
    let (ask, toasts) = (Ask::new(), Toasts::here());
    let end = Callback::new(move |id: domain::SessionId| {
        ask.send(end_session(id.clone()), move |()| {
            list.update(|list| list.retain(|session| session.id != id));
            toasts.show(t.setting().session_ended);
        });
    });
    view! {
        <Wrong text=ask.above(&[]) />
        <ul class="setting-list">
            <For each=move || list.get() key=|session| session.id.clone() let:session>
                <Row session end />
            </For>
        </ul>
    }
}

#[component]
fn Row(session: Session, end: Callback<domain::SessionId>) -> impl IntoView {
    let t = texts_here().setting();
    let (zone, today, french) = (zone(), today(), lang().french());
    let Session { id, created_at, seen_at, agent, current } = session;
    let agent = if agent.is_empty() { t.agent_unknown.to_owned() } else { agent };
    let phone = ["Android", "iPhone", "iPad"].iter().any(|name| agent.contains(name));
    let since = move || {
        let show = |at: domain::Instant| at.show(&zone, today.get(), french);
        fill(t.session_since, &[("since", &show(created_at)), ("seen", &show(seen_at))])
    };
    let act = if current {
        view! { <Badge tone=Tone::Good icon="check">{t.session_here}</Badge> }.into_any()
    } else {
        let label = fill(t.session_end_label, &[("agent", &agent)]);
        view! { <Button attr:aria-label=label on:click=move |_| end.run(id.clone())>{t.session_end}</Button> }
            .into_any()
    };
    view! {
        <li class="setting-row">
            <Icon name=if phone { "phone" } else { "laptop" } />
            <span class="setting-row-text">
                <span class="setting-row-name">{agent}</span>
                <span class="muted setting-row-sub">{since}</span>
            </span>
            {act}
        </li>
    }
}
