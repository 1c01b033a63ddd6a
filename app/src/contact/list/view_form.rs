//! Saving a view of the list, and giving one another name.

use domain::view::{Details as Fields, View};
use domain::{Error as Cause, Patch, Right};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::views::{Known, address, kept};
use crate::contact::api::{change_view, save_view};
use crate::error::Error;
use crate::i18n::{Texts, texts_here};
use crate::me::can;
use crate::ui::{Button, Checkbox, Kind, TextField, Variant};

/// The form. With a view it is that one's name and sharing that change; what it keeps stays.
#[component]
pub(super) fn ViewForm(open: RwSignal<bool>, known: Known, view: Option<View>) -> impl IntoView {
    let t = texts_here();
    let l = t.list();
    let (query, navigate) = (use_query_map(), use_navigate());
    let fields = view.as_ref().map(|view| view.details.clone()).unwrap_or_default();
    let (name, shared) = (RwSignal::new(fields.name), RwSignal::new(fields.shared));
    let view = StoredValue::new(view);
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let (name, shared) = (name.get_untracked(), shared.get_untracked());
        let new = Fields { name, query: query.with_untracked(kept), shared };
        let (view, navigate) = (view.get_value(), navigate.clone());
        spawn_local(async move {
            let saved = match &view {
                Some(view) => {
                    let wanted = Fields { query: view.details.query.clone(), ..new };
                    change_view(view.id.clone(), Patch::between(view.version, &view.details, &wanted)).await
                }
                None => save_view(new).await,
            };
            match saved {
                Ok(saved) => {
                    let address = address(&saved);
                    known.put(saved);
                    open.try_set(false);
                    if view.is_none() {
                        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                        navigate(&address, options);
                    }
                }
                Err(problem) => drop(error.try_set(Some(problem))),
            }
            pending.try_set(false);
        });
    };
    let problem = Signal::derive(move || error.with(|error| error.as_ref().map(|error| said(t, error))));
    view! {
        <form class="form" on:submit=send>
            <TextField label=t.common().name name="view-name" value=name error=problem help=l.view_help />
            {can(Right::Import).then(|| view! { <Checkbox label=l.share_view name="view-shared" checked=shared /> })}
            <div class="form-actions">
                <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending>{t.common().save}</Button>
            </div>
        </form>
    }
}

fn said(t: &'static Texts, error: &Error) -> String {
    match &error.0 {
        Cause::Taken { .. } => t.list().view_taken.to_owned(),
        _ => error.say(t),
    }
}
