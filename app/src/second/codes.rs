//! Codes on paper: shown once when they were made, and how many are left afterwards.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use wasm_bindgen_futures::JsFuture;

use super::api::show_codes;
use super::page::Password;
use super::{ToProfile, left, problem, suite};
use crate::frame::failed;
use crate::i18n::{fill, lang, texts_here};
use crate::me::me;
use crate::route;
use crate::sign_in::{Card, Problem};
use crate::ui::{Announcer, Button, Icon, Kind, Variant};

/// The page.
#[component]
pub fn CodesPage() -> impl IntoView {
    let codes = Resource::new_blocking(|| (), |()| show_codes());
    view! {
        <Title text=texts_here().second().codes_title />
        <Suspense>
            {move || {
                codes.get().map(|codes| match codes {
                    Ok((_, Some(codes))) => view! { <Shown codes /> }.into_any(),
                    Ok((second, None)) => view! { <Left number=second.left /> }.into_any(),
                    Err(error) => failed(&error),
                })
            }}
        </Suspense>
    }
}

/// The codes as a text file that the page carries: it needs no further request, and no scripts.
fn file(head: &str, codes: &[String]) -> String {
    let text = format!("{head}\r\n\r\n{}\r\n", codes.join("\r\n"));
    format!("data:text/plain;charset=utf-8,{}", leptos_router::location::Url::escape(&text))
}

#[component]
fn Shown(codes: Vec<String>) -> impl IntoView {
    let s = texts_here().second();
    let name = me().map(|me| me.name).unwrap_or_default();
    let address = file(&fill(s.file_head, &[("name", &name)]), &codes);
    let (list, announcer) = (NodeRef::<html::Ul>::new(), Announcer::here());
    let (alive, said) = (RwSignal::new(false), RwSignal::new(""));
    // Without the browser's half these two would do nothing.
    Effect::new(move |_| alive.set(true));
    let text = codes.join("\n");
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let there =
                js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).is_ok_and(|it| !it.is_undefined());
            let copied = there && JsFuture::from(window().navigator().clipboard().write_text(&text)).await.is_ok();
            if !copied && let Some(list) = list.get_untracked() {
                let _ = list.focus();
            }
            let word = if copied { s.copied } else { s.copy_failed };
            let _ = said.try_set(word);
            announcer.announce(word);
        });
    };
    view! {
        <Card title=s.codes_title.to_owned() text=s.codes_text>
            <ul class="auth-codes" tabindex="-1" node_ref=list>{codes.into_iter().map(|code| view! { <li>{code}</li> }).collect_view()}</ul>
            <div class="auth-acts">
                <Show when=move || alive.get()>
                    <Button icon="copy" on:click=copy.clone()>{s.copy}</Button>
                </Show>
                <a class="button" href=address download=s.file rel="external"><Icon name="download" /><span>{s.download}</span></a>
                <Show when=move || alive.get()>
                    <Button on:click=move |_| drop(window().print())>{s.print}</Button>
                </Show>
            </div>
            <p class="field-help auth-said">{move || said.get()}</p>
            <form method="post" action=route::CODES_KEPT>
                <input type="hidden" name="suite" value=suite() />
                <Button variant=Variant::Primary kind=Kind::Submit wide=true>{s.kept}</Button>
            </form>
        </Card>
    }
}

#[component]
fn Left(number: u32) -> impl IntoView {
    let (t, suite) = (texts_here(), suite());
    let s = t.second();
    let go_on = (!suite.is_empty()).then(|| suite.clone());
    view! {
        <Card title=left(t, lang(), number) text=s.used_up>
            {go_on.map(|to| view! { <a class="button button-primary button-wide" href=to>{s.go_on}</a> })}
            <form class="form auth-more" method="post" action=route::CODES>
                <h2 class="auth-sub">{s.renew_title}</h2>
                <p class="auth-text">{s.renew_text}</p>
                <Problem text=problem() />
                <Password />
                <input type="hidden" name="suite" value=suite />
                <Button kind=Kind::Submit wide=true>{s.renew}</Button>
            </form>
            <ToProfile />
        </Card>
    }
}
