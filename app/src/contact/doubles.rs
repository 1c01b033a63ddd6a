//! Who may be the person being written down already: shown while typing, never in the way.

use std::time::Duration;

use domain::contact::{Alike, Sketch, Why};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;

use crate::error::Error;
use crate::i18n::texts_here;
use crate::route;
use crate::ui::Icon;

/// How long the question waits for the next letter.
const PAUSE: Duration = Duration::from_millis(300);

/// Who may be the person that is being written down.
#[server(prefix = "/api", endpoint = "contact/alike", input = Json)]
pub async fn who_is_alike(sketch: Sketch) -> Result<Vec<Alike>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.contacts().alike(&actor, &sketch).await)
}

/// The likely doubles of what is typed.
#[component]
pub(super) fn Doubles(
    /// What is typed.
    sketch: Signal<Sketch>,
) -> impl IntoView {
    let f = texts_here().form();
    let found = RwSignal::new(Vec::<Alike>::new());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    on_cleanup(stop);
    Effect::new(move |_| {
        let asked = sketch.get();
        stop();
        if !asked.says_something() {
            return found.set(Vec::new());
        }
        let ask = move || {
            spawn_local(async move {
                let answer = who_is_alike(asked.clone()).await;
                // Meanwhile something else may be typed. What cannot be asked is not shown.
                if sketch.try_get_untracked() == Some(asked) {
                    found.try_set(answer.unwrap_or_default());
                }
            });
        };
        waiting.try_set_value(set_timeout_with_handle(ask, PAUSE).ok());
    });
    let line = move |alike: Alike| {
        let why = match alike.why {
            Why::Email => f.alike_email,
            Why::Phone => f.alike_phone,
            Why::Name => f.alike_name,
        };
        let hint = alike.contact.hint;
        let why = if hint.is_empty() { why.to_owned() } else { format!("{hint} · {why}") };
        view! {
            <li>
                <a href=format!("{}/{}", route::CONTACTS, alike.contact.id)><bdi>{alike.contact.name}</bdi></a>
                " "<span class="doubles-why">{why}</span>
            </li>
        }
    };
    let notice = move || {
        let found = found.get();
        (!found.is_empty()).then(|| {
            view! {
                <div class="notice notice-warning doubles">
                    <Icon name="users" />
                    <div>
                        <p><strong>{f.alike}</strong>". "{f.alike_hint}</p>
                        <ul>{found.into_iter().map(line).collect_view()}</ul>
                    </div>
                </div>
            }
        })
    };
    view! { <div class="doubles-place" aria-live="polite">{notice}</div> }
}
